"""Headings that nothing but their look or their words makes headings: capitals, bold, a short line, a label."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from conditions.domain.document import SIGN_SECTIONS
from conditions.domain.from_text.getting_help import heading_level, help_sentence, is_a_row, leads_into_signs
from conditions.domain.from_text.heading_forms import section_by_form
from conditions.domain.from_text.headings_alike import MOST_WORDS, headings_alike
from conditions.domain.from_text.help_kinds import names_a_group, says_for_whom, says_only_these
from conditions.domain.from_text.help_words import plainly
from conditions.domain.from_text.inline import cut, sentences
from conditions.domain.from_text.lists import is_about_you
from conditions.domain.from_text.marks import without_mark
from conditions.domain.from_text.not_content import says_who_gives_it
from conditions.domain.from_text.shapes import Block
from conditions.domain.from_text.topics import (
    bare,
    fits_no_section,
    heads_among_signs,
    leads_on,
    section_of_heading,
    section_of_line,
)

CAPITALS, LOOKED = 2, 3
"""The depth that headings in capitals get, and the depth of those in bold or in a line of their own."""
_QUESTION_OR_ANSWER = re.compile(r"(?:(?:[QA]\d{0,2}|Question|Answer) ?:|Q\d{0,2}[.)])\s+(?=\S)")
_ANSWER = re.compile(r"A\d{0,2}[.)]\s+(?=\S)")
""" "A." counts an answer only where "Q." counts questions: elsewhere it may be somebody's name."""
_HEADS_A_LIST = re.compile(r"(?:how|what|why|\w+ing|things|tips|ways|steps)\b", re.IGNORECASE)
_HEADS_A_TEXT = re.compile(r"(?:how|what|why|\w+ing|so that|to) (?!.*\.$)", re.IGNORECASE)
_URGING = re.compile(r"^([^.!?:]{3,80}):\s+(?=\S)")
_ASKED = re.compile(r"\b(?:questions?|asks?)\b")
_BARE_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-Z][^.]{2,70}$)")
_DASHED = re.compile(r"\w\W{0,3}\s(?:[-–—→=|]|->|=>|\.{3,})\s+\w|\w:\s+\w|\w\s+\(\w")
_LABEL = re.compile(r"^([^.:!?]{2,60}?)\s*(?:[:?]|\s[-–—]|\.)\s+(?=\S)")


def with_headings(blocks: list[Block]) -> list[Block]:
    """`blocks` with the headings among the lines, and with marks taken off lines that are items."""
    real = max((block.level for block in blocks if block.kind == "heading" and block.level > 1), default=0)
    asks = any(_QUESTION_OR_ANSWER.match(block.text) for block in blocks)
    blocks = [without_mark(_without_letter(block, asks)) for block in blocks]
    blocks = _counted(blocks)
    signs = _among_signs(blocks) | _rows(blocks)
    blocks = [part for at, block in enumerate(blocks) for part in _label_apart(block, at in signs)]
    numbered = _levels_of_numbered_headings(blocks)
    asked, signs = _asked(blocks), _among_signs(blocks)
    asked |= _rows(blocks)
    found = [
        block if at in asked else _as_heading(blocks, at, numbered, signs) for at, block in enumerate(blocks)
    ]
    if not real:
        found = _with_those_alike(blocks, found, signs, asked)
    return [
        replace(new, level=max(new.level, real + 1)) if real and new.kind == "heading" != old.kind else new
        for new, old in zip(found, blocks, strict=True)
    ]


def _with_those_alike(
    blocks: list[Block], found: list[Block], signs: set[int], asked: set[int]
) -> list[Block]:
    """The headings `found`, and the lines that stand as these do. One that no section fits stands deeper below signs, so
    that the editor is asked to look there; and below a heading that has no text of its own."""
    known = {at for at, (new, old) in enumerate(zip(found, blocks, strict=True)) if new.kind != old.kind}
    found, below = list(found), False
    for at in sorted((headings_alike(blocks, known, signs) - asked) | known):
        named = section_of_heading(blocks[at].text) is not None
        below = not named and (below or found[at - 1].kind == "heading") and at > 1
        if found[at].kind == "line":
            deeper = below or (at in signs and not named)
            found[at] = replace(blocks[at], kind="heading", level=LOOKED + 1 if deeper else LOOKED)
        elif below and found[at].level == LOOKED:
            found[at] = replace(found[at], level=LOOKED + 1)
    return found


def _levels_of_numbered_headings(blocks: list[Block]) -> set[int]:
    """How deep those numbers stand that count the sections of the leaflet, and make no list."""
    ordered = [
        block
        for block in blocks
        if block.kind == "item" and block.ordered and block.mark.strip("(.)").isdigit()
    ]
    counts = Counter(block.level for block in ordered if section_of_line(block.text))
    return {
        level
        for level, count in counts.items()
        if count >= 2 and count * 2 >= sum(block.level == level for block in ordered)
    }


def _counted(blocks: list[Block]) -> list[Block]:
    """Headings that a bare number counts, one after the other: "1 What it is", "2 What sets it off"."""
    found = [
        (at, number)
        for at, block in enumerate(blocks)
        if block.kind == "line" and block.gap and (number := _BARE_NUMBER.match(block.text))
    ]
    if len(found) < 3 or [int(number[1]) for _, number in found] != list(range(1, len(found) + 1)):
        return blocks
    heads = {at: number.end() for at, number in found}
    return [
        replace(
            block,
            kind="heading",
            level=LOOKED,
            pieces=cut(block.pieces, heads[at], len(block.text)),
            mark=block.text[: heads[at]].strip(),
        )
        if at in heads
        else block
        for at, block in enumerate(blocks)
    ]


def _without_letter(block: Block, asks: bool) -> Block:
    """ "Q: What is it?" without the letter that says that it is a question, or an answer."""
    found = _QUESTION_OR_ANSWER.match(block.text) or (_ANSWER.match(block.text) if asks else None)
    if block.kind not in ("line", "heading") or found is None:
        return block
    rest = cut(block.pieces, found.end(), len(block.text))
    asked = replace(block, pieces=rest, mark=f"{block.mark} {found[0]}".strip())
    if block.kind == "line" and found[0].startswith("Q") and asked.text.rstrip().endswith("?"):
        return replace(asked, kind="heading", level=LOOKED)
    return asked


def _among_signs(blocks: list[Block]) -> set[int]:
    """Where the lines and items stand that a lead-in or heading makes signs: no word of theirs makes them headings."""
    found: set[int] = set()
    opener: Block | None = None
    for at, block in enumerate(blocks):
        led = at > 0 and leads_into_signs(blocks[at - 1].text)
        if _opens_signs(block):
            opener = block
        elif opener is None or _closes_signs(opener, block, led):
            opener = None
        elif block.kind in ("line", "item"):
            found.add(at)
    return found


def _rows(blocks: list[Block]) -> set[int]:
    """Where lines stand that are rows of "what you notice - what to do": two or more with a dash, one after the other."""
    dashed = [block.kind in ("line", "item") and bool(_DASHED.search(block.text)) for block in blocks]
    return {
        at
        for at, block in enumerate(blocks)
        if dashed[at] and (any(dashed[at + 1 : at + 2]) or (at and dashed[at - 1])) and is_a_row(block.text)
    }


def _opens_signs(block: Block) -> bool:
    if block.kind != "heading" and is_a_row(block.text):
        return False
    headed = block.kind == "heading" and heading_level(block.text) is not None
    return headed or leads_into_signs(block.text.strip()) or _names_signs(block.text)


def _closes_signs(opener: Block, block: Block, led: bool) -> bool:
    """Whether `block` begins something else. What a lead-in stands right before (`led`) does not."""
    if block.kind == "heading" or _looks_like_heading(block) or _is_next(opener, block):
        return True
    return not led and heads_among_signs(_label_of(block.text.strip()))


def _names_signs(line: str) -> bool:
    return section_of_line(line) in SIGN_SECTIONS


def _is_next(opener: Block, block: Block) -> bool:
    """Whether both are numbered alike, so that neither is below the other."""
    return opener.ordered and block.ordered and opener.level == block.level


def _looks_like_heading(block: Block) -> bool:
    return block.kind == "line" and (_is_in_capitals(block.text) or block.strong)


def _is_in_capitals(text: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", text)
    return letters.isupper() and len(letters) >= 3 and len(text) <= 90


def _label_of(text: str) -> str:
    """ "Symptoms" of "Symptoms: pain and numbness", else all of it."""
    found = _LABEL.match(text)
    return found[1] if found and not text[found.end(1) :].lstrip().startswith("?") else text


def _label_apart(block: Block, sign: bool) -> list[Block]:
    """ "Symptoms: pain and numbness" is a heading and a line, unless it is a `sign`."""
    if (urging := _URGING.match(block.text)) and heading_level(urging[1]) and block.kind == "line":
        heading = replace(block, kind="heading", pieces=cut(block.pieces, 0, urging.end()), level=LOOKED)
        return [heading, Block("line", cut(block.pieces, urging.end(), len(block.text)), gap=False)]
    found = _LABEL.match(block.text) if block.kind in ("line", "item") and not sign else None
    if found is None or leads_into_signs(block.text) or help_sentence(block.text):
        return [block]
    label = found[1]
    bold = block.pieces[0].bold and len(block.pieces[0].text.strip(" .:")) <= len(label) and not block.strong
    asked = block.text[found.end(1) :].lstrip().startswith("?")
    section = (
        section_of_line(f"{label}?" if asked else label)
        if len(label.split()) <= (9 if asked else 5)
        else None
    )
    if section is None and bold:
        section = section_of_heading(label)
    if section is None or (block.text[found.end(1) :].lstrip().startswith(".") and not bold):
        return [block]
    if block.kind == "item" and not bold and section not in ("also_called",):
        return [block]
    text = cut(block.pieces, found.end(), len(block.text))
    heading = replace(block, kind="heading", pieces=cut(block.pieces, 0, found.end()), level=LOOKED)
    return [heading, Block("line", text, gap=False)] if text else [block]


def _as_heading(blocks: list[Block], at: int, numbered: set[int], signs: set[int]) -> Block:
    block, sign = blocks[at], at in signs
    if block.kind == "item":
        counts = block.ordered and block.level in numbered and block.mark.strip("(.)").isdigit()
        if counts and len(block.text) <= 90 and not block.text.rstrip().endswith("."):
            return replace(block, kind="heading", level=CAPITALS)
        return replace(block, kind="heading", level=LOOKED) if _numbered(blocks, at) and not sign else block
    if block.kind != "line":
        return block
    text = block.text.strip()
    if _is_in_capitals(text):
        return replace(block, kind="heading", level=CAPITALS) if not text.endswith((".", ",", ";")) else block
    if leads_into_signs(text) and not (block.strong and block.gap):
        return block
    if (
        block.strong
        and len(text) <= 100
        and not text.endswith((".", ",", ";"))
        and _opens_something(blocks, at)
    ):
        return replace(block, kind="heading", level=LOOKED)
    if not sign and section_of_line(text) and _opens_something(blocks, at):
        return replace(block, kind="heading", level=LOOKED)
    if not sign and _fits_nowhere(blocks, at):
        return replace(block, kind="heading", level=LOOKED)
    if at <= 2 and says_who_gives_it(text):
        return block
    if _stands_alone(blocks, at, sign=sign) or (not sign and _heads_its_block(blocks, at)):
        return replace(block, kind="heading", level=LOOKED)
    if {at - 1, at} <= signs and _stands_after_signs(blocks, at):
        return replace(block, kind="heading", level=LOOKED if section_of_heading(text) else LOOKED + 1)
    return block


def _asked(blocks: list[Block]) -> set[int]:
    """The questions that a provider asks: they stand in a list of questions, and head nothing."""
    found: set[int] = set()
    asking = False
    for at, block in enumerate(blocks):
        question = block.kind == "line" and block.text.rstrip().endswith("?")
        if question and asking:
            found.add(at)
        elif not question:
            asking = (
                block.kind == "line" and leads_on(block.text) and bool(_ASKED.search(plainly(block.text)))
            )
    return found


def _numbered(blocks: list[Block], at: int) -> bool:
    """ "1. What is it?" with text under it: the numbers count the sections, they make no list."""
    block = blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if not block.ordered or following is None or (following.kind == "item" and following.ordered):
        return False
    return section_of_line(block.text) is not None or (
        block.strong and section_of_heading(block.text) is not None
    )


def _opens_something(blocks: list[Block], at: int) -> bool:
    return at + 1 < len(blocks)


def _fits_nowhere(blocks: list[Block], at: int) -> bool:
    """A few words right above lines that belong in no section: "Useful numbers", and the numbers."""
    block, following = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    text = block.text.strip()
    if following is None or following.kind == "heading" or following.gap or not block.gap or leads_on(text):
        return False
    short = len(text.split()) <= 6 and text[:1].isupper() and not text.endswith((".", ",", ";", ":", "!"))
    return short and fits_no_section(text)


def _heads_its_block(blocks: list[Block], at: int) -> bool:
    """A line of the form of a heading that begins a block of lines: "Your plaster", and its sentences right below.

    One word may be an item, unless a sentence follows; what follows a lead-in is one.
    """
    block, before, following = blocks[at], blocks[at - 1] if at else None, blocks[at + 1 : at + 2]
    text = block.text.strip()
    if not following or before is None or not block.gap or len(text.split()) > MOST_WORDS:
        return False
    if not text[:1].isupper() or text.endswith(tuple(".,;:!…")) or leads_on(text) or leads_on(before.text):
        return False
    section = section_of_heading(text)
    if section in (None, *SIGN_SECTIONS) or not (section_by_form(bare(text)) or section_of_line(text)):
        return False
    sentence = _is_a_sentence(following[0])
    if following[0].gap:
        return sentence and before.text.rstrip().endswith((".", "?"))
    return sentence or (len(text.split()) > 1 and following[0].kind in ("line", "item"))


def _stands_after_signs(blocks: list[Block], at: int) -> bool:
    """A few words after an empty line, when the list of signs before them is over: "Wound care", and a list of it.

    What begins like a sign, or says for whom signs count, is none; nor is what may be one more line of a list without
    marks. A heading that no section fits stands below that of the signs, so that the editor is asked to look there.
    """
    block, before, following = blocks[at], blocks[at - 1], blocks[at + 1] if at + 1 < len(blocks) else None
    text = block.text.strip()
    if following is None or not block.gap or len(text.split()) > 6 or not text[:1].isupper():
        return False
    if text.endswith((".", ",", ";", ":", "!")):
        return False
    if is_about_you(text) or says_only_these(text) or says_for_whom(text) or names_a_group(text):
        return False
    if section_of_heading(text) == "symptoms":
        return False
    sentence = before.text.rstrip().endswith(".") and (
        is_about_you(before.text) or help_sentence(before.text)
    )
    return following.kind == "item" or (not following.gap and (before.kind == "item" or bool(sentence)))


def _is_a_sentence(block: Block) -> bool:
    return block.kind == "line" and block.text.rstrip().endswith(".") and len(block.text.split()) > 3


def _stands_alone(blocks: list[Block], at: int, *, sign: bool) -> bool:
    """A short line between an empty line and its own text: a heading whose words nobody knows."""
    block, before = blocks[at], blocks[at - 1] if at else None
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    text = block.text.strip()
    if (
        following is None
        or not block.gap
        or len(text) > 60
        or len(text.split()) > 8
        or not text[:1].isupper()
    ):
        return False
    if text.endswith((".", ",", ";", ":", "!")) or (
        before and before.text.rstrip().endswith((":", " if", " when"))
    ):
        return False
    if text.endswith("?"):
        return ": " not in text
    if not sign and _HEADS_A_TEXT.match(text) and _is_a_sentence(following) and not following.gap:
        return True
    sentence = following.kind == "line" and following.gap and following.text.rstrip().endswith(".")
    if (
        sentence
        and len(text.split()) <= 6
        and section_of_heading(text)
        and not re.search(r"\b(?:you|your)\b", text)
    ):
        return True
    if following.kind == "item" and following.gap and not leads_on(text) and _HEADS_A_LIST.match(text):
        return section_of_heading(text) is not None
    long = len(following.text) > 80 or len(sentences(following.pieces)) > 1
    prose = following.kind == "line" and long and following.text.rstrip().endswith((".", ":"))
    titled = sum(word[0].isupper() for word in text.split()) * 2 > len(text.split())
    return prose and (titled or len(text.split()) <= 4) and bool(bare(text))
