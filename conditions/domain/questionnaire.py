"""The questions compiled from a publication. Names and shapes only; `compiler.py` makes them.

The shapes hold what every decision relies on (each part can be decided, no key twice, hashes that fit), so a
questionnaire that was read back from a stored publication is as sound as a fresh one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from conditions.domain.canonical import sha256_of
from conditions.domain.care_level import CareLevel
from conditions.domain.document import AgeRange, Strict

OTHER_WORRY_KEY = "other-worry"
"""The last sign of every questionnaire, level call_provider; its wording is a site setting."""

RESERVED_SIGN_KEYS = frozenset({OTHER_WORRY_KEY, "side"})
"""Keys that no sign on a page may have: the added sign, and the measure whose key looks like a sign key."""


_SECONDS_A_QUESTION = 13


def minutes_for(questions: int) -> int:
    """About how many minutes that many questions take; at least 1."""
    return max(1, round(questions * _SECONDS_A_QUESTION / 60))


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
    """pain_at_least: points, 0 to 10; lasted_at_least: whole days; None for yes_no."""

    @model_validator(mode="after")
    def _can_be_decided(self) -> Self:
        asked = self.kind == "yes_no"
        if asked != (self.answer_key is not None) or asked != (self.value is None):
            raise ValueError(
                "a yes_no part has an answer key, a measured part has a value, and neither has both"
            )
        return self


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

    @model_validator(mode="after")
    def _hash_fits(self) -> Self:
        if self.statement_sha256 != sha256_of(self.statement):
            raise ValueError("statement_sha256 is not the fingerprint of the statement")
        return self

    @property
    def measured(self) -> bool:
        """True for a sign that is never asked: pain_at_least or lasted_at_least standing alone."""
        return len(self.parts) == 1 and self.parts[0].kind != "yes_no"


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


class Questionnaire(Strict):
    """What a check-in asks and how it is decided: `signs` decide, `questions` ask. Part of the publication.

    Signs stand most urgent first, in the page's order; questions in asking order. Keys are unique.
    """

    signs: tuple[SignRule, ...]
    questions: tuple[Question, ...]

    @property
    def other_worry(self) -> str:
        """What the last sign asks; empty in a questionnaire that was made without it."""
        return next((sign.statement for sign in self.signs if sign.key == OTHER_WORRY_KEY), "")

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        for what, keys in (
            ("sign", [sign.key for sign in self.signs]),
            ("question", [question.key for question in self.questions]),
        ):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                raise ValueError(f"{what} keys used twice: {', '.join(twice)}")
        return self
