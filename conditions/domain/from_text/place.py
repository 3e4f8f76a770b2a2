"""Blocks to the sections of a draft. Words are never changed; what fits no section is kept and listed."""

from __future__ import annotations

import re
from dataclasses import replace

from conditions.domain.document import MAX_MAIN_MESSAGE, SIGN_SECTIONS
from conditions.domain.from_text.account import CONTENT_SECTIONS, Account
from conditions.domain.from_text.by_sentences import BY_ITS_SENTENCES, section_by_sentences
from conditions.domain.from_text.closing import with_closings_first
from conditions.domain.from_text.course import FACT_SECTIONS, NO_SECTION, Course
from conditions.domain.from_text.getting_help import (
    heading_level,
    help_sentence,
    holds_a_case,
    leads_into_signs,
)
from conditions.domain.from_text.headings import with_headings
from conditions.domain.from_text.help_kinds import (
    advises_against,
    attends_help,
    instructs_or_asks,
    may_be_an_emergency,
    says_whom_to_contact,
)
from conditions.domain.from_text.help_words import level_of, more_urgent
from conditions.domain.from_text.inline import cut, joined, sentences
from conditions.domain.from_text.language import ANOTHER_LANGUAGE, NOT_ENGLISH, is_english
from conditions.domain.from_text.listing import fact, items, keep_list, lead_into_list, leads_off, text_list
from conditions.domain.from_text.lists import is_about_you, list_from
from conditions.domain.from_text.not_content import (
    ABOUT_THE_LEAFLET,
    HOW_TO_REACH,
    VIRTUAL,
    about_the_leaflet,
    about_virtual_care,
    gives_a_source,
    says_how_to_reach,
    says_its_date,
    says_who_gives_it,
)
from conditions.domain.from_text.prose import GOES_WITH_SIGNS, MAYBE_AN_EMERGENCY, paragraph
from conditions.domain.from_text.shapes import Block, Placed, UnreadableError
from conditions.domain.from_text.signs import (
    NOT_NEEDED,
    ONE_MORE_SIGN,
    QUALIFIES,
    case_in,
    lead_level,
    may_be_one_more_sign,
    recognise_lead,
    section_level,
    signs_under,
    take_signs,
)
from conditions.domain.from_text.table_signs import table, with_lists_of_tables
from conditions.domain.from_text.title import entitle, with_broken_openings_joined
from conditions.domain.from_text.topics import (
    leads_away,
    leads_on,
    leaves_no_doubt,
    names_in,
    number_of,
    says_only_the_section,
    section_of_heading,
    section_of_sentence,
)
from conditions.domain.gate import SECTION_NAMES
from conditions.domain.markup import Piece, Pieces, plain


def place(blocks: list[Block], *, language: str, title: str = "") -> Placed:
    """A draft from `blocks`. `title` is the editor's own; without it the leaflet's is taken.

    Raises:
        UnreadableError: there is not one word.
    """
    blocks = [block for block in blocks if block.text.strip() or block.mark]
    blocks = with_headings(with_broken_openings_joined(blocks))
    if not any(re.search(r"\w", block.text) for block in blocks):
        raise UnreadableError("There are no words in it.")
    account = Account()
    title = entitle(blocks, account, title)
    course = Course(with_closings_first(with_lists_of_tables(blocks), account), account)
    if is_english(" ".join(block.text for block in blocks)):
        _walk(course, title)
    else:
        _list_all(course)
    return course.account.finish(language, title)


def _walk(course: Course, title: str) -> None:
    _take_the_lead(course)
    while course.at < len(course.blocks):
        block = course.blocks[course.at]
        if block.kind == "item":
            items(course, course.at)
            continue
        course.at += 1
        course.account.drop(block.mark)
        if block.cells:
            table(course, block)
        elif block.kind == "aside":
            course.keep(block.pieces, block.why)
        elif block.kind == "heading":
            _heading(course, block, title)
        else:
            _line(course, block)


def _list_all(course: Course) -> None:
    """Place nothing of a text in another language: a list of signs that nobody recognises would end in a text."""
    course.account.note(NOT_ENGLISH)
    course.account.drop(*(block.mark for block in course.blocks))
    text = "\n".join(block.text for block in course.blocks if block.kind != "aside")
    course.account.leave(text, ANOTHER_LANGUAGE)
    for block in course.blocks:
        if block.kind == "aside":
            course.account.leave(block.text, block.why)
        course.keep_addresses(block.pieces)


def _take_the_lead(course: Course) -> None:
    """One short line between the title and the first heading is what the leaflet leads with."""
    overview = any(
        block.kind == "heading" and section_of_heading(block.text) == "overview" for block in course.blocks
    )
    if [block.kind for block in course.blocks[:2]] != ["line", "heading"] or not overview:
        return
    lead = course.blocks[0]
    if len(lead.text) > MAX_MAIN_MESSAGE or not _is_message(lead.text):
        return
    course.at = 1
    course.account.drop(lead.mark)
    if says_who_gives_it(lead.text):
        course.keep(lead.pieces, ABOUT_THE_LEAFLET)
    else:
        course.account.fields["main_message"] = course.account.without_links(lead.pieces)
        course.account.note("The line under the title became the main message.")


def _is_message(text: str) -> bool:
    helps = help_sentence(text) or may_be_an_emergency(text) or says_whom_to_contact(text)
    leads = leads_on(text) or about_virtual_care(text)
    return not (helps or leads or about_the_leaflet(text) or names_in(text))


# --- Headings ------------------------------------------------------------------------------------------------


def _heading(course: Course, block: Block, title: str) -> None:
    text = block.text.strip()
    section = _section_under(course, block)
    if advises_against(text):
        course.enter(None, text, block.level)
        course.account.leave(text, NOT_NEEDED)
        return
    if section not in SIGN_SECTIONS and may_be_an_emergency(text):
        course.enter(None, text, block.level)
        course.account.leave(text, MAYBE_AN_EMERGENCY)
        return
    below = _is_below(course, block)
    if section is None and not (below and not course.under_signs):
        section = _by_its_sentences(course, block)
    if section is None and below:
        _subheading(course, block)
        return
    course.enter(section, text, block.level)
    if section is None:
        course.account.leave(text, NO_SECTION)
        return
    _use_heading(course, block, section, title)
    level = heading_level(text)
    if level:
        led = leads_into_signs(text) or text.endswith(":")
        signs_under(course, text, level, led=led, case=case_in(text))
    elif section in CONTENT_SECTIONS and text.endswith(":"):
        _list_under(course, section)


def _section_under(course: Course, block: Block) -> str | None:
    """The section of a heading. Below another heading only words that leave no doubt lead elsewhere."""
    section = section_of_heading(block.text)
    if section in (*SIGN_SECTIONS, None) or not _is_below(course, block):
        return section
    if course.under_signs and section == "symptoms" and course.blocks[course.at - 2].kind == "heading":
        return None
    sure = section_of_sentence(block.text) == section or leaves_no_doubt(block.text)
    return section if sure or section == course.section else None


def _by_its_sentences(course: Course, block: Block) -> str | None:
    after_signs = course.under_signs or course.after_signs
    section = section_by_sentences(block, course.blocks, course.at, after_signs=after_signs)
    if section:
        course.account.note(BY_ITS_SENTENCES.format(block.text.strip(), SECTION_NAMES[section]))
    return section


def _is_below(course: Course, block: Block) -> bool:
    among_text = course.after_signs and not course.under_signs
    return bool(course.section) and block.level > course.depth > 0 and not among_text


def _subheading(course: Course, block: Block) -> None:
    if course.section not in CONTENT_SECTIONS:
        if course.under_signs:
            course.account.note(
                f"What stands under “{block.text.strip()}”, below “{course.heading}”, is not in the draft: see whether "
                "there are signs in it."
            )
            course.enter(None, block.text.strip(), block.level)
        course.account.leave(block.text, NO_SECTION)
        return
    course.account.drop(number_of(block.text))
    course.account.paragraph(course.section or "", _bold(block.pieces))
    if block.text.rstrip().endswith(":"):
        _list_under(course, course.section or "")


def _list_under(course: Course, section: str) -> None:
    """Take the list that follows a heading with a colon, with or without marks."""
    end = list_from(course.blocks, course.at, led=True, signs=False)
    if end > course.at:
        text_list(course, section, (), course.take(end))


def _use_heading(course: Course, block: Block, section: str, title: str) -> None:
    if section in CONTENT_SECTIONS and not says_only_the_section(block.text, title):
        number = number_of(block.text)
        course.account.drop(number)
        at = block.text.find(number) + len(number) if number else 0
        course.account.paragraph(section, _bold(cut(block.pieces, at, len(block.text))))
        return
    course.account.without_links(block.pieces)
    found = help_sentence(block.text)
    if (found and found.says_which) or holds_a_case(block.text):
        course.account.leave(block.text, QUALIFIES)
    else:
        course.account.recognise(block.text, section)


def _bold(pieces: Pieces) -> Pieces:
    return tuple(Piece(piece.text, True, piece.link) for piece in pieces)


# --- Lines ---------------------------------------------------------------------------------------------------


def _line(course: Course, block: Block) -> None:
    if _leads_away(course, block):
        return
    block = _without_its_end(course, block)
    text = block.text.strip()
    leads = leads_into_signs(text) or leads_into_signs(plain(sentences(block.pieces)[-1]))
    helps = leads or help_sentence(text)
    if about_virtual_care(text) and not helps and len(text) <= 250:
        course.keep(block.pieces, VIRTUAL)
    elif _is_about_the_leaflet(course, text) and not helps:
        course.keep(block.pieces, ABOUT_THE_LEAFLET)
    elif gives_a_source(text) and not (helps or course.section in FACT_SECTIONS):
        course.account.source(block.pieces)
    elif says_how_to_reach(text) and course.section not in FACT_SECTIONS and not helps:
        course.keep(block.pieces, HOW_TO_REACH)
    elif leads:
        _lead_into_signs(course, block)
    elif _takes_facts(course, block):
        fact(course, block.pieces)
    elif leads_on(text):
        lead_into_list(course, block)
    elif course.under_signs:
        _sign_or_words(course, block)
    else:
        _list_or_paragraph(course, block)


def _without_its_end(course: Course, block: Block) -> Block:
    """ "Ring 999 for any of these. Do not wait until the morning." begins a list as its first sentence does alone."""
    said = sentences(block.pieces)
    end = len(said)
    while end > 1 and attends_help(plain(said[end - 1])):
        end -= 1
    if end == len(said) or course.at == len(course.blocks) or not leads_into_signs(plain(said[end - 1])):
        return block
    course.keep(joined(said[end:]), GOES_WITH_SIGNS)
    return replace(block, pieces=joined(said[:end]))


def _is_about_the_leaflet(course: Course, text: str) -> bool:
    gives = course.section == "" and says_who_gives_it(text) and not text.endswith(".")
    return gives or (about_the_leaflet(text) and (course.section != "sources" or says_its_date(text)))


def _leads_away(course: Course, block: Block) -> bool:
    """Whether a line begins a list of what needs no help, or of what to do until it comes, which is kept whole then."""
    *before, last = sentences(block.pieces)
    away = leads_away(plain(last)) or (advises_against(plain(last)) and course.items_follow)
    why = NOT_NEEDED if away else leads_off(course, last)
    if not why:
        return False
    if before:
        paragraph(course, joined(before))
    keep_list(course, last, why)
    return True


def _list_or_paragraph(course: Course, block: Block) -> None:
    end = list_from(course.blocks, course.at - 1, led=False, signs=False)
    if course.after_signs and may_be_one_more_sign(course, block):
        course.keep(block.pieces, ONE_MORE_SIGN)
    elif end > course.at:
        course.at -= 1
        text_list(course, course.text_section, (), course.take(end))
    else:
        paragraph(course, block.pieces)


def _sign_or_words(course: Course, block: Block) -> None:
    """A line under a sign heading that no list took: more short statements are more signs; what stands apart after a
    list, or tells what to do, is not."""
    end = list_from(course.blocks, course.at - 1, led=False, signs=True)
    apart = course.listed and block.gap and not is_about_you(block.text)
    if end > course.at and not apart and not instructs_or_asks(block.text):
        course.at -= 1
        take_signs(course, course.take(end), more_urgent(section_level(course), course.level), "")
    else:
        paragraph(course, block.pieces)


def _takes_facts(course: Course, block: Block) -> bool:
    """Whether a line belongs to a list of facts. Names and how to say them are one line: what stands apart
    from it is the text again."""
    if course.section in ("also_called", "pronunciation"):
        if course.listed and block.gap:
            course.section, course.heading, course.depth = "", "", 0
            return False
        course.listed = True
        return True
    return course.section in FACT_SECTIONS


def _lead_into_signs(course: Course, block: Block) -> None:
    """ "Call your provider if", alone or at the end of a paragraph, and the list that it begins."""
    text = block.text
    parts = sentences(block.pieces)
    if len(parts) > 1 and leads_into_signs(plain(parts[-1])):
        paragraph(course, joined(parts[:-1]))
        text = plain(parts[-1])
    before = plain(parts[-2]) if len(parts) > 1 else ""
    level = more_urgent(lead_level(course, text), level_of(before) if says_whom_to_contact(before) else None)
    recognise_lead(course, help_sentence(text), text, level)
    course.account.without_links(block.pieces)
    signs_under(course, text, level, led=True, case=case_in(text))
