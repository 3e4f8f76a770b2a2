"""Lists that are no signs: bullets and steps of a text section, and lists of names, sources, similar conditions."""

from __future__ import annotations

import re
from dataclasses import replace

from conditions.domain.document import SIGN_SECTIONS
from conditions.domain.from_text.account import CONTENT_SECTIONS
from conditions.domain.from_text.by_sentences import is_advice, section_of_advice
from conditions.domain.from_text.course import FACT_SECTIONS, NO_SECTION, Course
from conditions.domain.from_text.getting_help import help_sentence, leads_into_signs
from conditions.domain.from_text.help_kinds import (
    advises_against,
    attends_help,
    begins_the_wait,
    instructs_or_asks,
    may_be_an_emergency,
    says_for_whom,
    says_only_these,
)
from conditions.domain.from_text.help_words import level_of, more_urgent, plainly
from conditions.domain.from_text.inline import joined, sentences
from conditions.domain.from_text.lists import list_from
from conditions.domain.from_text.not_content import (
    ABOUT_THE_LEAFLET,
    HOW_TO_REACH,
    about_the_leaflet,
    gives_a_source,
    says_how_to_reach,
)
from conditions.domain.from_text.prose import GOES_WITH_SIGNS, MAYBE_AN_EMERGENCY, paragraph
from conditions.domain.from_text.shapes import Block
from conditions.domain.from_text.signs import (
    ASKS_NOTHING,
    NOT_NEEDED,
    ONE_MORE_SIGN,
    QUALIFIES,
    case_in,
    help_as_sign,
    lead_level,
    may_be_one_more_sign,
    recognise_lead,
    section_level,
    signs_under,
    take_signs,
)
from conditions.domain.from_text.topics import (
    names_a_section,
    section_of_heading,
    section_of_sentence,
    tells_its_section,
)
from conditions.domain.markup import Pieces, plain

_ASKED = re.compile(r"\b(?:questions?|asks?)\b")


def items(course: Course, start: int) -> None:
    """A list that no lead-in begins: it belongs to the heading above it."""
    course.at = start
    run = course.take(list_from(course.blocks, start, led=False, signs=False))
    if course.section in SIGN_SECTIONS:
        course.listed = True
        level = more_urgent(section_level(course), course.level)
        take_signs(course, run, level, case_in(course.heading))
    elif course.section in FACT_SECTIONS:
        for block in run:
            course.account.drop(block.mark)
            fact(course, block.pieces)
    elif course.after_signs and any(may_be_one_more_sign(course, block) for block in run):
        for block in run:
            course.account.drop(block.mark)
            course.keep(block.pieces, ONE_MORE_SIGN)
    else:
        text_list(course, course.text_section, (), run)


def lead_into_list(course: Course, block: Block) -> None:
    """A line that begins a list which is no list of signs, unless it stands under a sign heading."""
    target = _target(course, block.text)
    if target not in SIGN_SECTIONS and may_be_an_emergency(block.text):
        keep_list(course, block.pieces, MAYBE_AN_EMERGENCY)
        return
    if target in SIGN_SECTIONS:
        *before, last = sentences(block.pieces)
        if before:
            paragraph(course, joined(before))
            block = replace(block, pieces=last)
        _list_under_signs(course, block)
        return
    asked = bool(_ASKED.search(plainly(block.text)))
    end = list_from(course.blocks, course.at, led=True, signs=False, asked=asked)
    if end == course.at or target not in CONTENT_SECTIONS:
        paragraph(course, block.pieces)
        return
    parts = sentences(block.pieces)
    if len(parts) > 1:
        paragraph(course, joined(parts[:-1]))
    text_list(course, target, parts[-1], course.take(end))


def _list_under_signs(course: Course, block: Block) -> None:
    """A list below a sign heading holds signs, unless its lead-in instructs, asks or names another section. The words of
    a lead-in that may say with what the signs count ("Chest pain that:") are listed, and stand before the items that
    need them."""
    level = more_urgent(level_of(block.text), section_level(course))
    case = ""
    if says_only_these(block.text):
        course.account.recognise(block.text, level)
    elif says_for_whom(block.text):
        course.keep(block.pieces, QUALIFIES)
    elif _is_ordinary(block.text):
        keep_list(course, block.pieces, ASKS_NOTHING)
        return
    else:
        case = block.text.strip(" :.…")
        course.keep(block.pieces, QUALIFIES)
    signs_under(course, block.text, level, led=True, case=case)


def _is_ordinary(lead_in: str) -> bool:
    names_another = names_a_section(lead_in) and section_of_heading(lead_in) != "symptoms"
    return instructs_or_asks(lead_in) or tells_its_section(lead_in) or names_another


def keep_list(course: Course, lead_in: Pieces, why: str) -> None:
    """List a lead-in and what it leads into as not placed."""
    ends = [list_from(course.blocks, course.at, led=True, signs=signs) for signs in (True, False)]
    course.keep(lead_in, why)
    for item in course.take(max(ends)):
        course.account.drop(item.mark)
        course.keep(item.pieces, why)


def leads_off(course: Course, lead_in: Pieces) -> str:
    """Why the lines below a line are no signs and no text, though it stops without a colon: what needs no help, or what
    to do until it comes. "" when they may be."""
    text = plain(lead_in).rstrip()
    follow = course.at < len(course.blocks) and course.blocks[course.at].kind in ("line", "item")
    if not follow or text.endswith((".", "!", "?")):
        return ""
    if advises_against(text):
        return NOT_NEEDED
    return GOES_WITH_SIGNS if begins_the_wait(text) else ""


def _target(course: Course, lead_in: str) -> str | None:
    """Where a list goes: under its heading, unless nothing stands above that says where, or the lead-in says
    plainly that it is about something else."""
    if course.section and course.section != "overview":
        told = section_of_sentence(lead_in) if tells_its_section(lead_in) else None
        return told if told and not course.under_signs else course.section
    return section_of_sentence(lead_in) or course.text_section


def text_list(course: Course, section: str | None, lead_in: Pieces, run: list[Block]) -> None:
    """Bullets or steps of a text section. Items that say when to get help become signs."""
    kept: list[Block] = []
    if all(is_advice(block.text) for block in run[1:]):
        section = section_of_advice(section, [block.text for block in run])
    for number, block in enumerate(run):
        course.account.drop(block.mark)
        if leads_into_signs(block.text):
            level = lead_level(course, block.text)
            recognise_lead(course, help_sentence(block.text), block.text, level)
            take_signs(course, run[number + 1 :], level, case_in(block.text))
            break
        if not _found_elsewhere(course, block):
            kept.append(block)
    _list_in(course, section, course.account.without_links(lead_in), kept)


def _found_elsewhere(course: Course, block: Block) -> bool:
    """Whether an item is no item of this list: it is a sign, could be one, or is about the leaflet."""
    found = help_sentence(block.text)
    if found and len(sentences(block.pieces)) == 1:
        help_as_sign(course, found, course.account.without_links(block.pieces))
    elif may_be_an_emergency(block.text):
        course.keep(block.pieces, MAYBE_AN_EMERGENCY)
    elif course.after_signs and attends_help(block.text):
        course.keep(block.pieces, GOES_WITH_SIGNS)
    elif about_the_leaflet(block.text):
        course.keep(block.pieces, ABOUT_THE_LEAFLET)
    elif gives_a_source(block.text):
        course.account.source(block.pieces)
    elif says_how_to_reach(block.text):
        course.keep(block.pieces, HOW_TO_REACH)
    else:
        return False
    return True


def _list_in(course: Course, section: str | None, lead_in: str, kept: list[Block]) -> None:
    if section not in CONTENT_SECTIONS:
        course.account.leave("\n".join(filter(None, [lead_in, *(block.text for block in kept)])), NO_SECTION)
        for block in kept:
            course.keep_addresses(block.pieces)
    elif kept or lead_in:
        ordered = bool(kept) and all(block.ordered for block in kept)
        course.account.listing(section or "", lead_in, [block.pieces for block in kept], ordered=ordered)


def fact(course: Course, pieces: Pieces) -> None:
    """One name, source, similar condition, or how the title is said; not what may be an emergency, which would vanish
    among them."""
    if may_be_an_emergency(plain(pieces)):
        course.keep(pieces, MAYBE_AN_EMERGENCY)
    elif course.section == "also_called":
        course.account.names(course.account.without_links(pieces))
    elif course.section == "sources":
        course.account.source(pieces)
    elif course.section == "similar_conditions":
        course.account.similar(course.account.without_links(pieces))
    elif "pronunciation" not in course.account.fields and len(plain(pieces)) <= 200:
        course.account.fields["pronunciation"] = course.account.without_links(pieces)
    else:
        course.keep(pieces, NO_SECTION)
