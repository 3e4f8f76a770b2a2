"""The list of a patient's own check-ins."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from triage.models import CheckIn, CheckInStatus, WorkItem
from triage.presenters.moments import moment


def draft_row(draft: CheckIn, now: datetime.datetime) -> dict[str, str]:
    """A check-in that is not sent yet."""
    return {
        "condition": draft.publication.parsed_document().title,
        "started": moment(draft.started_at, now),
        "url": reverse("check_in_detail", args=[draft.pk]),
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
