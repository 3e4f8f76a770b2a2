"""Reading grades of a section, counted from its blocks (nothing is counted that is not read).

Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers, Chissom 1975, Research Branch Report 8-75, Naval Technical
Training): 0.39 x words / sentences + 11.8 x syllables / words - 15.59.
SMOG (McLaughlin 1969, Journal of Reading 12(8)): 1.0430 x sqrt(words of 3 or more syllables x 30 / sentences) + 3.1291.
It was made for 30 sentences; with fewer it is a rough estimate. Both are for English only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from conditions.domain.document import ConditionDocument
from conditions.domain.findings.passages import Passage, passages, sentences_of, words_of
from conditions.domain.findings.syllables import syllables_of, true_syllables

SMOG_SYLLABLES = 3
_NO_WORDS: Mapping[str, int] = {}
_SHORT = 5
"""An item of a list with fewer words and no full stop is a fragment of a sentence, not a sentence."""


@dataclass(frozen=True)
class Counts:
    """What both formulas stand on."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    long_words: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
            self.long_words + other.long_words,
        )

    @property
    def flesch_kincaid(self) -> float:
        """The US school grade that understands three quarters of it; 0 when there is nothing to read."""
        if not self.sentences or not self.words:
            return 0.0
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return round(max(0.0, grade), 1)

    @property
    def smog(self) -> float:
        """The US school grade that understands all of it; 0 when there is nothing to read."""
        if not self.sentences or not self.words:
            return 0.0
        return round(1.0430 * math.sqrt(self.long_words * 30 / self.sentences) + 3.1291, 1)


@dataclass(frozen=True)
class SectionGrade:
    """A section's counts, with the words that the glossary explains and without them."""

    section: str
    counts: Counts
    without_terms: Counts


FEWEST_WORDS = 10
"""A grade of fewer words says nothing."""

Phrase = tuple[str, ...]


class Terms:
    """Glossary words, each as its folded words, with the true number of syllables of the whole where it is known.

    `explained`: the page's own, which readers can open. `site`: the rest of the glossary, which counts as well where
    the page says such a word without its meaning.
    """

    def __init__(
        self, explained: Mapping[str, int | None] = _NO_WORDS, site: Mapping[str, int] = _NO_WORDS
    ) -> None:
        self.explained = frozenset(map(_folded, explained))
        true = {word: count for word, count in explained.items() if count}
        self.syllables = {_folded(word): count for word, count in (*site.items(), *true.items())}
        self.of_one_word = {phrase[0]: count for phrase, count in self.syllables.items() if len(phrase) == 1}
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in filter(None, self.explained | self.syllables.keys()):
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def at(self, words: list[str], at: int) -> Phrase:
        """The longest glossary word that begins at `at`, the page's own first; its plural counts as well."""
        first = words[at].casefold()
        near = self._by_first.get(first, []) + self._by_first.get(first.removesuffix("s"), [])
        here = [phrase for phrase in near if _stands(phrase, words[at : at + len(phrase)])]
        return max(here, key=lambda phrase: (phrase in self.explained, len(phrase)), default=())


def _stands(phrase: Phrase, words: list[str]) -> bool:
    return tuple(map(str.casefold, words)) in (phrase, (*phrase[:-1], f"{phrase[-1]}s"))


def grades(document: ConditionDocument, syllables: Mapping[str, int] = _NO_WORDS) -> tuple[SectionGrade, ...]:
    """The grade of every section that has sentences, in the page's order. Empty for other languages.

    `syllables`: the true counts of the site's glossary, whether or not the page explains the word."""
    if not document.language.casefold().startswith("en"):
        return ()
    terms = Terms(
        {term.word: true_syllables(term.syllables, term.respelling) for term in document.terms}, syllables
    )
    found = []
    for section, group in groupby(passages(document), key=lambda passage: passage.section):
        sentences = list(_sentences(list(group)))
        if sentences:
            found.append(
                SectionGrade(section, _total(sentences, terms), _total(sentences, terms, without=True))
            )
    return tuple(found)


def whole(sections: Sequence[SectionGrade]) -> SectionGrade:
    """The grade of all `sections` together."""
    return SectionGrade(
        "",
        sum((grade.counts for grade in sections), Counts()),
        sum((grade.without_terms for grade in sections), Counts()),
    )


def counts_of(text: str) -> Counts:
    """The counts of a plain text, sentence by sentence."""
    return _total([words_of(sentence) for sentence in sentences_of(text)], Terms())


def _folded(phrase: str) -> Phrase:
    return tuple(word.casefold() for word in words_of(phrase))


def _sentences(section: list[Passage]) -> Iterator[list[str]]:
    """The words of each sentence. An item of a list is a sentence; short fragments are read on from the lead-in
    and from each other, because “Rest” after “You can:” is no sentence of one word."""
    for _, group in groupby(
        section, key=lambda passage: (passage.group, passage.role in ("lead_in", "item"))
    ):
        block = list(group)
        if any(passage.role == "item" for passage in block):
            yield from _list_sentences(block)
        else:
            for passage in block:
                if passage.role != "label":
                    yield from filter(None, map(words_of, sentences_of(passage.text)))


def _list_sentences(block: list[Passage]) -> Iterator[list[str]]:
    running: list[str] = []
    for passage in block:
        for sentence in sentences_of(passage.text):
            words = words_of(sentence)
            if len(words) < _SHORT and sentence[-1] not in ".!?":
                running += words
            elif passage.role == "lead_in" and sentence[-1] not in ".!?":
                running = words
            else:
                if running:
                    yield running
                running = []
                yield words
        if len(running) >= 2 * _SHORT:
            yield running
            running = []
    if running:
        yield running


def _total(sentences: list[list[str]], terms: Terms, *, without: bool = False) -> Counts:
    return sum((_count(words, terms, without=without) for words in sentences if words), Counts())


def _count(words: list[str], terms: Terms, *, without: bool) -> Counts:
    """One sentence. `without`: glossary words count as nothing, and a sentence of nothing else is none."""
    read = syllables = long_words = at = 0
    while at < len(words):
        phrase = terms.at(words, at)
        taken = words[at : at + max(1, len(phrase))]
        at += len(taken)
        if without and phrase in terms.explained:
            continue
        each = [_syllables(word, terms.of_one_word) for word in taken]
        read += len(taken)
        syllables += (terms.syllables.get(phrase) or sum(each)) if len(phrase) > 1 else sum(each)
        long_words += sum(count >= SMOG_SYLLABLES for count in each)
    return Counts(1 if read else 0, read, syllables, long_words)


def _syllables(word: str, known: Mapping[str, int]) -> int:
    if word.casefold() in known:
        return known[word.casefold()]
    return sum(syllables_of(part, known) for part in word.split("-") if part)
