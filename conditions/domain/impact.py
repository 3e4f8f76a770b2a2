"""What an edit would do to check-ins that were sent: counts that tell nothing about a single one.

Whoever counts hides small numbers here, before the numbers leave the app that may see check-ins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from conditions.domain.care_level import CareLevel

FEW = 5
"""Fewer check-ins than this are never told apart: a small count can point at a person."""
STEP = 5
"""Everything else is told as a multiple of this, up or down by chance: whoever saves two drafts that differ in one
sign could otherwise subtract their counts, and so learn of a single check-in (ADR 23)."""


@dataclass(frozen=True)
class Count:
    """A number of check-ins as it may be told: 0, a multiple of `STEP`, or only "fewer than 5" (None)."""

    number: int | None

    @classmethod
    def of(cls, number: int, key: int = 0) -> Count:
        """`number` as far as it may be told. `key` decides whether it goes up or down to the next multiple: up in
        as many of `STEP` keys as it is above the lower one, so that counts are right on the average."""
        if 0 < number < FEW:
            return cls(None)
        rest = number % STEP
        return cls(number - rest + (STEP if key % STEP < rest else 0))

    def __str__(self) -> str:
        return f"fewer than {FEW}" if self.number is None else f"{self.number:,}"

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.number != 0

    @property
    def at_least(self) -> int:
        """What rows are put in order by: an order by exact numbers would tell more than the numbers that are told."""
        return 1 if self.number is None else self.number


@dataclass
class Cell:
    """Check-ins of one kind, exactly, while they are counted. `key` belongs to this very set of them: asked again,
    it is told alike, so that asking often tells no more; with one more or less, chance decides anew."""

    number: int = 0
    key: int = 0

    def add(self, key: int) -> None:
        """Count one check-in, whose own `key` nobody outside can know."""
        self.number += 1
        self.key ^= key

    def __add__(self, other: Cell) -> Cell:
        return Cell(self.number + other.number, self.key ^ other.key)

    def told(self) -> Count:
        """The number as far as it may be told."""
        return Count.of(self.number, self.key)


def together(cells: Iterable[Cell]) -> Cell:
    """The check-ins of all of them, which share none."""
    return sum(cells, Cell())


@dataclass(frozen=True)
class Cause:
    """A sentence that decides, and for how many of the check-ins of its row."""

    statement: str
    count: Count


@dataclass(frozen=True)
class LevelMove:
    """Check-ins that would go from one level to another. Both levels are None for the row that holds all moves
    too rare to be told apart."""

    before: CareLevel | None
    after: CareLevel | None
    count: Count
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """A sign that check-ins did not answer, because it is new to them or its words are: until then it counts as not
    sure.

    `below`: check-ins whose level the edit would raise for that reason alone.
    """

    statement: str
    gives: CareLevel
    below: Count


@dataclass(frozen=True)
class CountedImpact:
    """The check-ins of the last `days` days, decided under the words of today and under those of the draft.

    `higher` and `lower` are real: the answers that were given decide otherwise, each to the publication that asked.
    What changes only because a sentence was not asked stands in `waiting`; `until_answered_lower` counts those whose
    level would fall for that reason alone. `sent` is how many there were, `looked_at` how many of them (the latest)
    were decided again.
    """

    days: int
    sent: Count
    looked_at: Count
    sampled: bool
    higher: Count
    lower: Count
    moves: tuple[LevelMove, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    until_answered_lower: Count = Count(0)

    @property
    def too_few(self) -> bool:
        """So few check-ins that nothing is told but that."""
        return self.looked_at.number is None


Move = tuple[CareLevel, CareLevel]


def told_apart(
    moves: Mapping[Move, Cell], causes: Mapping[Move, Mapping[str, Cell]]
) -> tuple[LevelMove, ...]:
    """One row a move of one direction, the most frequent first, such that no small count can be worked out.

    Rare moves share a row without levels. It takes in the next move as well while it holds fewer than `FEW`, for
    otherwise the total less the other rows would tell it. Counts that are told alike stand in the order of levels.
    """
    rows = sorted(moves.items(), key=lambda row: (-row[1].told().at_least, -row[0][0].rank, -row[0][1].rank))
    rare = Cell()
    while rows and (rows[-1][1].told().number is None or rare.told().number is None):
        rare += rows.pop()[1]
    told = [
        LevelMove(before, after, cell.told(), _causes(causes.get((before, after), {})))
        for (before, after), cell in rows
    ]
    if len(told) == 0 and len(moves) == 1:
        return tuple(LevelMove(before, after, rare.told()) for before, after in moves)
    return (*told, *([LevelMove(None, None, rare.told())] if rare.number else []))


def _causes(causes: Mapping[str, Cell]) -> tuple[Cause, ...]:
    told = [Cause(statement, cell.told()) for statement, cell in causes.items()]
    return tuple(sorted(told, key=lambda cause: (-cause.count.at_least, cause.statement)))
