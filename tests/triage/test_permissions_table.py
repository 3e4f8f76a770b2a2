"""Who may: every role by every action, deny by default."""

from __future__ import annotations

import pytest

from conditions.domain.care_level import CareLevel
from triage.domain.permissions import (
    ACTIONS,
    Look,
    NotPermitted,
    Role,
    level_verb,
    may,
    needs_reason,
    require,
)
from triage.domain.workflow import Verb

NURSE_MAY = """claim release contact_reached contact_not_reached escalate raise_level close reopen
    read_worklist read_item find_patient"""
TABLE = {
    Role.NURSE: NURSE_MAY,
    Role.CLINICIAN: NURSE_MAY + " lower_level",
    Role.AUDITOR: "read_audit",
    Role.PATIENT: "",
    Role.EDITOR: "",
    Role.NONE: "",
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_role_may_exactly_what_the_table_says(role, action):
    assert may([role], action) is (action.value in TABLE[role].split())


@pytest.mark.parametrize("roles", [[], ["superuser"], ["NURSE"], ["none", "editor"]])
def test_no_role_and_unknown_roles_may_nothing(roles):
    assert not any(may(roles, action) for action in ACTIONS)


def test_two_roles_add_up():
    assert may(["auditor", "nurse"], Look.READ_AUDIT)
    assert may(["auditor", "nurse"], Verb.CLAIM)


def test_a_refused_action_raises():
    with pytest.raises(NotPermitted):
        require([Role.NURSE], Verb.LOWER_LEVEL)


@pytest.mark.parametrize("old", CareLevel)
@pytest.mark.parametrize("new", CareLevel)
def test_a_nurse_raises_freely_and_only_a_clinician_lowers_with_a_reason(old, new):
    if old is new:
        with pytest.raises(ValueError, match="stays the same"):
            level_verb(old, new)
        return
    verb = level_verb(old, new)
    raised = new.rank > old.rank
    assert may([Role.NURSE], verb) is raised
    assert may([Role.CLINICIAN], verb)
    assert needs_reason(verb) is not raised
