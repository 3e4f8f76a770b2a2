"""Lines that stand as the known headings of the same text do: then their place makes them headings, whatever they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from conditions.domain.document import SIGN_SECTIONS
from conditions.domain.from_text.getting_help import help_sentence, leads_into_signs
from conditions.domain.from_text.help_kinds import (
    names_a_group,
    says_for_whom,
    says_only_these,
    tells_what_to_do,
)
from conditions.domain.from_text.inline import sentences
from conditions.domain.from_text.lists import is_about_you
from conditions.domain.from_text.not_content import about_the_leaflet, says_how_to_reach
from conditions.domain.from_text.shapes import Block
from conditions.domain.from_text.topics import bare, leads_on, section_of_heading, section_of_line

LONGEST_HEADING, MOST_WORDS = 60, 8
_RARE = 10
_ENOUGH = 2
"""So many known headings must stand alike before their place says anything."""


def headings_alike(blocks: Sequence[Block], known: set[int], signs: set[int]) -> set[int]:
    """Where lines stand that look as the `known` headings of this text do: a few words after an empty line, with their
    text right below, or all of them with an empty line below as well. `signs` are lines below a sign heading."""
    flat = _is_flat(blocks)
    forms = {
        at: blocks[at + 1].gap
        for at in range(1 if 1 in known else 2, len(blocks) - 1)
        if _has_the_look_of_a_heading(blocks, at, flat)
    }
    counts = Counter(apart for at, apart in forms.items() if at in known)
    apart, count = max(counts.items(), key=lambda item: item[1], default=(False, 0))
    if count < _ENOUGH or count * 3 < sum(counts.values()) * 2:
        return set()
    found = {
        at
        for at, form in forms.items()
        if form == apart
        and _heads_what_follows(blocks, at)
        and (blocks[at].gap or _stands_between(blocks, at, known))
        and (at not in signs or _parts_signs(blocks, at))
    }
    unknown = [at for at in found - known if section_of_heading(blocks[at].text) is None]
    return set() if flat and len(unknown) > count else found


def _is_flat(blocks: Sequence[Block]) -> bool:
    """Whether hardly an empty line stands in the text, as when it was copied out of a Word file."""
    return sum(block.gap for block in blocks[1:]) * _RARE <= len(blocks)


def _has_the_look_of_a_heading(blocks: Sequence[Block], at: int, flat: bool) -> bool:
    block, before = blocks[at], blocks[at - 1]
    text = block.text.strip()
    if block.kind != "line" or not (block.gap or flat) or not text[:1].isupper() or not bare(text):
        return False
    if len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS or text.endswith(tuple(".,;:!…")):
        return False
    return not (leads_on(text) or before.text.rstrip().endswith(":") or leads_into_signs(before.text))


def _heads_what_follows(blocks: Sequence[Block], at: int) -> bool:
    """Whether there is text below it, and it is no line of a list or of an address itself."""
    text, following = blocks[at].text, blocks[at + 1]
    if help_sentence(text) or about_the_leaflet(text) or says_how_to_reach(text):
        return False
    if following.kind == "item" or not following.gap:
        return following.kind in ("line", "item")
    listed = at + 2 < len(blocks) and not blocks[at + 2].gap
    ends_a_list = blocks[at - 1].gap and not blocks[at - 1].text.rstrip().endswith(".")
    sentence = following.text.rstrip().endswith(".") and not ends_a_list
    return following.kind == "line" and not leads_on(following.text) and (listed or sentence)


def _stands_between(blocks: Sequence[Block], at: int, known: set[int]) -> bool:
    """Whether a line without an empty line above it is no item of a list: a sentence, or the last item, ends before it,
    and its text follows. Below another heading it may be the first item."""
    before, following = blocks[at - 1], blocks[at + 1]
    if at - 1 in known or following.kind == "item":
        return False
    stopped = following.text.rstrip().endswith(".")
    ended = before.text.rstrip().endswith(".") or (
        stopped and (len(sentences(following.pieces)) > 1 or before.text[:1].islower())
    )
    return ended and (stopped or tells_what_to_do(following.text))


def _parts_signs(blocks: Sequence[Block], at: int) -> bool:
    """Whether a line below a sign heading ends the signs: it begins as no sign does, and one of its neighbours is a
    whole sentence and the other is none, or says what to do."""
    text, before, following = blocks[at].text, blocks[at - 1], blocks[at + 1]
    section = section_of_heading(text) if len(text.split()) <= 2 else section_of_line(text)
    if section in (None, *SIGN_SECTIONS) and is_about_you(text):
        return False
    if says_only_these(text) or says_for_whom(text) or names_a_group(text):
        return False
    if section_of_heading(text) == "symptoms" or (before.gap and before.kind == "line"):
        return False
    ended = before.text.rstrip().endswith(".")
    return ended or following.text.rstrip().endswith(".") or tells_what_to_do(following.text)
