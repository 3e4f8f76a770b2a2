"""Why an item is open: what the patient says now, and every more urgent yes since it was opened.

A yes that was taken back stays, because a person decides what it meant (property P19). It is marked, so that
nobody reads it as the last word.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Q

from conditions.domain.care_level import CareLevel
from triage.domain.assessment import Assessment as Decision
from triage.domain.assessment import Reason
from triage.models import Assessment, CheckIn, WorkItem

Decided: TypeAlias = tuple[Assessment, Decision]


@dataclass(frozen=True)
class OpenReason:
    """A reason with when it was first said. `changed_at` is None while it stands."""

    reason: Reason
    said_at: datetime.datetime
    changed_at: datetime.datetime | None = None
    changed_to: str = ""
    """The answer that the patient gives now; empty when there is none."""
    publication_id: int | None = None
    waits: bool = False
    """It stands, and the patient has not answered it again in a later check-in or on a page that changed."""
    sent_at: datetime.datetime | None = None
    """When the check-in was sent that says so; None unless it waits."""
    retracted: bool = False
    """The patient said that it was tapped by mistake."""

    @property
    def is_explicit(self) -> bool:
        """Somebody said so; not merely something that was left open."""
        return self.reason.kind != "unanswered"


def open_reasons(
    items: list[WorkItem], opened_at: dict[uuid.UUID, datetime.datetime]
) -> dict[uuid.UUID, tuple[OpenReason, ...]]:
    """For each item its reasons, most urgent first, in one query. `opened_at`: when each item first came in."""
    wanted = Q(pk__in=[])
    for item in items:
        since = Q(check_in__episode_id=item.episode_id, assessed_at__gte=opened_at[item.pk])
        until = Q(assessed_at__lte=item.closed_at) if item.closed_at else Q()
        wanted |= Q(check_in_id=item.check_in_id) | (since & until)
    by_episode: dict[uuid.UUID | None, list[Decided]] = defaultdict(list)
    found = Assessment.objects.filter(wanted, governs=True).select_related("check_in")
    for stored in found.defer("engine_input").order_by("assessed_at", "purpose"):
        by_episode[stored.check_in.episode_id].append((stored, stored.parsed))
    return {item.pk: _of(item, opened_at[item.pk], by_episode[item.episode_id]) for item in items}


def _of(item: WorkItem, opened_at: datetime.datetime, decided: list[Decided]) -> tuple[OpenReason, ...]:
    ours = [one for one in decided if one[0].check_in_id == item.check_in_id or _within(item, opened_at, one)]
    counts = _that_counts(item, ours)
    said_now = () if counts is None else counts[1].reasons
    level = CareLevel.SELF_CARE if counts is None else counts[1].level
    found: dict[str, OpenReason] = {}
    for stored, decision in ours:
        for reason in decision.reasons:
            name = f"{reason.kind}:{reason.key}"
            stands = reason in said_now and not _taken_back(item.check_in, reason, stored)
            worse = reason.kind != "unanswered" and (
                reason.level is CareLevel.EMERGENCY or reason.level > level
            )
            if stands:
                found[name] = OpenReason(
                    reason,
                    found[name].said_at if name in found else stored.assessed_at,
                    publication_id=stored.publication_id,
                )
            elif worse and name not in found:
                found[name] = _no_longer_said(item.check_in, reason, stored, ours)
    waiting = {one.reason.key for one in found.values() if one.waits}
    return in_order(one for one in found.values() if one.is_explicit or one.reason.key not in waiting)


def _within(item: WorkItem, opened_at: datetime.datetime, one: Decided) -> bool:
    at = one[0].assessed_at
    return at >= opened_at and (item.closed_at is None or at <= item.closed_at)


def _that_counts(item: WorkItem, decided: list[Decided]) -> Decided | None:
    """The decision about the item's check-in: of the sent check-in, else the last interim one."""
    own = [one for one in decided if one[0].check_in_id == item.check_in_id]
    sent = [one for one in own if one[0].purpose == Assessment.Purpose.SUBMITTED]
    found = sent or own
    return found[-1] if found else None


def _taken_back(check_in: CheckIn, reason: Reason, stored: Assessment) -> bool:
    """Whether a draft no longer says what its last interim decision was made of."""
    if check_in.submitted_at is not None or reason.kind not in ("sign", "measure"):
        return False
    return _retracted(check_in, reason, stored) or check_in.answers.get(reason.key) == "no"


def _retracted(check_in: CheckIn, reason: Reason, stored: Assessment) -> bool:
    """Whether the patient took this yes back as tapped by mistake, and did not say it again since."""
    at = check_in.retracted_at
    again = check_in.answers.get(reason.key) == "yes"
    return at is not None and at >= stored.assessed_at and reason.level is CareLevel.EMERGENCY and not again


def _no_longer_said(
    latest: CheckIn, reason: Reason, stored: Assessment, decided: list[Decided]
) -> OpenReason:
    """A reason that the decision of now does not repeat: taken back, changed, or waiting for a new answer."""
    if _retracted(stored.check_in, reason, stored):
        return _changed(stored.check_in.retracted_at, latest, reason, stored)
    newest_first = [latest, *(one.check_in for one, _decision in reversed(decided))]
    speaker = next((one for one in newest_first if reason.key in one.answers), stored.check_in)
    is_answer = reason.kind in ("sign", "measure")
    waits = speaker.answers.get(reason.key) not in ("no", "unsure") and (is_answer or latest.is_draft)
    if not waits:
        return _changed(speaker.submitted_at or speaker.answered_at, speaker, reason, stored)
    return OpenReason(
        reason, stored.assessed_at, None, "", stored.publication_id, waits=True, sent_at=speaker.submitted_at
    )


def _changed(at: datetime.datetime | None, says: CheckIn, reason: Reason, stored: Assessment) -> OpenReason:
    return OpenReason(
        reason,
        said_at=stored.assessed_at,
        changed_at=max(at or stored.assessed_at, stored.assessed_at),
        changed_to=says.answers.get(reason.key, ""),
        publication_id=stored.publication_id,
        retracted=_retracted(stored.check_in, reason, stored),
    )


def in_order(reasons: Iterable[OpenReason]) -> tuple[OpenReason, ...]:
    """Most urgent first; within a level what was said before what was left open, and what stands before what
    was taken back."""
    return tuple(
        sorted(
            reasons, key=lambda one: (-one.reason.level.rank, not one.is_explicit, one.changed_at is not None)
        )
    )
