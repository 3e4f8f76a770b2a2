"""Findings about sources: old ones, and ones without a date."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from conditions.domain.document import ConditionDocument
from conditions.domain.findings.finding import Code, Finding, Targets, note, warn


def of_sources(document: ConditionDocument, today: datetime.date, targets: Targets) -> Iterator[Finding]:
    oldest = _years_before(today, targets.source_years)
    for number, source in enumerate(document.sources):
        path = f"sources[{number}].published"
        if source.published is None:
            yield note(
                Code.UNDATED_SOURCE, path, f"“{source.title}” has no date: nobody can see how old it is."
            )
        elif source.published < oldest:
            message = (
                f"“{source.title}” is from {source.published.year}, more than {targets.source_years} years ago. "
                "Look for a newer edition."
            )
            yield warn(Code.OLD_SOURCE, path, message)


def _years_before(day: datetime.date, years: int) -> datetime.date:
    """The same day `years` ago; 28 February for a leap day that is not there."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
