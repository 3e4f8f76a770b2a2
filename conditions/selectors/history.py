"""Every publication of a page, each with the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from conditions.models import ConditionPage, Publication

SHOWN = 100
"""The latest publications that one page of history shows."""

_SHOWN_WITH = ("published_by", "ended_by", "later_withdrawal__withdrawn_by")


@dataclass(frozen=True)
class Step:
    """One publication, and the one that it followed (None for the first of the page)."""

    publication: Publication
    before: Publication | None


@dataclass(frozen=True)
class History:
    """One page of it. `older`: the number below which the next page begins; None on the last one."""

    steps: list[Step]
    older: int | None


def history_of(page: ConditionPage, *, before: int | None = None) -> History:
    """The latest `SHOWN` publications of `page` with numbers below `before`, newest first."""
    found = Publication.objects.filter(page=page).order_by("-number").select_related(*_SHOWN_WITH)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found[: SHOWN + 1])
    steps = [Step(row, earlier) for row, earlier in zip_longest(rows, rows[1:])][:SHOWN]
    return History(steps, older=rows[SHOWN - 1].number if len(rows) > SHOWN else None)


def numbers_of(page: ConditionPage) -> list[int]:
    """The number of every publication of `page`, newest first."""
    found = Publication.objects.filter(page=page).order_by("-number")
    return list(found.values_list("number", flat=True))


def newest(page: ConditionPage) -> Publication | None:
    """The page's newest publication, served or not."""
    return Publication.objects.filter(page=page).order_by("-number").first()


def numbered(page: ConditionPage, number: int) -> Publication | None:
    """The page's publication with this number."""
    return Publication.objects.filter(page=page, number=number).first()
