"""Tables to signs, where they say when to get help; any other table is listed as it stands."""

from __future__ import annotations

import re
from dataclasses import replace

from conditions.domain.document import MAX_STATEMENT
from conditions.domain.from_text.course import Course
from conditions.domain.from_text.getting_help import (
    case_of,
    heading_level,
    help_sentence,
    leads_into_signs,
    stops_short,
)
from conditions.domain.from_text.help_kinds import says_for_whom, says_only_these
from conditions.domain.from_text.help_tables import Case, has_heads, help_table
from conditions.domain.from_text.help_words import SignSection, more_urgent
from conditions.domain.from_text.inline import sentences
from conditions.domain.from_text.marks import without_mark
from conditions.domain.from_text.shapes import TABLE, Block, Cell, Rows
from conditions.domain.from_text.signs import (
    QUALIFIES,
    level_over,
    replace_lead,
    replace_what_to_do,
    take_signs,
)
from conditions.domain.markup import Piece, plain

_OF_A_TABLE = "Signs were read from a table. See that each stands in the right list."
_LEADING = re.compile(r"\W*(?:if|when)\b\s*", re.IGNORECASE)


def table(course: Course, block: Block) -> None:
    """The signs of a table that says when to get help; the rows and columns that do not are listed."""
    found = help_table(block.cells)
    if found is None:
        course.keep(block.pieces, block.why)
        return
    course.account.note(_OF_A_TABLE)
    least = level_over(course)
    for head in found.heads:
        course.account.drop(head.mark)
        replace_lead(course, course.account.without_links(head.pieces), found.signs[0].level)
    for group in found.signs:
        level = more_urgent(group.level, least)
        _replace(course, group.said, level)
        for case in group.cases:
            _signs_in(course, case, level, group.before)
    for words in found.rest:
        _list(course, words)
    course.listed = course.listed or course.under_signs


def _replace(course: Course, words: Cell, level: SignSection) -> None:
    for block in words:
        course.account.drop(block.mark)
        if block.kind == "aside":
            course.keep(block.pieces, block.why)
        else:
            replace_what_to_do(course, course.account.without_links(block.pieces), level)


def _list(course: Course, words: Cell) -> None:
    """Words of a table that are no signs, as one row of it."""
    course.account.drop(*(block.mark for block in words))
    course.account.leave(" | ".join(block.text for block in words), TABLE)
    for block in words:
        course.keep_addresses(block.pieces)


def _signs_in(course: Course, case: Case, level: SignSection, before: str) -> None:
    """The signs in one cell, below a lead-in of its own if it has one."""
    for aside in [block for block in case.cell if block.kind == "aside"]:
        course.keep(aside.pieces, aside.why)
    blocks = [without_mark(block) for block in case.cell if block.kind != "aside"]
    if len(blocks) > 1 and stops_short(blocks[0].text) and not help_sentence(blocks[0].text):
        before = _lead_in(course, blocks.pop(0), level) or before
    items = [
        Block("item", part, mark="" if number else block.mark)
        for block in blocks
        for number, part in enumerate(sentences(block.pieces))
    ]
    if not items:
        course.account.leave(case.label, TABLE)
    take_signs(course, [_labelled(course, item, case.label) for item in items], level, before)


def _lead_in(course: Course, block: Block, level: SignSection) -> str:
    """The words of "If your baby:" that belong before each of the signs of its cell."""
    course.account.drop(block.mark)
    if says_for_whom(block.text) and not says_only_these(block.text):
        course.keep(block.pieces, QUALIFIES)
        return ""
    course.account.recognise(course.account.without_links(block.pieces), level)
    return case_of(_LEADING.sub("", block.text, count=1))


def _labelled(course: Course, item: Block, label: str) -> Block:
    """An item with what its row is about before it: "Breathing: faster than usual"."""
    if not label:
        return item
    if len(label) + 2 + len(item.text) > MAX_STATEMENT:
        course.account.leave(label, QUALIFIES)
        return item
    return replace(item, pieces=(Piece(f"{label.rstrip(' :.')}: "), *item.pieces))


# --- A table that a lead-in begins ---------------------------------------------------------------------------


def with_lists_of_tables(blocks: list[Block]) -> list[Block]:
    """`blocks`, each table that a lead-in of signs or a closing sentence stands beside as the list that it is."""
    found: list[Block] = []
    for at, block in enumerate(blocks):
        leads = at > 0 and _leads(blocks[at - 1])
        closes = at + 1 < len(blocks) and _closes(blocks[at + 1])
        if block.cells and (leads or closes) and help_table(block.cells) is None:
            found += _as_list(block)
        else:
            found.append(block)
    return found


def _leads(block: Block) -> bool:
    if block.kind == "heading":
        return heading_level(block.text) is not None
    return block.kind == "line" and leads_into_signs(plain(sentences(block.pieces)[-1]))


def _closes(block: Block) -> bool:
    found = help_sentence(plain(sentences(block.pieces)[0])) if block.kind == "line" else None
    return found is not None and found.back


def _as_list(block: Block) -> list[Block]:
    """The cells of a table as items. Where the columns have names, only the first holds signs."""
    rows: Rows = block.cells
    named = has_heads(rows)
    cells = [row[:1] for row in rows[1:]] if named else list(rows)
    items = [
        replace(without_mark(part), kind="item" if part.kind != "aside" else "aside", level=0)
        for row in cells
        for cell in row
        for part in cell
    ]
    if not named:
        return _parted(items)
    rest = [rows[0], *(row[1:] for row in rows[1:])]
    words = "\n".join(
        " | ".join(f"{part.mark} {part.text}".strip() for cell in row for part in cell) for row in rest
    )
    return [*_parted(items), replace(block, pieces=(Piece(words),), cells=())]


def _parted(items: list[Block]) -> list[Block]:
    return [replace(item, parted=item.kind == "item" and not number) for number, item in enumerate(items)]
