"""Tells reviewers by e-mail which pages are due: each once for each due date, in one e-mail a reviewer.

A reminder is claimed in the database before the e-mail is sent and marked when the mail server took it. So two
runs at once do not send it twice, no transaction is open while the mail server is asked, and what a run that died
had claimed is sent by a later one.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from conditions.models import Reviewer, ReviewReminder, SecondReview, SiteWording
from conditions.selectors.reviews import SOON, pages_by_review

ABANDONED = datetime.timedelta(hours=1)
"""A claim that is older and was not sent belongs to a run that died: another may take it."""


@dataclass(frozen=True)
class Notice:
    """One thing that is due: a page, what, and when."""

    page: int
    title: str
    kind: str
    due_on: datetime.date
    due_at: datetime.datetime | None = None
    """The minute, for a second review; None for a review, which is due on a day."""
    overdue: bool = False

    @property
    def edit_url(self) -> str:
        """The page's editor, as a link in an e-mail."""
        return f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[self.page])}"


@dataclass(frozen=True)
class Digest:
    """What one reviewer is told in one e-mail."""

    reviewer: Reviewer
    notices: list[Notice]


def digests(now: datetime.datetime | None = None) -> tuple[list[Digest], list[Notice]]:
    """What nobody was told yet, by reviewer; and what cannot be told, because no reviewer has an address for it."""
    now = now or timezone.now()
    reviewers = {one.pk: one for one in Reviewer.objects.select_related("user").order_by("name")}
    reachable = [pk for pk, one in reviewers.items() if one.reminder_address]
    told: dict[int, list[Notice]] = defaultdict(list)
    untold: list[Notice] = []
    for notice, wanted in (*_second_reviews(now, reachable), *_reviews(now)):
        able = [pk for pk in wanted if pk in reachable]
        if not able:
            untold.append(notice)
        for pk in able:
            told[pk].append(notice)
    done = _done(now)
    found = [
        Digest(reviewers[pk], [one for one in told[pk] if (one.page, pk, one.kind, one.due_on) not in done])
        for pk in reachable
    ]
    return [digest for digest in found if digest.notices], untold


def send(digest: Digest, now: datetime.datetime | None = None) -> int:
    """Send one reviewer's e-mail. Returns how many pages it names; 0 when another run was faster.

    Raises whatever the mail server's refusal raises; then nothing counts as told, and the next run tries again.
    """
    now = now or timezone.now()
    claims = [(notice, row) for notice in digest.notices if (row := _claim(notice, digest.reviewer, now))]
    if not claims:
        return 0
    rows = ReviewReminder.objects.filter(pk__in=[row.pk for _, row in claims])
    try:
        _email(digest.reviewer, [notice for notice, _ in claims]).send()
    except BaseException:
        rows.delete()
        raise
    rows.update(sent_at=timezone.now())
    return len(claims)


def _reviews(now: datetime.datetime) -> Iterable[tuple[Notice, list[int]]]:
    """Reviews that are overdue or due soon, each with the reviewer who signed last."""
    today = timezone.localdate(now)
    due = pages_by_review(now).filter(reviewed_on__isnull=False, review_due__lte=today + SOON)
    for pk, title, day, reviewer in due.values_list("pk", "title", "review_due", "responsible"):
        notice = Notice(pk, title, ReviewReminder.Kind.REVIEW, day, overdue=day < today)
        yield notice, [reviewer] if reviewer else []


def _second_reviews(now: datetime.datetime, reachable: list[int]) -> Iterable[tuple[Notice, list[int]]]:
    """Second reviews that are asked for, each with everybody but the reviewer who published at once."""
    waiting = SecondReview.objects.open().filter(page__live=True).order_by("due_at", "pk")
    for pk, title, due_at, first in waiting.values_list(
        "page", "page__title", "due_at", "sign_off__reviewer"
    ):
        day = timezone.localdate(due_at)
        kind = ReviewReminder.Kind.SECOND_REVIEW
        yield Notice(pk, title, kind, day, due_at, due_at < now), [one for one in reachable if one != first]


def _done(now: datetime.datetime) -> set[tuple[int, int, str, datetime.date]]:
    sent = Q(sent_at__isnull=False) | Q(claimed_at__gt=now - ABANDONED)
    rows = ReviewReminder.objects.filter(sent)
    return set(rows.values_list("page_id", "reviewer_id", "kind", "due_on"))


def _claim(notice: Notice, reviewer: Reviewer, now: datetime.datetime) -> ReviewReminder | None:
    """The row that makes this reminder ours to send; None when it is another run's, or was sent."""
    row, created = ReviewReminder.objects.get_or_create(
        page_id=notice.page,
        reviewer=reviewer,
        kind=notice.kind,
        due_on=notice.due_on,
        defaults={"claimed_at": now},
    )
    if created:
        return row
    abandoned = ReviewReminder.objects.filter(
        pk=row.pk, sent_at__isnull=True, claimed_at=row.claimed_at, claimed_at__lte=now - ABANDONED
    )
    return row if abandoned.update(claimed_at=now) else None


def _email(reviewer: Reviewer, notices: list[Notice]) -> EmailMessage:
    site_name = " ".join(SiteWording.current().site_name.split())
    pages = "1 page needs" if len(notices) == 1 else f"{len(notices)} pages need"
    body = render_to_string(
        "conditions/email/review_reminder.txt",
        {
            "reviewer": reviewer,
            "notices": notices,
            "site_name": site_name,
            "report_url": f"{settings.BASE_URL}{reverse('needs_review')}",
        },
    )
    return EmailMessage(f"{site_name}: {pages} your review", body, to=[reviewer.reminder_address])
