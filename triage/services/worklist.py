"""Working the list: one function for each verb, each one transaction with its event, audit row and message.

Three questions are asked in this order, each with its own refusal: may the actor (`NotPermitted`), is it
still the item that the actor saw (`WorklistConflict`), does its state allow the step (`TransitionRefused`).
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from conditions.domain.care_level import CareLevel
from triage.domain import permissions, workflow
from triage.domain.clocks import due_at, has_lapsed
from triage.domain.hidden_characters import without_hidden
from triage.domain.workflow import CloseReason, State, Verb
from triage.models import Episode, WorkItem, WorkItemEvent
from triage.selectors.site import care_team
from triage.services import audit, outbox
from triage.services.actor import SYSTEM, Actor

MESSAGES = {
    Verb.CLAIM: outbox.Kind.WORK_ITEM_CLAIMED,
    Verb.RELEASE: outbox.Kind.WORK_ITEM_RELEASED,
    Verb.LAPSE: outbox.Kind.WORK_ITEM_RELEASED,
    Verb.CONTACT_REACHED: outbox.Kind.WORK_ITEM_CONTACTED,
    Verb.CONTACT_NOT_REACHED: outbox.Kind.WORK_ITEM_CONTACTED,
    Verb.ESCALATE: outbox.Kind.WORK_ITEM_ESCALATED,
    Verb.RAISE_LEVEL: outbox.Kind.WORK_ITEM_LEVEL_CHANGED,
    Verb.LOWER_LEVEL: outbox.Kind.WORK_ITEM_LEVEL_CHANGED,
    Verb.CLOSE: outbox.Kind.WORK_ITEM_CLOSED,
    Verb.REOPEN: outbox.Kind.WORK_ITEM_REOPENED,
}


class WorklistConflict(Exception):
    """Somebody else was first. Stable codes: `already_claimed`, `not_yours`, `changed`, `another_open`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ReasonMissing(Exception):
    """The step needs words that say why."""


@transaction.atomic
def claim(*, item: WorkItem, actor: Actor, version: int | None = None) -> WorkItem:
    """Take the item. Claiming one's own again changes nothing; a claim that lapsed may be taken over."""
    found = _locked(item, actor, Verb.CLAIM, version)
    if found.claimed_by_id is not None and found.claimed_by == actor.user:
        return found
    if found.claimed_by_id is not None and not claim_has_lapsed(found, timezone.now()):
        raise WorklistConflict("already_claimed", f"{found.claimed_by} has already claimed this item.")
    if found.claimed_by_id is not None:
        _take_step(found, SYSTEM, Verb.LAPSE, claimed_by=None, claimed_at=None)
    return _take_step(found, actor, Verb.CLAIM, claimed_by=actor.user, claimed_at=timezone.now())


@transaction.atomic
def release(*, item: WorkItem, actor: Actor, version: int | None = None) -> WorkItem:
    """Give the item back to the list."""
    found = _locked(item, actor, Verb.RELEASE, version)
    return _take_step(found, actor, Verb.RELEASE, claimed_by=None, claimed_at=None)


@transaction.atomic
def add_contact(
    *, item: WorkItem, reached: bool, note: str = "", actor: Actor, version: int | None = None
) -> WorkItem:
    """Note that the patient was called, and whether somebody answered."""
    verb = Verb.CONTACT_REACHED if reached else Verb.CONTACT_NOT_REACHED
    found = _locked(item, actor, verb, version)
    return _take_step(found, actor, verb, note, contacted_at=timezone.now())


@transaction.atomic
def close(
    *, item: WorkItem, reason: CloseReason, note: str = "", actor: Actor, version: int | None = None
) -> WorkItem:
    """Close the item for `reason`; an emergency only after a contact attempt, or as entered in error.

    Raises ReasonMissing for an emergency that was entered in error without a note that says why.
    """
    found = _locked(item, actor, Verb.CLOSE, version)
    level = CareLevel(found.level)
    workflow.require_may_close(level, State(found.state), reason)
    if workflow.needs_note(level, reason) and not without_hidden(note).strip():
        raise ReasonMissing("Say in the note why this emergency was entered in error.")
    closed = {"closed_at": timezone.now(), "closed_by": actor.user, "close_reason": reason.value}
    return _take_step(found, actor, Verb.CLOSE, note, claimed_by=None, claimed_at=None, **closed)


@transaction.atomic
def reopen(*, item: WorkItem, reason: str, actor: Actor, version: int | None = None) -> WorkItem:
    """Put a closed item back on the list with a new clock. Raises ReasonMissing without a reason."""
    _require_reason(Verb.REOPEN, reason)
    # As every check-in does, and first: one that comes at this moment finds this item open, or makes its own before.
    Episode.objects.select_for_update().get(pk=item.episode_id)
    found = _locked(item, actor, Verb.REOPEN, version)
    open_again = WorkItem.objects.filter(episode_id=found.episode_id, closed_at__isnull=True).exclude(
        pk=found.pk
    )
    if open_again.exists():
        raise WorklistConflict("another_open", "This patient already has an open item for this condition.")
    now = timezone.now()
    cleared = {"closed_at": None, "closed_by": None, "close_reason": "", "contacted_at": None}
    clock = {"raised_at": now, "due_at": _due(CareLevel(found.level), now)}
    return _take_step(found, actor, Verb.REOPEN, reason, **cleared, **clock)


@transaction.atomic
def escalate(*, item: WorkItem, note: str = "", actor: Actor, version: int | None = None) -> WorkItem:
    """Flag the item for somebody more senior; it stays where it is."""
    found = _locked(item, actor, Verb.ESCALATE, version)
    return found if found.escalated else _take_step(found, actor, Verb.ESCALATE, note, escalated=True)


@transaction.atomic
def change_level(
    *, item: WorkItem, level: CareLevel, reason: str = "", actor: Actor, version: int | None = None
) -> WorkItem:
    """Raise or lower the item's level (property P15). The check-in's computed result stays as it is.

    Raises ValueError for the level that it has already, and for self_care: what needs nobody is closed.
    """
    if level is CareLevel.SELF_CARE:
        raise ValueError("Close the item instead.")
    verb = permissions.level_verb(CareLevel(item.level), level)
    _require_reason(verb, reason)
    found = _locked(item, actor, verb, version)
    if permissions.level_verb(CareLevel(found.level), level) is not verb:
        raise WorklistConflict("changed", "The item's level has changed since you opened it.")
    raised = verb is Verb.RAISE_LEVEL
    due = min(found.due_at, _due(level, timezone.now())) if raised else _due(level, found.raised_at)
    explicit = {"explicit_yes": True} if raised else {}
    return _take_step(found, actor, verb, reason, level=level.value, due_at=due, **explicit)


def version_of(item: WorkItem) -> int:
    """A number that grows with each step of the item, so that a stale tab is noticed."""
    return WorkItemEvent.objects.filter(work_item=item).aggregate(last=Max("id"))["last"] or 0


def claim_has_lapsed(item: WorkItem, now: datetime.datetime) -> bool:
    """Whether the item's claim has been idle for longer than the site allows."""
    if item.claimed_at is None or item.claimed_by_id is None:
        return False
    own = WorkItemEvent.objects.filter(work_item=item, user_id=item.claimed_by_id)
    last = own.aggregate(last=Max("at"))["last"]
    return has_lapsed(max(last or item.claimed_at, item.claimed_at), now, care_team().clocks)


def _locked(item: WorkItem, actor: Actor, verb: Verb, version: int | None) -> WorkItem:
    """The stored item, locked until the end of the transaction, after every check but the step's own."""
    permissions.require(actor.roles, verb)
    if actor.user is None:
        raise permissions.NotPermitted("A person must do this.")
    found = (
        WorkItem.objects.select_for_update(of=("self",)).select_related("episode__patient").get(pk=item.pk)
    )
    held = (
        verb is Verb.CLAIM and found.claimed_by_id is not None
    )  # the answer that names the holder is clearer
    if version is not None and version != version_of(found) and not held:
        raise WorklistConflict("changed", "The item has changed since you opened it. Look at it again.")
    if verb is not Verb.CLAIM:
        workflow.after(State(found.state), verb)
    if verb in workflow.OWNER_ONLY and found.claimed_by_id != actor.user.pk:
        raise WorklistConflict(
            "not_yours", "Claim the item first. Only the person who claimed it can do this."
        )
    return found


def _take_step(item: WorkItem, actor: Actor, verb: Verb, note: str = "", **changes: Any) -> WorkItem:
    """Write the step: the item, its event, the audit row and the message."""
    before = State(item.state)
    item.state = workflow.after(before, verb).value
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=["state", *changes])
    WorkItemEvent.objects.create(
        work_item=item,
        verb=verb.value,
        from_state=before.value,
        to_state=item.state,
        level=item.level,
        actor_kind=actor.kind,
        user_id=None if actor.user is None else actor.user.pk,
        note=without_hidden(note).strip(),
    )
    audit.record(actor=actor, verb=f"work_item.{verb.value}", subject=item, patient=item.episode.patient)
    outbox.enqueue(MESSAGES[verb], item)
    return item


def _require_reason(verb: Verb, reason: str) -> None:
    if permissions.needs_reason(verb) and not reason.strip():
        raise ReasonMissing("Say why.")


def _due(level: CareLevel, since: datetime.datetime) -> datetime.datetime:
    site = care_team()
    return due_at(level, since, site.hours, site.clocks)
