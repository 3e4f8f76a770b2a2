"""HTML to blocks: the visible words only. Scripts, styles and comments are never read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from conditions.domain.from_text.help_tables import MOST_COLUMNS, help_table, is_for_layout
from conditions.domain.from_text.inline import clean, without_terms
from conditions.domain.from_text.reading_tables import a_table
from conditions.domain.from_text.shapes import TABLE, Block, Cell, UnreadableError
from conditions.domain.markup import Piece, plain, tidy

_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "audio", "video", "canvas"}
)
_ASIDES = {
    "nav": "It is the navigation of a website.",
    "footer": "It is the foot of a website.",
    "form": "It is a form.",
    "button": "It is a button.",
    "select": "It is a form.",
    "figcaption": "It is the caption of a picture. Add the picture to the page first.",
    "title": "It is the name of the browser window.",
    "caption": TABLE,
}
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "main",
        "aside",
        "blockquote",
        "pre",
        "figure",
        "hr",
        "address",
        "details",
        "summary",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "body",
        "html",
        "head",
        "center",
        "fieldset",
        "legend",
        "label",
        "option",
    ]
) | frozenset(_ASIDES)
DEEPEST_TABLE = 3
"""Old pages and e-mails set tables in tables for the layout; deeper ones are read as text."""
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source", "track"}
)
_TAG = re.compile(r"</?(p|div|h[1-6]|li|ul|ol|br|html|body|span|strong|table)\b[^<>]*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^[ \t]*(?:\||#{1,6} )", re.MULTILINE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether pasted text is HTML source, and not a text that uses "<" for "less than", nor Markdown with line breaks in
    the cells of a table."""
    tags = [found[1].lower() for found in _TAG.finditer(text)]
    return len(tags) >= 2 and not (set(tags) == {"br"} and _MARKDOWN.search(text))


def read_html(text: str) -> list[Block]:
    """The blocks of an HTML page or fragment.

    Raises:
        UnreadableError: it is so broken that no browser would read it.
    """
    reader = _Reader()
    try:
        reader.feed(clean(text))
        reader.close()
    except AssertionError as error:
        raise UnreadableError(
            "This HTML is broken. Copy the words from your browser and paste them."
        ) from error
    return reader.finish()


@dataclass
class _Table:
    """One table: where each of its cells begins among the blocks, row by row; None where one from above or from the left
    reaches into the row."""

    rows: list[list[int | None]] = field(default_factory=list)
    reaching: dict[int, int] = field(default_factory=dict)
    """For columns into which a cell reaches from above: how many rows it still does."""

    def add_row(self) -> None:
        self.rows.append([])
        self._reach()

    def add_cell(self, at: int, across: int, down: int) -> None:
        if not self.rows:
            self.add_row()
        row = self.rows[-1]
        if down > 1:
            self.reaching.update({len(row) + more: down - 1 for more in range(across)})
        row += [at] + [None] * (across - 1)
        self._reach()

    def _reach(self) -> None:
        row = self.rows[-1]
        while self.reaching.get(len(row), 0) > 0:
            self.reaching[len(row)] -= 1
            row.append(None)

    def cells(self, blocks: list[Block]) -> list[tuple[Cell, ...]]:
        """The blocks of each cell. What stands between two cells is in the one before it."""
        starts = [at for row in self.rows for at in row if at is not None]
        ends = iter([*starts[1:], len(blocks)])
        return [
            tuple(() if at is None else tuple(blocks[at : next(ends)]) for at in row) for row in self.rows
        ]

    def is_one_column(self) -> bool:
        return all(sum(at is not None for at in row) <= 1 for row in self.rows)


@dataclass
class _Reader(HTMLParser):
    done: list[Block] = field(default_factory=list)
    current: list[Piece] = field(default_factory=list)
    open: list[tuple[str, bool | None]] = field(default_factory=list)
    """Open inline elements, and whether each makes its words bold."""
    asides: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    unseen: int = 0
    heading: int = 0
    item: bool = False
    term: bool = False
    heads: bool = False
    """Whether a cell is open that names its row or column."""
    link: str = ""
    gap: bool = True

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in _UNSEEN:
            self.unseen += 1
        if self.unseen:
            return
        if tag == "img" and (found.get("alt") or "").strip():
            self._end_line()
            why = "It describes a picture. Add the picture to the page first."
            self.done.append(Block("aside", tidy([Piece(clean(found["alt"] or ""))]), why=why))
        elif tag == "br":
            self._break()
        elif tag == "a":
            self.link = re.sub(r"\s", "", found.get("href") or "")
        elif tag in _BLOCKS:
            self._open_block(tag)
            if tag in ("td", "th") and self.tables:
                across, down = (_span(found.get(name)) for name in ("colspan", "rowspan"))
                self.tables[-1].add_cell(len(self.done), across, down)
                self.heads = tag == "th"
        elif tag not in _VOID:
            self.open.append((tag, _boldness(tag, found.get("style") or "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif self.unseen:
            return
        elif tag == "a":
            self.link = ""
        elif tag in _BLOCKS:
            self._close_block(tag)
        else:
            for at in range(len(self.open) - 1, max(len(self.open) - 50, -1), -1):
                if self.open[at][0] == tag:
                    del self.open[at]
                    break

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            bold = next((style for _, style in reversed(self.open) if style is not None), False)
            self.current.append(Piece(data, self.term or self.heads or bold, self._target()))

    def finish(self) -> list[Block]:
        self._end_line()
        while self.tables:
            self._close_table()
        return self.done

    def _target(self) -> str:
        return (
            ""
            if self.link.startswith(("#", "javascript:", "data:", "/", ".", "?")) or ":" not in self.link
            else self.link
        )

    def _open_block(self, tag: str) -> None:
        self._end_line()
        self.gap = True
        if tag in _ASIDES:
            self.asides.append(tag)
        elif tag in ("ul", "ol"):
            self.lists.append(tag)
        elif tag == "li":
            self.item = True
        elif tag in ("dt", "summary"):
            self.term = True
        elif tag == "table":
            self.tables.append(_Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].add_row()
        elif re.fullmatch(r"h[1-6]", tag):
            self.heading = int(tag[1])

    def _close_block(self, tag: str) -> None:
        self._end_line()
        self.gap = True
        self.heads = self.heads and tag not in ("th", "tr", "table")
        if tag in _ASIDES and tag in self.asides:
            self.asides.remove(tag)
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.item = False
        elif tag in ("dt", "summary"):
            self.term = False
        elif tag == "table" and self.tables:
            self._close_table()
        elif re.fullmatch(r"h[1-6]", tag):
            self.heading = 0

    def _break(self) -> None:
        if self.heading or self.item:
            self.current.append(Piece(" "))
        elif plain(self.current).strip():
            self._end_line()
            self.gap = False
        else:
            self.gap = True

    def _end_line(self) -> None:
        pieces, self.current = without_terms(tidy(self.current)), []
        if not pieces:
            return
        if self.asides:
            block = Block("aside", pieces, why=_ASIDES[self.asides[-1]])
        elif self.heading:
            block = Block("heading", pieces, level=self.heading)
        elif self.item or (self.lists and not self.heading):
            block = self._item(pieces)
        else:
            block = Block("line", pieces, gap=self.gap)
        self.done.append(block)
        self.gap = True

    def _item(self, pieces: tuple[Piece, ...]) -> Block:
        depth = max(len(self.lists) - 1, 0)
        return Block(
            "item", pieces, level=depth, ordered=bool(self.lists) and self.lists[-1] == "ol", gap=self.gap
        )

    def _close_table(self) -> None:
        """A table with one column, or in another one, is there for the layout, unless it says when to get help."""
        table = self.tables.pop()
        if len(self.tables) > DEEPEST_TABLE or table.is_one_column():
            return
        rows = tuple(table.cells(self.done))
        first = next((at for row in table.rows for at in row if at is not None), len(self.done))
        nested = bool(self.tables) and help_table(rows) is None
        if nested or is_for_layout(rows):
            return
        self.done[first:] = [a_table(rows)]


def _span(value: str | None) -> int:
    """How many rows or columns a cell takes up; no more than a leaflet has."""
    return (
        min(int(value[:4]), MOST_COLUMNS + 1)
        if value and value.isascii() and value.isdigit() and int(value[:4])
        else 1
    )


def _boldness(tag: str, style: str) -> bool | None:
    """Whether an element makes its words bold; None when it leaves them as they are."""
    if found := _BOLD_STYLE.search(style):
        return not found[1].lower().startswith(("normal", "1", "2", "3", "4", "5"))
    return True if tag in ("b", "strong") else None
