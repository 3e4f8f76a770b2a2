"""Looks ICD-10-CM codes up in the tabular list that the package `simple-icd-10-cm` carries.

The package builds its whole tree when it is imported: 2 to 6 seconds and 160 MB for each process, inside the request
that publishes. Its two data files are read here instead, at the first look-up: the list of codes (25 ms, kept), and
of the tabular list only the block around the code that is asked for (10 ms, kept for each code).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree  # the file is the installed package's own, not somebody's upload

from conditions.domain.findings import CodeFact

_CODE = re.compile(r"[A-Z][0-9][0-9A-Z](?:[0-9A-Z]{1,4})?")
_DOTTED = r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?"
_RANGE = re.compile(rf"({_DOTTED})-?(?:\s*-\s*({_DOTTED})-?)?")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


def look_up(code: str) -> CodeFact | None:
    """Whether `code` is billable and what it excludes; None when ICD-10-CM has no such code."""
    bare = code.strip().upper().replace(".", "")
    return _fact(bare) if _CODE.fullmatch(bare) else None


@lru_cache(maxsize=2048)
def _fact(bare: str) -> CodeFact | None:
    codes = _codes()
    behind = bisect_right(codes, bare)
    if not behind or codes[behind - 1] != bare:
        return None
    has_children = behind < len(codes) and codes[behind].startswith(bare)
    return CodeFact(billable=not has_children, excludes1=tuple(_excludes1(bare)))


@lru_cache(maxsize=1)
def _codes() -> tuple[str, ...]:
    """Every code without its dot, headings included, in the alphabet's order."""
    lines = _data("code-list-*.txt").read_text(encoding="utf-8").split()
    return tuple(sorted({line for line in lines if _CODE.fullmatch(line)}))


def _data(pattern: str) -> Path:
    spec = find_spec("simple_icd_10_cm")  # finds the package without running it
    folders = (spec and spec.submodule_search_locations) or ()
    return max(path for folder in folders for path in (Path(folder) / "data").glob(pattern))


def _excludes1(bare: str) -> Iterator[tuple[str, str]]:
    """The ranges that the code, the headings above it, its section and its chapter exclude."""
    for note in _notes(bare):
        for inside in _IN_BRACKETS.findall(note):
            for first, last in _RANGE.findall(inside):
                yield first.replace(".", ""), (last or first).replace(".", "")


def _notes(bare: str) -> Iterator[str]:
    text = _data("icd10c-tabular-*.xml").read_text(encoding="utf-8")
    start = text.find(f"<name>{bare[:3]}</name>")
    if start < 0:
        return
    chapter, section = text.rfind("<chapter>", 0, start), text.rfind("<section id=", 0, start)
    for head in (
        text[chapter : text.find("<section", chapter)],
        text[section : text.find("<diag>", section)],
    ):
        for block in re.findall(r"<excludes1>(.*?)</excludes1>", head, re.DOTALL):
            yield from re.findall(r"<note>(.*?)</note>", block, re.DOTALL)
    yield from _notes_below(_block(text, text.rfind("<diag>", 0, start)), bare)


def _block(text: str, start: int) -> ElementTree.Element:
    """The `<diag>` element that begins at `start`."""
    depth = 0
    for tag in re.compile(r"<(/?)diag\b[^>]*>").finditer(text, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return ElementTree.fromstring(text[start : tag.end()])  # noqa: S314
    raise ValueError("The tabular list ends inside a category.")


def _notes_below(heading: ElementTree.Element, bare: str) -> Iterator[str]:
    yield from (note.text or "" for note in heading.findall("excludes1/note"))
    for child in heading.findall("diag"):
        if bare.startswith((child.findtext("name") or "?").replace(".", "")):
            yield from _notes_below(child, bare)
