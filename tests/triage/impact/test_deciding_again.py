"""What an edit really changes is kept apart from what nobody has answered yet."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.domain.care_level import CareLevel
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.questionnaire import Answer, Questionnaire
from tests.strategies import Case, cases
from tests.triage.builders import ALL_NO, CALM, OTHER_WORRY, SIGNS, document
from triage.domain.assessment import Measures, PublicationStanding
from triage.domain.engine import assess
from triage.domain.impact import Decisions, Edit, Side, causes, decide_again, lower_until_asked, waiting
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


def decided(given: EngineInput, draft: Questionnaire, current: Questionnaire = TODAY) -> Decisions:
    """What was answered to `TODAY`, decided again under `current` and under `draft`."""
    return decide_again(given, Edit(Side.of(TODAY, current), Side.of(TODAY, draft)))


def levels(given: EngineInput, **changes: Any) -> tuple[CareLevel, CareLevel, CareLevel]:
    decisions = decided(given, questionnaire(**changes))
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
    assert waiting(decided(given_answers(), questionnaire(**changes))) == {
        ("swollen", "Your leg is swollen", URGENT)
    }


def test_a_reworded_sign_is_held_at_what_its_old_words_were_answered() -> None:
    reworded = [{"key": "fever", "statement": "You have a fever or chills"}]
    assert levels(given_answers(fever=YES), urgent=reworded) == (URGENT, URGENT, CALL)
    assert levels(given_answers(), urgent=reworded) == (SELF_CARE, SELF_CARE, CALL)


def test_same_meaning_carries_the_answer_over() -> None:
    draft = questionnaire(urgent=[{"key": "fever", "statement": "You have a fever or chills"}])
    side = Side.of(TODAY, draft, same_meaning={"fever"})
    decisions = decide_again(given_answers(fever=YES), Edit(Side.of(TODAY, TODAY), side))
    assert decisions.strict.level is URGENT
    assert decisions.unasked == frozenset()


def test_a_new_measured_sign_waits_when_nobody_was_asked_its_measure() -> None:
    lasted = {"key": "weeks", "statement": "6 weeks or more", "kind": "lasted_at_least", "value": 42}
    changes = {"call_provider": [*SIGNS["call_provider"], lasted]}
    assert levels(given_answers(), **changes) == (SELF_CARE, SELF_CARE, CALL)


def test_a_measure_that_is_asked_no_more_decides_nothing() -> None:
    changes = {"call_provider": SIGNS["call_provider"][:1], "asks_pain": False}
    assert levels(given_answers(Measures(pain_now=9, pain_worst=9)), **changes)[:2] == (CALL, SELF_CARE)


def test_a_measured_sign_that_becomes_a_question_is_held_at_what_was_measured() -> None:
    asked = [SIGNS["call_provider"][0], {"key": "strong-pain", "statement": "Your pain keeps you awake"}]
    changes = {"call_provider": asked, "asks_pain": False}
    assert levels(given_answers(), **changes) == (SELF_CARE, SELF_CARE, CALL)
    assert levels(given_answers(Measures(pain_now=9, pain_worst=9)), **changes) == (CALL, CALL, CALL)


# --- A publication came in between ----------------------------------------------------------------------------

ADDED = questionnaire(emergency=[*SIGNS["emergency"], NEW])
REWORDED = questionnaire(urgent=[{"key": "fever", "statement": "You have a fever or chills"}])


def test_a_sign_that_was_added_meanwhile_hides_no_fall() -> None:
    removed = questionnaire(emergency=[*SIGNS["emergency"], NEW], urgent=[])
    decisions = decided(given_answers(fever=YES), removed, ADDED)
    assert (decisions.before.level, decisions.held.level) == (URGENT, SELF_CARE)
    assert waiting(decisions) == frozenset()


def test_taking_back_a_sign_that_was_added_meanwhile_really_lowers_nobody() -> None:
    decisions = decided(given_answers(), TODAY, ADDED)
    assert decisions.before == decisions.held
    assert not lower_until_asked(decisions)


def test_moving_a_sign_that_was_added_meanwhile_raises_only_until_it_is_answered() -> None:
    added = questionnaire(call_provider=[*SIGNS["call_provider"], NEW])
    decisions = decided(given_answers(), ADDED, added)
    assert decisions.before == decisions.held
    assert waiting(decisions) == {("swollen", "Your leg is swollen", URGENT)}


def test_a_yes_to_words_that_changed_meanwhile_still_falls_when_their_sign_is_removed() -> None:
    decisions = decided(given_answers(fever=YES), questionnaire(urgent=[]), REWORDED)
    assert (decisions.before.level, decisions.held.level) == (URGENT, SELF_CARE)


def test_only_an_edit_that_rewords_lowers_until_the_words_are_asked() -> None:
    assert lower_until_asked(decided(given_answers(fever=YES), REWORDED))
    assert not lower_until_asked(decided(given_answers(fever=YES), REWORDED, REWORDED))


def test_the_sign_behind_a_rise_is_named() -> None:
    moved = {"urgent": [], "emergency": [*SIGNS["emergency"], *SIGNS["urgent"]]}
    decisions = decided(given_answers(fever=YES), questionnaire(**moved))
    assert causes(decisions) == {("fever", "You have a fever that you cannot explain")}


def test_the_sign_behind_a_fall_is_named() -> None:
    decisions = decided(given_answers(fever=YES), questionnaire(urgent=[]))
    assert causes(decisions) == {("fever", "You have a fever that you cannot explain")}


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_an_edit_of_nothing_changes_nothing(case: Case) -> None:
    same = Side.of(case.questionnaire, case.questionnaire)
    decisions = decide_again(given_of(case), Edit(same, same))
    assert decisions.before == decisions.held == decisions.strict == decisions.today


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), cases())
def test_a_change_by_an_unanswered_sign_is_never_called_real(case: Case, other: Case) -> None:
    """Leaving the draft's new signs away by hand gives the same level as `held`, where no sign is reworded."""
    old = {rule.key: rule for rule in case.questionnaire.signs}
    new_only = [rule for rule in other.questionnaire.signs if rule.key not in old]
    draft = case.questionnaire.model_copy(update={"signs": (*case.questionnaire.signs, *new_only)})
    now, then = Side.of(case.questionnaire, case.questionnaire), Side.of(case.questionnaire, draft)
    decisions = decide_again(given_of(case), Edit(now, then))
    decided_by_measures = [rule for rule in new_only if rule.key not in then.unasked]
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


_KEYS = ("one", "two", "three", "four")
_PLACES = st.fixed_dictionaries(
    {key: st.sampled_from([None, "emergency", "urgent", "call_provider"]) for key in _KEYS}
)


def placed(places: dict[str, str | None]) -> Questionnaire:
    """A publication with each of the four signs in its list, or without it."""
    lists = {
        section: [{"key": key, "statement": f"Sign {key}"} for key in _KEYS if places[key] == section]
        for section in ("emergency", "urgent", "call_provider")
    }
    return questionnaire(**lists, asks_pain=False)


@settings(max_examples=300, deadline=None)
@given(
    st.tuples(_PLACES, _PLACES, _PLACES), st.fixed_dictionaries(dict.fromkeys(_KEYS, st.sampled_from(Answer)))
)
def test_a_move_is_real_exactly_when_the_signs_that_were_asked_give_another_level(
    places: tuple[dict[str, str | None], ...], answers: dict[str, Answer]
) -> None:
    """Of three versions of a page the check-in answered the first; the second is live, and the third is the draft."""
    asked, current, draft = (placed(each) for each in places)
    given = given_answers(**{key: answers[key] for key in _KEYS if places[0][key]})
    decisions = decide_again(given, Edit(Side.of(asked, current), Side.of(asked, draft)))
    expected = [
        max(
            (
                CareLevel(level) if answers[key] is YES else CareLevel(level).when_unsure
                for key, level in each.items()
                if level and places[0][key] and answers[key] is not NO
            ),
            default=SELF_CARE,
        )
        for each in places[1:]
    ]
    assert [decisions.before.level, decisions.held.level] == expected


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
