"""Bringing a check-in to the care team: one open work item per episode, whose level never falls by itself."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Subquery

from conditions.domain.care_level import CareLevel
from triage.domain.assessment import Assessment, Reason
from triage.domain.clocks import due_at
from triage.domain.workflow import State, Verb, after
from triage.models import CheckIn, Episode, WorkItem, WorkItemEvent
from triage.models.prepared import Prepared, insert, insert_values, new, update
from triage.selectors import site
from triage.services import outbox
from triage.services.actor import Actor
from triage.services.episodes import Course, last_episodes, place_of

RAISE = "raise"
"""The first step of an item, before any verb of the workflow."""


def open_item_of(course: Course) -> WorkItem | None:
    """The course's open item, locked; None when there is none. Must run inside a transaction that holds the
    episode, before anything is written, so that it can be rehearsed."""
    return None if course.is_new else OPEN_ITEM.first(**place_of(course.episode))


def bring_to_staff(
    *,
    item: WorkItem | None,
    episode: Episode,
    check_in: CheckIn,
    assessment: Assessment,
    by: Actor,
    now: datetime.datetime,
) -> WorkItem | None:
    """The episode's open `item` after `assessment`; None when nobody needs to look.

    A new item when there is none and the level is above self_care. An open one is raised again by a higher level,
    a new reason or any emergency; else it stays as it is. Must run inside the transaction in which `open_item_of` was
    asked, after the check-in is written: SQLite looks through whole tables for rows that came before what they
    refer to.
    """
    if item is not None:
        if _raises_again(item, assessment):
            _raise_again(item, check_in, assessment, by, now)
        return item
    if assessment.level is CareLevel.SELF_CARE:
        return None
    return _raise(episode, check_in, assessment, by, now)


OPEN_ITEM = Prepared(
    lambda patient, page: (
        WorkItem.objects.select_for_update()
        .filter(
            episode_id=Subquery(last_episodes(patient, page).select_for_update().values("pk")[:1]),
            closed_at__isnull=True,
        )
        .order_by()[:1]
    ),
    patient=models.UUIDField(),
    page=models.BigIntegerField(),
)
"""Of the episode that `OPEN_OR_LAST` locks, so that both can be asked at once. It locks the episode too: another
request can open one between the two, and everybody must lock the episode before its item."""


def _raise(
    episode: Episode, check_in: CheckIn, assessment: Assessment, by: Actor, now: datetime.datetime
) -> WorkItem:
    item = new(
        WorkItem,
        episode=episode,
        check_in=check_in,
        level=assessment.level.value,
        explicit_yes=_is_explicit(assessment),
        reasons=[_name(reason) for reason in assessment.reasons],
        raised_at=now,
        due_at=_due(assessment.level, now),
    )
    insert(item)
    _note_step(item, check_in, by, now, verb=RAISE)
    outbox.enqueue(outbox.Kind.WORK_ITEM_RAISED, item)
    return item


def _raises_again(item: WorkItem, assessment: Assessment) -> bool:
    return (
        assessment.level is CareLevel.EMERGENCY
        or assessment.level > CareLevel(item.level)
        or any(_name(reason) not in item.reasons for reason in assessment.reasons)
    )


def _raise_again(
    item: WorkItem, check_in: CheckIn, assessment: Assessment, by: Actor, now: datetime.datetime
) -> None:
    """Somebody at work on the item keeps it; who was contacted already needs a new contact, with a new clock."""
    before, old_level = State(item.state), CareLevel(item.level)
    state = after(before, Verb.RERAISE)
    starts_again = state is State.NEW and before is not State.NEW
    level = max(old_level, assessment.level)
    due = _due(level, now)
    if starts_again:
        item.claimed_at = item.claimed_by = item.contacted_at = None
        item.raised_at = now
    item.due_at = due if starts_again else min(item.due_at, due)
    if assessment.level >= old_level:
        kept = item.explicit_yes and level is old_level
        item.explicit_yes = kept or _is_explicit(assessment)
    item.state, item.level, item.check_in = state.value, level.value, check_in
    known = item.reasons
    item.reasons = [*known, *(name for name in map(_name, assessment.reasons) if name not in known)]
    update(
        WorkItem, where={"id": item.pk}, values={name: getattr(item, name) for name in _CHANGED_BY_RERAISE}
    )
    _note_step(item, check_in, by, now, verb=Verb.RERAISE.value, from_state=before.value)
    outbox.enqueue(outbox.Kind.WORK_ITEM_RAISED, item)


_CHANGED_BY_RERAISE = (
    *("check_in_id", "level", "explicit_yes", "reasons", "state"),
    *("raised_at", "due_at", "claimed_at", "claimed_by_id", "contacted_at"),
)


def _note_step(
    item: WorkItem, check_in: CheckIn, by: Actor, now: datetime.datetime, *, verb: str, from_state: str = ""
) -> None:
    insert_values(
        WorkItemEvent,
        work_item_id=item.pk,
        verb=verb,
        from_state=from_state,
        to_state=item.state,
        level=item.level,
        check_in_id=check_in.pk,
        actor_kind=by.kind,
        user_id=None if by.user is None else by.user.pk,
        at=now,
    )


def _due(level: CareLevel, now: datetime.datetime) -> datetime.datetime:
    team = site.care_team()
    return due_at(level, now, team.hours, team.clocks)


def _name(reason: Reason) -> str:
    """The same sentence, unsure before and yes now, is a new reason."""
    return f"{reason.kind}:{reason.key}"


def _is_explicit(assessment: Assessment) -> bool:
    return any(
        reason.kind in ("sign", "measure") and reason.level is assessment.level
        for reason in assessment.reasons
    )
