"""Strict YAML, read by its events and not by PyYAML's constructors: those keep the last of two equal keys, follow
aliases (a few lines can stand for gigabytes), build objects from tags, and take `no` and `on` for booleans.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from conditions.importing.text import MAX_DEPTH, FileText, UnreadableError, below, too_deep

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_NO_ALIASES = "anchors (&) and aliases (*) are not allowed: write the value out"
_NO_TAGS = "tags (!) are not allowed"


class YamlReader:
    """Reads one document; the lines of its places and its faults go to `text`."""

    def __init__(self, text: FileText) -> None:
        self.text = text

    def read(self, words: str) -> Any:
        """The content of the one document in `words`."""
        self.events = yaml.parse(words, Loader=_LOADER)
        try:
            return self._stream()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else None
            raise UnreadableError(f"is not YAML: {error.problem}", line) from error
        except yaml.YAMLError as error:
            raise UnreadableError(f"is not YAML: {str(error).splitlines()[0]}") from error

    def _stream(self) -> Any:
        documents = 0
        content = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise UnreadableError("holds more than one document", _line(event))
                content = self._value(next(self.events), "", 0)
        return content

    def _value(self, event: Any, path: str, depth: int) -> Any:
        line = _line(event)
        if path:
            self.text.lines.setdefault(path, line)
        self._refuse_marks(event, path)
        if depth > MAX_DEPTH:
            raise too_deep(line)
        if isinstance(event, yaml.AliasEvent):
            self.text.unread.add(path)
            return None
        if isinstance(event, yaml.ScalarEvent):
            return _plain(event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _refuse_marks(self, event: Any, path: str) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.text.fault(_NO_ALIASES, path, _line(event))
        if getattr(event, "tag", None):
            self.text.fault(_NO_TAGS, path, _line(event))

    def _sequence(self, path: str, depth: int) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, f"{path}[{len(found)}]", depth + 1))
        return found

    def _mapping(self, path: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path, depth, seen)
            value = self._value(next(self.events), below(path, key), depth + 1)
            found.setdefault(key, value)
        return found

    def _key(self, event: Any, path: str, depth: int, seen: dict[str, int]) -> str:
        """The key that begins with `event`; empty for one that is no single word, which is read over."""
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            self.text.fault("a key must be a single word", path, line)
            self._value(event, path, depth + 1)
            return ""
        key: str = event.value
        place = below(path, key)
        self._refuse_marks(event, place)
        if key in seen:
            self.text.fault(f"the key “{key}” is there twice, first on line {seen[key]}", place, line)
        seen.setdefault(key, line)
        self.text.lines.setdefault(place, line)
        return key


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _plain(word: str) -> Any:
    """An unquoted value: true, false, null and numbers; everything else is text, also `yes`, `no` and dates."""
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    return float(word) if _DECIMAL.fullmatch(word) else word
