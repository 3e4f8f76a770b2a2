"""Which publications are served, and what stands behind one."""

from __future__ import annotations

import datetime
import re

from django.db.models import QuerySet

from conditions.domain.standing import Standing, review_overdue
from conditions.models import ConditionPage, Publication, PublicationQuerySet, SiteWording

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def served() -> PublicationQuerySet:
    """Every publication that the public may see: the current one of each page that is live.

    A page that was set to not live behind publishing's back is out at once; `ended_while_current()` finds it.
    """
    return Publication.objects.current().filter(page__live=True)


def current_publication(slug: str, language: str) -> Publication | None:
    """The publication that is served at this address, with its page; None is a 404."""
    return served().filter(page__slug=slug, language=language).select_related("page").first()


def withdrawn_publication(slug: str, language: str) -> Publication | None:
    """The publication that was withdrawn from this address and that nothing followed, with its page."""
    ended = Publication.objects.filter(page__slug=slug, language=language)
    return _if_withdrawn(ended.select_related("page", "later_withdrawal").order_by("-number").first())


def withdrawn_from(page: ConditionPage) -> Publication | None:
    """The publication of `page` that was withdrawn and that nothing followed."""
    return _if_withdrawn(_last(page))


def to_withdraw(page: ConditionPage) -> Publication | None:
    """The publication of `page` that can still be withdrawn: its last one, in use or not."""
    last = _last(page)
    return last if last is not None and last.withdrawn is None else None


def _last(page: ConditionPage) -> Publication | None:
    found = Publication.objects.filter(page=page).select_related("later_withdrawal")
    return found.order_by("-number").first()


def _if_withdrawn(last: Publication | None) -> Publication | None:
    return last if last is not None and last.withdrawn else None


def saying(sha256: str) -> PublicationQuerySet:
    """Every publication with this content. It comes from outside: what is no fingerprint never reaches the database."""
    if _FINGERPRINT.fullmatch(sha256) is None:
        return Publication.objects.none()
    return Publication.objects.filter(sha256=sha256)


def publication_by_sha(page: ConditionPage, sha256: str) -> Publication | None:
    """The page's newest publication with this content, served or not; None when it never said this."""
    return saying(sha256).filter(page=page).order_by("-number").first()


def live_without_publication() -> QuerySet[ConditionPage]:
    """Pages that Wagtail calls live and that are a 404, because nothing of them was ever published."""
    current = Publication.objects.current().values("page_id")
    pages: QuerySet[ConditionPage] = ConditionPage.objects.filter(live=True).exclude(pk__in=current)
    return pages


def ended_while_current() -> PublicationQuerySet:
    """Current publications of pages that are not live: somebody changed the page behind publishing's back."""
    return Publication.objects.current().filter(page__live=False)


def standing_of(publication: Publication, today: datetime.date) -> Standing:
    """Whether a check-in on `publication` may answer self_care on `today`."""
    return Standing(
        reviewed=publication.reviewed_on is not None,
        withdrawn=publication.ended_at is not None,
        review_overdue=review_overdue(
            publication.review_due, today, grace_days=SiteWording.current().review_grace_days
        ),
    )
