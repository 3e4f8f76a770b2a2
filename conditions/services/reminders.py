"""Tells people by e-mail which pages need a review: one e-mail each; what stays undone is told again.

A reminder is claimed in the database before the e-mail is sent and marked when the mail server took it. So two
runs at once do not send it twice, no transaction is open while the mail server is asked, and what a run that died
had claimed is sent by a later one. Should that run have died after the mail server took it, the second e-mail bears
the Message-ID of the first, by which mailboxes know it.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Count, Max, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from conditions.models import ReviewReminder, SiteWording
from conditions.selectors.reminders import AGAIN, Notice, Recipient, notices, people

ABANDONED = datetime.timedelta(hours=1)
"""A claim that is older and was not sent belongs to a run that died: another may take it."""

Key = tuple[int, int | None, UUID | None, str, datetime.date, int]
Claim = tuple[Notice, ReviewReminder]


@dataclass(frozen=True)
class Digest:
    """What one person is told in one e-mail: each thing, and the how many-th time (0 the first)."""

    recipient: Recipient
    times: list[tuple[Notice, int]]

    @property
    def notices(self) -> list[Notice]:
        return [notice for notice, _ in self.times]


def digests(now: datetime.datetime | None = None) -> tuple[list[Digest], list[Notice]]:
    """What is to be told now, by person; and what cannot be told, because nobody has an address for it."""
    now = now or timezone.now()
    told: dict[Recipient, list[Notice]] = defaultdict(list)
    untold: list[Notice] = []
    for notice, recipients in notices(now, people()):
        if not recipients:
            untold.append(notice)
        for recipient in recipients:
            told[recipient].append(notice)
    history = _history(now)
    found = [
        Digest(recipient, _still_to_tell(recipient, told[recipient], history, now)) for recipient in told
    ]
    return [digest for digest in found if digest.times], untold


@dataclass(frozen=True)
class _Told:
    """How often somebody was told one thing, when last, and whether a run is at it now."""

    times: int
    last: datetime.datetime | None
    claimed: int


def _history(now: datetime.datetime) -> dict[Key, _Told]:
    sent, at_work = Q(sent_at__isnull=False), Q(sent_at__isnull=True, claimed_at__gt=now - ABANDONED)
    names = ("page_id", "reviewer_id", "user_id", "kind", "due_on", "publication_number")
    rows = (
        ReviewReminder.objects.values_list(*names)
        .annotate(times=Count("pk", filter=sent), last=Max("sent_at"), claimed=Count("pk", filter=at_work))
        .order_by()
    )
    return {tuple(row[:6]): _Told(*row[6:]) for row in rows}


def _still_to_tell(
    recipient: Recipient, told: list[Notice], history: dict[Key, _Told], now: datetime.datetime
) -> list[tuple[Notice, int]]:
    found = []
    for notice in told:
        before = history.get(_key(notice, recipient), _Told(0, None, 0))
        if not before.claimed and _is_time(notice, before.last, now):
            found.append((notice, before.times))
    return found


def _key(notice: Notice, recipient: Recipient) -> Key:
    return (
        notice.page, recipient.reviewer, recipient.user, notice.kind, notice.due_on, notice.number,
    )  # fmt: skip


def _is_time(notice: Notice, last: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Days are counted, not hours: a daily run is never at quite the same minute."""
    if last is None:
        return True
    again = AGAIN.get(notice.kind)
    return again is not None and timezone.localdate(now) >= timezone.localdate(last) + again


def send(digest: Digest, now: datetime.datetime | None = None) -> int:
    """Send one person's e-mail. Returns how many things it names; 0 when another run was faster.

    Raises whatever the mail server's refusal raises; then nothing counts as told, and the next run tries again.
    """
    claims = claim(digest, now or timezone.now())
    if not claims:
        return 0
    rows = ReviewReminder.objects.filter(pk__in=[row.pk for _, row in claims])
    try:
        email_of(digest, claims).send()
    except BaseException:
        rows.delete()
        raise
    rows.update(sent_at=timezone.now())
    return len(claims)


def claim(digest: Digest, now: datetime.datetime) -> list[Claim]:
    """The reminders of `digest` that are ours to send from now on."""
    rows = [(notice, _claimed(notice, time, digest.recipient, now)) for notice, time in digest.times]
    return [(notice, row) for notice, row in rows if row is not None]


def _claimed(
    notice: Notice, time: int, recipient: Recipient, now: datetime.datetime
) -> ReviewReminder | None:
    """The row that makes this reminder ours to send; None when it is another run's, or was sent."""
    what: dict[str, object] = {
        "page_id": notice.page,
        "reviewer_id": recipient.reviewer,
        "user_id": recipient.user,
        "kind": notice.kind,
        "due_on": notice.due_on,
        "publication_number": notice.number,
        "time": time,
    }
    row, created = ReviewReminder.objects.get_or_create(defaults={"claimed_at": now}, **what)
    if created:
        return row
    abandoned = ReviewReminder.objects.filter(
        pk=row.pk, sent_at__isnull=True, claimed_at=row.claimed_at, claimed_at__lte=now - ABANDONED
    )
    return row if abandoned.update(claimed_at=now) else None


def email_of(digest: Digest, claims: list[Claim]) -> EmailMessage:
    """The e-mail about what was claimed."""
    site_name = " ".join(SiteWording.current().site_name.split())
    pages = len({notice.page for notice, _ in claims})
    need = "1 page needs" if pages == 1 else f"{pages} pages need"
    whose = "your review" if digest.recipient.reviewer else "a review"
    context = {
        "recipient": digest.recipient,
        "notices": [notice for notice, _ in claims],
        "site_name": site_name,
        "report_url": f"{settings.BASE_URL}{reverse('needs_review')}",
    }
    body = render_to_string("conditions/email/review_reminder.txt", context)
    to, headers = [digest.recipient.address], {"Message-ID": _message_id(claims)}
    return EmailMessage(f"{site_name}: {need} {whose}", body, to=to, headers=headers)


def _message_id(claims: list[Claim]) -> str:
    """The same for the same reminders, so that one that is sent twice can be told to be one."""
    rows = ",".join(str(row.pk) for _, row in claims)
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:review-reminders:{rows}".encode()).hexdigest()
    return f"<{digest[:32]}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"
