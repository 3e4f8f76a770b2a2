"""Which questions are still open, and which comes next."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from conditions.domain.questionnaire import Answer, Question, Questionnaire, SignRule
from triage.domain.assessment import Measures
from triage.domain.signs import Answers, standing_signs


def open_questions(
    questionnaire: Questionnaire,
    answers: Answers,
    measures: Measures,
    *,
    age: int | None = None,
    as_of: datetime.date,
) -> tuple[Question, ...]:
    """The questions that are not answered or answered "not sure", in asking order.

    Leaves out signs that do not apply, and the other parts of a sign that one part already makes a no.
    """
    signs = standing_signs(questionnaire, answers, measures, age, as_of)
    keys = set(open_keys(questionnaire, signs, answers, measures))
    return tuple(question for question in questionnaire.questions if question.key in keys)


def next_question(
    questionnaire: Questionnaire,
    answers: Answers,
    measures: Measures,
    *,
    age: int | None = None,
    as_of: datetime.date,
    after: str | None = None,
) -> Question | None:
    """The first question without any answer, most urgent first; None when there is none left.

    `after` is the key of a question that was asked and left open: only what comes after it is looked at. A
    key that the questionnaire does not have starts at the beginning, so a changed publication skips nothing.
    """
    keys = [question.key for question in questionnaire.questions]
    later = set(keys[keys.index(after) + 1 :] if after in keys else keys)
    for question in open_questions(questionnaire, answers, measures, age=age, as_of=as_of):
        if question.key in later and question.key not in answers:
            return question
    return None


def open_keys(
    questionnaire: Questionnaire,
    signs: Iterable[tuple[SignRule, Answer]],
    answers: Answers,
    measures: Measures,
) -> tuple[str, ...]:
    """The keys of `open_questions`, from the `standing_signs` of the same answers."""
    asked = [
        part.answer_key
        for rule, status in signs
        if status != Answer.YES
        for part in rule.parts
        if part.answer_key is not None and answers.get(part.answer_key) != Answer.YES
    ]
    missing = [
        question.key
        for question in questionnaire.questions
        if question.asks == "measure" and getattr(measures, question.key) is None
    ]
    return (*asked, *missing)
