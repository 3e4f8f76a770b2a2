"""Where a part of a document stands on the page that it was read from: a page may hold rows that are no part of it,
because they are empty or half written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

Kept = dict[str, list[int]]
"""For each list of the page that lost rows, by its path: the numbers of those that stayed."""

_NUMBER = re.compile(r"\[(\d+)\]")


def on_page(path: str, kept: Mapping[str, Sequence[int]]) -> str:
    """A path into the document as a path into the page."""
    out, at = "", 0
    for found in _NUMBER.finditer(path):
        out += path[at : found.start()]
        number, numbers = int(found[1]), kept.get(out)
        out += f"[{number if numbers is None else numbers[number]}]"
        at = found.end()
    return out + path[at:]


def without_rows(rows: Sequence[Any], gone: Collection[int], path: str, kept: Kept) -> list[Any]:
    """`rows` of the list at `path` without the numbers `gone`, which `kept` then knows."""
    before = kept.get(path, list(range(len(rows))))
    kept[path] = [before[number] for number in range(len(rows)) if number not in gone]
    return [row for number, row in enumerate(rows) if number not in gone]
