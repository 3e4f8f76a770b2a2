"""The items under "get help if" as statements of signs, word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conditions.domain.document import MAX_STATEMENT
from conditions.domain.from_text.help_words import plainly
from conditions.domain.from_text.inline import sentences
from conditions.domain.markup import Piece, plain

_LEADING = re.compile(r"^(?:(?:or|and|if|when)\b[,:]?\s+|[\s.…,;:–—-]+)+", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,;.:…–—-]+(?:and/or|or|and)?[\s,;.:…–—-]*|(?<=\w)\s+(?:and/or|or|and))$", re.IGNORECASE
)
_OWN_SUBJECT = re.compile(
    r"^(?:you|your|if|there|the|it|its|this|that|they|he|she|is|are|was|has|have|had|cannot|can|can't|could|do|does|don't|"
    r"feel|notice|lose|lost|develop|get|become|experience|start|begin|did|any of|i|my)\b"
)
_SUBJECT = re.compile(
    r"(?:he|she|they|it|someone|somebody|a person|(?:your|the|an?) (?:\w+ )?"
    r"(?!(?:has|have|had|is|are|gets?|feels?|shows?|develops?)\b)\w+)"
)
"""Somebody, without a verb: "your child"."""
_VERB_FIRST = re.compile(
    r"(?:(?:is|are|has|have|had|was|does|do|did|will|wo|is|has|does|ca)(?:n't)?|cannot|looks?|seems?|becomes?|gets?|feels?|starts?|stops?|develops?|"
    r"vomits?|refuses?|cries|cry|turns?|goes|loses?|keeps?|shows?|wakes?|breathes?|drinks?|eats?|faints?|collapses?|complains?|needs?|"
    r"appears?|acts?|sounds?|swallow(?:s|ed)|fell|hit|hates?|struggles?|pulls?|coughs? up|bleeds?)\b"
)
_AND = re.compile(r"and\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which|who)$")
_LINKS = re.compile(r"\b(?:turns?|becomes?|looks?|feels?|gets?)$")
_CASE = re.compile(r"^(?:(?:you|(?:your|the) \w+|there|they|he|she|it|someone|a person)\b)(?: [\w'-]+){0,5}$")


_CASES = re.compile(
    r" (?=or (?:if|when)\b)|, (?=(?:or|if|when|you|your|the|it|there|they|he|she|an?|any|new|sudden|severe)\b)",
    re.IGNORECASE,
)
_JOINED_BY_OR = re.compile(r"\bor (?:if|when)\b|, or\b[^,]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """One statement, or words that are too long to be one (`fits` is False)."""

    text: str
    fits: bool
    dropped: tuple[str, ...] = ()


def statements(item: str, case: str = "") -> list[Statement]:
    """What one item states. `case` are words of the lead-in that belong before each item, "you have".

    Whole statements are parted at semicolons; one that is too long after its first sentence. Nothing is reworded.
    """
    parts = [part for part in re.split(r";\s+", item) if part.strip()]
    if len(parts) > 1 and all(len(part.split()) >= 3 and not _AND.match(part) for part in parts):
        return [found for part in parts for found in statements(part, case)]
    whole = _statement(item, case)
    if whole.fits or not whole.text:
        return [whole] if whole.text or whole.dropped else []
    parts = [part for part in re.split(r";\s+", item) if part.strip()]
    if len(parts) == 1 and (cases := _cases(parts[0])):
        return [found for part in cases for found in statements(part, case)]
    if len(parts) == 1:
        parts = [plain(sentence) for sentence in sentences((Piece(item),))]
        return [_statement(parts[0], case), *(Statement(part, fits=False) for part in parts[1:])]
    return [found for part in parts for found in statements(part, case)]


def _cases(item: str) -> list[str]:
    """The cases that a sentence joins by "or", when each of them stands by itself: "you faint, or you vomit blood"."""
    if not _JOINED_BY_OR.search(item):
        return []
    parts = [part for part in _CASES.split(item) if part.strip()]
    return parts if len(parts) > 1 and all(len(part.split()) >= 3 for part in parts) else []


def _statement(item: str, case: str) -> Statement:
    text = re.sub(r"\s+", " ", item).strip()
    dropped = []
    if found := _LEADING.match(text):
        dropped.append(found[0])
        text = text[found.end() :]
    while found := _TRAILING.search(text):
        if found.start() == 0:
            break
        dropped.append(found[0])
        text = text[: found.start()]
    stands_before = _CASE.match(plainly(case)) or _RELATIVE.search(plainly(case))
    if case and stands_before and takes_case(text, case):
        text = f"{case} {_lowered(text)}"
    if text[:1].isascii():
        text = text[:1].upper() + text[1:]
    return Statement(
        text, bool(re.search(r"\w", text)) and len(text) <= MAX_STATEMENT, tuple(filter(str.strip, dropped))
    )


def ends_in_a_subject(case: str) -> bool:
    """Whether words of a lead-in end in somebody, so that verbs after them are no orders: "if you"."""
    return bool(_SUBJECT.fullmatch(plainly(case)) or plainly(case).split()[-1:] == ["you"])


def takes_case(text: str, case: str) -> bool:
    """Whether "you have" or "you" may stand before an item: "a fever" yes, "your leg is weak" no."""
    links = bool(_LINKS.search(plainly(case)))
    if _SUBJECT.fullmatch(plainly(case)) and not links:
        return bool(_VERB_FIRST.match(plainly(text)))
    own = _OWN_SUBJECT.match(plainly(text))
    if own is None:
        return len(case.split()) > 1
    verb = own[0] not in (
        "you",
        "your",
        "if",
        "there",
        "the",
        "it",
        "its",
        "this",
        "that",
        "they",
        "he",
        "she",
        "i",
        "my",
        "any of",
    )
    return verb and bool(len(case.split()) == 1 or _RELATIVE.search(plainly(case)))


def _lowered(text: str) -> str:
    first = text.split(" ", 1)[0]
    keeps = first in ("I",) or any(letter.isupper() for letter in first[1:])
    return text if keeps or not text[:1].isascii() else text[:1].lower() + text[1:]
