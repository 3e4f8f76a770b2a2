"""Lists and sentences that say when to get help, to signs. In doubt in the more urgent list, and said so."""

from __future__ import annotations

import re

from conditions.domain.document import MAX_STATEMENT
from conditions.domain.from_text.course import Course
from conditions.domain.from_text.getting_help import (
    HelpSentence,
    case_of,
    heading_level,
    help_sentence,
    holds_a_case,
    is_general,
    is_mixed,
    leads_into_signs,
)
from conditions.domain.from_text.help_kinds import (
    instructs_or_asks,
    names_a_group,
    names_an_emergency,
    refuses_help,
    says_whom_to_contact,
    tells_what_to_do,
)
from conditions.domain.from_text.help_words import (
    SignSection,
    level_of,
    more_urgent,
    plainly,
    says_itself_how_soon,
)
from conditions.domain.from_text.inline import sentences
from conditions.domain.from_text.lists import is_about_you, list_from
from conditions.domain.from_text.run_together import parts_of
from conditions.domain.from_text.shapes import Block
from conditions.domain.from_text.statements import ends_in_a_subject
from conditions.domain.gate import SECTION_NAMES

NOT_NEEDED = "It says when help is not needed, so there is no sign in it."
QUALIFIES = "It says for whom, or with what else, the signs after it count. Put it into each of them."
ASKS_NOTHING = "It stands among signs, but does not say when to get help."
ONE_MORE_SIGN = "It stands after signs, without a heading of its own, and may be one more of them."
_SOMEBODY = re.compile(r"(?:you|your|he|she|they)\b")
_FEW_WORDS = 4
BESIDES = "It stood in one sentence with a sign."
_JOINED = re.compile(r",|;|\b(?:and|then|but)\b(?! (?:so|in order))")
_ALL_OF = re.compile(r"\b(?:all|both|two or more|three) of\b|\ball (?:the|these)\b")


def case_in(lead_in: str) -> str:
    """The words of a lead-in that belong before each of its items."""
    found = help_sentence(lead_in)
    return case_of(found.tail) if found else ""


def signs_under(course: Course, lead_in: str, level: SignSection, *, led: bool, case: str) -> None:
    """Take the list that follows as signs."""
    end = list_from(course.blocks, course.at, led=led, signs=True)
    if end == course.at:
        if led and not (course.at < len(course.blocks) and course.blocks[course.at].kind == "line"):
            course.account.note(f"Nothing that could be a sign follows “{lead_in.strip()[:80]}”.")
        return
    if _ALL_OF.search(plainly(lead_in)):
        course.account.note(
            f"“{lead_in.strip()[:80]}” asks for several things together. Each is a sign of its own here, which is "
            "more careful; join them if they only count together."
        )
    course.level = level
    course.listed, course.stops = True, course.blocks[end - 1].text.rstrip().endswith(".")
    take_signs(course, course.take(end), level, case)


def may_be_one_more_sign(course: Course, block: Block) -> bool:
    """Whether a line that stands apart after a list of signs is short and states something, as its items do."""
    text = block.text.strip()
    if len(text) > MAX_STATEMENT or len(sentences(block.pieces)) > 1 or text.endswith((":", "?")):
        return False
    if tells_what_to_do(text) or instructs_or_asks(text):
        return False
    if not text.endswith((".", "!")) or _SOMEBODY.match(plainly(text)):
        return True
    return course.stops and (is_about_you(text) or len(text.split()) <= _FEW_WORDS)


def take_signs(course: Course, run: list[Block], level: SignSection, case: str) -> None:
    """One sign for each of `run`. An item with items of its own below it stands before each of them."""
    parent, parent_level, refused = "", 0, False
    for number, block in enumerate(run):
        course.account.drop(block.mark)
        text = course.account.without_links(block.pieces)
        if refused and block.level > parent_level:
            course.account.leave(text, NOT_NEEDED)
            continue
        if refused := refuses_help(text):
            parent, parent_level = "", block.level
            course.account.leave(text, NOT_NEEDED)
            continue
        if parent and block.level <= parent_level:
            parent = ""
        if _has_items_below(block, run[number + 1 : number + 2]):
            parent, parent_level = case_of(text), block.level
            if found := help_sentence(text):
                level, case, parent = more_urgent(found.level, level), case_in(text), ""
            recognise_lead(course, found, text, level)
        elif (found := help_sentence(text)) and not leads_into_signs(text):
            help_as_sign(course, found, text, at_least=level)
        elif tells_what_to_do(text) and not (parent or ends_in_a_subject(case)):
            course.account.leave(text, ASKS_NOTHING)
            course.account.note(
                f"“{text[:120]}” stood among signs, but tells what to do, so it is not in the draft."
            )
        else:
            alone = len(run) == 1 and block.kind == "line" and not parent
            for part in _parts_below(case, text) if alone else [f"{parent} {text}".strip()]:
                _sign(course, level, part, "" if parent else case)


def _parts_below(case: str, text: str) -> list[str]:
    """The signs in the only line of a list: "If you: faint, have a seizure, or cannot speak" with their "you"."""
    whole = parts_of(f"{case} {text}") if ends_in_a_subject(case) else []
    return whole if len(whole) > 1 else parts_of(text)


def _has_items_below(block: Block, following: list[Block]) -> bool:
    below = bool(following) and following[0].kind == "item" and following[0].level > block.level
    return below and block.text.rstrip().endswith(":")


def _sign(course: Course, level: SignSection, text: str, case: str) -> None:
    """A sign; one that asks for more haste by itself is never left in a milder list."""
    own = level_of(text) if says_whom_to_contact(text) else None
    raised = more_urgent(level, "emergency" if names_an_emergency(text) else own)
    if raised != level:
        course.account.note(
            f"“{text[:120]}” asks for more haste than its list, so it stands under “{SECTION_NAMES[raised]}”."
        )
    course.account.sign(raised, text, case)


def help_as_sign(course: Course, found: HelpSentence, text: str, at_least: SignSection | None = None) -> None:
    """One sentence that says when to get help: its case is a sign, the rest says how urgent."""
    section = more_urgent(found.level, at_least)
    recognise_lead(course, found, text, section)
    replace_what_to_do(course, text[found.end :], section)
    for part in parts_of(text[found.start : found.end]):
        course.account.sign(section, part)


def replace_what_to_do(course: Course, words: str, section: SignSection) -> None:
    """What somebody is to do: the page's own heading stands for it, unless it is more than getting help."""
    if any(_tells_more(part) for part in _JOINED.split(plainly(words))):
        course.account.leave(words, BESIDES)
    elif words.strip(" .,"):
        replace_lead(course, words, section)


def _tells_more(part: str) -> bool:
    """Whether a part of what to do is more than getting help: "and chew an aspirin"."""
    return len(part.split()) > 1 and not (level_of(part) or says_whom_to_contact(part))


def recognise_lead(course: Course, found: HelpSentence | None, text: str, section: str) -> None:
    """The words before the case: they are replaced by the page's own, but for what they say besides."""
    aside = found.aside if found else 0
    course.account.leave(text[:aside], BESIDES)
    if found is None or not leads_into_signs(text):
        replace_lead(course, text[aside : found.start if found else len(text)], section)
    elif found.says_which:
        course.account.leave(text[aside:], QUALIFIES)
    else:
        replace_lead(course, text[aside:], section)


def replace_lead(course: Course, words: str, section: str) -> None:
    """Words that the page's own heading stands for, unless they say for whom."""
    if names_a_group(words) or holds_a_case(words):
        course.account.leave(words, QUALIFIES)
    else:
        course.account.recognise(words, section)


def level_over(course: Course, found: HelpSentence | None = None, sentence: str = "") -> SignSection | None:
    """The level that the heading gives to what stands under it; None when it leaves that to the sentences.

    A heading that only says "Red flags" leaves it to a `sentence` that says whom to contact and how soon itself.
    """
    if not course.under_signs or course.listed or is_mixed(course.heading):
        return None
    asks = f"{sentence[: found.start]} {sentence[found.end :]}" if found else ""
    if is_general(course.heading) and says_itself_how_soon(asks):
        return None
    return heading_level(course.heading)


def section_level(course: Course) -> SignSection:
    """The level of the section that the reading stands in."""
    levels: tuple[SignSection, ...] = ("emergency", "urgent", "call_provider")
    return next((level for level in levels if level == course.section), "call_provider")


def lead_level(course: Course, lead_in: str) -> SignSection:
    """The level of the list that `lead_in` begins: its own, never below that of an unused heading above it."""
    found = help_sentence(lead_in)
    return more_urgent(found.level if found else level_of(lead_in), level_over(course, found, lead_in))
