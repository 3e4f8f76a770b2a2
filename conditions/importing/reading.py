"""Strict YAML and JSON: the plain values of a file, the line of each, and every fault of the text itself.

YAML is read by its events, not by PyYAML's constructors: those keep the last of two equal keys, follow aliases
(a few lines can stand for gigabytes), build objects from tags, and take `no` and `on` for booleans.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from conditions.importing.faults import Fault

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass
class FileText:
    """The plain content of one file. `lines` gives the line of a path; `faults` is empty when all is well."""

    file: str
    content: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, reason: str, path: str = "", line: int | None = None) -> None:
        """Note a fault at `path`; the line is looked up when it is not given."""
        self.faults.append(Fault(self.file, reason, path, line or self.line_of(path)))

    def line_of(self, path: str) -> int | None:
        """The line of `path`, or of the nearest thing around it."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = re.sub(r"(\.[^.\[\]]+|\[[0-9]+\]|^[^.\[\]]+)$", "", path)
        return None


class _UnreadableError(Exception):
    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def read_file(path: Path) -> FileText:
    """What `path` holds. Never raises for a bad file: whatever is wrong is in `faults`."""
    text = FileText(str(path))
    try:
        content = _read(path, text)
        if not isinstance(content, dict):
            what = (
                "is empty" if content is None else "must be a mapping of keys, not a list or a single value"
            )
            raise _UnreadableError(what)
        _refuse_odd_characters(content)
    except _UnreadableError as error:
        text.fault(error.reason, line=error.line)
    else:
        text.content = content
    return text


def _read(path: Path, text: FileText) -> Any:
    try:
        if not path.is_file():
            raise _UnreadableError("is not a file")
        if path.stat().st_size > MAX_BYTES:
            raise _UnreadableError("is larger than 1 MB")
        words = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _UnreadableError(f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise _UnreadableError("is not UTF-8 text") from error
    if "\0" in words:
        raise _UnreadableError("holds a NUL character", words[: words.index("\0")].count("\n") + 1)
    return _from_json(words, text) if path.suffix == ".json" else _YamlReader(text).read(words)


def _refuse_odd_characters(value: Any, path: str = "") -> None:
    if isinstance(value, str):
        if re.search(r"[\ud800-\udfff]", value):
            raise _UnreadableError(f"{path}: holds half of a surrogate pair")
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_odd_characters(key, path)
            _refuse_odd_characters(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _refuse_odd_characters(item, f"{path}[{number}]")


# --- JSON ----------------------------------------------------------------------------------------------------


def _from_json(words: str, text: FileText) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                text.fault(f"the key “{key}” is there twice")
            if value is not None:
                found[key] = value
        return found

    def refused(constant: str) -> Any:
        raise _UnreadableError(f"{constant} is not a number")

    def integer(digits: str) -> int | str:
        return int(digits) if len(digits) < 19 else digits

    try:
        content = json.loads(words, object_pairs_hook=once, parse_constant=refused, parse_int=integer)
    except json.JSONDecodeError as error:
        raise _UnreadableError(f"is not JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise _UnreadableError(f"is nested deeper than {MAX_DEPTH} levels") from error
    if _depth(content) > MAX_DEPTH:
        raise _UnreadableError(f"is nested deeper than {MAX_DEPTH} levels")
    return content


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level := [
        item
        for holder in level
        if isinstance(holder, dict | list)
        for item in (holder.values() if isinstance(holder, dict) else holder)
    ]:
        depth += 1
    return depth


# --- YAML ----------------------------------------------------------------------------------------------------


class _YamlReader:
    def __init__(self, text: FileText) -> None:
        self.text = text

    def read(self, words: str) -> Any:
        """The content of the one document in `words`."""
        self.events = yaml.parse(words, Loader=_LOADER)
        try:
            return self._stream()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise _UnreadableError(
                f"is not YAML: {error.problem}", mark.line + 1 if mark else None
            ) from error
        except yaml.YAMLError as error:
            raise _UnreadableError(f"is not YAML: {str(error).splitlines()[0]}") from error

    def _stream(self) -> Any:
        documents = 0
        content = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _UnreadableError("holds more than one document", _line(event))
                content = self._value(next(self.events), "", 0)
        return content

    def _value(self, event: Any, path: str, depth: int) -> Any:
        line = _line(event)
        if path:
            self.text.lines.setdefault(path, line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _UnreadableError("anchors (&) and aliases (*) are not allowed: write the value out", line)
        if getattr(event, "tag", None):
            raise _UnreadableError("tags (!) are not allowed", line)
        if depth > MAX_DEPTH:
            raise _UnreadableError(f"is nested deeper than {MAX_DEPTH} levels", line)
        if isinstance(event, yaml.ScalarEvent):
            return _plain(event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: str, depth: int) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, f"{path}[{len(found)}]", depth + 1))
        return found

    def _mapping(self, path: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _UnreadableError("a key must be a single word", line)
            if event.anchor or event.tag:
                raise _UnreadableError("anchors (&), aliases (*) and tags (!) are not allowed", line)
            key = event.value
            place = f"{path}.{key}" if path else key
            if key in seen:
                self.text.fault(f"the key “{key}” is there twice, first on line {seen[key]}", place, line)
            seen.setdefault(key, line)
            self.text.lines.setdefault(place, line)
            value = self._value(next(self.events), place, depth + 1)
            if value is not None and key not in found:
                found[key] = value
        return found


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _plain(word: str) -> Any:
    """An unquoted value: true, false, null and numbers; everything else is text, also `yes`, `no` and dates."""
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    return float(word) if _DECIMAL.fullmatch(word) else word
