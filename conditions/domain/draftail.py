"""The editor's rich text (Draftail's stored HTML) to and from the pieces of `conditions.domain.markup`.

A glossary word is plain text in double brackets there. Text that only looks like one carries a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import Literal

from conditions.domain.markup import LOST_PAGE, Piece, Pieces, single_spaced, tidy

_TERM = re.compile(r"(\\*)\[\[([^\[\]\\*\r\n]{1,100})\]\]")
_TRAILING_BACKSLASHES = re.compile(r"\\+$")

PageId = Callable[[str], int | None]
PageLink = Callable[[int], str]


def no_page(_slug: str) -> None:
    """No page is known by its slug."""


def unknown_page(_number: int) -> str:
    """A target that leads nowhere."""
    return LOST_PAGE


@dataclass(frozen=True)
class Passage:
    """One paragraph, or one list with its items."""

    kind: Literal["paragraph", "ul", "ol"]
    items: tuple[Pieces, ...]


# --- To the editor -------------------------------------------------------------------------------------------


def to_draftail(pieces: Pieces, *, page_id: PageId = no_page) -> str:
    """One paragraph of the editor's HTML. A link to a page that has an id is stored by id, so that it follows."""
    return f"<p>{_inline(pieces, page_id)}</p>" if pieces else ""


def _inline(pieces: Pieces, page_id: PageId) -> str:
    out = []
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        html = "".join(_run(list(run)) for _, run in groupby(group, key=lambda piece: piece.bold))
        out.append(f"<a {_attributes(link, page_id)}>{html}</a>" if link else html)
    return "".join(out)


def _attributes(link: str, page_id: PageId) -> str:
    if link.startswith("page:") and (number := page_id(link.removeprefix("page:"))) is not None:
        return f'linktype="page" id="{number}"'
    return f'href="{escape(link)}"'


def _run(run: list[Piece]) -> str:
    text = ""
    for piece in run:
        if piece.term:
            text = _TRAILING_BACKSLASHES.sub(lambda found: found[0] * 2, text) + f"[[{piece.text}]]"
        else:
            text += _TERM.sub(lambda found: found[1] * 2 + "\\" + found[0][len(found[1]) :], piece.text)
    html = escape(text, quote=False)
    return f"<b>{html}</b>" if run[0].bold else html


# --- From the editor -----------------------------------------------------------------------------------------


def passages(html: str, *, page_link: PageLink = unknown_page) -> list[Passage]:
    """What the editor's HTML says, paragraph by paragraph and list by list; empty ones are left out.

    `page_link` gives the markup target (`page:slug`) of a page by id, or `LOST_PAGE`.
    """
    reader = _Reader(page_link)
    reader.feed(html)
    reader.close()
    return reader.finish()


def from_draftail(html: str, *, page_link: PageLink = unknown_page) -> Pieces:
    """The pieces of one line: paragraphs that an editor managed to make are joined with a space."""
    joined: list[Piece] = []
    for passage in passages(html, page_link=page_link):
        for item in passage.items:
            joined += [Piece(" "), *item]
    return tidy(joined)


@dataclass
class _Reader(HTMLParser):
    page_link: PageLink
    done: list[Passage] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    items: list[Pieces] = field(default_factory=list)
    current: list[Piece] = field(default_factory=list)
    bold: int = 0
    link: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush_text()
        if tag in ("b", "strong"):
            self.bold += 1
        elif tag == "a":
            self.link = self._target(dict(attrs))
        elif tag == "br":
            self.current.append(Piece(" "))
        elif tag in ("ul", "ol"):
            self._end_line()
            self.lists.append(tag)
        elif tag in ("p", "li", "div") or re.fullmatch(r"h[1-6]", tag):
            self._end_line()

    def handle_endtag(self, tag: str) -> None:
        self._flush_text()
        if tag in ("b", "strong"):
            self.bold = max(0, self.bold - 1)
        elif tag == "a":
            self.link = ""
        elif tag in ("ul", "ol"):
            self._end_line()
            self._end_list()
        elif tag in ("p", "li", "div") or re.fullmatch(r"h[1-6]", tag):
            self._end_line()

    def handle_data(self, data: str) -> None:
        self.text += data

    def finish(self) -> list[Passage]:
        self._flush_text()
        self._end_line()
        self._end_list()
        return self.done

    def _target(self, attributes: dict[str, str | None]) -> str:
        if attributes.get("linktype") == "page":
            number = attributes.get("id") or ""
            return self.page_link(int(number)) if number.isdigit() else LOST_PAGE
        return attributes.get("href") or ""

    def _flush_text(self) -> None:
        self.current += _decoded(self.text, bold=self.bold > 0, link=self.link)
        self.text = ""

    def _end_line(self) -> None:
        pieces, self.current = tidy(self.current), []
        if not pieces:
            return
        if self.lists:
            self.items.append(pieces)
        else:
            self.done.append(Passage("paragraph", (pieces,)))

    def _end_list(self) -> None:
        kind = self.lists.pop() if self.lists else "ul"
        if self.items:
            self.done.append(Passage("ol" if kind == "ol" else "ul", tuple(self.items)))
            self.items = []


def _decoded(text: str, *, bold: bool, link: str) -> Iterable[Piece]:
    at = 0
    for found in _TERM.finditer(text):
        backslashes, word = found[1], single_spaced(found[2])
        literal = text[at : found.start()] + "\\" * (len(backslashes) // 2)
        at = found.end()
        if len(backslashes) % 2 or not word:
            yield Piece(literal + found[0][len(backslashes) :], bold, link)
        else:
            yield Piece(literal, bold, link)
            yield Piece(word, bold, link, term=True)
    yield Piece(text[at:], bold, link)
