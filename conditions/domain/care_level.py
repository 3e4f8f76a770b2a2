"""The four care levels, in order of urgency."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class CareLevel(StrEnum):
    """What a patient is told to do; compare with `rank`, or with `highest`.

    Values are ordered `self_care` < `call_provider` < `urgent` < `emergency`.
    """

    SELF_CARE = "self_care"
    CALL_PROVIDER = "call_provider"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 for self_care up to 3 for emergency."""
        return _ORDER.index(self)

    @property
    def when_unsure(self) -> CareLevel:
        """The level that "not sure" gives for a sign of this level.

        One step down, but at least call_provider; so unsure alone never gives emergency.
        """
        return CareLevel.URGENT if self is CareLevel.EMERGENCY else CareLevel.CALL_PROVIDER


_ORDER = list(CareLevel)


def highest(levels: Iterable[CareLevel]) -> CareLevel:
    """The most urgent of `levels`; self_care when there are none."""
    return max(levels, key=lambda level: level.rank, default=CareLevel.SELF_CARE)
