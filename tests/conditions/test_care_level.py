"""The order of the four levels, and what "not sure" gives."""

from __future__ import annotations

import pytest

from conditions.domain.care_level import CareLevel, highest

SELF_CARE, CALL, URGENT, EMERGENCY = CareLevel
PAIRS = [(low, high) for low in CareLevel for high in CareLevel]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_levels_compare_by_urgency_and_not_by_alphabet(one: CareLevel, other: CareLevel) -> None:
    order = ["self_care", "call_provider", "urgent", "emergency"]
    a, b = order.index(one.value), order.index(other.value)
    assert (one < other, one <= other, one > other, one >= other) == (a < b, a <= b, a > b, a >= b)


def test_a_level_compares_with_its_stored_word() -> None:
    assert URGENT < "emergency"
    assert URGENT == "urgent"


def test_a_level_does_not_compare_with_another_word() -> None:
    with pytest.raises(ValueError, match="mild"):
        assert URGENT < "mild"


def test_the_highest_of_none_is_self_care() -> None:
    assert highest([]) is SELF_CARE
    assert highest([CALL, EMERGENCY, URGENT]) is EMERGENCY


@pytest.mark.parametrize(("level", "unsure"), [(EMERGENCY, URGENT), (URGENT, CALL), (CALL, CALL)])
def test_not_sure_is_one_step_down_but_at_least_a_call(level: CareLevel, unsure: CareLevel) -> None:
    assert level.when_unsure is unsure
