"""Blocks to the sections of a draft. Words are never changed; what fits no section is kept and listed."""
# ruff: noqa: E501 - a pattern is easier to check whole

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from conditions.domain.document import MAX_MAIN_MESSAGE, SIGN_SECTIONS
from conditions.domain.from_text.account import CONTENT_SECTIONS, Account
from conditions.domain.from_text.getting_help import (
    SignSection,
    case_of,
    heading_level,
    help_sentence,
    is_mixed,
    leads_into_signs,
    level_of,
    more_urgent,
    plainly,
)
from conditions.domain.from_text.headings import with_headings
from conditions.domain.from_text.inline import cut, joined, sentences
from conditions.domain.from_text.lists import list_from
from conditions.domain.from_text.shapes import Block, Placed, UnreadableError
from conditions.domain.from_text.topics import (
    leads_on,
    leaves_no_doubt,
    number_of,
    says_only_the_section,
    section_of_heading,
    section_of_sentence,
)
from conditions.domain.gate import SECTION_NAMES
from conditions.domain.markup import Piece, Pieces, plain

LONGEST_TITLE = 120
UNTITLED = "Untitled"
"""Only when every word is longer than any word is."""
_ABOUT_THE_LEAFLET = re.compile(
    r"^(?:©|\(c\)|copyright\b|last (?:reviewed|updated|changed)|(?:medically )?reviewed (?:by|on)\b|updated\b|page \d+|"
    r"disclaimer\b|a guide (?:for|to)\b|patient (?:information )?leaflet\b|(?:patient )?information (?:sheet|leaflet)\b|this (?:leaflet|information|handout|fact ?sheet|document|page) |published\b|version\b|author\b|printed\b|"
    r"(?:tel|phone|fax|e-?mail|website)\b[.:]|https?://|www\.|all rights reserved|next review|review date|leaflet (?:no|number))",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(r"^\s*(?:\d+[.)]\s*)?what(?:'s| is| are)\s+(?:an?\s+|the\s+)?(.{2,100}?)\s*\??\s*$")
_SUBJECT = re.compile(
    r"^(?:(?:An?|The) )?(?!What|How|Why|This|It|There|If|You|When|Who|Symptoms)([^.,:;()]{2,50}?)(?:,? \([^)]*\)|,[^.]{1,60},)? (?:is|are|means|happens|occurs)\b"
)
_ABOUT_YOU = re.compile(r"^(?:you|your|if you|if your)\b")
_HELP_WORDS = re.compile(
    r"\b(?:911|999|emergency (?:room|department|services)|ambulance|right away|immediately)\b"
)
ABOUT_THE_LEAFLET = "This is about the leaflet, not about the condition."
_VIRTUAL = re.compile(r"\b(?:virtual care|video visit|virtual visit|telehealth|telemedicine)\b")
VIRTUAL = "Virtual care has fields of its own: a text, a button and an address."
NO_SECTION = "No section of the page fits its heading."


def place(blocks: list[Block], *, language: str, title: str = "") -> Placed:
    """A draft from `blocks`. `title` is the editor's own; without it the leaflet's is taken.

    Raises:
        UnreadableError: there is not one word.
    """
    blocks = with_headings([block for block in blocks if block.text.strip() or block.mark])
    if not any(re.search(r"\w", block.text) for block in blocks):
        raise UnreadableError("There are no words in it.")
    placer = _Placer(blocks)
    placer.entitle(title)
    placer.walk()
    return placer.account.finish(language, placer.title)


@dataclass
class _Placer:
    blocks: list[Block]
    account: Account = field(default_factory=Account)
    title: str = ""
    at: int = 0
    section: str | None = ""
    """"" before the first heading; None under a heading that fits no section."""
    depth: int = 0
    heading: str = ""
    listed: bool = False
    """Whether the sign section's heading has had its list."""

    # --- The title -------------------------------------------------------------------------------------------

    def entitle(self, given: str) -> None:
        """Find the page's title: the editor's, the first heading, the first short line, "What is …?"."""
        first = next((at for at, block in enumerate(self.blocks) if block.kind in ("heading", "line")), None)
        self.title = given.strip()
        if first is not None and self._is_title(first):
            block = self.blocks.pop(first)
            self.account.drop(block.mark)
            text = " ".join(block.text.split())
            if given.strip() and plainly(text) != plainly(given.strip()):
                self.account.recognise(text, "title")
            self.title = self.title or text
            return
        if self.title:
            return
        asked = [_WHAT_IS.match(plainly(block.text)) for block in self.blocks if block.kind == "heading"]
        found = next(((match, at) for at, match in enumerate(asked) if match), None)
        if found is not None:
            headings = [block for block in self.blocks if block.kind == "heading"]
            words = headings[found[1]].text[found[0].start(1) : found[0].end(1)]
            self.title = words[:1].upper() + words[1:] if words[:1].isascii() else words
        else:
            text = " ".join(next(block.text for block in self.blocks if re.search(r"\w", block.text)).split())
            subject = _SUBJECT.match(text)
            few = [word for word in text.split() if len(word) <= LONGEST_TITLE // 6][:6]
            self.title = subject[1].strip() if subject else " ".join(few) or UNTITLED
            self.title = self.title[:1].upper() + self.title[1:] if self.title[:1].isascii() else self.title
            self.account.note("The text has no title, so its first words stand as one. Change it.")

    def _is_title(self, at: int) -> bool:
        block, text = self.blocks[at], self.blocks[at].text.strip()
        if (
            len(text) > LONGEST_TITLE
            or not re.search(r"\w", text)
            or leads_into_signs(text)
            or help_sentence(text)
        ):
            return False
        if block.kind == "heading":
            if block.level == 1 and not _WHAT_IS.match(plainly(text)):
                others = [other for other in self.blocks if other.kind == "heading" and other.level == 1]
                return len(others) == 1 or section_of_heading(text) is None
            return section_of_heading(text) is None
        rest = self.blocks[at + 1 :]
        sentence = text.endswith((".", ",", ";", ":")) or len(text.split()) > 12
        return at == 0 and bool(rest) and not sentence and heading_level(text) is None

    # --- The walk --------------------------------------------------------------------------------------------

    def walk(self) -> None:
        self._say_where_the_lead_is()
        while self.at < len(self.blocks):
            block = self.blocks[self.at]
            self.at += 1
            if block.mark:
                self.account.drop(block.mark)
            if block.kind == "aside":
                self.account.leave(block.text, block.why)
            elif block.kind == "heading":
                self._heading(block)
            elif block.kind == "item":
                self._items(self.at - 1, lead_in="")
            else:
                self._line(block)

    def _say_where_the_lead_is(self) -> None:
        """One short line between the title and the first heading is what the leaflet leads with."""
        kinds = [block.kind for block in self.blocks[:2]]
        overview = any(
            block.kind == "heading" and section_of_heading(block.text) == "overview" for block in self.blocks
        )
        if kinds == ["line", "heading"] and overview:
            text = self.blocks[0].text
            plain_words = (
                not help_sentence(text) and not leads_on(text) and not _VIRTUAL.search(plainly(text))
            )
            if len(text) <= MAX_MAIN_MESSAGE and plain_words and not _ABOUT_THE_LEAFLET.match(text):
                lead = self.blocks.pop(0)
                self.account.drop(lead.mark)
                pieces = lead.pieces
                self.account.fields["main_message"] = self.account.without_links(pieces)
                self.account.note("The line under the title became the main message.")

    def _heading(self, block: Block) -> None:
        text = block.text.strip()
        leads = leads_into_signs(text)
        section = self._section_under(block)
        if section is None and self._is_below(block):
            self._subheading(block)
            return
        self.account.near = text
        self.section, self.heading, self.listed = section, text, False
        self.depth = block.level
        if section is None:
            self.account.leave(text, NO_SECTION)
            return
        self._use_heading(block, section)
        if section in SIGN_SECTIONS:
            self._signs_under(text, section, led=leads or text.endswith(":"), case=_case(text))
        elif section in CONTENT_SECTIONS and text.endswith(":"):
            self._list_under(section)

    def _section_under(self, block: Block) -> str | None:
        """The section of a heading. Below another heading only words that leave no doubt lead elsewhere."""
        section = section_of_heading(block.text)
        if section in (*SIGN_SECTIONS, None) or not self._is_below(block):
            return section
        sure = section_of_sentence(block.text) == section or leaves_no_doubt(block.text)
        return section if sure or section == self.section else None

    def _is_below(self, block: Block) -> bool:
        return bool(self.section) and block.level > self.depth > 0

    def _subheading(self, block: Block) -> None:
        if self.section in CONTENT_SECTIONS:
            self._split_off_number(block)
            self.account.paragraph(self.section or "", _bold(block.pieces))
            if block.text.rstrip().endswith(":"):
                self._list_under(self.section or "")
        else:
            self.account.leave(block.text, NO_SECTION)

    def _list_under(self, section: str) -> None:
        """Take the list that follows a heading with a colon, with or without marks."""
        end = list_from(self.blocks, self.at, led=True, signs=False)
        if end > self.at:
            run, self.at = self.blocks[self.at : end], end
            self._list(section, "", run)

    def _use_heading(self, block: Block, section: str) -> None:
        if section in CONTENT_SECTIONS and not says_only_the_section(block.text, self.title):
            self._split_off_number(block)
            number = number_of(block.text)
            at = block.text.find(number) + len(number) if number else 0
            self.account.paragraph(section, _bold(cut(block.pieces, at, len(block.text))))
            return
        self.account.recognise(block.text, section)
        self.account.without_links(block.pieces)

    def _split_off_number(self, block: Block) -> None:
        self.account.drop(number_of(block.text))

    # --- Lines -----------------------------------------------------------------------------------------------

    def _line(self, block: Block) -> None:
        text = block.text.strip()
        helps = leads_into_signs(text) or help_sentence(text)
        if _VIRTUAL.search(plainly(text)) and not helps and len(text) <= 250:
            self._keep(block.pieces, VIRTUAL)
        elif _ABOUT_THE_LEAFLET.match(text) and self.section != "sources" and not helps:
            self.account.leave(text, ABOUT_THE_LEAFLET)
        elif leads_into_signs(text):
            self._lead_into_signs(block)
        elif self._takes_facts(block):
            self._fact(block.pieces)
        elif leads_on(text):
            self._lead_into_list(block)
        elif self.section in SIGN_SECTIONS:
            self._sign_or_words(block)
        elif (end := list_from(self.blocks, self.at - 1, led=False, signs=False)) > self.at:
            run, self.at = self.blocks[self.at - 1 : end], end
            self._list(self.section if self.section != "" else "overview", "", run)
        else:
            self._paragraph(block.pieces)

    def _sign_or_words(self, block: Block) -> None:
        """A line under a sign heading that no list took: more short statements are more signs."""
        end = list_from(self.blocks, self.at - 1, led=False, signs=True)
        if end > self.at:
            run, self.at = self.blocks[self.at - 1 : end], end
            self._take_signs(run, self.section or "", "")
        else:
            self._paragraph(block.pieces)

    def _takes_facts(self, block: Block) -> bool:
        """Whether a line belongs to a list of facts. Names and how to say them are one line: what stands apart
        from it is the text again."""
        if self.section in ("also_called", "pronunciation"):
            if self.listed and block.gap:
                self.section, self.heading, self.depth = "", "", 0
                return False
            self.listed = True
            return True
        return self.section in ("sources", "similar_conditions")

    def _lead_into_signs(self, block: Block) -> None:
        text = block.text
        parts = sentences(block.pieces)
        if len(parts) > 1 and leads_into_signs(plain(parts[-1])):
            self._paragraph(joined(parts[:-1]))
            text = plain(parts[-1])
        found = help_sentence(text)
        level: SignSection = found.level if found else "call_provider"
        if self.section in SIGN_SECTIONS and not self.listed and not is_mixed(self.heading):
            level = more_urgent(level, heading_level(self.heading))
        self.account.recognise(text, level)
        self.account.without_links(block.pieces)
        self._signs_under(text, level, led=True, case=_case(text))

    def _signs_under(self, lead_in: str, level: str, *, led: bool, case: str) -> None:
        """Take the list that follows as signs."""
        end = list_from(self.blocks, self.at, led=led, signs=True)
        if end == self.at:
            if led and not (self.at < len(self.blocks) and self.blocks[self.at].kind == "line"):
                self.account.note(f"Nothing that could be a sign follows “{lead_in.strip()[:80]}”.")
            return
        if re.search(r"\b(?:all|both|two or more|three) of\b|\ball (?:the|these)\b", plainly(lead_in)):
            self.account.note(
                f"“{lead_in.strip()[:80]}” asks for several things together. Each is a sign of its own here, which is "
                "more careful; join them if they only count together."
            )
        run = self.blocks[self.at : end]
        self.at = end
        self.listed = True
        self._take_signs(run, level, case)

    def _take_signs(self, run: list[Block], level: str, case: str) -> None:
        parent = ""
        parent_level = 0
        for number, block in enumerate(run):
            self.account.drop(block.mark)
            text = self.account.without_links(block.pieces)
            following = run[number + 1] if number + 1 < len(run) else None
            if parent and block.level <= parent_level:
                parent = ""
            if (
                following
                and following.kind == "item"
                and following.level > block.level
                and text.rstrip().endswith(":")
            ):
                parent, parent_level = text.rstrip().rstrip(":").rstrip(), block.level
                self.account.recognise(text, level)
                found = help_sentence(text)
                if found:
                    level, case, parent = more_urgent(found.level, level_of(level)), _case(text), ""
                continue
            if (found := help_sentence(text)) and not leads_into_signs(text):
                self._help(found.level, text, found.start, found.end, at_least=level)
            else:
                self.account.sign(level, f"{parent} {text}".strip(), "" if parent else case)

    def _help(self, level: str, text: str, start: int, end: int, at_least: str = "") -> None:
        """One sentence that says when to get help: its case is a sign, the rest says how urgent."""
        section = more_urgent(level, at_least or None)  # type: ignore[arg-type]
        self.account.recognise(text[:start], section)
        if text[end:].strip(" .,"):
            self.account.recognise(text[end:], section)
        self.account.sign(section, text[start:end])

    def _lead_into_list(self, block: Block) -> None:
        target = self._target(block.text)
        if target in SIGN_SECTIONS:
            self.account.recognise(block.text, target)
            self._signs_under(block.text, target, led=True, case="")
            return
        asked = bool(re.search(r"\b(?:questions?|asks?)\b", plainly(block.text)))
        end = list_from(self.blocks, self.at, led=True, signs=False, asked=asked)
        if end == self.at or target not in CONTENT_SECTIONS:
            self._paragraph(block.pieces)
            return
        parts = sentences(block.pieces)
        if len(parts) > 1:
            self._paragraph(joined(parts[:-1]))
        run, self.at = self.blocks[self.at : end], end
        self._list(target, self.account.without_links(parts[-1]), run)

    def _target(self, lead_in: str) -> str | None:
        """Where a list goes: under its heading, unless nothing stands above that says where, or the lead-in says
        plainly that it is about something else."""
        if self.section and self.section != "overview":
            return self.section
        if self.section == "":
            return section_of_sentence(lead_in) or "overview"
        return section_of_sentence(lead_in) or self.section

    # --- Items and text --------------------------------------------------------------------------------------

    def _items(self, start: int, lead_in: str) -> None:
        end = list_from(self.blocks, start, led=False, signs=False)
        run, self.at = self.blocks[start:end], end
        if self.section in SIGN_SECTIONS:
            self.account.dropped.pop() if run[0].mark and self.account.dropped else None
            self.listed = True
            self._take_signs(run, self.section or "", _case(self.heading))
            return
        if self.section in ("also_called", "sources", "similar_conditions", "pronunciation"):
            for number, block in enumerate(run):
                self.account.drop(block.mark if number else "")
                self._fact(block.pieces)
            return
        self.account.dropped.pop() if run[0].mark and self.account.dropped else None
        self._list(self.section if self.section != "" else "overview", lead_in, run)

    def _list(self, section: str | None, lead_in: str, run: list[Block]) -> None:
        kept: list[Block] = []
        for number, block in enumerate(run):
            self.account.drop(block.mark)
            found = help_sentence(block.text)
            if _ABOUT_THE_LEAFLET.match(block.text) and not help_sentence(block.text):
                self._keep(block.pieces, ABOUT_THE_LEAFLET)
            elif found and not leads_into_signs(block.text) and len(sentences(block.pieces)) == 1:
                self._help(found.level, self.account.without_links(block.pieces), found.start, found.end)
            elif leads_into_signs(block.text):
                self._rest_of_list_is_signs(block, run[number + 1 :])
                break
            else:
                kept.append(block)
        if section not in CONTENT_SECTIONS:
            self.account.leave(
                "\n".join(filter(None, [lead_in, *(block.text for block in kept)])), NO_SECTION
            )
            for block in kept:
                self._keep_addresses(block.pieces)
            return
        if kept or lead_in:
            self.account.listing(
                section or "",
                lead_in,
                [block.pieces for block in kept],
                ordered=bool(kept) and all(b.ordered for b in kept),
            )

    def _rest_of_list_is_signs(self, lead: Block, rest: list[Block]) -> None:
        found = help_sentence(lead.text)
        level = found.level if found else "call_provider"
        self.account.recognise(lead.text, level)
        self._take_signs(rest, level, _case(lead.text))

    def _fact(self, pieces: Pieces) -> None:
        if self.section == "also_called":
            self.account.names(self.account.without_links(pieces))
        elif self.section == "sources":
            self.account.source(pieces)
        elif self.section == "similar_conditions":
            self.account.similar(self.account.without_links(pieces))
        elif "pronunciation" not in self.account.fields and len(plain(pieces)) <= 200:
            self.account.fields["pronunciation"] = self.account.without_links(pieces)
        else:
            self._keep(pieces, NO_SECTION)

    def _paragraph(self, pieces: Pieces) -> None:
        """A paragraph; sentences in it that say when to get help become signs."""
        kept: list[tuple[str | None, Pieces]] = []
        target = self.section if self.section != "" else "overview"
        for sentence in sentences(pieces):
            text = plain(sentence)
            found = help_sentence(text)
            if found and not leads_into_signs(text):
                self.account.without_links(sentence)
                self._help(found.level, text, found.start, found.end, at_least=self._heading_level())
                continue
            if self._states_a_sign(text):
                self.account.sign(self.section or "", self.account.without_links(sentence))
                continue
            if self.flat:
                target = section_of_sentence(text) or target
            if _HELP_WORDS.search(plainly(text)):
                self.account.note(f"This speaks of getting help, but is not a sign yet: “{text[:120]}”.")
            kept.append((target, sentence))
        self._keep_sentences(kept)

    def _states_a_sign(self, text: str) -> bool:
        """Under "Call 911 if:" the sentences of a paragraph are signs as the items of a list are."""
        led = leads_into_signs(self.heading) or self.heading.rstrip().endswith(":")
        return (
            self.section in SIGN_SECTIONS
            and led
            and not self.listed
            and bool(_ABOUT_YOU.match(plainly(text)))
        )

    def _heading_level(self) -> str:
        if self.section in SIGN_SECTIONS and not self.listed and not is_mixed(self.heading):
            return self.section or ""
        return ""

    def _keep_sentences(self, kept: list[tuple[str | None, Pieces]]) -> None:
        while kept:
            target = kept[0][0]
            run = [sentence for place, sentence in kept if place == target]
            kept = [(place, sentence) for place, sentence in kept if place != target]
            text = joined(run)
            if target in CONTENT_SECTIONS:
                self.account.paragraph(target or "", text)
            elif target in SIGN_SECTIONS:
                self._keep(
                    text, f"It is no sign: under “{SECTION_NAMES[target or '']}” stand short statements only."
                )
            elif target == "also_called":
                self.account.paragraph("overview", text)
            else:
                self._keep(text, NO_SECTION)

    @cached_property
    def flat(self) -> bool:
        """Whether no heading of the leaflet names a text section, so that the sentences must."""
        return not any(
            block.kind == "heading" and section_of_heading(block.text) in CONTENT_SECTIONS
            for block in self.blocks
        )

    def _keep(self, pieces: Pieces, why: str) -> None:
        self.account.leave(plain(pieces), why)
        self._keep_addresses(pieces)

    def _keep_addresses(self, pieces: Pieces) -> None:
        for piece in pieces:
            if piece.link and piece.link != piece.text:
                self.account.leave(piece.link, "The address of a link.")


def _case(lead_in: str) -> str:
    found = help_sentence(lead_in)
    return case_of(found.tail) if found else ""


def _bold(pieces: Pieces) -> Pieces:
    return tuple(Piece(piece.text, True, piece.link) for piece in pieces)
