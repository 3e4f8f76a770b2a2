"""Tables of the content app."""

from conditions.models.freshness import FreshnessEpoch
from conditions.models.glossary import Term
from conditions.models.pages import ConditionIndexPage, ConditionPage, HomePage
from conditions.models.publication import EndKind, Publication, PublicationQuerySet
from conditions.models.reminder import ReviewReminder
from conditions.models.review import REVIEW_PERIOD, PageReview, Reviewer
from conditions.models.search import SearchEntry
from conditions.models.settings import SiteWording
from conditions.models.usage import Citation, TermUse

__all__ = [
    "REVIEW_PERIOD",
    "Citation",
    "ConditionIndexPage",
    "ConditionPage",
    "EndKind",
    "FreshnessEpoch",
    "HomePage",
    "PageReview",
    "Publication",
    "PublicationQuerySet",
    "ReviewReminder",
    "Reviewer",
    "SearchEntry",
    "SiteWording",
    "Term",
    "TermUse",
]
