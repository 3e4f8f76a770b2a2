"""The bullets and numbers that people put before the items of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from conditions.domain.from_text.inline import cut
from conditions.domain.from_text.shapes import Block

_SYMBOLS = "•●○◦▪▫■□◆◇►▶▸➢➤✓✔✗✘☐☑☒·‣⁃∙»\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"
_MARK = re.compile(
    rf"(?P<symbol>(?:[{_SYMBOLS}]\ufe0f?)|[-–—*+o§Ø¨](?=\s|$)|--?>)\s*"
    r"|(?P<tight>[-–—](?=[A-Za-z]))"
    r"|(?P<number>\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s|$))\s*",
)
_INSIDE = re.compile(rf"\s+[{_SYMBOLS}]\s+")
_BOX = re.compile(r"\[[ xX]?\]\s+")


@dataclass(frozen=True)
class Marked:
    """A line without its mark. `length` counts the characters taken off its start."""

    mark: str
    ordered: bool
    length: int


def mark_of(line: str) -> Marked | None:
    """The mark that `line` (without leading spaces) begins with; None when it begins with words."""
    found = _MARK.match(line)
    if found is None or (line.startswith("**") and not line.startswith("** ")):
        return None
    end = found.end()
    if box := _BOX.match(line, end):
        end = box.end()
    return Marked(line[:end].strip(), found["number"] is not None, end)


def split_inside(line: str) -> list[str]:
    """A list that was pasted into one line, "first • second • third", as its parts."""
    return [part for part in _INSIDE.split(line) if part.strip()]


def without_mark(block: Block) -> Block:
    """HTML, Word and tables hold typed bullets as text, too: such a line is an item."""
    if block.kind != "line" or not (marked := mark_of(block.text)):
        return block
    rest = cut(block.pieces, marked.length, len(block.text))
    return replace(block, kind="item", pieces=rest, mark=marked.mark, ordered=marked.ordered)
