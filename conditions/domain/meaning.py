"""Whether the words of a sign still mean what they meant: what a "same meaning" is bound to."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from conditions.domain.canonical import Json, canonical_json, sha256_of
from conditions.domain.questionnaire import Questionnaire, SignRule

Link = tuple[str, str, str]
"""A sign's key, the fingerprint of its words before, and after."""


def words_sha256(rule: SignRule) -> str:
    """The fingerprint of every sentence that a sign is asked with."""
    parts: list[Json] = [[part.answer_key or "", part.statement] for part in rule.parts]
    return sha256_of(canonical_json([rule.statement, *parts]))


def words_of(questionnaire: Questionnaire) -> dict[str, str]:
    """The fingerprint of the words of each sign, by its key."""
    return {rule.key: words_sha256(rule) for rule in questionnaire.signs}


def same_meaning(old: Questionnaire, new: Questionnaire, links: Iterable[Link]) -> AbstractSet[str]:
    """The keys of signs whose words differ and that `links`, one or several in a row, sign as meaning the same."""
    before, after = words_of(old), words_of(new)
    signed = set(links)
    return {
        key
        for key in before.keys() & after.keys()
        if before[key] != after[key] and _leads(key, before[key], after[key], signed)
    }


def _leads(key: str, start: str, goal: str, links: AbstractSet[Link]) -> bool:
    seen, ahead = {start}, {start}
    while ahead:
        ahead = {new for named, old, new in links if named == key and old in ahead} - seen
        seen |= ahead
    return goal in seen
