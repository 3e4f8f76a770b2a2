"""When the care team watches, across days, holidays and clock changes."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from triage.domain.watch import WatchedHours, Window, watched, watched_until

NEW_YORK = ZoneInfo("America/New_York")
OFFICE = WatchedHours(
    "America/New_York",
    tuple(Window(day, datetime.time(8), datetime.time(17)) for day in range(5)),
    closed_on=frozenset({datetime.date(2026, 11, 26)}),
)
ALWAYS = WatchedHours("UTC", tuple(Window(day, datetime.time(0), datetime.time(0)) for day in range(7)))


def at(*parts: int) -> datetime.datetime:
    return datetime.datetime(*parts, tzinfo=NEW_YORK)


def utc(*parts: int) -> datetime.datetime:
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(2026, 11, 23, 7, 59), (False, at(2026, 11, 23, 8))),
        (at(2026, 11, 23, 8), (True, None)),
        (at(2026, 11, 23, 16, 59, 59), (True, None)),
        (at(2026, 11, 23, 17), (False, at(2026, 11, 24, 8))),
        (at(2026, 11, 20, 18), (False, at(2026, 11, 23, 8))),
        (at(2026, 11, 25, 18), (False, at(2026, 11, 27, 8))),
        (utc(2026, 11, 23, 13), (True, None)),
    ],
    ids=["before", "opening", "last second", "closing", "weekend", "holiday", "other zone"],
)
def test_it_says_whether_somebody_watches_and_when_the_next_watch_starts(now, expected):
    assert watched(now, OFFICE) == expected


def test_the_same_local_hour_is_another_moment_after_the_clock_change():
    assert watched(at(2026, 10, 23, 18), OFFICE)[1] == utc(2026, 10, 26, 12)
    assert watched(at(2026, 10, 30, 18), OFFICE)[1] == utc(2026, 11, 2, 13)


def test_a_watch_that_opens_in_the_hour_that_does_not_exist_starts_after_it():
    hours = WatchedHours("America/New_York", (Window(6, datetime.time(2, 30), datetime.time(6)),))
    assert watched(at(2026, 3, 8, 1), hours) == (False, utc(2026, 3, 8, 7, 30))


@pytest.mark.parametrize(
    ("moment", "expected"), [(utc(2026, 11, 1, 5, 29), True), (utc(2026, 11, 1, 5, 30), False)]
)
def test_a_watch_that_closes_in_the_hour_that_exists_twice_ends_the_first_time(moment, expected):
    hours = WatchedHours("America/New_York", (Window(5, datetime.time(22), datetime.time(1, 30)),))
    assert watched(moment, hours)[0] is expected


def test_a_watch_that_opens_in_the_hour_that_exists_twice_starts_the_second_time():
    hours = WatchedHours("America/New_York", (Window(6, datetime.time(1, 30), datetime.time(6)),))
    assert watched(utc(2026, 11, 1, 5, 45), hours) == (False, utc(2026, 11, 1, 6, 30))


def test_an_overnight_watch_runs_into_the_next_day():
    hours = WatchedHours("America/New_York", (Window(4, datetime.time(20), datetime.time(6)),))
    assert watched(at(2026, 11, 21, 5), hours) == (True, None)
    assert watched_until(at(2026, 11, 21, 5), hours) == at(2026, 11, 21, 6)


def test_the_end_of_the_watch_is_told():
    assert watched_until(at(2026, 11, 23, 9), OFFICE) == at(2026, 11, 23, 17)
    assert watched_until(at(2026, 11, 23, 18), OFFICE) is None


def test_two_windows_that_touch_are_one_watch():
    hours = WatchedHours(
        "America/New_York",
        (Window(0, datetime.time(8), datetime.time(12)), Window(0, datetime.time(12), datetime.time(18))),
    )
    assert watched_until(at(2026, 11, 23, 9), hours) == at(2026, 11, 23, 18)


def test_a_site_that_always_watches_has_no_end():
    now = utc(2026, 11, 23, 9)
    assert watched(now, ALWAYS) == (True, None)
    assert watched_until(now, ALWAYS) is None


def test_a_site_that_never_watches_says_so():
    never = WatchedHours("America/New_York")
    assert watched(utc(2026, 11, 23, 9), never) == (False, None)
    assert watched_until(utc(2026, 11, 23, 9), never) is None


def test_wrong_input_is_refused():
    with pytest.raises(ZoneInfoNotFoundError):
        WatchedHours("Mars/Olympus")
    with pytest.raises(ValueError, match="weekday"):
        Window(7, datetime.time(8), datetime.time(17))
    with pytest.raises(ValueError, match="aware"):
        watched(datetime.datetime(2026, 11, 23, 9), OFFICE)
