"""Plain text and Markdown to blocks. Both are read by the same rules: people paste mixtures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from conditions.domain.from_text.getting_help import help_sentence
from conditions.domain.from_text.inline import clean, inline
from conditions.domain.from_text.marks import mark_of, split_inside
from conditions.domain.from_text.reading_tables import tables_in, unquoted
from conditions.domain.from_text.shapes import Block
from conditions.domain.from_text.topics import begins_a_list, section_of_line

_HASHES = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?$")
_RULE = re.compile(r"(?:[=~_*\-–—#.+]\s?){3,}$|[=\-]{2,}$")
_PAGE = re.compile(r"page \d+(?: (?:of|/) \d+)?", re.IGNORECASE)
_END = re.compile(r"[.!?:;][\"'”’)]*$")
_HANGS = re.compile(
    r"\b(?:than|the|an?|of|in|to|for|your|with|that|is|are|on|at|from|by|not|would|could|should|can|will|may|might|must|when|if|and|or)$"
)
"""The end of a line that few items of a list end with."""
_BREAKS_OFF = re.compile(r"\b(?:than|the|an?|of|your|his|her|their|very|would|could|should|must|might)$")
"""The end of a line that no item ends with."""
_MIDWAY = re.compile(r"\b(?:(?:any|one|some|all|both) of (?:the|these)|of the|than|very)$")
"""The end of a line that not even a lead-in ends with."""
_ANOTHER_CASE = re.compile(r"[,;](?: and| or)? (?:if|when)$")
""" "See your GP if it aches, if" goes on with one more case, and begins no list."""
_NEW_STATEMENT = re.compile(r"(?:you(?!r)|there)\b")
_BEGINS_A_SENTENCE = re.compile(
    r"(?:.*[.?!] )?(?:an?|the|this|these|some|most|many)(?: [\w'’-]+){1,6}", re.IGNORECASE
)
"""The last words of a line that lack their verb: "You have gallstones. A gallstone"."""
_VERB = re.compile(
    r"(?:is|are|was|were|can|may|might|will|has|have|means|refers|happens|occurs|comes|starts|affects|causes)\b"
)
_RESTS = re.compile(r"[^.?!;:]{1,40}:$")
"""The rest of a lead-in that was broken: "Call the ward, day or night, if" and "you have:"."""
NARROWEST = 24
"""Nobody breaks lines before this column."""
SHORTEST_WIDTH, LONGEST_WIDTH = 40, 110
"""Typists and mail programs break lines between these; longer lines are whole paragraphs."""


@dataclass
class _Line:
    """One block in the making; `last` is the last typed line in it, which tells whether the next goes on."""

    block: Block
    text: str
    last: str
    indent: int


def read_text(text: str) -> list[Block]:
    """The blocks of plain text or Markdown, in order. Never fails."""
    reader = _Reader(clean(text).split("\n"))
    return reader.read()


@dataclass
class _Reader:
    typed: list[str]
    done: list[Block] = field(default_factory=list)
    current: _Line | None = None
    gap: bool = True
    listing: bool = False
    """Whether a line that leads into a list stands before: then a new line is a new item, if it can be one."""
    led: bool = False
    """Whether the last line begins a list: an item in small letters belongs to it even below an empty line."""
    width: int | None = None
    room: int = 0
    """How long the longest item without a mark is between the empty lines around: a broken one fills that."""

    def read(self) -> list[Block]:
        self.width = _width(self.typed)
        tables, end = tables_in(self.typed), 0
        for at, (raw, room) in enumerate(zip(self.typed, _rooms(self.typed), strict=True)):
            self.room = room
            if at in tables:
                end, table = tables[at]
                self._table(table)
            elif at >= end:
                self._take(raw.rstrip())
        self._end()
        return self.done

    def _take(self, raw: str) -> None:
        line = unquoted(raw)
        line, indent = line.strip(), len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if not line or line.startswith("```"):
            self._blank(line.removeprefix("```"))
        elif _RULE.fullmatch(line):
            self._rule(line)
        elif heading := _HASHES.fullmatch(line):
            self._start(Block("heading", (), level=len(heading[1]), gap=True), heading[2], raw, indent)
            self._blank()
        elif marked := mark_of(line):
            item = Block("item", (), ordered=marked.ordered, gap=self.gap, mark=marked.mark, level=indent)
            self._start(item, line[marked.length :], raw, indent)
        elif self._goes_on(line, indent):
            self._append(line, raw)
        else:
            self._start(Block("line", (), gap=self.gap), line, raw, indent)

    def _table(self, table: Block) -> None:
        self._blank()
        self.listing = False
        self.done.append(table)

    def _blank(self, words: str = "") -> None:
        if self.current and not self.current.text and not words:
            return
        self._end()
        self.gap = True
        if words:
            self._start(Block("line", (), gap=True), words, words, 0)

    def _rule(self, line: str) -> None:
        """A line of dashes: under one short line it makes that a heading, elsewhere it parts the text."""
        under = self.current
        if (
            under
            and under.block.kind == "line"
            and under.text == under.last.strip()
            and len(under.text) <= 90
        ):
            level = 1 if line.startswith("=") else 2
            under.block = Block("heading", (), level=level, gap=True)
        self._blank()

    def _start(self, block: Block, text: str, raw: str, indent: int) -> None:
        if block.kind != "item":
            first = self.led and text[:1].islower()
            self.listing = bool(self.listing and (not self.gap or first))
        self._end()
        self.current = _Line(block, text, raw, indent)
        self.gap = False

    def _append(self, line: str, raw: str) -> None:
        assert self.current is not None  # noqa: S101 - _goes_on said so
        self.current.text, self.current.last = f"{self.current.text} {line}".strip(), raw

    def _end(self) -> None:
        line, self.current = self.current, None
        if line is None or not (line.text or line.block.mark):
            return
        self.led = begins_a_list(line.text)
        self.listing = self.listing or self.led
        block = line.block
        for number, part in enumerate(split_inside(line.text) or [line.text]):
            kind = "item" if number and block.kind == "line" else block.kind
            pieces = inline(part)
            self.done.append(
                Block(
                    kind, pieces, block.level, block.ordered, block.gap and not number, block.why, block.mark
                )
            )

    def _goes_on(self, line: str, indent: int) -> bool:
        """Whether `line` is the rest of the sentence before it, broken only to fit the width."""
        before = self.current
        if before is None or before.block.kind in ("heading", "aside"):
            return False
        if not before.text:
            return True
        if _PAGE.fullmatch(line):
            return False
        if not self.gap and line[0].islower() and (_MIDWAY.search(before.text) or _is_rest(before, line)):
            return True
        if not self.gap and not before.block.mark and _is_another_case(before.text, line):
            return True
        if before.text.isupper() != line.isupper() or begins_a_list(before.text) or section_of_line(line):
            return (
                before.text.isupper()
                and line.isupper()
                and not before.block.mark
                and self._full(before, line)
            )
        lower = line[0].islower() or line[0] in "(,"
        if before.block.ordered and (section_of_line(before.text) or before.text.endswith("?")):
            return False
        if before.block.kind == "item":
            return (
                (indent > before.indent and not self.gap)
                or self._full(before, line)
                or (lower and not _END.search(before.text))
            )
        if self._lacks_its_verb(before, line):
            return True
        if self.listing:
            return (indent > before.indent and not self.gap) or self._breaks_off(before, line)
        return self._full(before, line)

    def _breaks_off(self, before: _Line, line: str) -> bool:
        """Whether an item without a mark goes on in `line`: "Chest pain that does not" and "go away with rest"."""
        if _END.search(before.text) or before.text.endswith((",", "; and", "; or", "; and/or")):
            return False
        if line[0].islower() and "; " in before.text:
            return True
        if line[0].isdigit() or line[0].islower():
            wanted = len(before.last.strip()) + 1 + len(line.split(" ", 1)[0])
            fills = wanted > max(self.room, NARROWEST)
            capital = before.text[0].isupper() and line[0].islower()
            hangs = bool(_HANGS.search(before.text)) and not _NEW_STATEMENT.match(line)
            return bool(_BREAKS_OFF.search(before.text)) or (fills and (capital or hangs))
        return False

    def _lacks_its_verb(self, before: _Line, line: str) -> bool:
        """Whether a sentence was broken right before its verb, however short the line is: "A gallstone", "is a"."""
        if self.gap or self.listing or before.block.kind != "line":
            return False
        return bool(_VERB.match(line) and _BEGINS_A_SENTENCE.fullmatch(before.text))

    def _full(self, before: _Line, line: str) -> bool:
        """Whether the first word of `line` would not have fitted on the line before it."""
        if self.width is None or len(before.last) > self.width + 8:
            return False
        fills = len(before.last) + 1 + len(line.split(" ", 1)[0]) > self.width
        if section_of_line(before.text):
            return fills and line[0].islower() and not _END.search(before.text)
        if fills:
            return True
        return line[0].islower() and not _END.search(before.last) and len(before.last) >= 0.6 * self.width


def _is_rest(before: _Line, line: str) -> bool:
    """Whether `line` is the end of a lead-in, or of a sentence that breaks off in the middle, whatever the width is."""
    if len(before.last.strip()) < NARROWEST or _END.search(before.text):
        return False
    leads = begins_a_list(before.text) or _HANGS.search(before.text)
    return bool(
        (leads and _RESTS.fullmatch(line)) or (not before.block.mark and _BREAKS_OFF.search(before.text))
    )


def _is_another_case(before: str, line: str) -> bool:
    """Whether `line` is the next case of a sentence that has said one and ends in "if", and runs on or ends there."""
    ends = _ANOTHER_CASE.search(before)
    if ends is None or not (_END.search(line) or ", " in line):
        return False
    found = help_sentence(before)
    return found is not None and found.says_which and found.start < ends.start()


def _rooms(typed: list[str]) -> list[int]:
    """For each line how long the longest is between the empty lines around it, without marked ones and lead-ins."""
    rooms: list[int] = []
    for empty, together in groupby((line.strip() for line in typed), key=lambda line: not line):
        lines = list(together)
        lengths = [len(line) for line in lines if not empty and not mark_of(line) and not begins_a_list(line)]
        rooms += [max(lengths, default=0)] * len(lines)
    return rooms


def _width(typed: list[str]) -> int | None:
    """The column at which this text was broken into lines; None when its lines are whole paragraphs.

    Broken lines are nearly full, and most of what follows them begins in the middle of a sentence.
    """
    lines = [line.rstrip() for line in typed]
    lengths = sorted((len(line) for line in lines if line), reverse=True)
    fitting = [length for length in lengths if SHORTEST_WIDTH <= length <= LONGEST_WIDTH]
    if not fitting or sum(length > LONGEST_WIDTH for length in lengths) > len(lengths) / 10:
        return None
    widest = next(
        (length for length in fitting if sum(length - 12 <= other <= length for other in fitting) >= 2), None
    )
    if widest is None:
        return None
    after = [
        following.strip()
        for line, following in pairwise(lines)
        if widest - 14 <= len(line) <= widest and following.strip() and not mark_of(following.strip())
    ]
    middle = sum(line[0].islower() or line[0].isdigit() for line in after)
    return widest if after and middle * 2 >= len(after) else None
