"""Tables of the content app."""

from conditions.models.freshness import FreshnessEpoch
from conditions.models.publication import EndKind, Publication, PublicationQuerySet
from conditions.models.settings import SiteWording

__all__ = ["EndKind", "FreshnessEpoch", "Publication", "PublicationQuerySet", "SiteWording"]
