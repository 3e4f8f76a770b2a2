"""When the care team watches the worklist: hours per weekday in a stated time zone.

Where a clock change makes a time exist twice or not at all, the shorter watch counts, so that nobody is told
that somebody is watching when nobody may be.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

_DAY = datetime.timedelta(days=1)
_HORIZON_DAYS = 400
"""How far ahead to look for the next opening: more than a year of closed days means "not watched"."""


@dataclass(frozen=True)
class Window:
    """Watched from `opens` to `closes`, local time, on `weekday` (0 is Monday).

    A window that closes at or before it opens runs past midnight; 00:00 to 00:00 is all day.
    """

    weekday: int
    opens: datetime.time
    closes: datetime.time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError("A weekday is 0 (Monday) to 6 (Sunday).")


@dataclass(frozen=True)
class WatchedHours:
    """A site's watched hours. `time_zone` is an IANA name; raises ZoneInfoNotFoundError when it is not."""

    time_zone: str
    windows: tuple[Window, ...] = ()
    closed_on: frozenset[datetime.date] = frozenset()
    """Days without any watch, such as holidays."""

    def __post_init__(self) -> None:
        ZoneInfo(self.time_zone)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def _kept_spans(self) -> dict[datetime.date, tuple[Span, ...]]:
        """What `spans_on` has worked out: a few days are asked for again and again."""
        return {}


Span = tuple[datetime.datetime, datetime.datetime]


def watched(now: datetime.datetime, hours: WatchedHours) -> tuple[bool, datetime.datetime | None]:
    """Whether somebody watches at `now`, and when the next watch starts, in UTC.

    The second value is None when somebody watches now, and when nobody ever will. `now` must be aware.
    """
    for opens, closes in _spans_around(now, hours):
        if opens <= _utc(now) < closes:
            return True, None
        if opens > _utc(now):
            return False, opens
    return False, None


def watched_until(now: datetime.datetime, hours: WatchedHours) -> datetime.datetime | None:
    """When the present watch ends, in UTC; None when nobody watches now, or somebody always does."""
    end: datetime.datetime | None = None
    for opens, closes in _spans_around(now, hours):
        if end is None:
            end = closes if opens <= _utc(now) < closes else None
        elif opens > end:
            return end
        else:
            end = max(end, closes)
    return None


def spans_on(day: datetime.date, hours: WatchedHours) -> tuple[Span, ...]:
    """The watched spans that open on local `day`, in order, in UTC; none on a closed day."""
    kept = hours._kept_spans.get(day)
    if kept is None:
        kept = hours._kept_spans[day] = _spans(day, hours)
    return kept


def _spans(day: datetime.date, hours: WatchedHours) -> tuple[Span, ...]:
    if day in hours.closed_on:
        return ()
    found = [_span(day, window, hours.zone) for window in hours.windows if window.weekday == day.weekday()]
    return tuple(sorted(span for span in found if span[0] < span[1]))


def _spans_around(now: datetime.datetime, hours: WatchedHours) -> Iterator[Span]:
    """Watched spans in UTC, in order of opening, from yesterday's on."""
    if not hours.windows:
        return
    today = now.astimezone(hours.zone).date()
    for days in range(-1, _HORIZON_DAYS):
        yield from spans_on(today + days * _DAY, hours)


def _span(day: datetime.date, window: Window, zone: ZoneInfo) -> Span:
    last = day if window.closes > window.opens else day + _DAY
    return max(_readings(day, window.opens, zone)), min(_readings(last, window.closes, zone))


def _readings(day: datetime.date, time: datetime.time, zone: ZoneInfo) -> list[datetime.datetime]:
    """Both readings of a local time; they differ only around a clock change."""
    local = datetime.datetime.combine(day, time, zone)
    return [_utc(local.replace(fold=fold)) for fold in (0, 1)]


def _utc(moment: datetime.datetime) -> datetime.datetime:
    """Python compares two times of one zone by their wall clocks; in UTC it compares moments."""
    if moment.tzinfo is None:
        raise ValueError("An aware time is needed.")
    return moment.astimezone(datetime.UTC)
