"""Strict reading of answers and measures against a questionnaire. Nothing is coerced: "7", 7.5 and true are
faults.

Takes what a JSON body decodes to, or what a form was turned into; every interface reads through here, so the
same facts give the same level everywhere."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from conditions.domain.questionnaire import Answer, Questionnaire, Side
from triage.domain.assessment import Measures

MAX_PAIN = 10
MAX_YEARS_BACK = 120
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_A_DATE = "must be a day of the calendar: YYYY-MM-DD"
_MEASURE_KEYS = tuple(Measures.model_fields)


class FaultCode(StrEnum):
    """Stable; programs branch on these, never on `detail`."""

    WRONG_TYPE = "wrong_type"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_VALUE = "unknown_value"
    MEASURED_SIGN = "measured_sign"
    ASKED_IN_PARTS = "asked_in_parts"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"


@dataclass(frozen=True)
class Fault:
    """One thing wrong: where (a JSON pointer, RFC 6901), what (a stable code), and in words."""

    pointer: str
    code: FaultCode
    detail: str


@dataclass(frozen=True)
class CheckInInput:
    """Typed answers and measures. With any fault there are neither: a check-in is taken whole or not at
    all."""

    answers: dict[str, Answer]
    measures: Measures
    faults: tuple[Fault, ...] = ()


class _Refused(Exception):
    def __init__(self, code: FaultCode, detail: str) -> None:
        self.code, self.detail = code, detail


def parse_check_in(
    questionnaire: Questionnaire, answers: object, measures: object, *, as_of: datetime.date
) -> CheckInInput:
    """Reads `answers` and `measures`; finds every fault, in the order given. Total: raises nothing for any
    JSON.

    A sign or measure that is left out is unanswered; null is a wrong type. A known measure that this page
    does not ask is taken too: it is a fact, and trends use it."""
    typed_answers, answer_faults = _parse_answers(questionnaire, answers)
    typed_measures, measure_faults = _parse_measures(measures, as_of)
    faults = (*answer_faults, *measure_faults)
    if faults:
        return CheckInInput(answers={}, measures=Measures(), faults=faults)
    return CheckInInput(answers=typed_answers, measures=typed_measures)


def _parse_answers(questionnaire: Questionnaire, answers: object) -> tuple[dict[str, Answer], list[Fault]]:
    if not isinstance(answers, Mapping):
        return {}, [Fault("/answers", FaultCode.WRONG_TYPE, "must be an object of answers by key")]
    asked = {question.key for question in questionnaire.questions if question.asks == "sign"}
    typed, faults = {}, []
    for key, value in answers.items():
        try:
            if key not in asked:
                raise _not_asked(questionnaire, str(key))
            typed[key] = _answer(value)
        except _Refused as refused:
            faults.append(_fault("answers", key, refused))
    return typed, faults


def _not_asked(questionnaire: Questionnaire, key: str) -> _Refused:
    """Why `key` is not among the questions, as helpfully as the questionnaire allows."""
    rule = next((rule for rule in questionnaire.signs if rule.key == key), None)
    if key in _MEASURE_KEYS or (rule is not None and rule.measured):
        return _Refused(FaultCode.MEASURED_SIGN, "is measured: send it among the measures")
    if rule is not None:
        return _Refused(FaultCode.ASKED_IN_PARTS, "is asked in parts: answer each part")
    return _Refused(FaultCode.UNKNOWN_KEY, "is not a question of this publication")


_ANSWERS = {answer.value: answer for answer in Answer}
"""Looked up; making an enum member of a value costs several times as much."""


def _answer(value: object) -> Answer:
    if not isinstance(value, str):
        raise _Refused(FaultCode.WRONG_TYPE, "must be yes, no or unsure")
    answer = _ANSWERS.get(value)
    if answer is None:
        raise _Refused(FaultCode.UNKNOWN_VALUE, "must be yes, no or unsure")
    return answer


def _parse_measures(measures: object, as_of: datetime.date) -> tuple[Measures, list[Fault]]:
    if not isinstance(measures, Mapping):
        return Measures(), [Fault("/measures", FaultCode.WRONG_TYPE, "must be an object of measures by key")]
    typed: dict[str, int | Side | datetime.date] = {}
    faults = []
    for key, value in measures.items():
        try:
            typed[key] = _measure(key, value, as_of)
        except _Refused as refused:
            faults.append(_fault("measures", key, refused))
    return Measures.model_validate(typed), faults


def _measure(key: object, value: object, as_of: datetime.date) -> int | Side | datetime.date:
    match key:
        case "pain_now" | "pain_worst":
            return _pain(value)
        case "side":
            return _side(value)
        case "started_on":
            return _start(value, as_of)
    raise _Refused(FaultCode.UNKNOWN_KEY, f"is not a measure: use {', '.join(_MEASURE_KEYS)}")


def _pain(value: object) -> int:
    if type(value) is not int:  # bool is an int to isinstance
        raise _Refused(FaultCode.WRONG_TYPE, f"must be a whole number from 0 to {MAX_PAIN}")
    if not 0 <= value <= MAX_PAIN:
        raise _Refused(FaultCode.OUT_OF_RANGE, f"must be from 0 to {MAX_PAIN}")
    return value


def _side(value: object) -> Side:
    allowed = f"must be {', '.join(Side)}"
    if not isinstance(value, str):
        raise _Refused(FaultCode.WRONG_TYPE, allowed)
    try:
        return Side(value)
    except ValueError:
        raise _Refused(FaultCode.UNKNOWN_VALUE, allowed) from None


def _start(value: object, as_of: datetime.date) -> datetime.date:
    if not isinstance(value, str):
        raise _Refused(FaultCode.WRONG_TYPE, "must be a date as text: YYYY-MM-DD")
    started_on = _date(value)
    if started_on > as_of:
        raise _Refused(FaultCode.IN_THE_FUTURE, "must not be in the future")
    if as_of.year - started_on.year > MAX_YEARS_BACK:
        raise _Refused(FaultCode.TOO_LONG_AGO, f"must not be more than {MAX_YEARS_BACK} years ago")
    return started_on


def iso_date(value: str) -> datetime.date:
    """Only YYYY-MM-DD; `fromisoformat` alone would also take week dates and dates without hyphens.

    Raises:
        ValueError: for any other text, and for a day that no month has.
    """
    try:
        if _ISO_DATE.fullmatch(value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass  # the same fault as any other text
    raise ValueError(_NOT_A_DATE)


def _date(value: str) -> datetime.date:
    try:
        return iso_date(value)
    except ValueError as error:
        raise _Refused(FaultCode.NOT_A_DATE, str(error)) from None


def _fault(parent: str, key: object, refused: _Refused) -> Fault:
    """The key comes from outside: escaped for the pointer, and lone surrogates made writable."""
    name = str(key).encode("utf-8", "backslashreplace").decode().replace("~", "~0").replace("/", "~1")
    return Fault(f"/{parent}/{name}", refused.code, refused.detail)
