"""What a work item's state allows: the whole table, state by verb."""

from __future__ import annotations

from pathlib import Path

import pytest

from conditions.domain.care_level import CareLevel
from triage.domain import workflow
from triage.domain.workflow import CloseReason, State, TransitionRefused, Verb, after, may_close

N, CL, CO, UN, X = State.NEW, State.CLAIMED, State.CONTACTED, State.UNABLE_TO_CONTACT, State.CLOSED
TABLE: dict[Verb, tuple[State | None, ...]] = {
    #                          new    claimed  contacted  unable  closed
    Verb.CLAIM: (CL, None, CO, UN, None),
    Verb.RELEASE: (None, N, CO, UN, None),
    Verb.LAPSE: (None, N, CO, UN, None),
    Verb.CONTACT_REACHED: (None, CO, CO, CO, None),
    Verb.CONTACT_NOT_REACHED: (None, UN, CO, UN, None),
    Verb.ESCALATE: (N, CL, CO, UN, None),
    Verb.RAISE_LEVEL: (N, CL, CO, UN, None),
    Verb.LOWER_LEVEL: (N, CL, CO, UN, None),
    Verb.RERAISE: (N, CL, N, N, None),
    Verb.CLOSE: (None, X, X, X, None),
    Verb.REOPEN: (None, None, None, None, N),
}
CELLS = [
    (state, verb, end)
    for verb, row in TABLE.items()
    for state, end in zip((N, CL, CO, UN, X), row, strict=True)
]


def test_the_table_here_names_every_verb():
    assert set(TABLE) == set(Verb)


@pytest.mark.parametrize(("state", "verb", "end"), CELLS)
def test_each_verb_leads_where_the_table_says(state, verb, end):
    if end is None:
        with pytest.raises(TransitionRefused) as refused:
            after(state, verb)
        assert refused.value.code == "not_in_this_state"
    else:
        assert after(state, verb) is end


def test_every_state_can_be_reached_and_left():
    reached, todo = {State.NEW}, [State.NEW]
    while todo:
        state = todo.pop()
        found = {after(state, verb) for verb in workflow.verbs_in(state)} - reached
        reached |= found
        todo += found
    assert reached == set(State)
    assert all(workflow.verbs_in(state) for state in State)


CLOSING = [
    # level, state, reasons that are allowed
    (CareLevel.EMERGENCY, N, ""),
    (CareLevel.EMERGENCY, CL, "entered_in_error"),
    (CareLevel.EMERGENCY, CO, "advice_given care_arranged not_reached entered_in_error"),
    (CareLevel.EMERGENCY, UN, "not_reached entered_in_error"),
    (CareLevel.EMERGENCY, X, ""),
    (CareLevel.URGENT, N, ""),
    (CareLevel.URGENT, CL, "advice_given care_arranged entered_in_error"),
    (CareLevel.URGENT, CO, "advice_given care_arranged not_reached entered_in_error"),
    (CareLevel.URGENT, UN, "advice_given care_arranged not_reached entered_in_error"),
    (CareLevel.URGENT, X, ""),
    (CareLevel.CALL_PROVIDER, N, ""),
    (CareLevel.CALL_PROVIDER, CL, "advice_given care_arranged entered_in_error"),
    (CareLevel.CALL_PROVIDER, CO, "advice_given care_arranged not_reached entered_in_error"),
    (CareLevel.CALL_PROVIDER, UN, "advice_given care_arranged not_reached entered_in_error"),
    (CareLevel.CALL_PROVIDER, X, ""),
]


@pytest.mark.parametrize(("level", "state", "allowed"), CLOSING)
def test_an_emergency_closes_only_with_a_contact_attempt_or_as_entered_in_error(level, state, allowed):
    assert {str(reason) for reason in CloseReason if may_close(level, state, reason)} == set(allowed.split())


def test_the_refusal_to_close_says_what_is_missing():
    with pytest.raises(TransitionRefused) as refused:
        workflow.require_may_close(CareLevel.EMERGENCY, State.CLAIMED, CloseReason.ADVICE_GIVEN)
    assert refused.value.code == "contact_first"


def test_the_refusal_after_a_call_that_nobody_answered_says_so():
    with pytest.raises(TransitionRefused, match="not reached") as refused:
        workflow.require_may_close(CareLevel.EMERGENCY, State.UNABLE_TO_CONTACT, CloseReason.CARE_ARRANGED)
    assert refused.value.code == "contact_first"


def test_the_diagram_in_the_documentation_is_the_table():
    document = (Path(__file__).parents[2] / "docs" / "workflow.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{workflow.diagram()}\n```" in document
