"""Sentences that point back: "If any of these happen, call 911" under a list, or at the end of a paragraph.

A list gets the sentence before it, as if it had been the lead-in. What stands in a text is listed with the sentence:
nobody can say which of its words are the signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from conditions.domain.from_text.account import Account
from conditions.domain.from_text.getting_help import heading_level, help_sentence, stops_short
from conditions.domain.from_text.help_words import more_urgent, plainly
from conditions.domain.from_text.inline import joined, sentences
from conditions.domain.from_text.shapes import Block
from conditions.domain.markup import Pieces, plain

POINTS_BACK = (
    "It says when to get help, and which signs it means stands in the words around it. Write them as signs."
)
_BETWEEN = (
    "“{}” stood between two lists. Here it counts for the one before it: see whether it means the other one."
)
_THESE = re.compile(r"\b(?:these|those)\b")


def with_closings_first(blocks: list[Block], account: Account) -> list[Block]:
    """`blocks`, each sentence that closes a list in front of it; what points back into a text, as asides."""
    closer = _Closer(account)
    for at, block in enumerate(blocks):
        closer.take(block, blocks[at + 1] if at + 1 < len(blocks) else None)
    return closer.done


@dataclass
class _Closer:
    account: Account
    done: list[Block] = field(default_factory=list)
    closed: bool = False
    """Whether a list was closed just before: an item that comes now begins a list of its own."""

    def take(self, block: Block, following: Block | None) -> None:
        parts = sentences(block.pieces) if block.kind in ("line", "item") else []
        backs = [at for at, part in enumerate(parts) if _points_back(part, following)]
        closed, self.closed = self.closed, False
        if not backs:
            self.done.append(replace(block, parted=closed and block.kind == "item"))
            return
        start = 0
        for number in backs:
            self._take_closing(block, parts[start:number], parts[number], following)
            block, start = Block("line", (), gap=False), number + 1
        if start < len(parts):
            self.closed = False
            self.done.append(replace(block, pieces=joined(parts[start:])))

    def _take_closing(
        self, block: Block, before: list[Pieces], sentence: Pieces, following: Block | None
    ) -> None:
        """One sentence of `block` that points back, and what stands `before` it there."""
        self.closed = False
        closing = Block("line", sentence, gap=block.gap, mark="" if before else block.mark)
        if before:
            self.done.append(_aside(replace(block, pieces=joined(before))))
            self.done.append(closing if _list_follows(following) else _aside(closing))
        else:
            self._close(closing, following)

    def _close(self, closing: Block, following: Block | None) -> None:
        before = self.done[-1].kind if self.done else ""
        if before == "item":
            self._close_list(closing)
            if _list_follows(following):
                self.account.note(_BETWEEN.format(closing.text[:120]))
        elif before == "line" and not _list_follows(following):
            start = len(self.done) - 1
            while start and self.done[start - 1].kind == "line" and _belongs(self.done, start):
                start -= 1
            self.done[start:] = [_aside(block) for block in (*self.done[start:], closing)]
        else:
            leads_on = following is not None and "above" not in plainly(closing.text)
            self.done.append(closing if leads_on else _aside(closing))

    def _close_list(self, closing: Block) -> None:
        """The sentence goes before its list, unless what leads into the list asks for as much haste already."""
        start = len(self.done) - 1
        while start and self.done[start - 1].kind == "item" and not self.done[start].parted:
            start -= 1
        lead = self.done[start - 1].text if start else ""
        found, led = help_sentence(closing.text), help_sentence(lead)
        level = led.level if led else heading_level(lead)
        if found and (level is None or more_urgent(level, found.level) != level):
            self.done.insert(start, replace(closing, gap=True))
            self.closed = True
        else:
            self.done.append(_aside(closing))


def _points_back(sentence: Pieces, following: Block | None) -> bool:
    """Whether the case of a sentence is what stood before it: it says so, or nothing follows that it could mean."""
    found = help_sentence(plain(sentence))
    if found is None or found.back:
        return found is not None
    vague = not found.says_which and bool(_THESE.search(plainly(found.tail)))
    return vague and not stops_short(plain(sentence)) and (following is None or following.kind == "heading")


def _belongs(blocks: list[Block], at: int) -> bool:
    """Whether a line goes with the one before it: no empty line parts them, or none of them is a whole sentence."""
    ends = [block.text.rstrip()[-1:] for block in blocks[at - 1 : at + 1]]
    return not blocks[at].gap or (ends[1] not in ".!" and ends[0] not in ".!")


def _list_follows(following: Block | None) -> bool:
    return following is not None and following.kind == "item"


def _aside(block: Block) -> Block:
    return replace(block, kind="aside", why=POINTS_BACK)
