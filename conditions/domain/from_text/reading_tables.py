"""Tables of plain text and Markdown: cells between strokes or tabs, and one way to write down a table of any kind."""

from __future__ import annotations

import re
from collections.abc import Callable

from conditions.domain.from_text.help_tables import help_table, text_of
from conditions.domain.from_text.inline import inline
from conditions.domain.from_text.marks import mark_of, split_inside, without_mark
from conditions.domain.from_text.shapes import TABLE, Block, Cell, Rows
from conditions.domain.markup import Piece, Pieces

_QUOTED = re.compile(r"^(?:\s*>)+\s?")
_STROKES = re.compile(r"\|.*\|$")
_TABS = re.compile(r"(?!#{1,6}\s)\S.*\t+\S.*\t+\S")
_TAB = re.compile(r"[^\t]*[^\s]\t+[^\s][^\t]*$")
_UNDER_HEADS = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
_STROKE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


def unquoted(line: str) -> str:
    """A line without the marks that a mail program puts before what it quotes."""
    return _QUOTED.sub("", line) if line.lstrip().startswith(">") else line


def tables_in(typed: list[str]) -> dict[int, tuple[int, Block]]:
    """Where tables begin among these lines, with where each ends and the block that it makes."""
    lines = [unquoted(line).strip() for line in typed]
    found: dict[int, tuple[int, Block]] = {}
    at = 0
    while at < len(lines):
        end, sure = _run(lines, at)
        rows = _rows(lines[at:end])
        if end > at and (sure or (end > at + 1 and help_table(rows))):
            found[at] = (end, a_table(rows, _words(lines[at:end])))
        at = max(end, at + 1)
    return found


def a_table(rows: Rows, words: Pieces = ()) -> Block:
    """A table as one block that is listed as it stands, unless the placing finds more in it."""
    lines = [" | ".join(filter(None, map(text_of, row))) for row in rows]
    said = words or (Piece("\n".join(filter(None, lines))),)
    return Block("aside", said, why=TABLE, cells=rows)


def _run(lines: list[str], at: int) -> tuple[int, bool]:
    """Where lines end that look like the rows of a table, and whether they are sure to be one. Two columns that a tab
    parts may be anything."""
    if at + 1 < len(lines) and "|" in lines[at] and _UNDER_HEADS.fullmatch(lines[at + 1]):
        return _end(lines, at, lambda line: "|" in line), True
    end = _end(lines, at, lambda line: bool(_STROKES.match(line) or _TABS.match(line)))
    if end > at:
        return end, True
    return _end(lines, at, lambda line: bool(_TAB.match(line))), False


def _end(lines: list[str], at: int, is_row: Callable[[str], bool]) -> int:
    end = at
    while end < len(lines) and is_row(lines[end]) and mark_of(lines[end]) is None:
        end += 1
    return end


def _rows(lines: list[str]) -> Rows:
    """The cells of these lines. What stands over a line of dashes is bold, as the names of columns are."""
    rows = []
    for number, line in enumerate(lines):
        heads = number + 1 < len(lines) and bool(_UNDER_HEADS.fullmatch(lines[number + 1]))
        if not _UNDER_HEADS.fullmatch(line):
            rows.append(tuple(_cell(part, heads=heads) for part in _parts(line)))
    return tuple(rows)


def _parts(line: str) -> list[str]:
    if "|" not in line:
        return re.split(r"\t+", line)
    return _STROKE.split(line.removeprefix("|").removesuffix("|"))


def _cell(text: str, *, heads: bool) -> Cell:
    parts = [part for words in _BREAK.split(text) for part in split_inside(words.strip()) or [words.strip()]]
    lines = [
        Block("line", inline(f"**{part}**" if heads and "*" not in part else part)) for part in parts if part
    ]
    return tuple(without_mark(line) for line in lines if line.text.strip())


def _words(lines: list[str]) -> Pieces:
    found: list[Piece] = []
    for line in lines:
        found += [Piece("\n"), *inline(_BREAK.sub(" ", line))] if found else inline(_BREAK.sub(" ", line))
    return tuple(found)
