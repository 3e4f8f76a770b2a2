"""Tables of the content app."""

from conditions.models.freshness import FreshnessEpoch
from conditions.models.glossary import Term
from conditions.models.pages import ConditionIndexPage, ConditionPage, HomePage
from conditions.models.publication import EndKind, Publication, PublicationQuerySet
from conditions.models.review import REVIEW_PERIOD, PageReview, Reviewer
from conditions.models.search import SearchEntry, SearchWord
from conditions.models.settings import SiteWording

__all__ = [
    "REVIEW_PERIOD",
    "ConditionIndexPage",
    "ConditionPage",
    "EndKind",
    "FreshnessEpoch",
    "HomePage",
    "PageReview",
    "Publication",
    "PublicationQuerySet",
    "Reviewer",
    "SearchEntry",
    "SearchWord",
    "SiteWording",
    "Term",
]
