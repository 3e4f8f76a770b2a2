"""A question that was never put to somebody, for their age or because another part was a no, decides nothing real."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from conditions.domain.care_level import CareLevel
from conditions.domain.impact import Count
from conditions.domain.questionnaire import Answer
from conditions.impact import count
from conditions.models import ConditionPage
from tests.triage import builders
from tests.triage.builders import CALM, SIGNS
from tests.triage.impact.test_deciding_again import URGENT, given_answers, questionnaire
from triage.domain.assessment import Measures
from triage.domain.impact import Decisions, Edit, Side, decide_again, waiting
from triage.domain.replay import EngineInput

SELF_CARE, CALL = CareLevel.SELF_CARE, CareLevel.CALL_PROVIDER
YES, NO = Answer.YES, Answer.NO
FEVER = SIGNS["urgent"][0]["statement"]
OF_CHILDREN: dict[str, Any] = {"urgent": [{**SIGNS["urgent"][0], "applies_to": {"age_to": 17}}]}
TWO_PARTS = [{"key": "1", "statement": "You limp"}, {"key": "2", "statement": "You fell"}]


def joined(*parts: dict[str, Any]) -> dict[str, Any]:
    sign = {"key": "fall", "statement": "A fall", "kind": "all_of", "all_of": parts}
    return {"urgent": [sign]}


def asked_of(age: int, answers: dict[str, Answer], measures: Measures = CALM) -> EngineInput:
    calm = dict.fromkeys(("cannot-pee", "legs-weak", "worse", "other-worry"), NO)
    given = given_answers(measures)
    return given.model_copy(update={"answers": {**calm, **answers}, "age": age})


def decided(given: EngineInput, asked: dict[str, Any], **draft: Any) -> Decisions:
    then = questionnaire(**asked)
    return decide_again(given, Edit(Side.of(then, then), Side.of(then, questionnaire(**draft))))


def test_a_sign_that_is_for_more_ages_raises_nobody_until_they_answer_it() -> None:
    decisions = decided(asked_of(40, {}), OF_CHILDREN)
    assert decisions.before == decisions.held
    assert waiting(decisions) == {("fever", FEVER, CALL)}


def test_nor_does_one_that_is_reworded_besides() -> None:
    decisions = decided(asked_of(40, {}), OF_CHILDREN, urgent=[{"key": "fever", "statement": "You are hot"}])
    assert decisions.before.level == decisions.held.level == SELF_CARE
    assert waiting(decisions) == {("fever", "You are hot", CALL)}


def test_who_was_asked_and_was_not_sure_really_falls_when_the_ages_shrink() -> None:
    decisions = decided(asked_of(40, {"fever": Answer.UNSURE}), {}, **OF_CHILDREN)
    assert (decisions.before.level, decisions.held.level) == (CALL, SELF_CARE)


def test_who_left_out_a_question_for_their_age_is_counted_as_before() -> None:
    decisions = decided(asked_of(12, {}), OF_CHILDREN)
    assert decisions.before.level == decisions.held.level == CALL
    assert waiting(decisions) == frozenset()


def test_a_measured_sign_that_is_for_more_ages_really_raises() -> None:
    sign = {"key": "strong-pain", "statement": "Your pain is 7 or more", "kind": "pain_at_least", "value": 7}
    young = {"call_provider": [{**sign, "applies_to": {"age_to": 17}}]}
    strong = Measures(pain_now=9, pain_worst=9)
    decisions = decided(asked_of(40, {"fever": NO}, strong), young, call_provider=[sign])
    assert (decisions.before.level, decisions.held.level) == (SELF_CARE, CALL)


def test_a_part_that_was_passed_over_raises_nobody_when_the_other_is_removed() -> None:
    decisions = decided(asked_of(40, {"fall.1": NO}), joined(*TWO_PARTS), **joined(TWO_PARTS[1]))
    assert decisions.before == decisions.held
    assert waiting(decisions) == {("fall", "A fall", CALL)}


def test_a_part_that_was_answered_really_raises_when_the_other_is_removed() -> None:
    given = asked_of(40, {"fall.1": NO, "fall.2": YES})
    decisions = decided(given, joined(*TWO_PARTS), **joined(TWO_PARTS[1]))
    assert (decisions.before.level, decisions.held.level) == (SELF_CARE, URGENT)


def test_ages_that_grew_meanwhile_hide_no_fall() -> None:
    """Asked of children only, live for everybody, and the draft removes it: nobody of forty falls."""
    then, now, draft = (questionnaire(**changes) for changes in (OF_CHILDREN, {}, {"urgent": []}))
    decisions = decide_again(asked_of(40, {}), Edit(Side.of(then, now), Side.of(then, draft)))
    assert decisions.before == decisions.held


def test_the_same_words_and_ages_leave_nobody_out() -> None:
    side = Side.of(questionnaire(**OF_CHILDREN), questionnaire(**OF_CHILDREN))
    assert side.not_asked(asked_of(40, {})) == frozenset()


@pytest.mark.django_db
def test_the_count_keeps_them_apart(page: ConditionPage) -> None:
    old = builders.publish(page, **OF_CHILDREN)
    for number in range(10):
        born = datetime.date(1980, 5, 17)
        builders.send(builders.make_patient(f"patient{number}", birth_date=born), old, fever="")
    found = count(page_id=page.pk, current=old.compiled(), draft=questionnaire())
    assert found is not None
    assert (found.higher, found.lower, found.moves) == (Count(0), Count(0), ())
    assert [(one.statement, one.below) for one in found.waiting] == [(FEVER, Count(10))]
