"""What somebody typed, as groups of words that would answer it: one group for each word, any of which will do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conditions.search.language import Language, Phrase, language, neighbours
from conditions.search.normalise import MAX_WORDS, MIN_PREFIX

MIN_TYPO = 5
"""A shorter word is taken as it is typed: too many others are one letter away from it."""
MAX_TYPO = 20
MAX_LETTERS = 400
MAX_PHRASE = 3
"""Words of the longest phrase that is looked up among the lay words."""


@dataclass(frozen=True)
class Group:
    """Ways to say one thing that was asked, nearest first; each is a few words that must all be there."""

    ways: tuple[Phrase, ...]
    prefix: str = ""
    """The beginning of a word that will do as well; empty for none."""

    def said_in(self, own: set[str]) -> bool:
        """Whether these words, as the index holds them, say it."""
        return self.distance_in(own) <= len(self.ways)

    def distance_in(self, own: set[str]) -> int:
        """How far from what was typed these words say it: 0 is nearest; more than `len(ways)`, not at all."""
        for place, way in enumerate(self.ways):
            if own.issuperset(way):
                return place
        begun = self.prefix and any(word.startswith(self.prefix) for word in own)
        return len(self.ways) if begun else len(self.ways) + 1


@dataclass(frozen=True)
class Question:
    """A question in three strengths: as typed, in other words, and the words that say most."""

    exact: tuple[Group, ...]
    wide: tuple[Group, ...]
    strong: tuple[Group, ...]

    @property
    def says_something(self) -> bool:
        """Whether an emergency sign may answer it: a lone letter or a filler word asks nothing."""
        return bool(self.wide)


Known = Callable[[set[str]], set[str]]


def question(text: str, code: str, known: Known) -> Question | None:
    """The question that `text` asks in the language `code`; None for text without a letter or digit.

    `known` says which of some words the index holds; it is asked at most once.
    """
    tongue = language(code)
    words = question_words(text, code)
    if not words:
        return None
    exact = (*(Group(((word,),)) for word in words[:-1]), Group(((words[-1],),), _prefix(words[-1])))
    telling = [word for word in words if word not in tongue.filler and not _lone_letter(word)]
    wide, strong = _wide(telling, tongue, _corrections(telling, tongue, known), last=words[-1])
    return Question(exact, wide, strong)


def question_words(text: str, code: str) -> list[str]:
    """The words of `text` that count."""
    return list(dict.fromkeys(language(code).words(text[:MAX_LETTERS])))[:MAX_WORDS]


def _prefix(word: str) -> str:
    return word if len(word) >= MIN_PREFIX else ""


def _lone_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii() and not word.isdigit()


def _wide(
    words: list[str], tongue: Language, corrected: dict[str, set[str]], *, last: str
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """A group for each word or known phrase, and those groups that are worth something alone."""
    groups, strong = [], []
    at = 0
    while at < len(words):
        taken = _phrase_at(words, at, tongue)
        group = _group(taken, tongue, corrected, prefix=_prefix(last) if taken == (last,) else "")
        groups.append(group)
        if not set(taken) <= tongue.weak:
            strong.append(group)
        at += len(taken)
    return tuple(groups), tuple(strong)


def _phrase_at(words: list[str], at: int, tongue: Language) -> Phrase:
    """The longest phrase of the lay words that begins here, or the one word."""
    for length in range(min(MAX_PHRASE, len(words) - at), 1, -1):
        phrase = tuple(words[at : at + length])
        if tongue.alike(phrase):
            return phrase
    return (words[at],)


def _group(taken: Phrase, tongue: Language, corrected: dict[str, set[str]], *, prefix: str) -> Group:
    readings = [taken, *((word,) for word in sorted(corrected.get(taken[0], ())) if len(taken) == 1)]
    ways = dict.fromkeys(tuple(tongue.stem(word) for word in reading) for reading in readings)
    for reading in readings:
        ways.update(dict.fromkeys(sorted(tongue.alike(reading))))
    return Group(tuple(ways), prefix)


def _corrections(words: list[str], tongue: Language, known: Known) -> dict[str, set[str]]:
    """For each word that nobody wrote, the words one slip away that somebody did."""
    doubtful = {
        word: neighbours(word)
        for word in words
        if MIN_TYPO <= len(word) <= MAX_TYPO and word not in tongue.known and not tongue.alike((word,))
    }
    if not doubtful:
        return {}
    asked = set(doubtful).union(*doubtful.values())
    there = known(asked)
    return {word: near & (there | tongue.known) for word, near in doubtful.items() if word not in there}
