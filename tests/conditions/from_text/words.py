"""Every word of a text, for tests that nothing is lost and nothing invented."""

from __future__ import annotations

import re
from collections import Counter

from conditions.domain.canonical import Json
from conditions.domain.document import BLOCK_SECTIONS, document_json
from conditions.domain.from_text.inline import clean
from conditions.domain.from_text.shapes import Block, Placed
from conditions.domain.markup import links_of, parse, plain

_NOT_WORDS = {"key", "kind", "language", "relation", "sample"}


def words(text: str) -> Counter[str]:
    """The words of `text`, whatever their case."""
    return Counter(re.findall(r"[^\W_]+", clean(text).casefold()))


def in_draft(placed: Placed) -> Counter[str]:
    """The words of the draft; not those that only say which shape they are in."""
    texts = []
    for name, value in document_json(placed.document).items():
        if name in BLOCK_SECTIONS and isinstance(value, list):
            for block in value:
                plain_words = block.pop("lead_in", "") if isinstance(block, dict) else ""
                texts += [*_strings(plain_words), *map(_said, _strings(block))]
        else:
            texts += _strings({name: value})
    return words("\n".join(texts))


def accounted(placed: Placed) -> Counter[str]:
    """The words of the draft and of everything that is listed beside it."""
    beside = [piece.text for piece in placed.unplaced] + [piece.text for piece in placed.recognised]
    return in_draft(placed) + words("\n".join([*beside, *placed.dropped]))


def read(blocks: list[Block]) -> Counter[str]:
    """The words that the reading found."""
    return words("\n".join(f"{block.mark} {block.text}" for block in blocks))


def _said(markup: str) -> str:
    pieces = parse(markup)
    return " ".join([plain(pieces), *links_of(pieces)])


def _strings(value: Json) -> list[str]:
    if isinstance(value, dict):
        return [text for name, item in value.items() if name not in _NOT_WORDS for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []
