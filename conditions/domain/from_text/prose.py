"""Paragraphs to the text sections, sentence by sentence where the headings do not say where."""

from __future__ import annotations

import re
from itertools import takewhile

from conditions.domain.document import SIGN_SECTIONS
from conditions.domain.from_text.account import CONTENT_SECTIONS
from conditions.domain.from_text.by_sentences import describes_only_symptoms, is_advice, section_of_advice
from conditions.domain.from_text.course import NO_SECTION, Course
from conditions.domain.from_text.getting_help import help_sentence, leads_into_signs
from conditions.domain.from_text.help_kinds import (
    advises_against,
    attends_help,
    is_an_order,
    may_be_an_emergency,
    says_whom_to_contact,
)
from conditions.domain.from_text.help_words import SignSection, level_of, more_urgent, plainly
from conditions.domain.from_text.inline import cut, joined, sentences
from conditions.domain.from_text.signs import help_as_sign, level_over
from conditions.domain.from_text.topics import names_in, section_of_sentence
from conditions.domain.gate import SECTION_NAMES
from conditions.domain.markup import Pieces, plain

MAYBE_AN_EMERGENCY = (
    "It speaks of getting help at once, but is not yet a sign. Write it as one, or as a sentence."
)
WHOM_TO_CALL = (
    "It says whom to call, but not when in a way that a sign needs. Write it as a sign, or leave it out."
)
GOES_WITH_SIGNS = (
    "It says what to do about the signs before it, or until help comes, which no section of the page holds."
)
_CALLS = re.compile(r"\W*(?:please |you can |then )*(?:call|ring|phone|telephone|contact)\b")
_REACHED_AT = re.compile(r"\bcan be (?:reached|contacted) (?:on|at|by)\b")
_THE_SAME = re.compile(
    r"\W*(?:please |also |you should )*do (?:the same|this|so)(?: too| as well| also)? (?:if|when)\b"
)
_JOINS = re.compile(r"[,;]\s+(?:and|but|or)\s+(?=\w)|;\s+(?=\w)", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|when)\b")
_ABOUT_YOU = re.compile(r"^(?:you|your|if you|if your)\b")


def paragraph(course: Course, pieces: Pieces) -> None:
    """A paragraph. Sentences that say when to get help become signs; what may be an emergency is never left in it."""
    kept: list[tuple[str | None, Pieces]] = []
    target = course.text_section
    rest = [part for sentence in sentences(pieces) for part in _each_with_its_case(sentence)]
    said = [plain(sentence) for sentence in rest]
    if course.section == "" and course.account.fields.get("overview") and describes_only_symptoms(said):
        target = "symptoms"
    advised = section_of_advice(target, [text for text in said if is_advice(text)])
    before: SignSection | None = None
    helped = course.under_signs or course.after_signs or _follows_a_sign(course)
    while rest:
        sentence, *rest = rest
        if before and _asks_for_the_same(course, sentence, before):
            continue
        found = help_sentence(plain(sentence))
        if helped and not found and attends_help(plain(sentence)):
            course.keep(sentence, GOES_WITH_SIGNS)
            continue
        helped = helped or found is not None
        before = more_urgent(found.level, level_over(course, found, plain(sentence))) if found else None
        orders = list(takewhile(_orders, rest))
        if orders and _case_of_orders(course, sentence, orders):
            rest = rest[len(orders) :]
        elif not _is_placed_alone(course, sentence):
            if course.flat and not course.under_signs:
                target = advised = section_of_sentence(plain(sentence)) or target
            _name_advice(course, plain(sentence))
            kept.append((advised if is_advice(plain(sentence)) else target, sentence))
    _keep_sentences(course, kept)


def _follows_a_sign(course: Course) -> bool:
    """Whether the line before this one says to get help."""
    before = course.blocks[course.at - 2] if 1 < course.at <= len(course.blocks) else None
    said = sentences(before.pieces) if before and before.kind == "line" else []
    return bool(said) and help_sentence(plain(said[-1])) is not None


def _each_with_its_case(sentence: Pieces) -> list[Pieces]:
    """ "See your GP if it aches, and go to hospital if it swells": two sentences, each as urgent as it says."""
    text = plain(sentence)
    for join in _JOINS.finditer(text):
        first, second = help_sentence(text[: join.start()]), help_sentence(text[join.end() :])
        if first and second and first.says_which and second.says_which and not second.aside:
            parts = cut(sentence, 0, join.end()), cut(sentence, join.end(), len(text))
            return [parts[0], *_each_with_its_case(parts[1])]
    return [sentence]


def _asks_for_the_same(course: Course, sentence: Pieces, level: SignSection) -> bool:
    """ "Do the same if you faint", right after a sentence that asks for help."""
    text = course.account.without_links(sentence)
    same = _THE_SAME.match(plainly(text))
    if same is None or advises_against(text):
        return False
    level = more_urgent(level, level_of(text))
    course.account.recognise(text[: same.end()], level)
    course.account.sign(level, text[same.end() :])
    return True


def _name_advice(course: Course, text: str) -> None:
    """ "Tell your doctor if you take pills" may be a sign or not: it stays, and the editor is asked."""
    if says_whom_to_contact(text) and (_IF.search(plainly(text)) or is_an_order(text)):
        course.account.note(f"This speaks of getting help, but is not a sign: “{text.strip()[:120]}”.")


def _orders(sentence: Pieces) -> bool:
    return is_an_order(plain(sentence)) and help_sentence(plain(sentence)) is None


def _case_of_orders(course: Course, sentence: Pieces, orders: list[Pieces]) -> bool:
    """ "Wheezing? Call 111 today." is a sign. "It may be a stroke. Dial 999." stays together, and is listed."""
    text = plain(sentence)
    if _orders(sentence) or help_sentence(text):
        return False
    levels = [level_of(plain(order)) for order in orders]
    if text.rstrip().endswith("?"):
        level = more_urgent(*levels, level_over(course))
        course.account.recognise(course.account.without_links(joined(orders)), level)
        course.account.sign(level, course.account.without_links(sentence).rstrip(" ?"))
    elif any(levels):
        course.keep(joined([sentence, *orders]), MAYBE_AN_EMERGENCY)
    else:
        return False
    return True


def _is_placed_alone(course: Course, sentence: Pieces) -> bool:
    text = plain(sentence)
    found = help_sentence(text)
    if found and not leads_into_signs(text):
        text = course.account.without_links(sentence)
        help_as_sign(course, found, text, at_least=level_over(course, found, text))
    elif _states_a_sign(course, text):
        course.account.sign(course.section or "", course.account.without_links(sentence))
    elif may_be_an_emergency(text):
        course.keep(sentence, MAYBE_AN_EMERGENCY)
    elif _says_whom_to_call(text):
        course.keep(sentence, WHOM_TO_CALL)
    elif course.text_section == "overview" and (start := names_in(text)):
        course.account.recognise(text[:start], "also_called")
        course.account.names(course.account.without_links(cut(sentence, start, len(text))))
    else:
        return False
    return True


def _says_whom_to_call(text: str) -> bool:
    """ "Ring the surgery for a dressing." means the sentence before it, and nobody can say how much of that."""
    said = plainly(text)
    return bool(
        _REACHED_AT.search(said) or (_CALLS.match(said) and is_an_order(text) and not _IF.search(said))
    )


def _states_a_sign(course: Course, text: str) -> bool:
    """Under "Call 911 if:" the sentences of a paragraph are signs as the items of a list are."""
    led = leads_into_signs(course.heading) or course.heading.rstrip().endswith(":")
    stated = bool(_ABOUT_YOU.match(plainly(text))) and not advises_against(text)
    return course.under_signs and led and not course.listed and stated


def _keep_sentences(course: Course, kept: list[tuple[str | None, Pieces]]) -> None:
    """The sentences, those for one section as one paragraph."""
    for target in dict.fromkeys(target for target, _ in kept):
        text = joined([sentence for place, sentence in kept if place == target])
        if target in CONTENT_SECTIONS:
            course.account.paragraph(target or "", text)
        elif target in SIGN_SECTIONS:
            name = SECTION_NAMES[target or ""]
            course.keep(text, f"It is no sign: under “{name}” stand short statements only.")
        elif target == "also_called":
            course.account.paragraph("overview", text)
        else:
            course.keep(text, NO_SECTION)
