"""When a person must have contacted the patient, and when an idle claim lapses.

Site settings; the defaults are 15 minutes, 2 hours and 1 working day (design 5.3). Claiming does not stop the
clock: only reaching the patient, or closing the item, does.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from conditions.domain.care_level import CareLevel
from triage.domain.watch import WatchedHours, spans_on, watched

_HORIZON_DAYS = 400


@dataclass(frozen=True)
class Clocks:
    """A site's times. `call_provider` is in working days: days with watched hours."""

    emergency: datetime.timedelta = datetime.timedelta(minutes=15)
    urgent: datetime.timedelta = datetime.timedelta(hours=2)
    call_provider: int = 1
    claim_lapses_after: datetime.timedelta = datetime.timedelta(minutes=30)


DEFAULT_CLOCKS = Clocks()


def due_at(
    level: CareLevel, raised_at: datetime.datetime, hours: WatchedHours, clocks: Clocks = DEFAULT_CLOCKS
) -> datetime.datetime:
    """When the patient must have been contacted, in UTC.

    Emergency and urgent run in wall time, watched or not. Raises ValueError for self_care.
    """
    if level is CareLevel.EMERGENCY:
        return raised_at.astimezone(datetime.UTC) + clocks.emergency
    if level is CareLevel.URGENT:
        return raised_at.astimezone(datetime.UTC) + clocks.urgent
    if level is CareLevel.CALL_PROVIDER:
        return _working_days_after(raised_at, clocks.call_provider, hours)
    raise ValueError("self_care has no clock.")


def has_lapsed(
    idle_since: datetime.datetime, now: datetime.datetime, clocks: Clocks = DEFAULT_CLOCKS
) -> bool:
    """Whether a claim without any step since `idle_since` (the claim itself counts) has lapsed."""
    return now - idle_since >= clocks.claim_lapses_after


def _working_days_after(raised_at: datetime.datetime, days: int, hours: WatchedHours) -> datetime.datetime:
    """The same local time `days` working days later, kept within that day's watched hours.

    What is raised while nobody watches counts from the next opening. A site without watched hours gets
    calendar days: the sooner of the two.
    """
    open_now, opens = watched(raised_at, hours)
    start = raised_at if open_now else opens
    if start is None:
        return raised_at.astimezone(datetime.UTC) + datetime.timedelta(days=days)
    local = start.astimezone(hours.zone)
    day = _working_day(local.date(), days, hours)
    wanted = datetime.datetime.combine(day, local.time(), hours.zone).astimezone(datetime.UTC)
    spans = spans_on(day, hours)
    if not spans:
        return wanted
    return min(max(wanted, spans[0][0]), max(closes for _opens, closes in spans))


def _working_day(day: datetime.date, days: int, hours: WatchedHours) -> datetime.date:
    """The `days`-th day with watched hours after `day`; the plain calendar day when a year has too few."""
    for ahead in range(1, _HORIZON_DAYS):
        candidate = day + datetime.timedelta(days=ahead)
        days -= 1 if spans_on(candidate, hours) else 0
        if days == 0:
            return candidate
    return day + datetime.timedelta(days=1)
