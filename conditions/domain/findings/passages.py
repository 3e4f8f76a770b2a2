"""Every text of a page that a patient reads, with its place, and how it falls into sentences and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from conditions.domain.document import (
    BLOCK_SECTIONS,
    SIGN_SECTIONS,
    Block,
    BulletsBlock,
    ConditionDocument,
    FigureBlock,
    OptionBlock,
    StepsBlock,
    TestBlock,
    TimeframeBlock,
)
from conditions.domain.inlines import inlines_of_block
from conditions.domain.markup import parse, plain

Role = Literal["statement", "lead", "prose", "lead_in", "item", "label"]
"""`prose` runs over sentences; an `item` is one of a list; a `label` (a name, a caption) is no sentence."""

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_BREAK = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9À-Þ¿¡])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|approx|Dr|Mr|Mrs|Ms|No|Fig|St)|\b[A-Z])\.$")


@dataclass(frozen=True)
class Passage:
    """One text as it is read aloud. `group`: the path of the block it belongs to."""

    section: str
    path: str
    group: str
    text: str
    role: Role


def passages(document: ConditionDocument) -> Iterator[Passage]:
    """Every text of `document` in the page's order; sources, codes and addresses are not for reading aloud."""
    if document.main_message:
        yield Passage("main_message", "main_message", "main_message", document.main_message, "lead")
    if care := document.virtual_care:
        yield Passage("virtual_care", "virtual_care.text", "virtual_care.text", care.text, "prose")
        yield Passage("virtual_care", "virtual_care.label", "virtual_care.label", care.label, "label")
    if document.emergency_exemption and not document.emergency:
        place = "emergency_exemption"
        yield Passage("emergency", place, place, document.emergency_exemption, "prose")
    for section in SIGN_SECTIONS:
        yield from _signs(document, section)
    for section in BLOCK_SECTIONS:
        for number, block in enumerate(getattr(document, section)):
            group = f"{section}[{number}]"
            for place, text, role in _texts(block):
                yield Passage(section, f"{group}.{place}", group, text, role)
        if section == "overview":
            yield from _similar(document)


def _signs(document: ConditionDocument, section: str) -> Iterator[Passage]:
    for number, sign in enumerate(getattr(document, section)):
        group = f"{section}[{number}]"
        yield Passage(section, f"{group}.statement", group, sign.statement, "statement")
        for at, part in enumerate(sign.all_of):
            yield Passage(section, f"{group}.all_of[{at}].statement", group, part.statement, "statement")
        if sign.how_to_tell:
            yield Passage(section, f"{group}.how_to_tell", group, sign.how_to_tell, "prose")


def _similar(document: ConditionDocument) -> Iterator[Passage]:
    for number, similar in enumerate(document.similar_conditions):
        if similar.how_different:
            group = f"similar_conditions[{number}]"
            path = f"{group}.how_different"
            yield Passage("similar_conditions", path, group, similar.how_different, "prose")


def _texts(block: Block) -> Iterator[tuple[str, str, Role]]:
    if isinstance(block, BulletsBlock | StepsBlock) and block.lead_in:
        yield "lead_in", block.lead_in, "lead_in"
    for place, markup in inlines_of_block(block):
        yield place, read_aloud(markup), "prose" if place == "text" else "item"
    labels: dict[str, str] = {}
    sentences: dict[str, str] = {}
    if isinstance(block, TestBlock):
        labels, sentences = (
            {"name": block.name},
            {"what_happens": block.what_happens, "what_it_shows": block.what_it_shows},
        )
    elif isinstance(block, OptionBlock):
        labels, sentences = {"name": block.name}, {"what_to_expect": block.what_to_expect}
    elif isinstance(block, TimeframeBlock):
        labels = {"what": block.what}
    elif isinstance(block, FigureBlock):
        labels = {"caption": block.caption, "alt": block.alt}
    yield from ((place, text, "label") for place, text in labels.items() if text)
    yield from ((place, text, "prose") for place, text in sentences.items() if text)


@lru_cache(maxsize=4096)
def read_aloud(markup: str) -> str:
    """The words of a markup text alone. Kept, because each family of findings reads them."""
    return plain(parse(markup))


def sentences_of(text: str) -> list[str]:
    """The sentences of `text`. A full stop behind an abbreviation or an initial ends none."""
    found: list[str] = []
    for piece in _BREAK.split(text.strip()):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece:
            found.append(piece)
    return found


def words_of(text: str) -> list[str]:
    """The words of `text`; “7-day” and “don’t” are one word each, signs between words are none."""
    return _WORD.findall(text)
