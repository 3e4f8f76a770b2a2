"""Where the reading of a leaflet stands: its blocks, the place among them, and the section that words go to now."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from conditions.domain.document import SIGN_SECTIONS
from conditions.domain.from_text.account import CONTENT_SECTIONS, Account
from conditions.domain.from_text.help_words import SignSection
from conditions.domain.from_text.shapes import Block
from conditions.domain.from_text.topics import section_of_heading
from conditions.domain.markup import Pieces, plain

NO_SECTION = "No section of the page fits its heading."
FACT_SECTIONS = ("also_called", "pronunciation", "sources", "similar_conditions")
"""Sections of single facts, neither signs nor text."""


@dataclass
class Course:
    """The state that the rooms of the placing share."""

    blocks: list[Block]
    account: Account = field(default_factory=Account)
    at: int = 0
    """The block to read next."""
    section: str | None = ""
    """"" before the first heading; None under a heading that fits no section."""
    depth: int = 0
    heading: str = ""
    listed: bool = False
    """Whether a list of signs stood under this heading."""
    stops: bool = False
    """Whether the items of that list ended with a full stop."""
    level: SignSection | None = None
    """How urgent its lead-in was: what goes on below it is no milder."""

    def enter(self, section: str | None, heading: str, depth: int) -> None:
        """Go under a heading. One that stands deeper and stays in the section leaves the outer one in force."""
        if not (section and section == self.section and 0 < self.depth < depth):
            self.depth = depth
        self.section, self.heading, self.listed, self.level = section, heading, False, None
        self.account.near = heading

    def take(self, end: int) -> list[Block]:
        """The blocks up to `end`, which are read then."""
        run, self.at = self.blocks[self.at : end], end
        return run

    @property
    def items_follow(self) -> bool:
        """Whether a list with marks comes next."""
        return self.at < len(self.blocks) and self.blocks[self.at].kind == "item"

    @property
    def under_signs(self) -> bool:
        return self.section in SIGN_SECTIONS

    @property
    def after_signs(self) -> bool:
        """Whether a list of signs stood in this section: what comes without a heading of its own may be one more."""
        return self.listed and (self.under_signs or self.section in CONTENT_SECTIONS or self.section == "")

    @property
    def text_section(self) -> str | None:
        """Where text goes: what stands before the first heading says what the condition is."""
        return "overview" if self.section == "" else self.section

    @cached_property
    def flat(self) -> bool:
        """Whether no heading of the leaflet names a text section, so that the sentences must."""
        return not any(
            block.kind == "heading" and section_of_heading(block.text) in CONTENT_SECTIONS
            for block in self.blocks
        )

    def keep(self, pieces: Pieces, why: str) -> None:
        """List words that find no place, with the addresses of their links."""
        self.account.leave(plain(pieces), why)
        self.keep_addresses(pieces)

    def keep_addresses(self, pieces: Pieces) -> None:
        for piece in pieces:
            if piece.link and piece.link != piece.text:
                self.account.leave(piece.link, "The address of a link.")
