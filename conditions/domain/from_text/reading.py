"""A pasted text or an uploaded file to blocks, whatever it is; refusals in plain words."""

from __future__ import annotations

import re

from conditions.domain.from_text.reading_html import looks_like_html, read_html
from conditions.domain.from_text.reading_text import read_text
from conditions.domain.from_text.reading_word import read_word
from conditions.domain.from_text.shapes import MAX_CHARACTERS, TOO_LONG, Block, UnreadableError

MAX_BYTES = 5_000_000
TYPES = (".txt", ".md", ".markdown", ".html", ".htm", ".docx")
_OTHER_FILES = {
    b"%PDF": "This is a PDF. Open it, copy its words and paste them here.",
    b"{\\rtf": "This is an RTF file. Save it as .docx, or paste its words.",
}
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"
_IS_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD = "This is an old Word file. Save it as .docx, or paste its words."
_LOCKED = "This Word file is locked with a password. Open it in Word, save it without the password, or paste its words."


def read_pasted(text: str) -> list[Block]:
    """The blocks of pasted text: plain, Markdown, or HTML source.

    Raises:
        UnreadableError: it holds no words, or too many.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(TOO_LONG)
    return _with_words(read_html(text) if looks_like_html(text) else read_text(text))


def read_upload(name: str, content: bytes) -> list[Block]:
    """The blocks of a file. What it is, is seen from what it holds; its name only has to be of a known type.

    Raises:
        UnreadableError: the file is of another type, too large, damaged, or holds no words.
    """
    kind = re.search(r"\.[A-Za-z0-9]+$", name.strip())
    if len(content) > MAX_BYTES:
        raise UnreadableError("This file is larger than 5 MB.")
    if not content.strip():
        raise UnreadableError("This file is empty.")
    if content.startswith(_OLD_CONTAINER):
        raise UnreadableError(
            _LOCKED if _IS_LOCKED in content or name.strip().lower().endswith(".docx") else _OLD
        )
    for start, reason in _OTHER_FILES.items():
        if content.startswith(start):
            raise UnreadableError(reason)
    if kind is None or kind[0].lower() not in TYPES:
        raise UnreadableError("Choose a text file (.txt), Markdown (.md), HTML (.html) or Word (.docx).")
    if content.startswith(b"PK") or kind[0].lower() == ".docx":
        return _within(_with_words(read_word(content)))
    text = _decoded(content)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(TOO_LONG)
    return _with_words(read_html(text) if kind[0].lower() in (".html", ".htm") else read_pasted(text))


def _decoded(content: bytes) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else _unmarked(content)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1a]", text):
            return text
    raise UnreadableError("This file holds no text that can be read. Save it as plain text or .docx.")


def _unmarked(content: bytes) -> list[str]:
    """UTF-16 without its mark shows by the empty halves of its plain letters."""
    first, second = content[0::2].count(0), content[1::2].count(0)
    half = len(content) // 4
    if max(first, second) > half:
        return ["utf-16-be" if first > second else "utf-16-le"]
    return ["utf-8-sig", "cp1252"]


def _with_words(blocks: list[Block]) -> list[Block]:
    if not any(re.search(r"\w", block.text) for block in blocks):
        raise UnreadableError("There are no words in it.")
    return blocks


def _within(blocks: list[Block]) -> list[Block]:
    if sum(len(block.text) for block in blocks) > MAX_CHARACTERS:
        raise UnreadableError(TOO_LONG)
    return blocks
