"""The leaflets of all looks as somebody has them who copied only their words: no bullets, numbers, bold or headings.

Each leaflet is laid out in two of six ways. The floors are counts of sentences that are placed right, a little below what
was measured when the layouts were added; that no sign sinks is no matter of numbers.
"""

from __future__ import annotations

import textwrap
from functools import cache

import pytest

from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_upload
from conditions.domain.from_text.reading_text import read_text
from conditions.domain.from_text.shapes import Block
from tests.conditions.from_text.test_first_looks import LOOKS, MILDEST_FIRST, SIGNS
from tests.conditions.from_text.test_leaflets import HERE, WANTED, where

LAYOUTS = ["close", "web", "apart", "wrapped", "lower", "flat"]
SENTENCES: dict[str, list[tuple[str, str]]] = {}
for _name, _belongs, _words in (*WANTED, *LOOKS):
    SENTENCES.setdefault(_name, []).append((_belongs, _words))


def empty_line_before(block: Block, before: Block, layout: str) -> bool:
    if layout in ("flat", "apart"):
        return layout == "apart"
    if layout == "web":
        between = block.kind == before.kind == "item"
        return not between and (block.gap or block.kind != "line" or before.kind != "line")
    if block.kind == "heading" or before.kind == "heading":
        return block.kind == "heading"
    return block.kind != "item" and block.gap


def lines_of(block: Block, layout: str) -> list[str]:
    text = block.text.strip()
    if layout == "lower" and block.kind == "item" and text[1:2].islower():
        text = text[:1].lower() + (text[1:] if ". " in text else text[1:].removesuffix("."))
    return textwrap.wrap(text, 68, break_on_hyphens=False) if layout == "wrapped" else text.split("\n")


def without_marks(blocks: list[Block], layout: str) -> str:
    typed: list[str] = []
    blocks = [block for block in blocks if block.text.strip()]
    for at, block in enumerate(blocks):
        if at and empty_line_before(block, blocks[at - 1], layout):
            typed.append("")
        typed += lines_of(block, layout)
    return "\n".join(typed)


@cache
def found(layout: str) -> dict[tuple[str, str, str], set[str]]:
    """Where the sentences of every third leaflet end in this layout."""
    places: dict[tuple[str, str, str], set[str]] = {}
    for at, (name, sentences) in enumerate(sorted(SENTENCES.items())):
        if LAYOUTS.index(layout) % 3 != at % 3:
            continue
        blocks = read_upload(name, (HERE / name).read_bytes())
        if not any(block.cells for block in blocks):
            result = place(read_text(without_marks(blocks, layout)), language="en")
            places.update({(name, *sentence): where(result, sentence[1]) for sentence in sentences})
    return places


@pytest.mark.parametrize(
    ("layout", "floor"),
    [("close", 453), ("web", 474), ("apart", 458), ("wrapped", 448), ("lower", 459), ("flat", 440)],
)
def test_nearly_as_many_sentences_are_placed_right_without_marks(layout: str, floor: int) -> None:
    right = [
        len(places) == 1 and places <= set(belongs.split("|"))
        for (_, belongs, _), places in found(layout).items()
    ]
    assert sum(right) >= floor, f"{sum(right)} of {len(right)}"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_sign_sinks_without_marks(layout: str) -> None:
    sunk = []
    for look in SIGNS:
        mildest = min(MILDEST_FIRST.index(level) for level in look[1].split("|") if level in MILDEST_FIRST)
        if not found(layout).get(look, set()) <= {"-", *MILDEST_FIRST[mildest:]}:
            sunk.append(look)
    assert sunk == []
