"""Whether a sign is there: yes, no, or unsure. Every predicate is monotone: at least, yes, all of.

Not answered counts as unsure, and a missing measure makes its sign unsure. Comparisons are by value, so an
answer that is neither yes nor no can only ever count as unsure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from conditions.domain.document import AgeRange
from conditions.domain.questionnaire import Answer, Questionnaire, RulePart, SignRule
from triage.domain.assessment import Measures

Answers: TypeAlias = Mapping[str, Answer]

_YES, _NO, _UNSURE = Answer.YES, Answer.NO, Answer.UNSURE  # looking up enum members is slow on Python 3.11


def status_of(rule: SignRule, answers: Answers, measures: Measures, as_of: datetime.date) -> Answer:
    """No when any part is no, else unsure when any part is, else yes. Says nothing about the age range."""
    status = _YES
    for part in rule.parts:
        part_status = _part_status(part, answers, measures, as_of)
        if part_status == _NO:
            return _NO
        if part_status != _YES:
            status = _UNSURE
    return status


def applies(rule: SignRule, answers: Answers, age: int | None) -> bool:
    """Whether the sign counts at `age` in years: an unknown age and an explicit yes always count."""
    if rule.applies_to is None or age is None or _within(rule.applies_to, age):
        return True
    return any(part.answer_key and answers.get(part.answer_key) == _YES for part in rule.parts)


def standing_signs(
    questionnaire: Questionnaire, answers: Answers, measures: Measures, age: int | None, as_of: datetime.date
) -> list[tuple[SignRule, Answer]]:
    """The signs that apply and are not a no, each with yes or unsure, in page order: what is left to
    weigh."""
    found: list[tuple[SignRule, Answer]] = []
    for rule in questionnaire.signs:
        status = status_of(rule, answers, measures, as_of)
        if status != _NO and applies(rule, answers, age):
            found.append((rule, status))
    return found


def open_keys(
    questionnaire: Questionnaire,
    signs: Iterable[tuple[SignRule, Answer]],
    answers: Answers,
    measures: Measures,
) -> tuple[str, ...]:
    """The keys of the questions that are not answered or answered "not sure", in asking order.

    `signs` are the `standing_signs`, so signs that do not apply are left out, and so are the other parts of a
    sign that one part already makes a no.
    """
    asked = [
        part.answer_key
        for rule, status in signs
        if status != _YES
        for part in rule.parts
        if part.answer_key is not None and answers.get(part.answer_key) != _YES
    ]
    missing = [
        question.key
        for question in questionnaire.questions
        if question.asks == "measure" and getattr(measures, question.key) is None
    ]
    return (*asked, *missing)


def _within(ages: AgeRange, age: int) -> bool:
    return (ages.age_from is None or age >= ages.age_from) and (ages.age_to is None or age <= ages.age_to)


def _part_status(part: RulePart, answers: Answers, measures: Measures, as_of: datetime.date) -> Answer:
    if part.answer_key is not None:
        return answers.get(part.answer_key, _UNSURE)
    at_least = part.value or 0
    if part.kind == "pain_at_least":
        return _pain_reaches(at_least, measures)
    return _has_lasted(at_least, measures.started_on, as_of)


def _pain_reaches(at_least: int, measures: Measures) -> Answer:
    """The larger of pain now and worst pain counts.

    One of them is enough for a yes. A no needs both: the one that is missing could be the larger.
    """
    given = [pain for pain in (measures.pain_now, measures.pain_worst) if pain is not None]
    if any(pain >= at_least for pain in given):
        return Answer.YES
    return Answer.NO if len(given) == 2 else Answer.UNSURE


def _has_lasted(at_least: int, started_on: datetime.date | None, as_of: datetime.date) -> Answer:
    """Whole days from the start to `as_of`; a start after `as_of` says nothing, so it counts as missing."""
    if started_on is None or started_on > as_of:
        return Answer.UNSURE
    return Answer.YES if (as_of - started_on).days >= at_least else Answer.NO
