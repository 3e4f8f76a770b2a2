"""A Word file (.docx) to blocks: a zip of XML, read with the standard library and defusedxml.

No document library is used: those leave out text boxes, footnotes and inserted words without a sign, and set no
limits to what a small file may unpack to.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from conditions.domain.from_text.help_tables import MOST_COLUMNS, is_for_layout
from conditions.domain.from_text.inline import clean, without_terms
from conditions.domain.from_text.reading_tables import a_table
from conditions.domain.from_text.shapes import MAX_CHARACTERS, TOO_LONG, Block, Cell, UnreadableError
from conditions.domain.markup import Piece, Pieces, plain, tidy

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_UNPACKED = 10_000_000
"""Bytes of all parts that are read: a leaflet has some hundred thousand."""
MAX_PARTS = 2_000
MAX_DEPTH = 60
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED = frozenset(
    {
        "Fallback",
        "instrText",
        "delText",
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sectPr",
        "tblPr",
        "tblGrid",
        "tcPr",
        "trPr",
    }
)
_BROKEN = "This Word file is damaged. Open it in Word, save it again as .docx, or paste its words."
_EDGES = {
    "header": "It stands at the top of every page of the Word file.",
    "footer": "It stands at the foot of every page of the Word file.",
    "footnotes": "It is a footnote of the Word file.",
    "endnotes": "It is an endnote of the Word file.",
    "comments": "It is a comment in the Word file.",
}
BOX = "It stands in a text box of the Word file."


@dataclass
class _Style:
    name: str = ""
    heading: int = 0
    list_number: str = ""
    bold: bool = False


def read_word(content: bytes) -> list[Block]:
    """The blocks of a .docx file, then what stands in its headers, footers and notes.

    Raises:
        UnreadableError: it is no .docx, it is damaged, or it unpacks to too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.namelist()
            if len(parts) > MAX_PARTS:
                raise UnreadableError("This Word file holds too many parts.")
            if any(part.flag_bits & 1 for part in archive.infolist()):
                raise UnreadableError(
                    "This Word file is locked with a password. Save it without, or paste its words."
                )
            if "word/document.xml" not in parts:
                raise UnreadableError("This is no Word file. Save it as .docx, or paste its words.")
            return _Word(archive).read()
    except (
        zipfile.BadZipFile,
        ParseError,
        DefusedXmlException,
        KeyError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise UnreadableError(_BROKEN) from error
    except (RuntimeError, ValueError, OSError, zlib.error) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(_BROKEN) from error


@dataclass
class _Word:
    archive: zipfile.ZipFile
    done: list[Block] = field(default_factory=list)
    styles: dict[str, _Style] = field(default_factory=dict)
    ordered: dict[tuple[str, str], bool] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    boxes: list[Block] = field(default_factory=list)
    bytes_left: int = field(default_factory=lambda: MAX_UNPACKED)
    """Over the whole file, as `characters_left` is: many parts of a middling size are as long to read as a huge one."""
    characters_left: int = field(default_factory=lambda: MAX_CHARACTERS)

    def _spend(self, characters: int) -> None:
        """Every paragraph counts for one character at least, so that empty ones come to an end as well."""
        self.characters_left -= characters
        if self.characters_left < 0:
            raise UnreadableError(TOO_LONG)

    def read(self) -> list[Block]:
        self._read_styles()
        self._read_numbering()
        self._read_links()
        body = self._part("word/document.xml")
        self._walk(body if body is not None else [], 0)
        for name in self.archive.namelist():
            found = re.fullmatch(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml", name)
            part = self._part(name) if found else None
            if found and part is not None:
                self._asides(part, _EDGES[found[1]])
        return self.done

    def _part(self, name: str) -> Element | None:
        if name not in self.archive.namelist():
            return None
        with self.archive.open(name) as packed:
            content = packed.read(self.bytes_left + 1)
        self.bytes_left -= len(content)
        if self.bytes_left < 0:
            raise UnreadableError("This Word file unpacks to too much. Paste its words.")
        parsed: Element = fromstring(content, forbid_dtd=True)
        return parsed

    # --- What is said beside the text ------------------------------------------------------------------------

    def _read_styles(self) -> None:
        part = self._part("word/styles.xml")
        for style in [] if part is None else part.iter(f"{_W}style"):
            name = _value(style.find(f"{_W}name")).lower()
            found = re.fullmatch(r"heading (\d)", name)
            number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            level = 1 if name == "title" else min(int(found[1]) + 1, 6) if found else 0
            bold = _is_on(style.find(f"{_W}rPr/{_W}b"))
            listed = _value(number) or (
                "bullet" if name.startswith("list ") and name != "list paragraph" else ""
            )
            if name.startswith("list number"):
                listed = "number"
            self.styles[style.get(f"{_W}styleId", "")] = _Style(name, level, listed, bold)

    def _read_numbering(self) -> None:
        part = self._part("word/numbering.xml")
        if part is None:
            return
        kinds: dict[tuple[str, str], bool] = {}
        for abstract in part.iter(f"{_W}abstractNum"):
            for level in abstract.iter(f"{_W}lvl"):
                place = (abstract.get(f"{_W}abstractNumId", ""), level.get(f"{_W}ilvl", "0"))
                kinds[place] = _value(level.find(f"{_W}numFmt")) not in ("bullet", "none", "")
        for number in part.iter(f"{_W}num"):
            abstract_id = _value(number.find(f"{_W}abstractNumId"))
            for (found, level_id), kind in kinds.items():
                if found == abstract_id:
                    self.ordered[number.get(f"{_W}numId", ""), level_id] = kind

    def _read_links(self) -> None:
        part = self._part("word/_rels/document.xml.rels")
        for relation in [] if part is None else list(part):
            if relation.get("TargetMode") == "External":
                self.links[relation.get("Id", "")] = relation.get("Target", "")

    # --- The text --------------------------------------------------------------------------------------------

    def _walk(self, element: Element | list[Element], depth: int) -> None:
        if depth > MAX_DEPTH:
            raise UnreadableError(_BROKEN)
        for child in element:
            name = _name(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child, depth)
            elif name not in _SKIPPED:
                self._walk(child, depth + 1)

    def _paragraph(self, paragraph: Element) -> None:
        self.boxes = []
        style = self.styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), _Style())
        self._spend(1)
        lines = self._lines(paragraph, bold=style.bold)
        number, level = self._number(paragraph, style)
        for at, pieces in enumerate(lines):
            if not pieces:
                continue
            if style.heading:
                self.done.append(Block("heading", pieces, level=style.heading))
            elif number and not at:
                ordered = self.ordered.get((number, level), number == "number")
                self.done.append(Block("item", pieces, level=int(level or 0), ordered=ordered))
            else:
                self.done.append(Block("line", pieces, gap=not at))
        self.done += self.boxes

    def _number(self, paragraph: Element, style: _Style) -> tuple[str, str]:
        """The list that a paragraph belongs to ("" for none), and how deep."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        if own is None:
            return style.list_number, "0"
        number = _value(own.find(f"{_W}numId"))
        level = _value(own.find(f"{_W}ilvl"))
        return ("" if number == "0" else number), (level if level.isdigit() and len(level) < 3 else "0")

    def _lines(self, paragraph: Element, *, bold: bool) -> list[Pieces]:
        lines: list[list[Piece]] = [[]]
        for piece in self._pieces(paragraph, bold=bold, link="", depth=0):
            if piece.text == "\n":
                lines.append([])
            else:
                lines[-1].append(piece)
        return [without_terms(tidy(line)) for line in lines]

    def _pieces(self, element: Element, *, bold: bool, link: str, depth: int) -> Iterator[Piece]:
        if depth > MAX_DEPTH:
            raise UnreadableError(_BROKEN)
        for child in element:
            name = _name(child)
            if name in _SKIPPED:
                continue
            if name == "t":
                self._spend(len(child.text or ""))
                yield Piece(clean(child.text or "").replace("\n", " "), bold, link)
            elif name in ("tab", "noBreakHyphen"):
                yield Piece("-" if name == "noBreakHyphen" else " ", bold, link)
            elif name in ("br", "cr"):
                yield Piece("\n")
            elif name == "r":
                mark = child.find(f"{_W}rPr/{_W}b")
                own = bold if mark is None else _is_on(mark)
                yield from self._pieces(child, bold=own, link=link, depth=depth + 1)
            elif name == "hyperlink":
                target = self.links.get(child.get(f"{_R}id", ""), link)
                yield from self._pieces(child, bold=bold, link=target, depth=depth + 1)
            elif name == "txbxContent":
                self._asides(child, BOX, into=self.boxes)
            elif name == "docPr":
                self._picture(child)
            else:
                yield from self._pieces(child, bold=bold, link=link, depth=depth + 1)

    def _picture(self, properties: Element) -> None:
        words = clean(properties.get("descr", "")).replace("\n", " ").strip()
        if words:
            why = "It describes a picture. Add the picture to the page first."
            self.boxes.append(Block("aside", (Piece(words),), why=why))

    def _asides(self, part: Element, why: str, into: list[Block] | None = None) -> None:
        for paragraph in part.iter(f"{_W}p"):
            self._spend(1)
            for pieces in self._lines(paragraph, bold=False) if into is None else [self._words(paragraph)]:
                if plain(pieces).strip():
                    (self.done if into is None else into).append(Block("aside", pieces, why=why))

    def _table(self, table: Element, depth: int) -> None:
        """A table with one column, or that is there for the layout: its cells are read as text."""
        rows = [self._row(row, depth) for row in _below(table, "tr")]
        words = [block for row in rows for cell in row for block in cell]
        if all(len(row) <= 1 for row in rows) or is_for_layout(tuple(rows)):
            self.done += words
        elif words:
            self.done.append(a_table(tuple(rows)))

    def _row(self, row: Element, depth: int) -> tuple[Cell, ...]:
        """The blocks of each cell. A cell that reaches over several columns leaves the others empty."""
        found: list[Cell] = []
        for cell in _below(row, "tc"):
            before, self.done = self.done, []
            self._walk(cell, depth + 1)
            found.append(tuple(self.done))
            self.done = before
            across = _value(cell.find(f"{_W}tcPr/{_W}gridSpan"))
            found += [()] * (
                min(int(across), MOST_COLUMNS + 1) - 1 if across.isdecimal() and len(across) < 4 else 0
            )
        return tuple(found)

    def _words(self, element: Element) -> Pieces:
        """All words below `element`, paragraph by paragraph, without styles. Each element counts: boxes can stand in
        boxes, and each reads what is below it."""
        found = []
        for child in element.iter():
            self._spend(1)
            if child.tag == f"{_W}t":
                self._spend(len(child.text or ""))
                found.append(child.text or "")
            elif _name(child) in ("p", "br", "tab"):
                found.append(" ")
        return tidy([Piece(clean("".join(found)))])


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _below(element: Element, name: str, depth: int = 0) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those that Word wraps into fields and marks of changes."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) not in (*_SKIPPED, "tbl", "p", "tc", "tr") and depth < MAX_DEPTH:
            yield from _below(child, name, depth + 1)


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "true") not in ("0", "false", "off", "none")
