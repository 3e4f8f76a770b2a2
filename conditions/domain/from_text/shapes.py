"""What the readers hand to the placing: neutral blocks; and what the placing hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conditions.domain.document import ConditionDocument
from conditions.domain.markup import Pieces, plain

MAX_CHARACTERS = 200_000
"""A leaflet has some ten thousand; a book is no condition page."""
TOO_LONG = "This is longer than a leaflet (200,000 characters at most). Paste the part about one condition."

TABLE = "A table has no place on a condition page: write it as sentences or as a list."


class UnreadableError(ValueError):
    """The leaflet cannot be read. The message is for the editor, in plain words."""


@dataclass(frozen=True)
class Block:
    """One heading, one line of text (a paragraph is one line), or one item of a list.

    An `aside` is text that has no place on a condition page whatever it says (a table, navigation, a footnote).
    """

    kind: Literal["heading", "line", "item", "aside"]
    pieces: Pieces
    level: int = 0
    """Of a heading: 1 is the title, 2 to 6 are deeper. Of an item: how deep its list is nested, from 0."""
    ordered: bool = False
    gap: bool = True
    """Whether an empty line, or the end of a paragraph, stands before it."""
    why: str = ""
    """Of an aside: why it has no place."""
    mark: str = ""
    """The bullet or number that stood before it, which the draft does not keep."""

    parted: bool = False
    """Whether an item begins a list of its own right after another list."""
    cells: Rows = ()
    """Of an aside that is a table: what stands in each of its cells, row by row."""

    @property
    def text(self) -> str:
        return plain(self.pieces)

    @property
    def strong(self) -> bool:
        """Whether all of it is bold, as people write headings."""
        return bool(self.pieces) and all(piece.bold or not piece.text.strip() for piece in self.pieces)


Cell = tuple[Block, ...]
Rows = tuple[tuple[Cell, ...], ...]
"""The cells of a table, row by row."""


@dataclass(frozen=True)
class Unplaced:
    """Words that found no place: what they are, why, and near which heading they stood ("" at the start)."""

    text: str
    why: str
    near: str = ""


@dataclass(frozen=True)
class Recognised:
    """A heading or lead-in whose words are not in the draft because the page writes its own."""

    text: str
    section: str


@dataclass(frozen=True)
class Placed:
    """The draft, and an account of everything that is not in it.

    Every word of the leaflet is in `document`, `unplaced`, `recognised` or `dropped`; every word of `document`
    is in the leaflet.
    """

    document: ConditionDocument
    unplaced: tuple[Unplaced, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    dropped: tuple[str, ...] = ()
    """List marks, numbers of headings, and the "if", "or", "and" around the signs of a list."""
    notes: tuple[str, ...] = ()
    """What the editor should look at, in plain words."""
