"""Findings about single words: medical ones that nobody explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from conditions.domain.document import ConditionDocument
from conditions.domain.findings.finding import Code, Finding, Known, note, warn
from conditions.domain.findings.passages import Passage, passages, words_of
from conditions.domain.findings.vocabulary import (
    MEDICAL_FORM,
    MEDICAL_WORDS,
    PLAIN_IN_SPITE,
)


def of_words(document: ConditionDocument, known: Known) -> Iterator[Finding]:
    if document.language.casefold().startswith("en"):
        yield from _medical(document, known)


@lru_cache(maxsize=4096)
def medical_parts(word: str) -> tuple[str, ...]:
    """What in `word` a page should explain: the word, or parts of it between hyphens. A guess from a list and from
    word forms."""
    folded = word.casefold()
    if _is_medical(folded):
        return (folded,)
    return tuple(part for part in folded.split("-") if _is_medical(part))


def _is_medical(folded: str) -> bool:
    if PLAIN_IN_SPITE & _forms(folded):
        return False
    return bool(MEDICAL_WORDS & _forms(folded)) or bool(MEDICAL_FORM.match(folded))


def _forms(folded: str) -> frozenset[str]:
    """The word, and what it may be the plural of: biopsies, metastases, bursae."""
    endings = (("s", ""), ("ies", "y"), ("es", "is"), ("ae", "a"))
    singulars = (folded.removesuffix(many) + one for many, one in endings if folded.endswith(many))
    return frozenset((folded, *singulars))


def _medical(document: ConditionDocument, known: Known) -> Iterator[Finding]:
    """Each word once, where it first stands. The page explains its own names, so they are left alone."""
    names = [document.title, *(name.text for name in document.also_called)]
    done = set(_words(names)) | _words(term.word for term in document.terms)
    in_glossary = _words(known.glossary)
    for passage in passages(document):
        for word in words_of(passage.text):
            new = [part for part in medical_parts(word) if not _forms(part) & done]
            if not new or _forms(word.casefold()) & done:
                continue
            done.update(new)
            yield from _unexplained(word, new, in_glossary, passage)


def _unexplained(
    word: str, parts: list[str], in_glossary: frozenset[str], passage: Passage
) -> Iterator[Finding]:
    whole = _forms(word.casefold()) & in_glossary
    there = [whole] if whole else [_forms(part) & in_glossary for part in parts]
    if not all(there):
        message = f"“{word}” is a medical word that is not in the glossary. Explain it, or say it plainly."
        yield warn(Code.MEDICAL_WORD, passage.path, message)
    elif _may_be_marked(passage):
        as_there = word if word.casefold() in in_glossary else min(there[0])
        message = f"“{word}” is in the glossary. Write [[{as_there}]] once, and the page explains it."
        yield note(Code.TERM_NOT_MARKED, passage.path, message)


def _words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for phrase in phrases for word in words_of(phrase))


def _may_be_marked(passage: Passage) -> bool:
    return passage.role == "item" or passage.path.endswith(".text")
