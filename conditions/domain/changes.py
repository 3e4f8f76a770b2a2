"""What an edit does to the signs of a page: which way each change moves the level of a check-in.

Signs are told apart by key. A change *raises* when no check-in can get a lower level by it, it *lowers* when one
might, and it is *neither* when it only helps to answer. Where that cannot be decided from the structure, it counts
as lowering. Pure: counting what it does to real check-ins is the business of whoever may see them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from conditions.domain.care_level import CareLevel
from conditions.domain.document import SIGN_SECTIONS, AgeRange, ConditionDocument, Sign, SignPart

NOTHING: AbstractSet[str] = frozenset()
_MEASURES = ("asks_pain", "asks_side")


class ChangeKind(StrEnum):
    """One way in which a sign, or a measure, differs."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED_UP = "moved_up"
    MOVED_DOWN = "moved_down"
    REWORDED = "reworded"
    NARROWED = "narrowed"
    WIDENED = "widened"
    ANSWERED_OTHERWISE = "answered_otherwise"
    VALUE_LOWERED = "value_lowered"
    VALUE_RAISED = "value_raised"
    FINDING_ADDED = "finding_added"
    FINDING_REMOVED = "finding_removed"
    FINDING_CHANGED = "finding_changed"
    HELP_REWORDED = "help_reworded"
    MEASURE_ADDED = "measure_added"
    MEASURE_DROPPED = "measure_dropped"


RAISING = frozenset(
    {
        ChangeKind.ADDED,
        ChangeKind.MOVED_UP,
        ChangeKind.WIDENED,
        ChangeKind.VALUE_LOWERED,
        ChangeKind.FINDING_ADDED,
        ChangeKind.MEASURE_ADDED,
    }
)
"""A lower number is reached by more people: "pain 5 or more" instead of "pain 7 or more" raises."""

_EASIER = frozenset({ChangeKind.VALUE_LOWERED, ChangeKind.WIDENED})
"""By these, answers that were a no become a yes."""

NEUTRAL = frozenset({ChangeKind.HELP_REWORDED, ChangeKind.FINDING_CHANGED})

LOWERING = frozenset(ChangeKind) - RAISING - NEUTRAL


@dataclass(frozen=True)
class Change:
    """One difference of one sign. `old` and `new` are its sentence, or the part, number or ages that changed;
    the levels are None where the sign is not there, and for a measure."""

    kind: ChangeKind
    key: str
    old: str = ""
    new: str = ""
    old_level: CareLevel | None = None
    new_level: CareLevel | None = None
    less_new: bool = False
    """More earlier check-ins count as a yes, so the sign is less often new, which alone would be urgent (design 5.1)."""

    @property
    def raises(self) -> bool:
        """No check-in can get a lower level by this change."""
        return self.kind in RAISING and not self.less_new

    @property
    def lowers(self) -> bool:
        """A check-in might get a lower level by this change."""
        return self.kind in LOWERING or self.less_new


def changes(old: ConditionDocument, new: ConditionDocument) -> list[Change]:
    """Every change of a sign or of a measure from `old` to `new`: most urgent first, removed signs last."""
    before = {sign.key: (level, sign) for level, sign in old.signs()}
    after = {sign.key: (level, sign) for level, sign in new.signs()}
    found: list[Change] = []
    for key, (level, sign) in after.items():
        if key not in before:
            found.append(Change(ChangeKind.ADDED, key, new=sign.statement, new_level=level))
        else:
            found += _between(*before[key], level, sign)
    for key, (level, sign) in before.items():
        if key not in after:
            found.append(Change(ChangeKind.REMOVED, key, old=sign.statement, old_level=level))
    return found + list(_measures(old, new))


def is_lowering(found: Sequence[Change], same_meaning: AbstractSet[str] = NOTHING) -> bool:
    """Whether some check-in might get a lower level. `same_meaning` holds the keys of signs whose new words a
    reviewer signed as meaning the same."""
    return bool(lowering(found, same_meaning))


def lowering(found: Sequence[Change], same_meaning: AbstractSet[str] = NOTHING) -> list[Change]:
    """The changes that might lower a level; a rewording that was signed as "same meaning" is none."""
    return [
        change
        for change in found
        if change.lowers and not (change.kind is ChangeKind.REWORDED and change.key in same_meaning)
    ]


def reworded(found: Sequence[Change]) -> list[Change]:
    """The rewordings, which a reviewer may sign as "same meaning"; a sign can have more than one."""
    return [change for change in found if change.kind is ChangeKind.REWORDED]


def raised(old: ConditionDocument, new: ConditionDocument) -> dict[str, list[Change]]:
    """What `new` adds or raises, by the key of the sign or the name of the measure, each with what raises it.

    A sign that is raised and reworded at once is not among them: its new words might lower.
    """
    found: dict[str, list[Change]] = {}
    for change in changes(old, new):
        found.setdefault(change.key, []).append(change)
    return {
        key: [change for change in made if change.raises]
        for key, made in found.items()
        if any(change.raises for change in made) and not any(change.lowers for change in made)
    }


def with_raised(old: ConditionDocument, new: ConditionDocument, keys: AbstractSet[str]) -> ConditionDocument:
    """`old` with these of the signs and measures that `new` adds or raises, and with nothing else of `new`.

    Signs that stay keep their order. A raised sign keeps its "how to tell" and its finding: with others somebody might
    answer otherwise. A reason for no emergency signs goes when the first emergency sign comes.

    Raises:
        ValueError: a key is not among what is raised.
    """
    if not keys <= raised(old, new).keys():
        raise ValueError("Only what the new words add or raise can be taken over.")
    before = {sign.key: sign for _, sign in old.signs()}
    coming = {sign.key: _raised(before.get(sign.key), sign) for _, sign in new.signs() if sign.key in keys}
    fields: dict[str, object] = {
        section: _with_signs(getattr(old, section), getattr(new, section), coming)
        for section in SIGN_SECTIONS
    }
    fields |= {measure: True for measure in _MEASURES if measure in keys}
    if fields["emergency"] and not old.emergency:
        fields["emergency_exemption"] = ""
    return old.model_copy(update=fields)


def is_only_raising(old: ConditionDocument, new: ConditionDocument) -> bool:
    """Whether `new` is `old` with signs and measures that are added or raised, with nothing else, and not the same."""
    keys = raised(old, new).keys()
    return bool(keys) and with_raised(old, new, keys) == new


def _raised(before: Sign | None, sign: Sign) -> Sign:
    """`sign` without what neither raises nor lowers it."""
    if before is None:
        return sign
    return sign.model_copy(
        update={"how_to_tell": before.how_to_tell, "finding": before.finding or sign.finding}
    )


def _with_signs(old: Sequence[Sign], new: Sequence[Sign], coming: Mapping[str, Sign]) -> tuple[Sign, ...]:
    here = {sign.key for sign in new}
    found = [coming.get(sign.key, sign) for sign in old if sign.key in here or sign.key not in coming]
    place = 0
    for sign in new:
        at = [number for number, other in enumerate(found) if other.key == sign.key]
        if at:
            place = at[0] + 1
        elif sign.key in coming:
            found.insert(place, coming[sign.key])
            place += 1
    return tuple(found)


# --- One sign ------------------------------------------------------------------------------------------------


def _between(old_level: CareLevel, old: Sign, level: CareLevel, new: Sign) -> Iterator[Change]:
    def change(kind: ChangeKind, before: object = "", after: object = "") -> Change:
        return Change(kind, new.key, str(before), str(after), old_level, level)

    if level != old_level:
        kind = ChangeKind.MOVED_UP if level > old_level else ChangeKind.MOVED_DOWN
        yield change(kind, old.statement, new.statement)
    if new.statement != old.statement:
        yield change(ChangeKind.REWORDED, old.statement, new.statement)
    if new.kind != old.kind:
        yield change(ChangeKind.ANSWERED_OTHERWISE, old.kind, new.kind)
    else:
        less_new = bool(old.finding and new.finding) and level < CareLevel.URGENT
        for kind, before, after in (*_value(old, new), *_parts(old, new)):
            yield replace(change(kind, before, after), less_new=less_new and kind in _EASIER)
    for kind, before, after in (*_ages(old.applies_to, new.applies_to), *_finding(old, new)):
        yield change(kind, before, after)
    if new.how_to_tell != old.how_to_tell:
        yield change(ChangeKind.HELP_REWORDED, old.how_to_tell, new.how_to_tell)


_Found = tuple[ChangeKind, str, str]


def _value(old: Sign | SignPart, new: Sign | SignPart) -> Iterator[_Found]:
    before, after = old.value, new.value
    if before != after and before is not None and after is not None:
        kind = ChangeKind.VALUE_LOWERED if after < before else ChangeKind.VALUE_RAISED
        yield kind, str(before), str(after)
    elif before != after:
        yield ChangeKind.ANSWERED_OTHERWISE, str(before or ""), str(after or "")


def _parts(old: Sign, new: Sign) -> Iterator[_Found]:
    """All parts must be true, so one more part narrows the sign, and one less widens it."""
    before = {part.key: part for part in old.all_of}
    after = {part.key: part for part in new.all_of}
    for key, part in after.items():
        earlier = before.get(key)
        if earlier is None:
            yield ChangeKind.NARROWED, "", part.statement
            continue
        if part.statement != earlier.statement:
            yield ChangeKind.REWORDED, earlier.statement, part.statement
        if part.kind != earlier.kind:
            yield ChangeKind.ANSWERED_OTHERWISE, earlier.kind, part.kind
        else:
            yield from _value(earlier, part)
    for key, part in before.items():
        if key not in after:
            yield ChangeKind.WIDENED, part.statement, ""


def _ages(old: AgeRange | None, new: AgeRange | None) -> Iterator[_Found]:
    """Who is asked. Ages that shrink at one end and grow at the other are both."""
    (old_from, old_to), (new_from, new_to) = _range(old), _range(new)
    before, after = f"{old_from}-{old_to}", f"{new_from}-{new_to}"
    if new_from > old_from or new_to < old_to:
        yield ChangeKind.NARROWED, before, after
    if new_from < old_from or new_to > old_to:
        yield ChangeKind.WIDENED, before, after


def _range(ages: AgeRange | None) -> tuple[int, int]:
    if ages is None:
        return 0, 120
    return (
        0 if ages.age_from is None else ages.age_from,
        120 if ages.age_to is None else ages.age_to,
    )


def _finding(old: Sign, new: Sign) -> Iterator[_Found]:
    """A finding lets a sign that turns from no to yes raise the level (design 5.1)."""
    if old.finding == new.finding:
        return
    if not old.finding:
        kind = ChangeKind.FINDING_ADDED
    elif not new.finding:
        kind = ChangeKind.FINDING_REMOVED
    else:
        kind = ChangeKind.FINDING_CHANGED
    yield kind, old.finding, new.finding


def _measures(old: ConditionDocument, new: ConditionDocument) -> Iterator[Change]:
    """A measure that is asked can raise the level by its trend. A sign about pain asks for it whatever the page says."""
    for name in _MEASURES:
        before, after = getattr(old, name), getattr(new, name)
        if before != after and _is_asked(old, name) != _is_asked(new, name):
            yield Change(ChangeKind.MEASURE_ADDED if after else ChangeKind.MEASURE_DROPPED, name)


def _is_asked(document: ConditionDocument, measure: str) -> bool:
    parts = [part for _, sign in document.signs() for part in (sign.all_of or (sign,))]
    if measure == "asks_pain" and any(part.kind == "pain_at_least" for part in parts):
        return True
    return bool(getattr(document, measure))
