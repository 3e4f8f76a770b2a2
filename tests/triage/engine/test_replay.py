"""A decision can be made again from what was stored with it."""

from __future__ import annotations

import json

from hypothesis import given

from conditions.domain.care_level import CareLevel
from tests.strategies import Case, cases
from tests.triage.engine.sample import QUESTIONNAIRE, nothing_wrong
from tests.triage.engine.test_trends import stronger_pain_marked_as_weakness
from triage.domain.assessment import Assessment
from triage.domain.engine import ENGINE_VERSION
from triage.domain.replay import EngineInput, assess_input, engine_input

SHA256 = "0f" * 32


def recorded(case: Case) -> EngineInput:
    return engine_input(
        publication_sha256=SHA256,
        answers=case.answers,
        measures=case.measures,
        history=case.history,
        policy=case.policy,
        standing=case.standing,
        age=case.age,
        as_of=case.as_of,
        time_zone="America/New_York",
    )


@given(cases())
def test_p12_replay_from_stored_json_gives_the_same_result(case: Case) -> None:
    stored_input, stored_result = recorded(case).model_dump_json(), case.assess().model_dump_json()
    replayed = assess_input(EngineInput.model_validate_json(stored_input), case.questionnaire)
    assert replayed == Assessment.model_validate_json(stored_result)
    assert replayed.model_dump_json() == stored_result


@given(cases())
def test_p12_what_is_recorded_survives_storage(case: Case) -> None:
    record = recorded(case)
    as_column = json.loads(json.dumps(record.model_dump(mode="json")))
    assert EngineInput.model_validate_json(json.dumps(as_column)) == record


def test_it_records_the_version_of_the_engine_the_publication_and_the_time_zone() -> None:
    record = recorded(nothing_wrong())
    assert record.engine_version == ENGINE_VERSION
    assert (record.publication_sha256, record.time_zone) == (SHA256, "America/New_York")


def test_an_input_of_an_older_engine_is_decided_by_the_rules_of_then() -> None:
    """Engine 1 counted a trend at any age; what it said can still be made again."""
    case = stronger_pain_marked_as_weakness().but(age=40)
    record = recorded(case)
    of_then = record.model_copy(update={"engine_version": 1})
    assert assess_input(of_then, case.questionnaire).level is CareLevel.URGENT
    assert assess_input(record, case.questionnaire).level is CareLevel.SELF_CARE


def test_a_later_change_of_the_answers_does_not_reach_the_record() -> None:
    case = nothing_wrong()
    record = recorded(case)
    case.answers.clear()
    assert assess_input(record, QUESTIONNAIRE).complete
