"""How many syllables a word has: what the glossary says, else an estimate from the word's hyphenation.

`pyphen` knows where a word may be hyphenated (Knuth and Liang's patterns), which splits most vowels that belong to
two syllables ("sci-at-i-ca"); the groups of vowels left in each piece are then counted. Hyphenation alone counts
too few ("about" may not be split), vowel groups alone stumble over "cre-ate". Measured on the 2,165 different words
of the sample pages and of this project's documents against the CMU Pronouncing Dictionary: 98 of 100 are exact, and
more than 99 of 100 within one syllable. For medical words the glossary's true counts matter (gluteal is 3, not 2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import pyphen

_HYPHENS = pyphen.Pyphen(lang="en_US")
_VOWELS = re.compile(r"[aeiouyáéíóúàèäëïöü]+")
_SILENT_END = re.compile(r"(?<=[a-z])(?:(?<![aeiouy])(?<!l)e|(?<=[aeiouy]l)e|(?<=rl)e)$")
_SILENT_ED = re.compile(r"(?<![aeioutdy])ed$")
_SILENT_ES = re.compile(r"(?<![aeiousxzcgy])(?<!ch)(?<!sh)(?<![bcdfgkptz]l)es$")
_SILENT_INSIDE = re.compile(r"(?<=[a-z])(?<![aeiou])(?<!tt)e(?=(?:ments?|ly|ful|less|ness|times?|thing|ty)$)")
_EXCEPTIONS = {
    "people": 2, "area": 3, "areas": 3, "idea": 3, "ideas": 3, "real": 1, "someone": 2, "everyone": 3,
    "surgeon": 2, "clinician": 3, "clinicians": 3, "mri": 3, "ct": 2, "er": 2, "tired": 2,
}  # fmt: skip
_SPLIT = re.compile(
    r"(?<=i)(?=a(?!l$|ge$)|o(?!us$|n)|u[ms])|(?<=e)(?=o(?!us$))|(?<=u)(?=al$)|(?<=[aeiou])(?=ing)"
)
_RESPELLING = re.compile(r"[^\W\d_]+(?:[- ][^\W\d_]+)*")
_SYLLABIC_M = re.compile(r"(?<=[aeiouy]s)m(?=s?$)")


def true_syllables(count: int | None, respelling: str) -> int | None:
    """What the glossary says of a word: its count, else the pieces of how it is said (LIG-uh-ment: 3). None when
    it says neither."""
    pieces = respelling.strip()
    if count or "-" not in pieces or not _RESPELLING.fullmatch(pieces):
        return count
    return len(re.split("[- ]", pieces))


def syllables_of(word: str, known: Mapping[str, int]) -> int:
    """The syllables of one word, at least 1. `known` holds true counts by the word in lower case."""
    folded = word.casefold().replace("’", "'").strip("'")
    if folded in known:
        return known[folded]
    if folded.endswith("'s"):
        folded = folded[:-2]
    for ending in ("s", "es"):
        singular = folded.removesuffix(ending)
        if singular != folded and singular in known:
            return known[singular]
    return estimated(folded)


@lru_cache(maxsize=4096)
def estimated(word: str) -> int:
    """An estimate for one English word in lower case; a number or an abbreviation counts as 1."""
    letters = re.sub(r"[^a-zà-ÿ]", "", word)
    if letters in _EXCEPTIONS:
        return _EXCEPTIONS[letters]
    if not letters:
        return 1
    spoken = _SILENT_ES.sub("s", _SILENT_ED.sub("d", _SILENT_INSIDE.sub("", letters)))
    spoken = _SILENT_END.sub("", spoken) or letters
    pieces = _HYPHENS.inserted(spoken).split("-")
    counted = sum(len(_VOWELS.findall(_SPLIT.sub("-", piece))) for piece in pieces)
    return max(1, counted + len(_SYLLABIC_M.findall(spoken)))
