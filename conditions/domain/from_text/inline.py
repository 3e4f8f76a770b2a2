"""Inline text of the readers: characters made safe, Markdown's bold and links, stretches cut out of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from conditions.domain.markup import Piece, Pieces, parse, plain, tidy

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_JOINERS = re.compile(r"[\u00ad\u200c\u200d\u2060\ufeff]")
_WIDE = re.compile(r"[^\S\n]{9,}")
"""Room that says no more than eight spaces do; patterns that look for spaces would get slow on it."""
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(([^()\s]*)\)")
_UNDERLINED = re.compile(r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)")
_SLANTED = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*\\])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]+?)_(?![\w_])"
)
_CODE = re.compile(r"(?<!\w)`+([^`\n]+)`+(?!\w)")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(]?[A-Z0-9])")
_SHORTENED = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|st|no|vs|e\.g|i\.e|etc|approx|fig|u\.s|a\.m|p\.m)|\b[A-Z])\.$", re.IGNORECASE
)


def clean(text: str) -> str:
    """`text` with one kind of line end, without characters that a page may not hold."""
    text = _WIDE.sub(" " * 8, _JOINERS.sub("", _BREAKS.sub("\n", text)))
    return unicodedata.normalize("NFC", _CONTROLS.sub(" ", text).replace("\u00a0", " "))


def inline(text: str) -> Pieces:
    """The pieces of one line of plain text or Markdown. Marks that do not pair up stay as they are."""
    text = _IMAGE.sub(r"\1 \2", text)
    text = _CODE.sub(r"\1", _UNDERLINED.sub(r"**\1**", text))
    text = _SLANTED.sub(lambda found: found[1] or found[2], text)
    return without_terms(parse(text))


def without_terms(pieces: Pieces) -> Pieces:
    """Double brackets are a glossary word only when an editor of this site wrote them."""
    return tidy(
        replace(piece, text=f"[[{piece.text}]]", term=False) if piece.term else piece for piece in pieces
    )


def cut(pieces: Pieces, start: int, end: int) -> Pieces:
    """The characters from `start` to `end` of what `pieces` say, in their styles."""
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last:
            found.append(replace(piece, text=piece.text[first:last]))
        at += len(piece.text)
    return tidy(found)


def sentences(pieces: Pieces) -> list[Pieces]:
    """One paragraph as its sentences."""
    text = plain(pieces)
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if not _SHORTENED.search(text[start : end.start() + 1]):
            found.append(cut(pieces, start, end.end()))
            start = end.end()
    return [sentence for sentence in [*found, cut(pieces, start, len(text))] if sentence]


def joined(parts: list[Pieces]) -> Pieces:
    """Sentences put back into one paragraph."""
    pieces: list[Piece] = []
    for part in parts:
        pieces += [Piece(" "), *part]
    return tidy(pieces)
