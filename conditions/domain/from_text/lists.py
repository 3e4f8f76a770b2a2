"""Lists with and without marks: how far the list goes that a lead-in or a heading begins."""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re

from conditions.domain.document import MAX_STATEMENT
from conditions.domain.from_text.getting_help import help_sentence, says_nobody_is_there
from conditions.domain.from_text.help_kinds import instructs_or_asks, is_an_order
from conditions.domain.from_text.help_words import plainly
from conditions.domain.from_text.inline import sentences
from conditions.domain.from_text.not_content import says_how_to_reach
from conditions.domain.from_text.shapes import Block
from conditions.domain.from_text.topics import leads_on

LONGEST_ITEM = 220
_JOINS_ON = re.compile(r"(?:[;,]|[;,] (?:and/or|or|and)|\b(?:and/or|or))\s*$")
_ABOUT_YOU = re.compile(
    r"^(?:you|your|if|there|any|it|the|new|sudden|severe|a|an|pain|numbness|weakness|fever|loss|or|and|signs?)\b"
)
_FILLING = re.compile(
    r"\b(?:do not|don't|does not|not) (?:usually )?need\b|^(?:most|many|some|this|these|in most|usually|often|always|we|you should)\b"
)


def list_from(blocks: list[Block], at: int, *, led: bool, signs: bool, asked: bool = False) -> int:
    """Where the list ends that begins at `at` (then `at` itself when there is none).

    `led`: a line such as "Call your provider if:" stands before, so its first line is taken on trust.
    `signs`: the items are signs, short statements about the reader. `asked`: the items are questions.
    """
    if at >= len(blocks):
        return at
    if blocks[at].kind == "item":
        return _marked(blocks, at)
    if asked and blocks[at].text.rstrip().endswith("?"):
        end = at
        while end < len(blocks) and blocks[end].kind == "line" and blocks[end].text.rstrip().endswith("?"):
            end += 1
        return end
    if blocks[at].kind != "line" or not _fits(blocks[at], led=led, signs=signs):
        return at
    end = at + 1
    while (
        end < len(blocks)
        and (not blocks[end].gap or _joins_on(blocks[end - 1]))
        and (_goes_on(blocks[end]) or (signs and led and _trails_off(blocks[end])))
        and not _ends(blocks[at], blocks[end])
        and not (signs and not led and _is_prose(blocks[end]))
    ):
        end += 1
    if led and end < len(blocks) and blocks[end].kind == "item" and not blocks[end].gap:
        return _marked(blocks, end)
    if end == at + 1 or not _one_sentence(blocks[at]):
        while end < len(blocks) and _alike(blocks[at], blocks[end], signs=signs):
            end += 1
    if end == at + 1 and not signs:
        return at
    return end


def _marked(blocks: list[Block], at: int) -> int:
    end = at + 1
    while end < len(blocks) and blocks[end].kind == "item" and not blocks[end].parted:
        end += 1
    return end


def _goes_on(block: Block) -> bool:
    short = block.kind == "line" and _longest_part(block.text) <= LONGEST_ITEM
    return short and not (leads_on(block.text) or _is_no_item(block.text))


def _joins_on(block: Block) -> bool:
    """Whether a line ends in what joins it to the next item, however far that stands below: "the rash comes back, or"."""
    return bool(_JOINS_ON.search(plainly(block.text)))


def _is_no_item(text: str) -> bool:
    return says_how_to_reach(text) or says_nobody_is_there(text)


def _trails_off(block: Block) -> bool:
    """Whether dots at its end are all that makes a short line look like a lead-in: "you cough up blood…"."""
    bare = block.text.rstrip(" .…")
    dots = block.text.rstrip().endswith(("…", "..."))
    return block.kind == "line" and dots and len(bare) <= LONGEST_ITEM and not leads_on(bare)


def _longest_part(text: str) -> int:
    """How long the longest of the items is that semicolons part in one line."""
    return max(map(len, text.split("; ")))


def _ends(first: Block, other: Block) -> bool:
    """Whether text comes after items that are no sentences: "fever", "pus", "Your next visit is on Monday."."""
    if first.text.rstrip().endswith(".") or not other.text.rstrip().endswith("."):
        return False
    return not _one_sentence(other) or (first.text[:1].islower() and other.text[:1].isupper())


def _is_prose(block: Block) -> bool:
    """Whether a line is a whole sentence that begins as no sign does: "Children may return to nursery"."""
    sentence = block.text[:1].isupper() and block.text.rstrip().endswith(".") and len(block.text.split()) > 3
    return sentence and not is_about_you(block.text) and not help_sentence(block.text)


def _fits(block: Block, *, led: bool, signs: bool) -> bool:
    if leads_on(block.text) or _longest_part(block.text) > LONGEST_ITEM or _is_no_item(block.text):
        return False
    if not signs:
        return len(block.text) <= MAX_STATEMENT and not block.text.rstrip().endswith((".", "?"))
    if help_sentence(block.text) or is_an_order(block.text) or _FILLING.search(plainly(block.text)):
        return False
    if not led and instructs_or_asks(block.text):
        return False
    stated = is_about_you(block.text)
    if not _one_sentence(block):
        return False
    return led or stated or not block.text.rstrip().endswith((".", "?", "!"))


def is_about_you(line: str) -> bool:
    """Whether a line begins as the sentences of signs do."""
    return bool(_ABOUT_YOU.match(plainly(line)))


def _one_sentence(block: Block) -> bool:
    return len(sentences(block.pieces)) == 1


def _alike(first: Block, other: Block, *, signs: bool) -> bool:
    """Whether a line that stands apart is another item: as short, ended alike, and about the reader."""
    goes_on = _goes_on(other) or (signs and _trails_off(other))
    if not goes_on or len(other.text) > MAX_STATEMENT or not _one_sentence(other):
        return False
    stopped = first.text.rstrip().endswith(".")
    if stopped != other.text.rstrip().endswith(".") or other.text.rstrip().endswith("?"):
        return False
    said = plainly(other.text)
    if help_sentence(other.text) or _FILLING.search(said):
        return False
    if not stopped:
        return True
    return signs and bool(_ABOUT_YOU.match(said)) and said.split()[0] not in ("it", "the", "there", "a", "an")
