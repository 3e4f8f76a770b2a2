"""Which questions are open, and which comes next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conditions.domain.questionnaire import Answer, Questionnaire
from tests.strategies import AS_OF, Case, answers_to, measures, questionnaires
from tests.triage.engine.sample import QUESTIONNAIRE, nothing_wrong
from triage.domain.assessment import Measures
from triage.domain.questions import next_question, open_questions


def next_key(case: Case, after: str | None = None) -> str | None:
    question = next_question(
        case.questionnaire, case.answers, case.measures, age=case.age, as_of=AS_OF, after=after
    )
    return question.key if question else None


def test_the_first_question_is_the_most_urgent() -> None:
    assert next_key(Case(QUESTIONNAIRE)) == "bone-visible"


def test_the_next_question_is_the_first_without_an_answer() -> None:
    assert next_key(Case(QUESTIONNAIRE).answering(bone_visible="unsure", cannot_stand="no")) == "numb-foot"


def test_a_question_that_was_left_open_is_not_asked_twice() -> None:
    assert next_key(Case(QUESTIONNAIRE), after="bone-visible") == "numb-foot"
    assert next_key(Case(QUESTIONNAIRE), after="started_on") is None


def test_a_place_that_the_questionnaire_does_not_have_starts_at_the_beginning() -> None:
    assert next_key(Case(QUESTIONNAIRE), after="gone") == "bone-visible"


def test_signs_that_do_not_apply_are_not_asked() -> None:
    case = Case(QUESTIONNAIRE, age=4).answering(bone_visible="no", numb_foot="no")
    assert next_key(case) == "weak-ankle"


def test_the_rest_of_a_sign_is_not_asked_after_a_no() -> None:
    case = Case(QUESTIONNAIRE).answering(**{"hot-and-fever.1": "no"})
    assert next_key(case, after="hot-and-fever.1") == "no-better.2"


def test_the_measures_come_after_the_signs() -> None:
    case = nothing_wrong().but(measures=Measures())
    assert next_key(case) == "pain_now"
    assert next_key(case.measuring(pain_now=1, pain_worst=1)) == "side"


def test_nothing_is_next_when_everything_is_answered() -> None:
    assert next_key(nothing_wrong()) is None


@given(questionnaires(), measures(), st.data())
def test_the_open_questions_are_those_that_the_assessment_lists(
    questionnaire: Questionnaire, measured: Measures, data: st.DataObject
) -> None:
    case = Case(questionnaire, data.draw(answers_to(questionnaire)), measured, age=30)
    open_ = open_questions(questionnaire, case.answers, measured, age=30, as_of=AS_OF)
    assert tuple(question.key for question in open_) == case.assess().unanswered


@given(questionnaires(), st.data())
def test_asking_what_comes_next_ends_with_a_complete_check_in(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    case = Case(questionnaire, measures=nothing_wrong().measures)
    for _ in questionnaire.questions:
        key = next_key(case)
        if key is None:
            break
        answer = data.draw(st.sampled_from([Answer.YES, Answer.NO]))
        case = case.but(answers={**case.answers, key: answer})
    assert case.assess().complete
