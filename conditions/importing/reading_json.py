"""Strict JSON. Python's own reader says whether it is JSON; a walk over its tokens finds the line of each place and
the keys that are there twice, of which that reader silently keeps the last.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from conditions.importing.text import MAX_DEPTH, FileText, UnreadableError, below, too_deep

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def read_json(words: str, text: FileText) -> Any:
    """The value in `words`; the lines of its places and doubled keys go to `text`."""
    try:
        content = json.loads(words, object_pairs_hook=_first, parse_constant=_refused, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is not JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise too_deep() from error
    if _depth(content) > MAX_DEPTH:
        raise too_deep()
    _note_places(words, text)
    return content


def _first(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found


def _refused(constant: str) -> Any:
    raise UnreadableError(f"{constant} is not a number")


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) < 19 else digits


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


@dataclass
class _Holder:
    """An object or array that the walk is in. `key`: the place of the value that is being read."""

    path: str
    is_list: bool
    key: str = ""
    number: int = 0
    awaits_key: bool = True
    seen: dict[str, int] = field(default_factory=dict)

    def place(self) -> str:
        return f"{self.path}[{self.number}]" if self.is_list else below(self.path, self.key)


def _note_places(words: str, text: FileText) -> None:
    holders: list[_Holder] = []
    line, at = 1, 0
    for token in _TOKEN.finditer(words):
        line += words.count("\n", at, token.start())
        at = token.start()
        _step(token[0], line, holders, text)


def _step(mark: str, line: int, holders: list[_Holder], text: FileText) -> None:
    here = holders[-1] if holders else None
    if mark in "}]":
        holders.pop()
    elif here and mark == ",":
        here.number += 1
        here.awaits_key = True
    elif here and not here.is_list and here.awaits_key:
        _key(here, json.loads(mark), line, text)
    elif mark != ":":
        place = here.place() if here else ""
        if place:
            text.lines.setdefault(place, line)
        if mark in "{[":
            holders.append(_Holder(place, is_list=mark == "["))


def _key(here: _Holder, key: str, line: int, text: FileText) -> None:
    here.key, here.awaits_key = key, False
    if key in here.seen:
        text.fault(f"the key “{key}” is there twice, first on line {here.seen[key]}", here.place(), line)
    here.seen.setdefault(key, line)
    text.lines.setdefault(here.place(), line)
