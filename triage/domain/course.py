"""The way through a questionnaire, one question a page: which come, in which order, and which can be passed over.

Pure. Answering, keeping and drawing the questions are done elsewhere, in the same way for guests and patients.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, Question, Questionnaire, SignRule
from triage.domain.assessment import Measures
from triage.domain.signs import Answers, applies, standing_signs, status_of

MEASURED_BY = {"pain_at_least": ("pain_now", "pain_worst"), "lasted_at_least": ("started_on",)}
"""For each measured kind, the keys of the measures that decide it."""


def looks_at(rule: SignRule, question: Question) -> bool:
    """Whether `rule` looks at the answer to `question`."""
    if question.asks == "sign":
        return question.sign == rule.key
    return any(question.key in MEASURED_BY.get(part.kind, ()) for part in rule.parts)


@dataclass(frozen=True)
class Course:
    """One person's way through a questionnaire, given what they said so far.

    `age` is in whole years, None when unknown; `as_of` is today in the site's time zone.
    """

    questionnaire: Questionnaire
    answers: Answers
    measures: Measures
    age: int | None
    as_of: datetime.date

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question that applies at this age, emergency signs first."""
        rules = self._rules()
        return tuple(
            question
            for question in self.questionnaire.questions
            if question.sign is None or applies(rules[question.sign], self.answers, self.age)
        )

    def find(self, key: str) -> Question | None:
        """The question with the key `key`, when it is asked here."""
        return next((question for question in self.questions if question.key == key), None)

    def number_of(self, question: Question) -> int:
        """Its place, from 1."""
        return self.questions.index(question) + 1

    def at(self, number: int) -> Question | None:
        """The question in place `number`, from 1; None outside of the questionnaire."""
        return self.questions[number - 1] if 1 <= number <= len(self.questions) else None

    def after(self, question: Question) -> Question | None:
        """The next question to show; None after the last. Also of a question that its answer has just taken away."""
        every = self.questionnaire.questions
        later = every[every.index(question) + 1 :]
        return self._first(one for one in self.questions if one in later)

    def before(self, question: Question) -> Question | None:
        """The question that was shown before this one; None for the first."""
        return self._first(reversed(self.questions[: self.number_of(question) - 1]))

    def first_open(self) -> Question | None:
        """Where somebody who comes back goes on: the first question without an answer; None when there is none."""
        return next(
            (one for one in self.questions if not self.is_answered(one) and not self.is_passed_over(one)),
            None,
        )

    def is_answered(self, question: Question) -> bool:
        """Whether it has an answer ("not sure" is one) or a measure."""
        if question.asks == "measure":
            return getattr(self.measures, question.key) is not None
        return question.key in self.answers

    def is_passed_over(self, question: Question) -> bool:
        """Whether another part of its sign is a no already, so that no answer here could change anything."""
        if question.sign is None or question.key in self.answers:
            return False
        rule = self._rules()[question.sign]
        return status_of(rule, self.answers, self.measures, self.as_of) == Answer.NO

    def emergencies(self) -> tuple[SignRule, ...]:
        """The emergency signs that are there, by an explicit yes or a measure that was reached."""
        standing = standing_signs(self.questionnaire, self.answers, self.measures, self.age, self.as_of)
        return tuple(
            rule for rule, status in standing if rule.level is CareLevel.EMERGENCY and status == Answer.YES
        )

    def emergencies_by(self, question: Question) -> tuple[SignRule, ...]:
        """The emergency signs that are there and look at the answer to `question`."""
        return tuple(rule for rule in self.emergencies() if looks_at(rule, question))

    def _first(self, questions: Iterable[Question]) -> Question | None:
        return next((question for question in questions if not self.is_passed_over(question)), None)

    def _rules(self) -> dict[str, SignRule]:
        return {rule.key: rule for rule in self.questionnaire.signs}
