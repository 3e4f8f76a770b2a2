"""HTML to blocks: the visible words only. Scripts, styles and comments are never read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from conditions.domain.from_text.inline import clean, without_terms
from conditions.domain.from_text.reading_text import TABLE
from conditions.domain.from_text.shapes import Block, UnreadableError
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
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source", "track"}
)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether pasted text is HTML source, and not a text that uses "<" for "less than"."""
    return (
        len(
            re.findall(
                r"</?(?:p|div|h[1-6]|li|ul|ol|br|html|body|span|strong|table)\b[^<>]*>", text, re.IGNORECASE
            )
        )
        >= 2
    )


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
    """One table: its rows, and the blocks that it holds, should it turn out to be there for the layout only."""

    rows: list[list[str]] = field(default_factory=list)
    start: int = 0


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
            self.current.append(Piece(data, self.term or bold, self._target()))

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
            self.tables.append(_Table(start=len(self.done)))
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif re.fullmatch(r"h[1-6]", tag):
            self.heading = int(tag[1])

    def _close_block(self, tag: str) -> None:
        self._end_line(cell=tag in ("td", "th"))
        self.gap = True
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

    def _end_line(self, *, cell: bool = False) -> None:
        pieces, self.current = without_terms(tidy(self.current)), []
        if not pieces:
            return
        if self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].append(plain(pieces))
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
        """A table with one column is layout. Any other is kept as a whole."""
        table = self.tables.pop()
        if all(len(row) <= 1 for row in table.rows) or self.tables:
            return
        words = [block for block in self.done[table.start :] if block.kind in ("heading", "line", "item")]
        layout = any(block.kind == "heading" for block in words) or len(words) > 4 * max(len(table.rows), 1)
        if not layout:
            rows = [" | ".join(row) for row in table.rows if row]
            self.done[table.start :] = [Block("aside", (Piece("\n".join(rows)),), why=TABLE)]


def _boldness(tag: str, style: str) -> bool | None:
    """Whether an element makes its words bold; None when it leaves them as they are."""
    if found := _BOLD_STYLE.search(style):
        return not found[1].lower().startswith(("normal", "1", "2", "3", "4", "5"))
    return True if tag in ("b", "strong") else None
