"""The list of a patient's own check-ins."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from conditions.models import Publication
from triage.domain.course import Course
from triage.models import CheckIn, CheckInStatus, WorkItem
from triage.presenters.frame import taken_down
from triage.presenters.moments import moment


def draft_row(
    draft: CheckIn, course: Course, now: datetime.datetime, *, last: Publication | None
) -> dict[str, Any]:
    """A check-in that is not sent yet. `emergencies`: what it says yes to, which the care team has already. `last`:
    the last publication of its page when that is out of use."""
    emergencies = [rule.statement for rule in course.emergencies()]
    page = "check_in_interruption" if emergencies else "check_in_detail"
    return {
        "condition": draft.publication.parsed_document().title,
        "started": moment(draft.started_at, now),
        "url": reverse(page, args=[draft.pk]),
        "emergencies": emergencies,
        "taken_back": not emergencies and draft.emergency_at is not None,
        "withdrawn": taken_down(last) if last else None,
    }


def sent_row(check_in: CheckIn, item: WorkItem | None, now: datetime.datetime) -> dict[str, str]:
    """A check-in that was sent, and what became of it."""
    publication = check_in.publication
    return {
        "condition": publication.parsed_document().title,
        "side": _side(check_in),
        "level": check_in.care_level,
        "submitted": moment(check_in.submitted_at or now, now),
        "url": reverse("check_in_detail", args=[check_in.pk]),
        "again_url": reverse("check_in_start", args=[check_in.page.slug]),
        "status": _status(check_in, item),
    }


def _side(check_in: CheckIn) -> str:
    questions = check_in.publication.compiled().questions
    choices = next((question.choices for question in questions if question.key == "side"), ())
    said = check_in.measures.get("side")
    return next((choice.text for choice in choices if choice.value == said), "")


def _status(check_in: CheckIn, item: WorkItem | None) -> str:
    """What the care team did with it, as far as the patient is concerned."""
    if check_in.status == CheckInStatus.ENTERED_IN_ERROR:
        return _("Entered in error")
    if check_in.status == CheckInStatus.AMENDED:
        return _("Corrected by a later one")
    if item is None:
        return _("Sent")
    if item.contacted_at is not None:
        return _("We called you")
    if item.closed_at is not None:
        return _("Closed by the care team")
    return _("Seen by the care team") if item.claimed_at is not None else _("Sent, not seen yet")
