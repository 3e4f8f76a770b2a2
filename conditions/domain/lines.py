"""A document as lines of plain text, section by section: what a person compares between two publications."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from conditions.domain.document import (
    BLOCK_SECTIONS,
    LOST,
    SIGN_SECTIONS,
    AgeRange,
    Block,
    BulletsBlock,
    ConditionDocument,
    DoDontBlock,
    FigureBlock,
    OptionBlock,
    ParagraphBlock,
    Sign,
    SignPart,
    SignQuoteBlock,
    SimilarCondition,
    StepsBlock,
    TestBlock,
    TimeframeBlock,
)
from conditions.domain.markup import parse, without_lost_links

SECTIONS = (
    "title",
    "main_message",
    "also_called",
    "virtual_care",
    "measures",
    *SIGN_SECTIONS,
    "overview",
    "similar_conditions",
    *BLOCK_SECTIONS[1:],
    "codes",
    "sources",
    "terms",
)
"""Everything that a page says, in the order in which it is compared."""


def lines_of(document: ConditionDocument, section: str) -> list[str]:
    """The lines of one of `SECTIONS`; none for one that is empty. Links show where they lead."""
    if section in SIGN_SECTIONS:
        exemption = [document.emergency_exemption] if section == "emergency" else []
        return [line for sign in getattr(document, section) for line in _sign(sign)] + _said(exemption)
    if section in BLOCK_SECTIONS:
        return [line for block in getattr(document, section) for line in _said(_block(block))]
    return _said(_OTHER[section](document))


def _said(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line]


def _reference(other: SimilarCondition) -> str:
    return other.page if other.page and other.page != LOST else ""


@lru_cache(maxsize=4096)
def _inline(markup: str) -> str:
    """Inline markup as it reads, with the address of a link behind its words. Kept, because a history compares many
    publications that say most of it alike."""
    pieces = without_lost_links(parse(markup))
    return "".join(f"{piece.text} ({piece.link})" if piece.link else piece.text for piece in pieces)


# --- Signs ---------------------------------------------------------------------------------------------------


def _sign(sign: Sign) -> Iterator[str]:
    yield _with(sign.statement, _rule(sign), _ages(sign.applies_to), sign.finding)
    for part in sign.all_of:
        yield "– " + _with(part.statement, _rule(part))
    if sign.how_to_tell:
        yield f"How to tell: {sign.how_to_tell}"


def _with(statement: str, *notes: str) -> str:
    said = ", ".join(_said(notes))
    return f"{statement} [{said}]" if said else statement


def _rule(sign: Sign | SignPart) -> str:
    return {
        "yes_no": "",
        "pain_at_least": f"pain at least {sign.value}",
        "lasted_at_least": f"at least {sign.value} days",
        "all_of": "all of these",
    }[sign.kind]


def _ages(ages: AgeRange | None) -> str:
    if ages is None or ages == AgeRange():
        return ""
    start = "any" if ages.age_from is None else ages.age_from
    end = "any" if ages.age_to is None else ages.age_to
    return f"ages {start} to {end}"


# --- Blocks --------------------------------------------------------------------------------------------------


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, ParagraphBlock):
        yield _inline(block.text)
    elif isinstance(block, BulletsBlock | StepsBlock):
        yield block.lead_in
        yield from (_inline(item) for item in block.items)
    elif isinstance(block, DoDontBlock):
        yield from (f"Do: {_inline(item)}" for item in block.do)
        yield from (f"Don’t: {_inline(item)}" for item in block.dont)
    elif isinstance(block, TimeframeBlock):
        yield f"{_inline(block.what)}: {block.from_} to {block.to} {block.unit}"
    else:
        yield from _card(block)


def _file(block: FigureBlock) -> str:
    """What tells a picture from another one under the same name."""
    return f"file {block.sha256[:12]}" if block.sha256 else ""


def _card(block: FigureBlock | TestBlock | OptionBlock | SignQuoteBlock) -> Iterator[str]:
    if isinstance(block, FigureBlock):
        yield _with(f"Picture: {block.image}", _file(block))
        yield from (block.alt, _inline(block.caption))
    elif isinstance(block, TestBlock):
        yield from (block.name, _inline(block.what_happens), _inline(block.what_it_shows))
    elif isinstance(block, OptionBlock):
        yield _with(block.name, "home care" if block.home_care else "")
        yield _inline(block.what_to_expect)
    else:
        yield f"Sign: {block.key}"


# --- The rest ------------------------------------------------------------------------------------------------


def _title(document: ConditionDocument) -> Iterator[str]:
    yield document.title
    yield document.pronunciation
    yield "Sample content" if document.sample else ""


def _virtual_care(document: ConditionDocument) -> Iterator[str]:
    care = document.virtual_care
    if care is not None:
        yield from (care.text, f"{care.label} ({care.url})", care.learn_more)


def _measures(document: ConditionDocument) -> Iterator[str]:
    yield "Pain" if document.asks_pain else ""
    yield "Which side" if document.asks_side else ""


_OTHER: dict[str, Callable[[ConditionDocument], Iterable[str]]] = {
    "title": _title,
    "main_message": lambda document: [document.main_message],
    "also_called": lambda document: [f"{name.text} [{name.kind}]" for name in document.also_called],
    "virtual_care": _virtual_care,
    "measures": _measures,
    "similar_conditions": lambda document: [
        _with(": ".join(_said([other.name, _inline(other.how_different)])), other.relation, _reference(other))
        for other in document.similar_conditions
    ],
    "codes": lambda document: [
        _with(" ".join(_said([code.system, code.code, code.display])), code.role) for code in document.codes
    ],
    "sources": lambda document: [
        ", ".join(_said([source.title, source.publisher, source.url, str(source.published or "")]))
        for source in document.sources
    ],
    "terms": lambda document: [
        f"{_with(term.word, term.respelling)}: {term.meaning}" for term in document.terms
    ],
}
