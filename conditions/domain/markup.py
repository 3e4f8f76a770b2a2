"""Light inline markup: `**bold**`, `[text](link)`, `[[glossary word]]`; a backslash takes a sign's meaning away.

A document holds this markup, the editor works on Draftail's HTML, the public gets safe HTML. All three stand on
one shape, a tuple of `Piece`s. `parse(write(pieces)) == pieces` and `from_draftail(to_draftail(pieces)) == pieces`
for tidy pieces, and `canonical` gives every text its one spelling, so that a fingerprint depends on what is said
and not on how it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from unicodedata import category
from urllib.parse import urlsplit

_SPACE = re.compile(r"\s+")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TERM = re.compile(r"\[\[([^\[\]\\*\r\n]{1,100})\]\]")
_TARGET = re.compile(r"\]\(((?:\\.|[^\s()\\])+)\)")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PHONE = re.compile(r"\+?[0-9][0-9().-]*")
LOST_PAGE = "page:?"
"""Where a link led to a condition page that is not there any more, or is in another language. Readers get the words."""
_WORD_SIGNS = " '’-–.,/()&+%"
_MAIL = re.compile(r"[^\s@?&<>\"]+@[^\s@?&<>\"]+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one style. `term`: `text` is a glossary word. `link`: where a click leads, or ""."""

    text: str
    bold: bool = False
    link: str = ""
    term: bool = False


Pieces = tuple[Piece, ...]


# --- Links ---------------------------------------------------------------------------------------------------


def link_fault(target: str) -> str:
    """Why `target` may not be linked to, in plain words; empty when it may.

    Allowed: https addresses, phone numbers, e-mail addresses and `page:slug`.
    """
    scheme, _, rest = target.partition(":")
    if scheme == "https" and _is_web_address(target):
        return ""
    if scheme == "tel" and _PHONE.fullmatch(rest):
        return ""
    if scheme == "mailto" and _MAIL.fullmatch(rest):
        return ""
    if scheme == "page" and _SLUG.fullmatch(rest):
        return ""
    return f"The link “{target[:80]}” is not allowed. Link to https://…, tel:…, mailto:… or a condition page."


def web_address(target: str) -> str:
    """`target` when it is an https address that may be linked to; else empty."""
    return target if target.startswith("https://") and not link_fault(target) else ""


def _is_web_address(target: str) -> bool:
    if re.search(r"[\s\"<>\\\x00-\x1f\x7f]", target):
        return False
    try:
        parts = urlsplit(target)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return bool(port_is_fine and parts.hostname and "@" not in parts.netloc)


def links_of(pieces: Iterable[Piece]) -> list[str]:
    """Every link target, in order, each once."""
    return list(dict.fromkeys(piece.link for piece in pieces if piece.link))


def without_lost_links(pieces: Iterable[Piece]) -> Pieces:
    """`pieces` where a link to a page that is not there is nothing but its words."""
    return tidy(replace(piece, link="") if piece.link == LOST_PAGE else piece for piece in pieces)


def terms_of(pieces: Iterable[Piece]) -> list[str]:
    """Every glossary word, in order, as written."""
    return [piece.text for piece in pieces if piece.term]


def word_fault(word: str) -> str:
    """Why `word` may not stand in the glossary, in plain words; empty when it may."""
    wrong = next((sign for sign in word if sign not in _WORD_SIGNS and category(sign)[0] not in "LMN"), "")
    if wrong or not any(map(str.isalnum, word)):
        return f"A glossary word is made of letters, digits and {' '.join(_WORD_SIGNS)}, without “{wrong or word}”."
    return ""


# --- Markup text ---------------------------------------------------------------------------------------------


def parse(markup: str) -> Pieces:
    """What `markup` says. Total: signs that do not pair up are plain text."""
    return tidy(_parse(markup, bold=False, link=""))


def _parse(markup: str, *, bold: bool, link: str) -> Iterator[Piece]:
    at, strong, plain = 0, False, ""
    while at < len(markup):
        found = _special(markup, at, strong=strong, link=link)
        if found is None:
            character, at = _character(markup, at)
            plain += character
            continue
        yield Piece(plain, bold or strong, link)
        plain = ""
        at, inner = found
        if inner is None:
            strong = not strong
        elif isinstance(inner, str):
            yield Piece(inner, bold or strong, link, term=True)
        else:
            label, target = inner
            yield from _parse(label, bold=bold or strong, link=target)
    yield Piece(plain, bold or strong, link)


def _special(
    markup: str, at: int, *, strong: bool, link: str
) -> tuple[int, str | tuple[str, str] | None] | None:
    """What begins at `at`, and where it ends: a bold switch (None), a term (str), a link (label, target)."""
    if markup.startswith("**", at) and (strong or _closing(markup, at + 2)):
        return at + 2, None
    if markup[at] != "[":
        return None
    if (term := _TERM.match(markup, at)) and (word := single_spaced(term[1])):
        return term.end(), word
    if not link and (found := _link(markup, at)):
        label, target, end = found
        return end, (label, target)
    return None


def _closing(markup: str, at: int) -> bool:
    """Whether a `**` that no backslash precedes stands at or behind `at`."""
    while at < len(markup):
        if markup.startswith("**", at):
            return True
        _, at = _character(markup, at)
    return False


def _link(markup: str, start: int) -> tuple[str, str, int] | None:
    """Label, target and end of a link that begins at `start`; None when it is no link."""
    at = start + 1
    while at < len(markup):
        if term := _TERM.match(markup, at):
            at = term.end()
        elif markup[at] == "[":
            return None
        elif markup[at] == "]":
            found = _TARGET.match(markup, at)
            label = markup[start + 1 : at]
            if found is None or not label.strip():
                return None
            return label, re.sub(r"\\(.)", r"\1", found[1]), found.end()
        else:
            _, at = _character(markup, at)
    return None


def _character(markup: str, at: int) -> tuple[str, int]:
    """The next plain character, and where the one behind it starts."""
    if markup[at] == "\\" and at + 1 < len(markup) and markup[at + 1] in _PUNCTUATION:
        return markup[at + 1], at + 2
    return markup[at], at + 1


def write(pieces: Pieces) -> str:
    """The one canonical spelling of tidy `pieces`. A link that is bold throughout has its asterisks outside."""
    out: list[str] = []
    strong = False
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        run = list(group)
        if link:
            bold = all(piece.bold for piece in run)
            label = "".join(map(_spelled, run)) if bold else _with_switches(run)
            parts = [(bold, f"[{label}]({_escaped_target(link)})")]
        else:
            parts = [(piece.bold, _spelled(piece)) for piece in run]
        for bold, text in parts:
            out += ["**", text] if bold != strong else [text]
            strong = bold
    return "".join(out) + ("**" if strong else "")


def canonical(markup: str) -> str:
    """The canonical spelling of what `markup` says."""
    return write(parse(markup))


def plain(pieces: Iterable[Piece]) -> str:
    """The words alone, as they are read aloud."""
    return "".join(piece.text for piece in pieces)


def _with_switches(run: list[Piece]) -> str:
    out = []
    for bold, group in groupby(run, key=lambda piece: piece.bold):
        text = "".join(map(_spelled, group))
        out.append(f"**{text}**" if bold else text)
    return "".join(out)


def _spelled(piece: Piece) -> str:
    if piece.term:
        return f"[[{piece.text}]]"
    text = re.sub(r"[\\\[\]]", r"\\\g<0>", piece.text)
    # A lone asterisk between words means nothing; at an edge or in company it could pair up.
    return re.sub(r"^\*|\*$|\*(?=\*)|(?<=\*)\*", r"\\*", text)


def _escaped_target(target: str) -> str:
    return re.sub(r"[()\\]", r"\\\g<0>", target)


def single_spaced(text: str) -> str:
    """`text` without spaces around it, and with single ones in it."""
    return _SPACE.sub(" ", text).strip(" ")


# --- Tidying -------------------------------------------------------------------------------------------------


def tidy(pieces: Iterable[Piece]) -> Pieces:
    """`pieces` with single spaces, none at the edges of bold or links, none empty, neighbours in one style joined."""
    out: list[Piece] = []
    for piece in _spaces_outside(pieces):
        text = piece.text
        if text.startswith(" ") and (not out or out[-1].text.endswith(" ")):
            text = text[1:]
        if not text:
            continue
        if out and not piece.term and replace(out[-1], text="") == replace(piece, text=""):
            out[-1] = replace(piece, text=out[-1].text + text)
        else:
            out.append(replace(piece, text=text))
    return _without_last_space(out)


def _spaces_outside(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The editor loses a space at the edge of a bold stretch or a link, so it stands outside."""
    cleaned = (
        replace(piece, text=_SPACE.sub(" ", piece.text), link=_SPACE.sub("%20", piece.link.strip()))
        for piece in pieces
        if piece.text
    )
    for (bold, _), group in groupby(_outside_links(cleaned), key=lambda piece: (piece.bold, piece.link)):
        run = list(group)
        yield from _outside(run, replace(run[0], bold=False), replace(run[-1], bold=False)) if bold else run


def _outside_links(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        run = list(group)
        yield from _outside(run, replace(run[0], link=""), replace(run[-1], link="")) if link else run


def _outside(run: list[Piece], before: Piece, after: Piece) -> Iterator[Piece]:
    """`run` without spaces at its edges; one space in the style of `before` or `after` where there were some."""
    words = plain(run)
    if words.startswith(" "):
        yield replace(before, text=" ", term=False)
    if words.strip(" "):
        yield from _stripped(run)
        if words.endswith(" "):
            yield replace(after, text=" ", term=False)


def _stripped(run: list[Piece]) -> list[Piece]:
    while run and not run[0].text.strip(" "):
        run = run[1:]
    while run and not run[-1].text.strip(" "):
        run = run[:-1]
    first = [replace(run[0], text=run[0].text.lstrip(" ")), *run[1:]]
    return [*first[:-1], replace(first[-1], text=first[-1].text.rstrip(" "))]


def _without_last_space(pieces: list[Piece]) -> Pieces:
    while pieces and pieces[-1].text.endswith(" "):
        text = pieces[-1].text[:-1]
        pieces[-1:] = [replace(pieces[-1], text=text)] if text else []
    return tuple(pieces)


# --- Public HTML ---------------------------------------------------------------------------------------------


def _bare(_word: str) -> None:
    return None


def public_html(
    pieces: Iterable[Piece],
    *,
    page_url: Callable[[str], str | None],
    term: Callable[[str], str | None] = _bare,
) -> str:
    """Safe HTML of `pieces`: everything is escaped, and only allowed links become links.

    `page_url` gives the address of another page by slug, or None when it is not there (then the words stay).
    `term` gives the finished, safe HTML of a glossary word, or None for the bare word; it is called in reading
    order, so that a caller can treat the first use in another way. A word inside a link is never a term.
    """
    out = []
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        address = _address(link, page_url)
        inner = "".join(_public_piece(piece, _bare if address else term) for piece in group)
        out.append(f'<a href="{escape(address)}">{inner}</a>' if address else inner)
    return "".join(out)


def _address(link: str, page_url: Callable[[str], str | None]) -> str:
    if not link or link_fault(link):
        return ""
    scheme, _, rest = link.partition(":")
    return (page_url(rest) or "") if scheme == "page" else link


def _public_piece(piece: Piece, term: Callable[[str], str | None]) -> str:
    html = (term(piece.text) if piece.term else None) or escape(piece.text, quote=False)
    return f"<strong>{html}</strong>" if piece.bold else html
