"""The questions compiled from a publication. Names and shapes only; `compiler.py` makes them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from conditions.domain.care_level import CareLevel
from conditions.domain.document import AgeRange, Strict

OTHER_WORRY_KEY = "other-worry"
"""The last sign of every questionnaire, level call_provider; its wording is a site setting."""


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    MIDDLE = "middle"


MeasureKey = Literal["pain_now", "pain_worst", "side", "started_on"]


class RulePart(Strict):
    """One part of a compiled sign. `answer_key` is set when the part is asked (`yes_no`), else None."""

    kind: Literal["yes_no", "pain_at_least", "lasted_at_least"]
    answer_key: str | None = None
    statement: str
    value: int | None = None


class SignRule(Strict):
    """One sign, ready to be decided: true when all `parts` are; one part for every kind but `all_of`."""

    key: str
    level: CareLevel
    statement: str
    statement_sha256: str
    parts: Annotated[tuple[RulePart, ...], Field(min_length=1)]
    how_to_tell: str = ""
    finding: Literal["", "numbness", "weakness"] = ""
    applies_to: AgeRange | None = None


class Choice(Strict):
    value: str
    text: str


class Question(Strict):
    """One question that the patient answers, in asking order. `key` is the answer key or measure key."""

    key: str
    asks: Literal["sign", "measure"]
    kind: Literal["yes_no", "integer", "choice", "date"]
    text: str
    sign: str | None = None
    """The key of the sign that this question serves (None for a measure)."""
    level: CareLevel | None = None
    how_to_tell: str = ""
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[Choice, ...] = ()
    applies_to: AgeRange | None = None


class Questionnaire(BaseModel):
    """What a check-in asks and how it is decided: `signs` decide, `questions` ask. Part of the publication."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    signs: tuple[SignRule, ...]
    questions: tuple[Question, ...]
