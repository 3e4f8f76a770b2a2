"""Which pages need a review, and how soon: asked of the pages that are live, so that none can vanish from it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from conditions.models import ConditionPage, Publication, SecondReview, SignOff

SOON = datetime.timedelta(days=30)
"""A review that is due in this many days, the last one included, is due soon."""


class ReviewState(models.IntegerChoices):
    """How much a live page needs a review; the smaller the number, the more."""

    NEVER = 0, "Never reviewed"
    OVERDUE = 1, "Overdue"
    DUE_SOON = 2, "Due in 30 days"
    IN_TIME = 3, "In time"


@dataclass(frozen=True)
class ReviewNumbers:
    """How many live pages are in which state."""

    live: int
    unpublished: int
    """Called live by Wagtail, but nothing of them was ever published; they count as never reviewed too."""
    never: int
    overdue: int
    """Pages with a review or second review that is late; a page never reviewed may be among them."""
    due_soon: int
    second: int
    """Pages whose second review is asked for, overdue ones included."""
    second_overdue: int


def pages_by_review(now: datetime.datetime | None = None) -> QuerySet[ConditionPage]:
    """Every live page with the facts about its review, most needed first. One query.

    Adds to each page: `published_at`, `reviewed_on`, `reviewer_name` and `review_due` of its current publication
    (None when there is none: then it counts as never reviewed); `second_due`, when the earliest open second review
    is due; `responsible` and `responsible_name`, the reviewer whose sign-off runs out first; `earlier_on` and
    `earlier_name`, the last review that any of its publications had; `state`; `late`, whether a review or second
    review is overdue, which a page that was never reviewed can be as well.

    Days are days of the site's time zone. A review still counts on the day on which it is due. A review without a
    due day is overdue.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    is_current = Q(publications__superseded_at__isnull=True, publications__ended_at__isnull=True)
    pages: QuerySet[ConditionPage] = ConditionPage.objects.filter(live=True)
    listed: QuerySet[ConditionPage] = (
        pages.annotate(
            shown=FilteredRelation("publications", condition=is_current),
            published_at=F("shown__published_at"),
            reviewed_on=F("shown__reviewed_on"),
            reviewer_name=F("shown__reviewer_name"),
            review_due=Coalesce("shown__review_due", "shown__reviewed_on"),
            second_due=Subquery(_open_second_reviews().values("due_at")[:1]),
        )
        .annotate(
            responsible=Subquery(_running_out().values("reviewer")[:1]),
            responsible_name=Subquery(_running_out().values("reviewer__name")[:1]),
            earlier_on=Subquery(_reviewed().values("reviewed_on")[:1]),
            earlier_name=Subquery(_reviewed().values("reviewer_name")[:1]),
        )
        .annotate(state=_state(now, today), late=_late(now, today))
        .order_by("state", F("second_due").asc(nulls_last=True), "review_due", "published_at", "title", "pk")
        .defer(*_sections())
    )
    return listed


def needing_review(now: datetime.datetime | None = None) -> QuerySet[ConditionPage]:
    """`pages_by_review` without those whose review is in time."""
    return pages_by_review(now).filter(state__lt=ReviewState.IN_TIME)


def review_numbers(now: datetime.datetime | None = None) -> ReviewNumbers:
    """The numbers of the dashboard, in one query."""
    now = now or timezone.now()

    def having(**conditions: object) -> Count:
        return Count("pk", filter=Q(**conditions))

    numbers = (
        pages_by_review(now)
        .order_by()
        .aggregate(
            live=Count("pk"),
            unpublished=having(published_at__isnull=True),
            never=having(state=ReviewState.NEVER),
            overdue=having(late=True),
            due_soon=having(state=ReviewState.DUE_SOON),
            second=having(second_due__isnull=False),
            second_overdue=having(second_due__lt=now),
        )
    )
    return ReviewNumbers(**numbers)


def _open_second_reviews() -> QuerySet[SecondReview]:
    return SecondReview.objects.open().filter(page=OuterRef("pk")).order_by("due_at")


def _reviewed() -> QuerySet[Publication]:
    """The publications of a page that had a review, newest first."""
    return Publication.objects.filter(page=OuterRef("pk"), reviewed_on__isnull=False).order_by("-number")


def _running_out() -> QuerySet[SignOff]:
    """The sign-offs of a page, first the one whose time is over when the page's is; then the newest."""
    current = Publication.objects.current().filter(page=OuterRef("page"))
    is_it = Case(When(review_due=Subquery(current.values("review_due")[:1]), then=Value(0)), default=Value(1))
    own = SignOff.objects.standing().filter(page=OuterRef("pk")).annotate(runs_out=is_it)
    return own.order_by("runs_out", "-created_at", "-id")


def _state(now: datetime.datetime, today: datetime.date) -> Case:
    return Case(
        When(reviewed_on__isnull=True, then=Value(ReviewState.NEVER.value)),
        When(Q(review_due__lt=today) | Q(second_due__lt=now), then=Value(ReviewState.OVERDUE.value)),
        When(
            Q(review_due__lte=today + SOON) | Q(second_due__isnull=False),
            then=Value(ReviewState.DUE_SOON.value),
        ),
        default=Value(ReviewState.IN_TIME.value),
        output_field=models.IntegerField(),
    )


def _late(now: datetime.datetime, today: datetime.date) -> Case:
    is_late = Q(review_due__lt=today) | Q(second_due__lt=now)
    return Case(When(is_late, then=Value(True)), default=Value(False), output_field=models.BooleanField())


def _sections() -> list[str]:
    """The fields that hold a page's words: much to load, and not shown in a list."""
    return [field.name for field in ConditionPage._meta.local_fields if not field.primary_key]
