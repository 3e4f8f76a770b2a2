"""One posted answer, read for one question. Nothing is coerced: what is not one of its answers is refused."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TypeAlias

from django.utils.translation import gettext as _

from conditions.domain.questionnaire import Answer, Question, Questionnaire
from triage.domain.intake import FaultCode, parse_check_in

UNSURE = Answer.UNSURE.value
OTHER_DAY = "other"
"""The radio beside the date field: none of the days that are offered by name."""

Value: TypeAlias = str | int | None
"""As intake takes it; None is a measure that is left open."""


class NotAnswered(Exception):
    """There is no usable answer. The text tells the person what to do."""


def given_answer(
    questionnaire: Questionnaire, question: Question, posted: Mapping[str, str], *, as_of: datetime.date
) -> Value:
    """The answer in `posted`.

    Raises:
        NotAnswered: nothing was chosen, or something that this question does not take.
    """
    chosen = posted.get("answer", "")
    match question.kind:
        case "yes_no":
            return _one_of(chosen, set(Answer), _("Choose yes, no or not sure."))
        case "integer":
            points = [str(point) for point in range(question.minimum or 0, (question.maximum or 0) + 1)]
            picked = _one_of(chosen, {*points, UNSURE}, _("Choose a number from 0 to 10, or not sure."))
            return None if picked == UNSURE else int(picked)
        case "choice":
            values = {choice.value for choice in question.choices}
            picked = _one_of(chosen, {*values, UNSURE}, _("Choose one answer, or not sure."))
            return None if picked == UNSURE else picked
        case "date":
            return _day(questionnaire, question, chosen, posted.get("day", "").strip(), as_of)


def _one_of(chosen: str, allowed: set[str], message: str) -> str:
    if chosen not in allowed:
        raise NotAnswered(message)
    return chosen


def _day(
    questionnaire: Questionnaire, question: Question, chosen: str, typed: str, as_of: datetime.date
) -> str | None:
    """A day that was offered by name, or one that was typed; one of the two."""
    if chosen == UNSURE and not typed:
        return None
    named = "" if chosen in ("", OTHER_DAY) else chosen
    if named and typed and named != typed:
        raise NotAnswered(_("You chose one answer and also typed a date. Leave only one of them."))
    if not (named or typed):
        raise NotAnswered(_("Choose an answer or enter the date, or choose not sure."))
    faults = parse_check_in(questionnaire, {}, {question.key: named or typed}, as_of=as_of).faults
    if faults:
        raise NotAnswered(_in_words(faults[0].code))
    return named or typed


def _in_words(code: FaultCode) -> str:
    if code is FaultCode.IN_THE_FUTURE:
        return _("Enter a date that is not in the future.")
    if code is FaultCode.TOO_LONG_AGO:
        return _("Check the year.")
    return _("Enter a real date, for instance 2026-03-31.")
