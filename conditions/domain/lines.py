"""A document as lines of plain text, section by section: what a person compares between two publications."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from conditions.domain.line_texts import Texts, line_texts
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
_NO_SIGNS: Mapping[str, str] = {}


def lines_of(document: ConditionDocument, section: str, signs: Mapping[str, str] = _NO_SIGNS) -> list[str]:
    """The lines of one of `SECTIONS`; none for one that is empty. Links show where they lead. `signs`: the sentences
    that stand where a sign is quoted, by its key."""
    texts = line_texts(document.language)
    if section in SIGN_SECTIONS:
        exemption = [document.emergency_exemption] if section == "emergency" else []
        return [line for sign in getattr(document, section) for line in _sign(sign, texts)] + _said(exemption)
    if section in BLOCK_SECTIONS:
        return [line for block in getattr(document, section) for line in _said(_block(block, texts, signs))]
    return _said(_OTHER[section](document, texts))


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


def _sign(sign: Sign, texts: Texts) -> Iterator[str]:
    finding = texts[sign.finding] if sign.finding else ""
    yield _with(sign.statement, _rule(sign, texts), _ages(sign.applies_to, texts), finding)
    for part in sign.all_of:
        yield "– " + _with(part.statement, _rule(part, texts))
    if sign.how_to_tell:
        yield texts["how_to_tell"].format(sign.how_to_tell)


def _with(statement: str, *notes: str) -> str:
    said = ", ".join(_said(notes))
    return f"{statement} [{said}]".strip() if said else statement


def _rule(sign: Sign | SignPart, texts: Texts) -> str:
    return "" if sign.kind == "yes_no" else texts[sign.kind].format(sign.value)


def _ages(ages: AgeRange | None, texts: Texts) -> str:
    start, end = (ages.age_from, ages.age_to) if ages else (None, None)
    if start is not None and end is not None:
        return texts["ages"].format(start, end)
    if start is not None:
        return texts["age_from"].format(start)
    return "" if end is None else texts["age_to"].format(end)


# --- Blocks --------------------------------------------------------------------------------------------------


def _block(block: Block, texts: Texts, signs: Mapping[str, str]) -> Iterator[str]:
    if isinstance(block, ParagraphBlock):
        yield _inline(block.text)
    elif isinstance(block, BulletsBlock | StepsBlock):
        yield _with(block.lead_in, texts["steps"] if block.kind == "steps" else "")
        yield from (_inline(item) for item in block.items)
    elif isinstance(block, DoDontBlock):
        yield from (texts["do"].format(_inline(item)) for item in block.do)
        yield from (texts["dont"].format(_inline(item)) for item in block.dont)
    elif isinstance(block, TimeframeBlock):
        yield texts["timeframe"].format(_inline(block.what), block.from_, block.to, texts[block.unit])
    elif isinstance(block, SignQuoteBlock):
        yield texts["sign"].format(signs.get(block.key, block.key))
    else:
        yield from _card(block, texts)


def _card(block: FigureBlock | TestBlock | OptionBlock, texts: Texts) -> Iterator[str]:
    if isinstance(block, FigureBlock):
        yield _with(texts["picture"].format(block.image), _file(block, texts))
        yield texts["alt"].format(block.alt) if block.alt else ""
        yield texts["caption"].format(_inline(block.caption)) if block.caption else ""
    elif isinstance(block, TestBlock):
        yield from (block.name, _inline(block.what_happens), _inline(block.what_it_shows))
    else:
        yield _with(block.name, texts["home_care"] if block.home_care else "")
        yield _inline(block.what_to_expect)


def _file(block: FigureBlock, texts: Texts) -> str:
    """What tells a picture from another one under the same name."""
    return texts["file"].format(block.sha256[:12]) if block.sha256 else ""


# --- The rest ------------------------------------------------------------------------------------------------


def _title(document: ConditionDocument, texts: Texts) -> Iterator[str]:
    yield document.title
    yield document.pronunciation
    yield texts["sample"] if document.sample else ""


def _virtual_care(document: ConditionDocument, _: Texts) -> Iterator[str]:
    care = document.virtual_care
    if care is not None:
        yield from (care.text, f"{care.label} ({care.url})", care.learn_more)


def _measures(document: ConditionDocument, texts: Texts) -> Iterator[str]:
    yield from (texts[name] for name in ("asks_pain", "asks_side") if getattr(document, name))


def _similar(document: ConditionDocument, texts: Texts) -> Iterator[str]:
    for other in document.similar_conditions:
        said = ": ".join(_said([other.name, _inline(other.how_different)]))
        yield _with(said, texts[other.relation], _reference(other))


_OTHER: dict[str, Callable[[ConditionDocument, Texts], Iterable[str]]] = {
    "title": _title,
    "main_message": lambda document, _: [document.main_message],
    "also_called": lambda document, texts: [
        _with(name.text, texts[name.kind]) for name in document.also_called
    ],
    "virtual_care": _virtual_care,
    "measures": _measures,
    "similar_conditions": _similar,
    "codes": lambda document, texts: [
        _with(" ".join(_said([code.system, code.code, code.display])), texts[code.role])
        for code in document.codes
    ],
    "sources": lambda document, _: [
        ", ".join(_said([source.title, source.publisher, source.url, str(source.published or "")]))
        for source in document.sources
    ],
    "terms": lambda document, _: [
        f"{_with(term.word, term.respelling)}: {term.meaning}" for term in document.terms
    ],
}
