"""What somebody must be told about the reviews of pages, and who that is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from conditions.models import Reviewer, ReviewReminder, SecondReview
from conditions.selectors.reviews import SOON, pages_by_review

Kind = ReviewReminder.Kind
AGAIN = {
    Kind.REVIEW_OVERDUE.value: datetime.timedelta(days=30),
    Kind.NEVER_REVIEWED.value: datetime.timedelta(days=30),
    Kind.SECOND_REVIEW_OVERDUE.value: datetime.timedelta(days=7),
}
"""After how long what is still undone is told again. What is not here is told once."""
_UNKNOWN_DAY = datetime.date(1970, 1, 1)


@dataclass(frozen=True)
class Notice:
    """One thing to tell: a page, what, and when it is due (or, never reviewed, since when it is live)."""

    page: int
    title: str
    kind: str
    due_on: datetime.date
    due_at: datetime.datetime | None = None
    """The minute, for a second review; None for a review, which is due on a day."""
    number: int = 0
    """Of which thing, among those of one kind and day: the number of the publication that nobody reviewed (0 when
    nothing was published), or the row of the second review, because one that is owed again is told anew. Else 0."""

    @property
    def overdue(self) -> bool:
        return self.kind in (Kind.REVIEW_OVERDUE, Kind.SECOND_REVIEW_OVERDUE)

    @property
    def edit_url(self) -> str:
        """The page's editor, as a link in an e-mail."""
        return f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[self.page])}"


@dataclass(frozen=True)
class Recipient:
    """Who is told: a reviewer, or the account of an administrator when no reviewer can be reached."""

    name: str
    address: str
    reviewer: int | None = None
    user: UUID | None = None


@dataclass(frozen=True)
class People:
    """Everybody who can be told: reviewers by their id, and the site's administrators."""

    reviewers: dict[int, Recipient]
    administrators: list[Recipient]

    def for_(self, wanted: int | None, besides: int | None = None) -> list[Recipient]:
        """The one reviewer who is responsible, or else all of them, or else the administrators.

        `besides` is a reviewer who cannot do it, and is not told.
        """
        if wanted in self.reviewers:
            return [self.reviewers[wanted]] if wanted is not None else []
        others = [one for pk, one in self.reviewers.items() if pk != besides]
        return others or self.administrators


def people() -> People:
    """Active reviewers with an address, and whoever may publish unsigned words."""
    reviewers = {
        one.pk: Recipient(one.name, one.reminder_address, reviewer=one.pk)
        for one in Reviewer.objects.select_related("user").order_by("name")
        if one.reminder_address
    }
    return People(reviewers, _administrators())


def _administrators() -> list[Recipient]:
    permitted = Q(
        groups__permissions__codename="publish_unsigned",
        groups__permissions__content_type__app_label="conditions",
    )
    users = get_user_model().objects.filter(permitted | Q(is_superuser=True), is_active=True)
    return [
        Recipient(user.get_username(), user.email, user=user.pk)
        for user in users.distinct().order_by("pk")
        if user.email
    ]


def notices(now: datetime.datetime, to: People) -> Iterator[tuple[Notice, list[Recipient]]]:
    """Everything that is due, each with who is to be told. Who was told already is not asked here."""
    yield from _second_reviews(now, to)
    yield from _never_reviewed(now, to)
    yield from _reviews(now, to)


def _reviews(now: datetime.datetime, to: People) -> Iterable[tuple[Notice, list[Recipient]]]:
    """Reviews that are overdue or due soon, each with the reviewer who signed last."""
    today = timezone.localdate(now)
    due = pages_by_review(now).filter(reviewed_on__isnull=False, review_due__lte=today + SOON)
    for pk, title, day, reviewer in due.values_list("pk", "title", "review_due", "responsible"):
        kind = Kind.REVIEW_OVERDUE if day < today else Kind.REVIEW
        yield Notice(pk, title, kind.value, day), to.for_(reviewer)


def _second_reviews(now: datetime.datetime, to: People) -> Iterable[tuple[Notice, list[Recipient]]]:
    """Second reviews that are asked for, each with everybody but the reviewer who published at once."""
    waiting = SecondReview.objects.open().filter(page__live=True).order_by("due_at", "pk")
    for pk, title, due_at, first, row in waiting.values_list(
        "page", "page__title", "due_at", "sign_off__reviewer", "pk"
    ):
        kind = Kind.SECOND_REVIEW_OVERDUE if due_at < now else Kind.SECOND_REVIEW
        notice = Notice(pk, title, kind.value, timezone.localdate(due_at), due_at, number=row)
        yield notice, to.for_(None, besides=first)


def _never_reviewed(now: datetime.datetime, to: People) -> Iterable[tuple[Notice, list[Recipient]]]:
    """Live pages with words that nobody stands behind."""
    pages = pages_by_review(now).filter(reviewed_on__isnull=True)
    pages = pages.annotate(number=Coalesce("shown__number", 0), since=_live_since())
    for pk, title, number, since, reviewer in pages.values_list(
        "pk", "title", "number", "since", "responsible"
    ):
        day = timezone.localdate(since) if since else _UNKNOWN_DAY
        yield Notice(pk, title, Kind.NEVER_REVIEWED.value, day, number=number), to.for_(reviewer)


def _live_since() -> Coalesce:
    return Coalesce(F("shown__published_at"), "last_published_at", "first_published_at")
