"""What follows from what among signs: which one can never be true, and which one is swallowed by another.

A sign is true when all of its conditions are; conditions only ever say "at least" or "yes" (design 5.1), so one
sign implies another exactly when each condition of the other follows from one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from conditions.domain.care_level import CareLevel
from conditions.domain.document import AgeRange, Sign, SignPart

_DAYS_IN_A_YEAR = 366
_OLDEST = 120
_NOT = re.compile(r"\b(?:not|no|never)\b")
_FILLER = re.compile(r"\b(?:do|does|any|a|an|the)\b")
"""No “did”: what was not so then may be so now."""
_SPACES = re.compile(r"\W+")
_CLAUSE = re.compile(
    r"\b(?:when|whenever|while|if|whether|unless|after|before|until|till|since|because|though|although|as|once|than"
    r"|that|which|who|whose|whom|where|wherever|with|without|despite|to"
    r"|cuando|mientras|si|antes|después|hasta|desde|porque|aunque|como|que|quien|donde|con|sin|al|para)\b"
)
"""What comes behind one of these words says when, where or of what: two such sentences may be true side by side.
English and Spanish, because “no” is a word of both."""
_OPEN = re.compile(
    r"^(?:an?|una?|unos|unas) |\b(?:or|nor|one|either|some|something|somebody|someone|somewhere|sometimes|sometime"
    r"|times|now and then|parts?|half|most|mostly|many|few|several|another|others?|often|usually|mainly|rarely"
    r"|occasionally|may|might|o|u|ni|algún|alguna|algunos|algunas|algo|veces|parte|mitad|otro|otra|otros|otras"
    r"|muchos|muchas|quizás?)\b"
)
"""With one of these, a sentence and its negation may both be true: of another toe, at another time."""


@dataclass(frozen=True)
class Condition:
    """`yes_no`: the words, told apart as `same_words` does. Measured: the value that must be reached."""

    kind: str
    words: str = ""
    value: int = 0

    def implies(self, other: Condition) -> bool:
        """Whether `other` is true whenever this is."""
        if other.kind == "pain_at_least" and other.value <= 0:
            return True
        if self.kind != other.kind:
            return False
        return self.words == other.words if self.kind == "yes_no" else self.value >= other.value


@dataclass(frozen=True)
class Swallowed:
    """`sign` at `place` decides nothing: whenever it is true, `by` is, which is as urgent or more."""

    place: str
    sign: Sign
    by_level: CareLevel
    by: Sign
    same_level: bool


def conditions_of(sign: Sign) -> tuple[Condition, ...]:
    """What must all be true for `sign`."""
    if sign.kind == "all_of":
        return tuple(_condition(part) for part in sign.all_of)
    return (_condition(sign),)


def _condition(sign: Sign | SignPart) -> Condition:
    if sign.kind == "yes_no":
        return Condition("yes_no", same_words(sign.statement))
    return Condition(sign.kind, value=sign.value or 0)


def same_words(statement: str) -> str:
    """What makes two sentences ask the same: case, stops and spaces do not matter."""
    return _SPACES.sub(" ", statement.casefold()).strip()


def never_true(sign: Sign) -> str:
    """Why `sign` can never be true for anybody, in plain words; empty when it can.

    An age range that ends before it starts is the gate's own stop.
    """
    for one, other in combinations(_yes_no_statements(sign), 2):
        if _contradict(one, other):
            return f"“{one}” and “{other}” can never both be true."
    youngest = sign.applies_to.age_to if sign.applies_to else None
    if youngest is not None:
        lasted = max((c.value for c in conditions_of(sign) if c.kind == "lasted_at_least"), default=0)
        if lasted > (youngest + 1) * _DAYS_IN_A_YEAR:
            return "it must last longer than the people it is for have lived."
    return ""


def _yes_no_statements(sign: Sign) -> list[str]:
    return [part.statement for part in sign.all_of if part.kind == "yes_no"]


def _contradict(one: str, other: str) -> bool:
    """Whether one says of the same thing, in its main clause, that it is not so. In doubt they do not: this stops a
    page."""
    (first, behind), (second, behind_other) = _clauses(one), _clauses(other)
    opposite = len(_NOT.findall(first)) % 2 != len(_NOT.findall(second)) % 2
    open_ = any(_OPEN.search(words) for words in (first, second))
    return opposite and not open_ and _bare(first) == _bare(second) and behind == behind_other


def _clauses(statement: str) -> tuple[str, str]:
    """The main clause, and the rest from the first word that begins another one. The “not” of “not to” is no part
    of the main clause."""
    words = re.sub(r"\b(not|never) to\b", r"to \1", _plain_negation(statement))
    found = _CLAUSE.search(words)
    at = found.start() if found else len(words)
    return words[:at], same_words(_FILLER.sub(" ", words[at:]))


def _plain_negation(statement: str) -> str:
    words = statement.casefold().replace("’", "'")
    return words.replace("cannot", "can not").replace("can't", "can not").replace("n't", " not")


def _bare(words: str) -> str:
    return _SPACES.sub(" ", _FILLER.sub(" ", _NOT.sub(" ", words))).strip()


def swallowed(signs: Sequence[tuple[CareLevel, str, Sign]]) -> Iterator[Swallowed]:
    """Signs that others, in the same list or a more urgent one, make needless. `signs`: level, place, sign.

    Of two that say the same in one list, the later one is named. Several signs for different ages can swallow one
    together; then the first of them is named.
    """
    for number, (level, place, sign) in enumerate(signs):
        larger = [
            (other_level, other)
            for other_number, (other_level, _, other) in enumerate(signs)
            if number != other_number
            and other_level >= level
            and follows(sign, other)
            and not (other_level == level and other_number > number and _no_wider_twin(sign, other))
        ]
        if _covered(sign.applies_to, [other.applies_to for _, other in larger]):
            by_level, by = larger[0]
            yield Swallowed(place, sign, by_level, by, by_level == level)


def follows(sign: Sign, other: Sign) -> bool:
    """Whether `other` is true whenever `sign` is, ages aside."""
    own = conditions_of(sign)
    return all(any(condition.implies(wanted) for condition in own) for wanted in conditions_of(other))


def _no_wider_twin(sign: Sign, other: Sign) -> bool:
    """Whether `other` says the same as `sign` and is for no more people."""
    return follows(other, sign) and not set(_ages(other.applies_to)) > set(_ages(sign.applies_to))


def _covered(ages: AgeRange | None, others: Sequence[AgeRange | None]) -> bool:
    covered = {age for other in others for age in _ages(other)}
    return bool(covered) and covered.issuperset(_ages(ages))


def _ages(ages: AgeRange | None) -> range:
    start, end = _bounds(ages)
    return range(start, end + 1)


def _bounds(ages: AgeRange | None) -> tuple[int, int]:
    if ages is None:
        return 0, _OLDEST
    return ages.age_from or 0, _OLDEST if ages.age_to is None else ages.age_to
