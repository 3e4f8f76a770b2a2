"""The four care levels, in order of urgency."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class CareLevel(StrEnum):
    """What a patient is told to do: `self_care` < `call_provider` < `urgent` < `emergency`.

    `<`, `max` and `sorted` follow urgency, not the alphabet (where emergency would come before urgent).
    Comparing with a string that is no care level raises ValueError.
    """

    SELF_CARE = "self_care"
    CALL_PROVIDER = "call_provider"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 for self_care up to 3 for emergency."""
        return _RANKS[self]

    @property
    def when_unsure(self) -> CareLevel:
        """The level that "not sure" gives for a sign of this level.

        One step down, but at least call_provider; so unsure alone never gives emergency.
        """
        return CareLevel.URGENT if self is CareLevel.EMERGENCY else CareLevel.CALL_PROVIDER

    def __lt__(self, other: str) -> bool:
        return self.rank < CareLevel(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= CareLevel(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > CareLevel(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= CareLevel(other).rank


_RANKS = {level: rank for rank, level in enumerate(CareLevel)}


def highest(levels: Iterable[CareLevel]) -> CareLevel:
    """The most urgent of `levels`; self_care when there are none."""
    return max(levels, default=CareLevel.SELF_CARE)
