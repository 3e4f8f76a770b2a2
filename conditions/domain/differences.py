"""A readable difference between two documents: section by section, line by line, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from conditions.domain.document import ConditionDocument
from conditions.domain.lines import SECTIONS, lines_of

_WORDS = re.compile(r"\s+|[^\s]+")
_ALIKE = 0.4
"""Lines that share less than this part of their words are shown whole, one removed and one added."""


@dataclass(frozen=True)
class Stretch:
    """Words in a row that have one fate."""

    fate: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True)
class SectionDifference:
    """What differs in one section: each line as stretches. Lines that are the same are left out."""

    section: str
    lines: tuple[tuple[Stretch, ...], ...]


def differences(old: ConditionDocument | None, new: ConditionDocument) -> list[SectionDifference]:
    """The sections of which any word differs, in the page's order. `old` None: everything was added."""
    found = []
    signs = sentences_quoted(old, new)
    for section in SECTIONS:
        before = [] if old is None else lines_of(old, section, signs)
        lines = tuple(_lines(before, lines_of(new, section, signs)))
        if lines:
            found.append(SectionDifference(section, lines))
    return found


def sentences_quoted(old: ConditionDocument | None, new: ConditionDocument) -> dict[str, str]:
    """The sentence of each sign by its key, the old one of two: where a sign is quoted, its rewording is told once."""
    both = (new,) if old is None else (new, old)
    return {sign.key: sign.statement for document in both for _, sign in document.signs()}


def word_difference(old: str, new: str) -> tuple[Stretch, ...]:
    """`new` beside `old`, word by word. Joining all but the added words gives `old`; all but the removed, `new`."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    stretches: list[Stretch] = []
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            stretches.append(Stretch("same", "".join(before[i:j])))
            continue
        if i < j:
            stretches.append(Stretch("removed", "".join(before[i:j])))
        if k < m:
            stretches.append(Stretch("added", "".join(after[k:m])))
    return tuple(stretches)


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Stretch, ...]]:
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            yield from _replaced(list(before[i:j]), after[k:m])


def _replaced(before: list[str], after: Sequence[str]) -> Iterator[tuple[Stretch, ...]]:
    """Each new line beside the first old one that it resembles; old lines without such a one were removed."""
    for line in after:
        at = next((at for at, earlier in enumerate(before) if _alikeness(earlier, line) >= _ALIKE), None)
        if at is None:
            yield (Stretch("added", line),)
            continue
        yield from ((Stretch("removed", passed),) for passed in before[:at])
        yield word_difference(before[at], line)
        del before[: at + 1]
    yield from ((Stretch("removed", left),) for left in before)


@lru_cache(maxsize=4096)
def _alikeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
