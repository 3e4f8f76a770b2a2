"""Findings about single words: medical ones that nobody explains."""

from __future__ import annotations

from collections.abc import Iterator, Set

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


def is_medical(word: str) -> bool:
    """Whether `word` is one that a page should explain. A guess from a list and from word forms."""
    folded = word.casefold()
    singular = folded.removesuffix("s")
    if folded in PLAIN_IN_SPITE or singular in PLAIN_IN_SPITE:
        return False
    return folded in MEDICAL_WORDS or singular in MEDICAL_WORDS or bool(MEDICAL_FORM.match(folded))


def _medical(document: ConditionDocument, known: Known) -> Iterator[Finding]:
    """Each word once, where it first stands. The page explains its own names, so they are left alone."""
    names = [document.title, *(name.text for name in document.also_called)]
    done = {word.casefold() for name in names for word in words_of(name)}
    explained = _words(term.word for term in document.terms)
    in_glossary = _words(known.glossary)
    for passage in passages(document):
        for word in words_of(passage.text):
            folded = word.casefold()
            if _among(folded, done) or not is_medical(word) or _among(folded, explained):
                continue
            done.add(folded)
            if not _among(folded, in_glossary):
                message = (
                    f"“{word}” is a medical word that is not in the glossary. Explain it, or say it plainly."
                )
                yield warn(Code.MEDICAL_WORD, passage.path, message)
            elif _may_be_marked(passage):
                message = f"“{word}” is in the glossary. Write [[{word}]] once, and the page explains it."
                yield note(Code.TERM_NOT_MARKED, passage.path, message)


def _words(phrases: Iterator[str] | frozenset[str]) -> frozenset[str]:
    return frozenset(word.casefold() for phrase in phrases for word in words_of(phrase))


def _among(word: str, known: Set[str]) -> bool:
    return word in known or word.removesuffix("s") in known


def _may_be_marked(passage: Passage) -> bool:
    return passage.role == "item" or passage.path.endswith(".text")
