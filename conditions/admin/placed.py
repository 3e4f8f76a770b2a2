"""A draft document as lines to read, section by section, before it is a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conditions.domain.document import (
    BLOCK_SECTIONS,
    SIGN_SECTIONS,
    Block,
    BulletsBlock,
    ConditionDocument,
    ParagraphBlock,
    StepsBlock,
)
from conditions.domain.gate import SECTION_NAMES
from conditions.domain.markup import Piece, parse, public_html


@dataclass(frozen=True)
class Shown:
    """One block: a paragraph or lead-in, then items. All of it is safe HTML."""

    text: str = ""
    items: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True)
class Section:
    """One section of the page; empty ones are shown too, because the page may need them."""

    field: str
    name: str
    shown: tuple[Shown, ...] = ()


def sections_of(document: ConditionDocument) -> list[Section]:
    """Every section that a leaflet can fill, in the page's order."""
    facts = {
        "main_message": [document.main_message] if document.main_message else [],
        "also_called": [name.text for name in document.also_called],
        "similar_conditions": [
            f"{row.name}: {row.how_different}" if row.how_different else row.name
            for row in document.similar_conditions
        ],
        "sources": [f"{row.title} {row.url}".strip() for row in document.sources],
    }
    facts |= {section: [sign.statement for sign in getattr(document, section)] for section in SIGN_SECTIONS}
    order = ["main_message", "also_called", *SIGN_SECTIONS, *BLOCK_SECTIONS, "similar_conditions", "sources"]
    found = []
    for field in order:
        shown = (
            tuple(_blocks(getattr(document, field)))
            if field in BLOCK_SECTIONS
            else tuple(_lines(facts[field]))
        )
        found.append(Section(field, SECTION_NAMES[field], shown))
    return found


def _lines(lines: list[str]) -> Iterator[Shown]:
    if lines:
        yield Shown(items=tuple(_html(line, markup=False) for line in lines))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Shown]:
    for block in blocks:
        if isinstance(block, ParagraphBlock):
            yield Shown(_html(block.text))
        elif isinstance(block, (BulletsBlock, StepsBlock)):
            items = tuple(_html(item) for item in block.items)
            yield Shown(_html(block.lead_in, markup=False), items, isinstance(block, StepsBlock))


def _html(text: str, *, markup: bool = True) -> str:
    pieces = parse(text) if markup else (Piece(text),) if text else ()
    return public_html(pieces, page_url=lambda _slug: None)
