"""The draft while it grows, and the account of every word that is not in it."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from conditions.domain.document import BLOCK_SECTIONS, ConditionDocument
from conditions.domain.from_text.shapes import TABLE, Placed, Recognised, Unplaced
from conditions.domain.from_text.statements import Statement, statements
from conditions.domain.gate import SECTION_NAMES
from conditions.domain.markup import Piece, Pieces, link_fault, plain, tidy, write
from conditions.domain.questionnaire import RESERVED_SIGN_KEYS

_LONGEST_TEXT = 4800
_LONGEST_KEY = 50
_WEB = re.compile(r"\bhttps?://[^\s<>\"]+[^\s<>\".,;:)\]]")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,5}s?")
TOO_LONG = "It is too long for a sign. Shorten it to at most 160 characters."
TWICE = "It is there already."


@dataclass
class Account:
    """What was placed so far. `near` is the heading that the reading stands under."""

    fields: dict[str, Any] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    recognised: list[Recognised] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    near: str = ""
    stated: set[str] = field(default_factory=set)
    """What the signs say so far, in small letters."""
    keys: set[str] = field(default_factory=set)

    def leave(self, text: str, why: str) -> None:
        """Keep words that found no place."""
        last = self.unplaced[-1] if self.unplaced else None
        if last and why == TABLE and (last.why, last.near) == (why, self.near):
            self.unplaced[-1] = Unplaced(f"{last.text}\n{text.strip()}", why, self.near)
        elif re.search(r"\w", text):
            self.unplaced.append(Unplaced(text.strip(), why, self.near))

    def recognise(self, text: str, section: str) -> None:
        if re.search(r"\w", text):
            self.recognised.append(Recognised(text.strip(" –—-→=|").lstrip(": "), section))
        else:
            self.drop(text)

    def drop(self, *texts: str) -> None:
        self.dropped += [text.strip() for text in texts if text.strip()]

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def rows(self, section: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.fields.setdefault(section, [])
        return found

    # --- Signs -----------------------------------------------------------------------------------------------

    def sign(self, section: str, text: str, case: str = "") -> None:
        """Put what `text` states under `section`; what cannot be a sign is kept, and said loudly."""
        for found in statements(text, case):
            self.drop(*found.dropped)
            self._sign(section, found)

    def _sign(self, section: str, found: Statement) -> None:
        if not found.fits:
            self.leave(found.text, TOO_LONG)
            if re.search(r"\w", found.text):
                self.note(
                    f"A sentence under “{SECTION_NAMES[section]}” is too long for a sign, so it is not in the draft."
                )
        elif found.text.casefold() in self.stated:
            self.leave(found.text, TWICE)
        else:
            key = free_key(found.text, self.keys)
            self.stated.add(found.text.casefold())
            self.keys.add(key)
            self.rows(section).append({"key": key, "statement": found.text})

    # --- Text ------------------------------------------------------------------------------------------------

    def markup(self, pieces: Pieces) -> str:
        """`pieces` as markup. Links that the page may not hold become plain words; their addresses are kept."""
        return write(tidy(self._allowed(piece) for piece in pieces))

    def _allowed(self, piece: Piece) -> Piece:
        if not piece.link or not link_fault(piece.link):
            return piece
        if piece.link != piece.text:
            self.leave(
                piece.link,
                f"This kind of link is not allowed. It was on the words “{piece.text.strip()[:60]}”.",
            )
        return Piece(piece.text, piece.bold)

    def without_links(self, pieces: Pieces) -> str:
        """The words alone; addresses are kept apart."""
        for piece in pieces:
            if piece.link and piece.link != piece.text:
                self.leave(piece.link, f"No links here. It was on the words “{piece.text.strip()[:60]}”.")
        return plain(pieces)

    def paragraph(self, section: str, pieces: Pieces) -> None:
        if text := self.markup(pieces):
            if len(text) > _LONGEST_TEXT:
                self.leave(text, "This paragraph is too long.")
            else:
                self.rows(section).append({"kind": "paragraph", "text": text})

    def listing(self, section: str, lead_in: str, items: list[Pieces], *, ordered: bool) -> None:
        texts = [text for text in map(self.markup, items) if text]
        for text in [text for text in texts if len(text) > _LONGEST_TEXT]:
            self.leave(text, "This item is too long.")
            texts.remove(text)
        if texts:
            kind = "steps" if ordered else "bullets"
            self.rows(section).append({"kind": kind, "lead_in": lead_in, "items": texts})
        else:
            self.leave(lead_in, "Nothing followed it.")

    # --- Facts -----------------------------------------------------------------------------------------------

    def names(self, text: str) -> None:
        """Other names, parted at commas, "or" and "and"."""
        for part in re.split(r"(\s*[,;/]\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+)", text.strip(" .")):
            name = part.strip(" .,;/()\"“”'")
            if not name or name in ("or", "and"):
                self.drop(part)
            elif len(name) > 200:
                self.leave(part, "It is too long for a name.")
            else:
                kind = "abbreviation" if _ABBREVIATION.fullmatch(name) else "lay"
                self.rows("also_called").append({"text": name, "kind": kind})

    def source(self, pieces: Pieces) -> None:
        """One source: its words, and its address when that is https."""
        text = plain(pieces)
        addresses = [piece.link for piece in pieces if piece.link] + _WEB.findall(text)
        secure = next(
            (found for found in addresses if found.startswith("https://") and not link_fault(found)), ""
        )
        title = (
            re.sub(r"\s+", " ", text.replace(secure, " ") if secure else text).strip(" ,;:-–") or text.strip()
        )
        for other in dict.fromkeys(addresses):
            if other != secure and other not in title:
                self.leave(other, "A source has one address, and it starts with https://.")
        if title and len(title) <= 500 and len(secure) <= 500:
            self.rows("sources").append({"title": title, "url": secure})
        else:
            self.leave(f"{title} {secure}", "It is too long for a source.")

    def similar(self, text: str) -> None:
        """A condition that feels similar: "name: how it differs"."""
        parts = [*re.split(r"(:\s|\s[-–—]\s)", text, maxsplit=1), "", ""]
        name, mark, rest = (part.strip() for part in parts[:3])
        name = name.rstrip(".,; ")
        if not name or len(name.split()) > 8:
            self.leave(text, "Write the name of the condition and one sentence on how it differs.")
            return
        self.drop(mark)
        row = {"name": name, "relation": "similar", "how_different": rest}
        self.rows("similar_conditions").append(row)

    def finish(self, language: str, title: str) -> Placed:
        """The draft as a document."""
        fields: dict[str, Any] = {"language": language, "title": title}
        for name, value in self.fields.items():
            fields[name] = tuple(value) if isinstance(value, list) else value
        return Placed(
            ConditionDocument.model_validate_json(json.dumps(fields)),
            tuple(self.unplaced),
            tuple(self.recognised),
            tuple(self.dropped),
            tuple(self.notes),
        )


def free_key(statement: str, taken: set[str]) -> str:
    """A key made from the words of `statement`, not in `taken` and not one of the check-in's own."""
    ascii_only = unicodedata.normalize("NFKD", statement).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:_LONGEST_KEY].strip("-") or "sign"
    key, number = base, 1
    while key in taken or key in RESERVED_SIGN_KEYS:
        number += 1
        key = f"{base}-{number}"
    return key


CONTENT_SECTIONS = frozenset(BLOCK_SECTIONS)
