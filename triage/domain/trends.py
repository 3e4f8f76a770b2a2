"""Trend rules: what got worse since earlier check-ins of the same episode. They only ever add reasons.

Comparisons are per side. Somebody who says "both" is compared for the left and for the right, and where a
side is missing it could be any. The order in which earlier check-ins are given does not matter.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, Questionnaire, Side, SignRule
from triage.domain.assessment import (
    EarlierCheckIn,
    Measures,
    Policy,
    Reason,
    RuleKey,
    rule_reason,
    sentence_reason,
)
from triage.domain.signs import Answers, applies, status_of

_ANY = frozenset({Side.LEFT, Side.RIGHT, Side.MIDDLE})
_COVERED = {
    None: _ANY,
    Side.LEFT: frozenset({Side.LEFT}),
    Side.RIGHT: frozenset({Side.RIGHT}),
    Side.MIDDLE: frozenset({Side.MIDDLE}),
    Side.BOTH: frozenset({Side.LEFT, Side.RIGHT}),
}
_ONE_SIDE = (Side.LEFT, Side.RIGHT)

History = Sequence[EarlierCheckIn]


def trend_reasons(
    questionnaire: Questionnaire,
    answers: Answers,
    measures: Measures,
    *,
    history: History,
    policy: Policy,
    age: int | None,
    as_of: datetime.date,
) -> Iterator[Reason]:
    """The reasons of all trend rules that fire, in a fixed order: findings in page order, sides, pain. A sign that does
    not apply at `age` (None: unknown) has no trend."""
    if not history:
        return
    for rule in questionnaire.signs:
        counts = rule.finding and applies(rule, answers, age)
        there = counts and status_of(rule, answers, measures, as_of) == Answer.YES
        if there and _is_new(rule, measures.side, history):
            yield sentence_reason("trend", rule, CareLevel.URGENT)
    if _spread_to_both_sides(measures.side, history):
        yield rule_reason("trend", RuleKey.BOTH_SIDES, CareLevel.URGENT)
    if _pain_is_rising(measures, history, policy, as_of):
        yield rule_reason("trend", RuleKey.PAIN_RISING, CareLevel.CALL_PROVIDER)


def _is_new(rule: SignRule, side: Side | None, history: History) -> bool:
    """True when, for a side that is affected now, the latest earlier yes or no to the sign was a no."""

    def was_no(earlier: EarlierCheckIn) -> bool | None:
        status = status_of(rule, earlier.answers, earlier.measures, earlier.submitted_on)
        return None if status == Answer.UNSURE else status == Answer.NO

    return any(_latest(was_no, _same_side(history, covered)) for covered in _COVERED[side])


def _spread_to_both_sides(side: Side | None, history: History) -> bool:
    """True when both sides are affected now, and one only when a side was last given."""

    def was_one_side(earlier: EarlierCheckIn) -> bool | None:
        return None if earlier.measures.side is None else earlier.measures.side in _ONE_SIDE

    return side == Side.BOTH and _latest(was_one_side, history)


def _pain_is_rising(measures: Measures, history: History, policy: Policy, as_of: datetime.date) -> bool:
    """Pain now is high, and well above the lowest pain now of the window on the same side."""
    now = measures.pain_now
    if now is None or now < policy.trend_pain_at_least:
        return False
    before = [
        earlier.measures.pain_now
        for earlier in history
        if earlier.measures.pain_now is not None
        and (as_of - earlier.submitted_on).days <= policy.trend_window_days
        and _COVERED[earlier.measures.side] & _COVERED[measures.side]
    ]
    return bool(before) and now - min(before) >= policy.trend_pain_rise


def _same_side(history: History, side: Side) -> History:
    return [earlier for earlier in history if side in _COVERED[earlier.measures.side]]


def _latest(question: Callable[[EarlierCheckIn], bool | None], history: History) -> bool:
    """The answer of the latest day on which `question` has one (not None); of two on that day, true wins.

    Check-ins carry a day and no time, so two of one day have no order: the answer that raises counts.
    """
    values = ((earlier.submitted_on, question(earlier)) for earlier in history)
    answered = [(day, value) for day, value in values if value is not None]
    return max(answered, default=(None, False))[1]
