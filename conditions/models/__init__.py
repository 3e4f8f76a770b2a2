"""Tables of the content app."""

from conditions.models.freshness import FreshnessEpoch
from conditions.models.glossary import Term
from conditions.models.links import LinkCheck
from conditions.models.pages import ConditionIndexPage, ConditionPage, HomePage
from conditions.models.publication import (
    EndKind,
    LaterWithdrawal,
    Publication,
    PublicationQuerySet,
)
from conditions.models.reminder import ReviewReminder
from conditions.models.review import REVIEW_PERIOD, Reviewer
from conditions.models.search import SearchEntry, SearchWord
from conditions.models.settings import SiteWording
from conditions.models.signing import (
    SECOND_REVIEW_WITHIN,
    SameMeaning,
    SecondReview,
    SignOff,
    SignOffKind,
    UnsignedRelease,
)
from conditions.models.tasks import ClinicalReviewTask, EditorialCheckTask
from conditions.models.usage import Citation, TermUse

__all__ = [
    "REVIEW_PERIOD",
    "SECOND_REVIEW_WITHIN",
    "Citation",
    "ClinicalReviewTask",
    "ConditionIndexPage",
    "ConditionPage",
    "EditorialCheckTask",
    "EndKind",
    "FreshnessEpoch",
    "HomePage",
    "LaterWithdrawal",
    "LinkCheck",
    "Publication",
    "PublicationQuerySet",
    "ReviewReminder",
    "Reviewer",
    "SameMeaning",
    "SearchEntry",
    "SearchWord",
    "SecondReview",
    "SignOff",
    "SignOffKind",
    "SiteWording",
    "Term",
    "TermUse",
    "UnsignedRelease",
]
