"""The title of the page: the editor's own, the first heading, the first short line, "What is …?"."""

from __future__ import annotations

import re
from dataclasses import replace

from conditions.domain.document import UNTITLED
from conditions.domain.from_text.account import Account
from conditions.domain.from_text.getting_help import heading_level, help_sentence, leads_into_signs
from conditions.domain.from_text.help_kinds import may_be_an_emergency
from conditions.domain.from_text.help_tables import help_table
from conditions.domain.from_text.help_words import plainly
from conditions.domain.from_text.inline import joined
from conditions.domain.from_text.lists import list_from
from conditions.domain.from_text.not_content import about_the_leaflet, says_who_gives_it
from conditions.domain.from_text.shapes import Block
from conditions.domain.from_text.topics import begins_a_list, names_a_section, section_of_heading

LONGEST_TITLE = 120
_HEAD_OF_A_LETTER = 20
"""Among how many lines at most the greeting of a letter stands."""
_GREETS = re.compile(r"(?:dear|to whom it)\b[^.?!]{2,60}", re.IGNORECASE)
_FIRST_LINES = 8
_PREDICATE = re.compile(r"(?:is|are|means|happens|occurs|affects)\b")
BEFORE_THE_TITLE = "It stands before the title."
_WHAT_IS = re.compile(r"^\s*(?:\d+[.)]\s*)?what(?:'s| is| are)\s+(?:an?\s+|the\s+)?(.{2,100}?)\s*\??\s*$")
_SUBJECT = re.compile(
    r"^(?:(?:An?|The) )?(?!What|How|Why|This|It|There|If|You|When|Who|Symptoms)([^.,:;()]{2,50}?)"
    r"(?:,? \([^)]*\)|,[^.]{1,60},)? (?:is|are|means|happens|occurs)\b"
)


def entitle(blocks: list[Block], account: Account, given: str) -> str:
    """The title; a heading that was it is taken out of `blocks`. `given` is the editor's own."""
    given = given.strip()
    _leave_the_head_of_a_letter(blocks, account)
    _leave_what_stands_before(blocks, account)
    _leave_whose_it_is(blocks, account)
    first = next((at for at, block in enumerate(blocks) if block.kind in ("heading", "line")), None)
    if first is not None and _is_title(blocks, first):
        block = blocks.pop(first)
        account.drop(block.mark)
        _head_nothing(blocks)
        text = " ".join(block.text.split())
        if given and plainly(text) != plainly(given):
            account.recognise(text, "title")
        return given or text
    return given or _asked_about(blocks) or _first_words(blocks, account)


def _leave_what_stands_before(blocks: list[Block], account: Account) -> None:
    """List what a website puts before its only first heading: a link to skip it, the way to the page, an advert. What
    may say when to get help follows the title instead, to be placed as anywhere else."""
    firsts = [at for at, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    if len(firsts) != 1 or not _is_title(blocks, firsts[0]):
        return
    before = blocks[: firsts[0]]
    if any(block.kind == "heading" and section_of_heading(block.text) for block in before):
        return
    _leave(blocks, firsts[0], account)


def _leave_the_head_of_a_letter(blocks: list[Block], account: Account) -> None:
    """List the addresses above "Dear Mrs Example": the title of a letter stands below that, if it has one."""
    greets = [
        at for at, block in enumerate(blocks[:_HEAD_OF_A_LETTER]) if _GREETS.fullmatch(block.text.strip())
    ]
    if greets and greets[0] + 1 < len(blocks):
        _leave(blocks, greets[0] + 1, account)


def _leave_whose_it_is(blocks: list[Block], account: Account) -> None:
    """List the hospital or practice in the first lines, when a line follows that may be the title."""
    at = 0
    while at + 1 < len(blocks) and _says_whose(blocks[at]):
        at += 1
    if at and _is_short(blocks[at]) and not section_of_heading(blocks[at].text):
        _leave(blocks, at, account)


def _says_whose(block: Block) -> bool:
    return block.kind in ("heading", "line") and says_who_gives_it(block.text)


def _is_short(block: Block) -> bool:
    text = block.text.strip()
    return (
        block.kind in ("heading", "line") and len(text.split()) <= 12 and not text.endswith((".", ",", ";"))
    )


def _head_nothing(blocks: list[Block]) -> None:
    """Make lines again of what was taken for headings right below the title, and says only whose leaflet it is."""
    for at, block in enumerate(blocks):
        if not _says_whose(block) or section_of_heading(block.text):
            return
        blocks[at] = replace(block, kind="line", level=0)


def with_broken_openings_joined(blocks: list[Block]) -> list[Block]:
    """ "A deep vein thrombosis", and "is a blood clot" in the next line, are one sentence of the first ones."""
    done: list[Block] = []
    for at, block in enumerate(blocks):
        before = done[-1] if done else None
        if before and at < _FIRST_LINES and _goes_on(before, block):
            done[-1] = replace(before, pieces=joined([before.pieces, block.pieces]))
        else:
            done.append(block)
    return done


def _goes_on(before: Block, block: Block) -> bool:
    lines = before.kind == block.kind == "line" and before.gap and not block.gap
    return lines and bool(_PREDICATE.match(block.text)) and bool(re.fullmatch(r"[A-Z][^.?!:;]*", before.text))


def _leave(blocks: list[Block], title: int, account: Account) -> None:
    """List what stands before `title`; what may say when to get help follows it instead."""
    before = blocks[:title]
    helps = _that_help(before)
    blocks[: title + 1] = [blocks[title], *(before[at] for at in sorted(helps))]
    for block in [block for at, block in enumerate(before) if at not in helps]:
        account.drop(block.mark)
        account.leave(block.text, block.why or BEFORE_THE_TITLE)
        for piece in block.pieces:
            if piece.link and piece.link != piece.text:
                account.leave(piece.link, "The address of a link.")


def _that_help(before: list[Block]) -> set[int]:
    """Where the blocks stand that may say when to get help, and the lists that they lead into or close."""
    found: set[int] = set()
    for at, block in enumerate(before):
        if help_table(block.cells):
            found.add(at)
        elif block.kind != "aside" and _may_help(block.text):
            end = list_from(before, at + 1, led=True, signs=True) if begins_a_list(block.text) else at + 1
            found.update(range(_start_of_closed(before, at), end))
    return found


def _may_help(text: str) -> bool:
    return bool(help_sentence(text)) or leads_into_signs(text) or may_be_an_emergency(text)


def _start_of_closed(blocks: list[Block], at: int) -> int:
    """Where the list begins that the block at `at` closes ("If any of these happen, call 911"); else `at`."""
    found = help_sentence(blocks[at].text)
    while found and found.back and at and blocks[at - 1].kind == "item":
        at -= 1
    return at


def _asked_about(blocks: list[Block]) -> str:
    """What the first heading "What is …?" asks about."""
    for block in blocks:
        if block.kind == "heading" and (asked := _WHAT_IS.match(plainly(block.text))):
            return _capital(block.text[asked.start(1) : asked.end(1)])
    return ""


def _first_words(blocks: list[Block], account: Account) -> str:
    texts = [block.text for block in blocks if re.search(r"\w", block.text)]
    text = " ".join(next((text for text in texts if not about_the_leaflet(text)), texts[0]).split())
    subject = _SUBJECT.match(text)
    few = [word for word in text.split() if len(word) <= LONGEST_TITLE // 6][:6]
    account.note("The text has no title, so its first words stand as one. Change it.")
    return _capital(subject[1].strip() if subject else " ".join(few) or UNTITLED)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].isascii() else text


def _is_title(blocks: list[Block], at: int) -> bool:
    block, text = blocks[at], blocks[at].text.strip()
    if len(text) > LONGEST_TITLE or not re.search(r"\w", text):
        return False
    if leads_into_signs(text) or help_sentence(text) or heading_level(text):
        return False
    if block.kind == "heading":
        return _heads_the_leaflet(blocks, block)
    sentence = text.endswith((".", ",", ";", ":")) or len(text.split()) > 12
    return at == 0 and len(blocks) > 1 and not sentence


def _heads_the_leaflet(blocks: list[Block], block: Block) -> bool:
    """ "Trigger finger" has a word of the causes in it, and is a title all the same when it stands first."""
    asks = bool(_WHAT_IS.match(plainly(block.text)))
    if block.level == 1 and not asks:
        others = [other for other in blocks if other.kind == "heading" and other.level == 1]
        return len(others) == 1 or not names_a_section(block.text)
    return section_of_heading(block.text) is None or (
        block is blocks[0] and not asks and not names_a_section(block.text)
    )
