"""What an edit really changes is kept apart from what nobody has answered yet."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings

from conditions.domain.care_level import CareLevel
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.questionnaire import Answer, Questionnaire
from tests.strategies import Case, cases
from tests.triage.builders import ALL_NO, CALM, OTHER_WORRY, SIGNS, document
from triage.domain.assessment import Measures, PublicationStanding
from triage.domain.engine import assess
from triage.domain.impact import Carrying, Decisions, Edit, causes, decide_again, edit, waiting
from triage.domain.replay import EngineInput, engine_input

DAY = datetime.date(2026, 5, 4)
YES, NO = Answer.YES, Answer.NO
NEW = {"key": "swollen", "statement": "Your leg is swollen"}


def questionnaire(**changes: Any) -> Questionnaire:
    return compile_questionnaire(document(**changes), other_worry=OTHER_WORRY)


TODAY = questionnaire()


def given_answers(measures: Measures = CALM, **said: Answer) -> EngineInput:
    answers = {**ALL_NO, **{key.replace("_", "-"): answer for key, answer in said.items()}}
    return engine_input(
        publication_sha256="0f" * 32,
        answers=answers,
        measures=measures,
        standing=PublicationStanding(reviewed=True),
        as_of=DAY,
        time_zone="UTC",
    )


def decided(given: EngineInput, draft: Questionnaire) -> tuple[Decisions, Edit]:
    change = edit(TODAY, draft)
    return decide_again(given, Carrying.of(TODAY, change), change), change


def levels(given: EngineInput, **changes: Any) -> tuple[CareLevel, CareLevel, CareLevel]:
    decisions, _ = decided(given, questionnaire(**changes))
    return decisions.before.level, decisions.held.level, decisions.strict.level


SELF_CARE, CALL, URGENT, EMERGENCY = CareLevel


def test_a_lower_threshold_really_raises() -> None:
    lower = [*SIGNS["call_provider"][:1], {**SIGNS["call_provider"][1], "value": 3}]
    assert levels(given_answers(), call_provider=lower) == (SELF_CARE, CALL, CALL)


def test_a_moved_sign_really_raises_those_who_said_yes() -> None:
    moved = {"urgent": [], "emergency": [*SIGNS["emergency"], *SIGNS["urgent"]]}
    assert levels(given_answers(fever=YES), **moved) == (URGENT, EMERGENCY, EMERGENCY)
    assert levels(given_answers(), **moved) == (SELF_CARE, SELF_CARE, SELF_CARE)


def test_a_removed_sign_really_lowers() -> None:
    assert levels(given_answers(fever=YES), urgent=[]) == (URGENT, SELF_CARE, SELF_CARE)


def test_a_new_sign_changes_nothing_real_until_somebody_answers_it() -> None:
    changes = {"emergency": [*SIGNS["emergency"], NEW]}
    assert levels(given_answers(), **changes) == (SELF_CARE, SELF_CARE, URGENT)
    decisions, change = decided(given_answers(), questionnaire(**changes))
    assert waiting(decisions, change) == {("swollen", "Your leg is swollen", URGENT)}


def test_a_reworded_sign_is_held_at_what_its_old_words_were_answered() -> None:
    reworded = [{"key": "fever", "statement": "You have a fever or chills"}]
    assert levels(given_answers(fever=YES), urgent=reworded) == (URGENT, URGENT, CALL)
    assert levels(given_answers(), urgent=reworded) == (SELF_CARE, SELF_CARE, CALL)


def test_same_meaning_carries_the_answer_over() -> None:
    draft = questionnaire(urgent=[{"key": "fever", "statement": "You have a fever or chills"}])
    change = edit(TODAY, draft, same_meaning={"fever"})
    decisions = decide_again(given_answers(fever=YES), Carrying.of(TODAY, change), change)
    assert decisions.strict.level is URGENT
    assert change.unasked == frozenset()


def test_a_new_measured_sign_waits_when_nobody_was_asked_its_measure() -> None:
    lasted = {"key": "weeks", "statement": "6 weeks or more", "kind": "lasted_at_least", "value": 42}
    changes = {"call_provider": [*SIGNS["call_provider"], lasted]}
    assert levels(given_answers(), **changes) == (SELF_CARE, SELF_CARE, CALL)


def test_a_measure_that_is_asked_no_more_decides_nothing() -> None:
    changes = {"call_provider": SIGNS["call_provider"][:1], "asks_pain": False}
    assert levels(given_answers(Measures(pain_now=9, pain_worst=9)), **changes)[:2] == (CALL, SELF_CARE)


def test_the_sign_behind_a_rise_is_named() -> None:
    moved = {"urgent": [], "emergency": [*SIGNS["emergency"], *SIGNS["urgent"]]}
    decisions, _ = decided(given_answers(fever=YES), questionnaire(**moved))
    assert causes(decisions) == {("fever", "You have a fever that you cannot explain")}


def test_the_sign_behind_a_fall_is_named() -> None:
    decisions, _ = decided(given_answers(fever=YES), questionnaire(urgent=[]))
    assert causes(decisions) == {("fever", "You have a fever that you cannot explain")}


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_an_edit_of_nothing_changes_nothing(case: Case) -> None:
    change = edit(case.questionnaire, case.questionnaire)
    given = given_of(case)
    decisions = decide_again(given, Carrying.of(case.questionnaire, change), change)
    assert decisions.before == decisions.held == decisions.strict


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), cases())
def test_a_change_by_an_unanswered_sign_is_never_called_real(case: Case, other: Case) -> None:
    """Leaving the draft's new signs away by hand gives the same level as `held`, where no sign is reworded."""
    old = {rule.key: rule for rule in case.questionnaire.signs}
    new_only = [rule for rule in other.questionnaire.signs if rule.key not in old]
    draft = case.questionnaire.model_copy(update={"signs": (*case.questionnaire.signs, *new_only)})
    change = edit(case.questionnaire, draft)
    given = given_of(case)
    decisions = decide_again(given, Carrying.of(case.questionnaire, change), change)
    decided_by_measures = [rule for rule in new_only if rule.key not in change.unasked]
    by_hand = case.questionnaire.model_copy(
        update={"signs": (*case.questionnaire.signs, *decided_by_measures)}
    )
    expected = assess(
        by_hand,
        {key: value for key, value in case.answers.items() if key in asked_in(case.questionnaire)},
        case.measures.model_copy(update=blank(case.questionnaire)),
        history=case.history,
        policy=case.policy,
        standing=PublicationStanding(reviewed=True),
        age=case.age,
        as_of=case.as_of,
    )
    assert decisions.held.level is expected.level
    assert decisions.strict.level >= decisions.held.level


def given_of(case: Case) -> EngineInput:
    return engine_input(
        publication_sha256="0f" * 32,
        answers=case.answers,
        measures=case.measures,
        history=case.history,
        policy=case.policy,
        standing=PublicationStanding(reviewed=True),
        age=case.age,
        as_of=case.as_of,
        time_zone="UTC",
    )


def asked_in(questionnaire: Questionnaire) -> set[str]:
    return {part.answer_key for rule in questionnaire.signs for part in rule.parts if part.answer_key}


def blank(questionnaire: Questionnaire) -> dict[str, None]:
    asked = {question.key for question in questionnaire.questions}
    return {name: None for name in Measures.model_fields if name not in asked}
