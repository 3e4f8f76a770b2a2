"""Every text of a document that may hold light markup, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.domain.document import (
    BLOCK_SECTIONS,
    LOST,
    Block,
    BulletsBlock,
    ConditionDocument,
    DoDontBlock,
    ParagraphBlock,
    StepsBlock,
)
from conditions.domain.markup import LOST_PAGE, parse, terms_of, write
from conditions.domain.markup import without_lost_links as of_pieces


def inlines(document: ConditionDocument) -> Iterator[tuple[str, str]]:
    """(path, markup) of every inline text, in reading order; a path reads `treatment[2].items[0]`."""
    for section in BLOCK_SECTIONS:
        for number, block in enumerate(getattr(document, section)):
            for place, text in inlines_of_block(block):
                yield f"{section}[{number}].{place}", text


def inlines_of_block(block: Block) -> Iterator[tuple[str, str]]:
    """(place in the block, markup) of every inline text of one block."""
    if isinstance(block, ParagraphBlock):
        yield "text", block.text
    elif isinstance(block, BulletsBlock | StepsBlock):
        yield from ((f"items[{number}]", item) for number, item in enumerate(block.items))
    elif isinstance(block, DoDontBlock):
        yield from ((f"do[{number}]", item) for number, item in enumerate(block.do))
        yield from ((f"dont[{number}]", item) for number, item in enumerate(block.dont))


def without_lost_links(document: ConditionDocument) -> ConditionDocument:
    """`document` for readers and callers: where a link leads to a page that is not there, the words alone."""
    texts = (text for _, text in inlines(document))
    similar = document.similar_conditions
    if all(LOST_PAGE not in text for text in texts) and all(other.page != LOST for other in similar):
        return document
    changed: dict[str, object] = {
        section: tuple(_told(block) for block in getattr(document, section)) for section in BLOCK_SECTIONS
    }
    changed["similar_conditions"] = tuple(
        other.model_copy(update={"page": None}) if other.page == LOST else other for other in similar
    )
    return document.model_copy(update=changed)


def _told(block: Block) -> Block:
    def told(text: str) -> str:
        return write(of_pieces(parse(text)))

    if isinstance(block, ParagraphBlock):
        return block.model_copy(update={"text": told(block.text)})
    names = [name for name in ("items", "do", "dont") if isinstance(getattr(block, name, None), tuple)]
    return block.model_copy(update={name: tuple(map(told, getattr(block, name))) for name in names})


def words_used(document: ConditionDocument) -> set[str]:
    """The glossary words that the texts use, folded as `word_key` does."""
    return {word_key(word) for _, text in inlines(document) for word in terms_of(parse(text))}


def word_key(word: str) -> str:
    """What makes two spellings of a glossary word the same: case does not matter."""
    return word.casefold()
