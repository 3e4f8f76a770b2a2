"""What a language adds to bare words: contractions spelled out, endings taken off, lay words, filler words.

All of it in Python, for the index and the question alike, so that it does not depend on a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml

from conditions.search.normalise import tokens

FOLDING = 1
"""Which way words are folded. Raised with every change of it that the index must follow: `migrate` indexes again."""
STEM = "§"
"""Stands before a word without its ending, so that it is never mistaken for a whole word."""

_ALGORITHMS = {"en": "english", "es": "spanish"}
_FILE = Path(__file__).with_name("lay_words.yaml")
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """The words of one language. Words in it are folded; those of `same` are stems with their mark."""

    code: str
    same: dict[Phrase, frozenset[Phrase]]
    spelled_out: dict[str, list[str]]
    filler: frozenset[str]
    weak: frozenset[str]
    known: frozenset[str]

    def words(self, text: str) -> list[str]:
        """The folded words of `text`, contractions spelled out."""
        return [part for word in tokens(text) for part in self.spelled_out.get(word, [word])]

    def stem(self, word: str) -> str:
        """`word` without its ending, marked as such; the whole word in a language that has no rules here."""
        return STEM + _stemmed(_ALGORITHMS.get(self.code, ""), word)

    def indexed(self, text: str) -> list[str]:
        """What the index holds of `text`: each word, and each word without its ending."""
        words = self.words(text)
        return [*words, *(self.stem(word) for word in words)]

    def alike(self, words: Phrase) -> frozenset[Phrase]:
        """Phrases, as stems, that mean the same as these words."""
        return self.same.get(tuple(self.stem(word) for word in words), frozenset())


@lru_cache(maxsize=20_000)
def _stemmed(algorithm: str, word: str) -> str:
    if not algorithm:
        return word
    # A stemmer keeps state while it works, so each call has its own.
    return str(snowballstemmer.stemmer(algorithm).stemWord(word))


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=32)
def language(code: str) -> Language:
    """The language of this code; one without a table of ours has whole words only."""
    base = code.partition("-")[0]
    data = _data().get(base, {})
    bare = Language(
        code=base,
        same={},
        spelled_out={word: tokens(full) for word, full in data.get("spelled_out", {}).items()},
        filler=frozenset(data.get("filler", ())),
        weak=frozenset(data.get("weak", ())),
        known=frozenset(word for line in data.get("same", ()) for each in line for word in tokens(each)),
    )
    bare.same.update(_same(bare, data.get("same", ())))
    return bare


def _same(bare: Language, lines: list[list[str]]) -> dict[Phrase, frozenset[Phrase]]:
    found: dict[Phrase, frozenset[Phrase]] = {}
    for line in lines:
        phrases = {tuple(bare.stem(word) for word in bare.words(each)) for each in line}
        for phrase in phrases:
            found[phrase] = found.get(phrase, frozenset()) | phrases - {phrase}
    return found


def neighbours(word: str, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> set[str]:
    """Every word one slip away: a letter left out, put in, replaced, or two swapped. About 53 a letter."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    gone = {a + b[1:] for a, b in halves if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    replaced = {a + letter + b[1:] for a, b in halves if b for letter in alphabet}
    added = {a + letter + b for a, b in halves for letter in alphabet}
    return (gone | swapped | replaced | added) - {word}
