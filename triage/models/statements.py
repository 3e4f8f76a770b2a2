"""What the modules that talk to the database hand one another."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

Rows: TypeAlias = list[tuple[Any, ...]]


class Statement(NamedTuple):
    """SQL with `%s` for each of `params`, which are as the driver takes them."""

    text: str
    params: tuple[Any, ...]
