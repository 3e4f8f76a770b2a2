"""One work item with everything that a nurse reads before she calls."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce

from conditions.models import Publication
from triage.models import Assessment, CheckIn, CheckInNote, WorkItem, WorkItemEvent
from triage.selectors.worklist import Row, rows


@dataclass(frozen=True)
class Course:
    """A work item with its decision, history and earlier check-ins."""

    row: Row
    publication: Publication
    """The one that the decision stands on."""
    notes: tuple[CheckInNote, ...]
    """The patient's own words with every check-in that the item is about, newest first."""
    events: tuple[WorkItemEvent, ...]
    earlier: tuple[CheckIn, ...]
    sent_before: tuple[CheckIn, ...]
    """Those of the earlier check-ins that reached the care team as this item."""
    version: int
    """Grows with each step; a form sends it back, so that a stale tab is noticed."""

    @property
    def item(self) -> WorkItem:
        return self.row.item

    @property
    def check_in(self) -> CheckIn:
        return self.row.item.check_in

    @property
    def last_sent(self) -> CheckIn | None:
        """What the patient sent last, while she has not sent the item's check-in; None when that was sent."""
        return self.sent_before[0] if self.sent_before and self.check_in.submitted_at is None else None


def course_of(item_id: uuid.UUID, now: datetime.datetime) -> Course:
    """The item with this id. Raises WorkItem.DoesNotExist."""
    found = rows(WorkItem.objects.filter(pk=item_id), now)
    if not found:
        raise WorkItem.DoesNotExist
    item = found[0].item
    events = tuple(WorkItemEvent.objects.filter(work_item=item).select_related("user").order_by("id"))
    earlier = _earlier(item)
    opened_at = events[0].at if events else item.raised_at
    sent_before = tuple(one for one in earlier if _is_about(item, opened_at, one))
    return Course(
        row=found[0],
        publication=governing_publication(item.check_in),
        notes=_notes(item, opened_at),
        events=events,
        earlier=earlier,
        sent_before=sent_before,
        version=events[-1].pk if events else 0,
    )


def governing_publication(check_in: CheckIn) -> Publication:
    """The publication whose decision counts; before any decision, the one that was answered."""
    governing = (
        Assessment.objects.filter(check_in=check_in, governs=True)
        .select_related("publication__page")
        .order_by("purpose", "assessed_at")  # "interim" sorts before "submitted"
        .last()
    )
    if governing is not None:
        return governing.publication
    return Publication.objects.select_related("page").get(pk=check_in.publication_id)


def _earlier(item: WorkItem, limit: int = 10) -> tuple[CheckIn, ...]:
    """The other check-ins of the episode that reached the care team, newest first: sent, or with an emergency yes."""
    reached = Q(submitted_at__isnull=False) | Q(emergency_at__isnull=False)
    others = CheckIn.objects.filter(reached, episode_id=item.episode_id).exclude(pk=item.check_in_id)
    newest = others.order_by(Coalesce("submitted_at", "answered_at").desc())
    return tuple(newest.select_related("publication")[:limit])


def _notes(item: WorkItem, opened_at: datetime.datetime) -> tuple[CheckInNote, ...]:
    """Every note that came while the item was open, newest first: each was kept because somebody reads it."""
    while_open = Q(check_in__episode=item.episode_id, check_in__submitted_at__gte=opened_at)
    if item.closed_at is not None:
        while_open &= Q(check_in__submitted_at__lte=item.closed_at)
    notes = CheckInNote.objects.filter(while_open | Q(check_in=item.check_in_id))
    return tuple(notes.order_by("-written_at"))


def _is_about(item: WorkItem, opened_at: datetime.datetime, sent: CheckIn) -> bool:
    at = sent.submitted_at
    return at is not None and at >= opened_at and (item.closed_at is None or at <= item.closed_at)
