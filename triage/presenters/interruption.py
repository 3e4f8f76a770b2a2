"""The one red page: which sign it is, what to say on the phone, who knows of it."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from triage.domain.course import Course
from triage.models import WorkItem
from triage.presenters.frame import watching
from triage.presenters.moments import moment, time_of_day


def interruption_view(
    course: Course, *, now: datetime.datetime, sent_at: datetime.datetime | None, item: WorkItem | None
) -> dict[str, Any]:
    """What the page says. `sent_at` is None for a guest, of whom nobody knows."""
    signs = [{"statement": rule.statement} for rule in course.emergencies()]
    spoken = "; ".join(sign["statement"] for sign in signs)
    return {
        "signs": signs,
        "tell_them": _("Read them this: “%(signs)s.” Then say when it started and where you are.")
        % {"signs": spoken},
        "sent": _sent(sent_at, item, now) if sent_at else None,
        "watch": watching(now),
    }


def _sent(sent_at: datetime.datetime, item: WorkItem | None, now: datetime.datetime) -> dict[str, Any]:
    seen_at = item.claimed_at or item.contacted_at if item else None
    return {
        "at": time_of_day(sent_at),
        "seen": _("Seen by the care team") if seen_at else "",
        "seen_at": moment(seen_at, now) if seen_at else "",
    }
