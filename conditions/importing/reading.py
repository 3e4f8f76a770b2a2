"""Strict YAML and JSON: the plain values of a file, the line of each, and every fault of the text itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from conditions.importing.reading_json import read_json
from conditions.importing.reading_yaml import YamlReader
from conditions.importing.text import FileText, UnreadableError, below

MAX_BYTES = 1_000_000
_ODD = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")
"""What YAML has no place for, and a page neither: control characters, half of a pair, what is no character."""
_HALF = re.compile("[\ud800-\udfff]")


def read_file(path: Path) -> FileText:
    """What `path` holds. Never raises for a bad file: whatever is wrong is in `faults`."""
    text = FileText(str(path))
    try:
        content = _read(path, text)
        if not isinstance(content, dict):
            empty = content is None
            raise UnreadableError(
                "is empty" if empty else "must be a mapping of keys, not a list or a single value"
            )
    except UnreadableError as error:
        text.fault(error.reason, text.path_at(error.line), error.line)
    else:
        text.content = _without_halves(content, text)
    return text


def _read(path: Path, text: FileText) -> Any:
    words = _words(path)
    odd = [(found[0], words.count("\n", 0, found.start()) + 1) for found in _ODD.finditer(words)]
    words = _ODD.sub("?", words)
    try:
        return read_json(words, text) if path.suffix == ".json" else YamlReader(text).read(words)
    finally:
        for character, line in odd:
            text.fault(_refused(character), text.path_at(line), line)


def _words(path: Path) -> str:
    try:
        if not path.is_file():
            raise UnreadableError("is not a file")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError("is larger than 1 MB")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8 text") from error


def _refused(character: str) -> str:
    name = (
        "a NUL character"
        if character == "\0"
        else f"a character that is not allowed (U+{ord(character):04X})"
    )
    return f"holds {name}"


def _without_halves(value: Any, text: FileText, path: str = "") -> Any:
    """`value` without halves of surrogate pairs, which JSON can spell; each place that holds one is a fault."""
    if isinstance(value, str) and _HALF.search(value):
        text.fault("holds half of a surrogate pair", path)
        return _HALF.sub("?", value)
    if isinstance(value, dict):
        return {
            _without_halves(key, text, path): _without_halves(item, text, below(path, key))
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_without_halves(item, text, f"{path}[{number}]") for number, item in enumerate(value)]
    return value
