"""Who may do what with patients' work. What the item's state allows is another question: `workflow.py`.

Deny by default: what is not in the table is refused, for every role.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from conditions.domain.care_level import CareLevel
from triage.domain.workflow import Verb


class Role(StrEnum):
    NURSE = "nurse"
    CLINICIAN = "clinician"
    AUDITOR = "auditor"
    PATIENT = "patient"
    EDITOR = "editor"
    NONE = "none"
    """No role at all, a superuser without a clinical role among them."""


CARE_TEAM_ROLES = (Role.NURSE, Role.CLINICIAN, Role.AUDITOR)
"""Roles that are granted as a StaffRole, each grant audited."""


class Look(StrEnum):
    """Reading; each of them is audited when it shows a patient."""

    READ_WORKLIST = "read_worklist"
    READ_ITEM = "read_item"
    FIND_PATIENT = "find_patient"
    READ_AUDIT = "read_audit"


Action = Verb | Look
ACTIONS: tuple[Action, ...] = (*Verb, *Look)

_CARE: frozenset[Action] = frozenset(
    {
        Verb.CLAIM,
        Verb.RELEASE,
        Verb.CONTACT_REACHED,
        Verb.CONTACT_NOT_REACHED,
        Verb.ESCALATE,
        Verb.RAISE_LEVEL,
        Verb.CLOSE,
        Verb.REOPEN,
        Look.READ_WORKLIST,
        Look.READ_ITEM,
        Look.FIND_PATIENT,
    }
)

MAY: dict[Role, frozenset[Action]] = {
    Role.NURSE: _CARE,
    Role.CLINICIAN: _CARE | {Verb.LOWER_LEVEL},
    Role.AUDITOR: frozenset({Look.READ_AUDIT}),
    Role.PATIENT: frozenset(),
    Role.EDITOR: frozenset(),
    Role.NONE: frozenset(),
}
"""LAPSE and RERAISE are in nobody's row: only the system does them."""


class NotPermitted(Exception):
    """The actor's roles do not include the action."""


def may(roles: Iterable[Role | str], action: Action) -> bool:
    """Whether any of `roles` includes `action`; unknown role names include nothing."""
    return any(action in MAY.get(Role(role), frozenset()) for role in roles if role in _NAMES)


def require(roles: Iterable[Role | str], action: Action) -> None:
    """Raises NotPermitted unless one of `roles` includes `action`."""
    if not may(roles, action):
        raise NotPermitted(f"Not permitted: {action.value.replace('_', ' ')}.")


def level_verb(old: CareLevel, new: CareLevel) -> Verb:
    """The verb that a change of an item's level needs (property P15).

    Raising is free for care staff. Lowering needs a clinician and a reason; the computed result stays.
    Raises ValueError when the level stays the same.
    """
    if new is old:
        raise ValueError("The level stays the same.")
    return Verb.RAISE_LEVEL if new.rank > old.rank else Verb.LOWER_LEVEL


def needs_reason(verb: Verb) -> bool:
    """Whether `verb` is refused without words that say why."""
    return verb in (Verb.LOWER_LEVEL, Verb.REOPEN)


_NAMES = frozenset(role.value for role in Role)
