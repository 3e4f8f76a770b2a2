"""What would change the level of a check-in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, Questionnaire
from triage.domain.assessment import Measures
from triage.domain.signs import Answers, standing_signs


@dataclass(frozen=True)
class Change:
    """A sign that is still open, and the level that the check-in would get if it turned out to be a yes."""

    key: str
    statement: str
    level: CareLevel


def what_would_change(
    questionnaire: Questionnaire,
    answers: Answers,
    measures: Measures,
    *,
    level: CareLevel,
    age: int | None = None,
    as_of: datetime.date,
) -> tuple[Change, ...]:
    """The open signs whose yes would raise a check-in above its `level`, most urgent first."""
    signs = standing_signs(questionnaire, answers, measures, age, as_of)
    return tuple(
        Change(key=rule.key, statement=rule.statement, level=rule.level)
        for rule, status in signs
        if status != Answer.YES and rule.level > level
    )
