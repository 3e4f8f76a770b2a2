"""The plain content of one file of an import, the line of each place in it, and every fault of the text itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from conditions.importing.faults import Fault

MAX_DEPTH = 20


@dataclass
class FileText:
    """The plain content of one file. `lines` gives the line of a path; `faults` is empty when all is well.
    `unread`: places whose value could not be read, and of which nothing more is said."""

    file: str
    content: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def fault(self, reason: str, path: str = "", line: int | None = None) -> None:
        """Note a fault at `path`; the line is looked up when it is not given."""
        if path not in self.unread:
            self.faults.append(Fault(self.file, reason, path, line or self.line_of(path)))

    def line_of(self, path: str) -> int | None:
        """The line of `path`, or of the nearest thing around it."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = re.sub(r"(\.[^.\[\]]+|\[[0-9]+\]|^[^.\[\]]+)$", "", path)
        return None

    def path_at(self, line: int | None) -> str:
        """The last place that begins on `line` or before it."""
        before = [
            (there, at, path) for at, (path, there) in enumerate(self.lines.items()) if there <= (line or 0)
        ]
        return max(before, default=(0, 0, ""))[2]


class UnreadableError(Exception):
    """The file cannot be read on from here."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def too_deep(line: int | None = None) -> UnreadableError:
    return UnreadableError(f"is nested deeper than {MAX_DEPTH} levels", line)


def below(path: str, key: str) -> str:
    """The path of the member `key` of what is at `path`."""
    return f"{path}.{key}" if path else key
