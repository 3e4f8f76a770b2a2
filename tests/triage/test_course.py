"""The way through a questionnaire: which questions come, and which are passed over."""

from __future__ import annotations

import datetime

from conditions.domain.questionnaire import Answer, Side
from tests.triage.engine.sample import QUESTIONNAIRE
from triage.domain.assessment import Measures
from triage.domain.course import Course

AS_OF = datetime.date(2026, 3, 1)


def course(answers: dict[str, str] | None = None, *, age: int | None = None, **measures: object) -> Course:
    said = {key: Answer(value) for key, value in (answers or {}).items()}
    return Course(QUESTIONNAIRE, said, Measures.model_validate(measures), age, AS_OF)


def keys(found: Course) -> list[str]:
    return [question.key for question in found.questions]


def test_an_unknown_age_is_asked_everything():
    assert keys(course()) == [question.key for question in QUESTIONNAIRE.questions]


def test_a_sign_for_another_age_is_left_out():
    assert "cannot-stand" not in keys(course(age=3))


def test_an_explicit_yes_is_shown_at_any_age():
    assert "cannot-stand" in keys(course({"cannot-stand": "yes"}, age=3))


def test_after_and_before_lead_through_every_question_and_back():
    whole = course()
    question, way = whole.questions[0], []
    while question is not None:
        way.append(question)
        question = whole.after(question)
    assert tuple(way) == whole.questions
    assert [whole.before(one) for one in way[1:]] == way[:-1]


def test_a_part_is_passed_over_once_another_is_a_no():
    answered = course({"hot-and-fever.1": "no"})
    first = answered.find("hot-and-fever.1")
    assert first is not None
    following = answered.after(first)
    assert following is not None
    assert following.sign != "hot-and-fever"


def test_a_part_that_has_an_answer_is_still_shown():
    answered = course({"hot-and-fever.1": "no", "hot-and-fever.fever": "yes"})
    first = answered.find("hot-and-fever.1")
    assert first is not None
    assert answered.after(first) == answered.find("hot-and-fever.fever")


def test_not_sure_is_an_answer():
    opened = course({"bone-visible": "unsure"}).first_open()
    assert opened is not None
    assert opened.key == "numb-foot"


def test_nothing_is_open_when_everything_is_said():
    said = {question.key: "no" for question in QUESTIONNAIRE.questions if question.asks == "sign"}
    done = course(said, pain_now=1, pain_worst=1, side=Side.LEFT, started_on=AS_OF)
    assert done.first_open() is None


def test_a_number_outside_of_the_questionnaire_is_no_question():
    assert course().at(0) is None
    assert course().at(999) is None


def test_an_unsure_emergency_sign_is_not_an_emergency():
    assert course({"bone-visible": "unsure"}).emergencies() == ()


def test_an_emergency_yes_is_found():
    assert [rule.key for rule in course({"bone-visible": "yes"}).emergencies()] == ["bone-visible"]


def test_a_question_that_its_answer_takes_away_leads_on_to_the_next():
    asked = course({"cannot-stand": "yes"}, age=3)
    question = asked.find("cannot-stand")
    assert question is not None
    following = asked.after(question)
    gone = course({"cannot-stand": "no"}, age=3)
    assert gone.find("cannot-stand") is None
    assert gone.after(question) == following
