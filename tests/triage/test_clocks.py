"""When a patient must have been contacted, and when an idle claim lapses."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from conditions.domain.care_level import CareLevel
from triage.domain.clocks import Clocks, due_at, has_lapsed
from triage.domain.watch import WatchedHours, Window

ZONE = ZoneInfo("America/New_York")
OFFICE = WatchedHours(
    "America/New_York",
    (
        *(Window(day, datetime.time(8), datetime.time(17)) for day in range(4)),
        Window(4, datetime.time(8), datetime.time(12)),
    ),
    closed_on=frozenset({datetime.date(2026, 11, 26)}),
)


def at(day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def test_emergency_and_urgent_run_in_wall_time_at_night_too():
    assert due_at(CareLevel.EMERGENCY, at(22, 3), OFFICE) == at(22, 3, 15)
    assert due_at(CareLevel.URGENT, at(22, 3), OFFICE) == at(22, 5)


def test_two_hours_are_two_hours_over_a_clock_change():
    raised = datetime.datetime(2026, 11, 1, 5, 0, tzinfo=datetime.UTC)
    assert due_at(CareLevel.URGENT, raised.astimezone(ZONE), OFFICE) == raised + datetime.timedelta(hours=2)


@pytest.mark.parametrize(
    ("raised", "due"),
    [
        (at(23, 10), at(24, 10)),
        (at(19, 15), at(20, 12)),
        (at(20, 10), at(23, 10)),
        (at(25, 10), at(27, 10)),
        (at(21, 11), at(24, 8)),
        (at(23, 6), at(24, 8)),
    ],
    ids=["next day", "shorter day", "over the weekend", "over a holiday", "on Saturday", "before opening"],
)
def test_call_provider_is_due_after_one_working_day(raised, due):
    assert due_at(CareLevel.CALL_PROVIDER, raised, OFFICE) == due


def test_a_site_without_watched_hours_gets_the_sooner_calendar_day():
    never = WatchedHours("America/New_York")
    assert due_at(CareLevel.CALL_PROVIDER, at(21, 11), never) == at(22, 11)


def test_sites_set_their_own_times():
    clocks = Clocks(emergency=datetime.timedelta(minutes=5), call_provider=2)
    assert due_at(CareLevel.EMERGENCY, at(23, 10), OFFICE, clocks) == at(23, 10, 5)
    assert due_at(CareLevel.CALL_PROVIDER, at(23, 10), OFFICE, clocks) == at(25, 10)


def test_more_working_days_than_a_year_has_gives_the_next_day_and_not_never():
    mondays = WatchedHours("America/New_York", (Window(0, datetime.time(8), datetime.time(17)),))
    clocks = Clocks(call_provider=100)
    assert due_at(CareLevel.CALL_PROVIDER, at(23, 10), mondays, clocks) == at(24, 10)


def test_self_care_has_no_clock():
    with pytest.raises(ValueError, match="no clock"):
        due_at(CareLevel.SELF_CARE, at(23, 10), OFFICE)


@pytest.mark.parametrize(("minutes", "lapsed"), [(29, False), (30, True), (31, True)])
def test_an_idle_claim_lapses_after_thirty_minutes(minutes, lapsed):
    assert has_lapsed(at(23, 10), at(23, 10) + datetime.timedelta(minutes=minutes)) is lapsed
