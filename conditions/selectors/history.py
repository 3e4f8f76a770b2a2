"""Every publication of a page, each with the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conditions.models import ConditionPage, Publication

SHOWN = 100
"""The latest publications that one page of history shows."""


@dataclass(frozen=True)
class Step:
    """One publication, and the one that it followed (None for the first of the page)."""

    publication: Publication
    before: Publication | None


def history_of(page: ConditionPage) -> list[Step]:
    """The latest `SHOWN` publications of `page`, newest first."""
    found = Publication.objects.filter(page=page).order_by("-number")
    rows = list(found.select_related("published_by", "ended_by")[: SHOWN + 1])
    return [Step(row, before) for row, before in _with_before(rows)][:SHOWN]


def newest(page: ConditionPage) -> Publication | None:
    """The page's newest publication, served or not."""
    return Publication.objects.filter(page=page).order_by("-number").first()


def numbered(page: ConditionPage, number: int) -> Publication | None:
    """The page's publication with this number."""
    return Publication.objects.filter(page=page, number=number).first()


def _with_before(rows: list[Publication]) -> Iterable[tuple[Publication, Publication | None]]:
    return zip(rows, [*rows[1:], None], strict=True)
