"""Times in words: how long is left, and since when nobody waits."""

from __future__ import annotations

import datetime
from datetime import time

import pytest

from triage.domain.watch import WatchedHours, Window
from triage.models import Patient, WorkItem
from triage.views import worklist_words as words

DAYS = range(7)
ALWAYS = WatchedHours("America/New_York", tuple(Window(day, time(0), time(0)) for day in DAYS))
BY_DAY = WatchedHours("America/New_York", tuple(Window(day, time(8), time(18)) for day in DAYS))
NOW = datetime.datetime(2026, 11, 23, 15, 0, tzinfo=datetime.UTC)


def ago(**span) -> datetime.datetime:
    return NOW - datetime.timedelta(**span)


def said(hours: WatchedHours = ALWAYS, **fields) -> tuple[str, str, str]:
    item = WorkItem(**{"state": "new", "level": "urgent", "raised_at": ago(hours=1), **fields})
    found = words.time_left(item, NOW, hours)
    return found["state"], plain(found["main"]), plain(found["detail"])


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"due_at": NOW + datetime.timedelta(minutes=60)}, ("normal", "1 h", "left of 2 h")),
        ({"due_at": NOW + datetime.timedelta(minutes=80)}, ("normal", "1 h 20 min", "left of 2 h")),
        ({"due_at": NOW + datetime.timedelta(minutes=5)}, ("normal", "5 min", "left of 2 h")),
        ({"due_at": NOW + datetime.timedelta(minutes=4)}, ("soon", "4 min", "left of 2 h")),
        ({"due_at": ago(seconds=1)}, ("overdue", "Overdue", "by 0 min")),
        ({"due_at": ago(days=2, hours=3)}, ("overdue", "Overdue", "by 2 days")),
        (
            {"due_at": ago(minutes=9), "state": "unable_to_contact", "contacted_at": NOW},
            ("overdue", "Overdue", "by 9 min"),
        ),
        (
            {"due_at": ago(minutes=9), "state": "contacted", "contacted_at": NOW},
            ("normal", "Reached", "10:00 a.m."),
        ),
        (
            {"due_at": ago(minutes=9), "state": "closed", "closed_at": ago(days=1)},
            ("normal", "Closed", "Nov 22, 2026, 10:00 a.m."),
        ),
        (
            {"level": "call_provider", "due_at": NOW + datetime.timedelta(hours=3)},
            ("normal", "Today", "1:00 p.m."),
        ),
        (
            {"level": "call_provider", "due_at": NOW + datetime.timedelta(days=1)},
            ("normal", "Tomorrow", "10:00 a.m."),
        ),
        (
            {"level": "call_provider", "due_at": NOW + datetime.timedelta(days=3)},
            ("normal", "Thu, Nov 26", "10:00 a.m."),
        ),
    ],
)
def test_the_time_left_in_words(fields, expected):
    assert said(**fields) == expected


def test_an_emergency_raised_again_has_its_own_clock_and_not_the_sum_of_two():
    due = NOW + datetime.timedelta(minutes=12)
    assert said(level="emergency", raised_at=ago(minutes=7), due_at=due)[2] == "left of 15 min"


EARLY = datetime.datetime(2026, 11, 23, 12, 30, tzinfo=datetime.UTC)
"""7:30 a.m. in New York, half an hour before somebody watches."""


@pytest.mark.parametrize(
    ("hours", "level", "raised_at", "detail"),
    [
        (ALWAYS, "emergency", EARLY, "by 2 h 15 min"),
        (BY_DAY, "emergency", EARLY, "by 2 h 15 min (nobody was watching until 8:00 a.m.)"),
        (WatchedHours("America/New_York"), "emergency", EARLY, "by 2 h 15 min (nobody was watching)"),
        (BY_DAY, "call_provider", EARLY, "by 2 h 15 min"),
    ],
)
def test_it_says_when_the_clock_ran_while_nobody_was_watching(hours, level, raised_at, detail):
    due = raised_at + datetime.timedelta(minutes=15)
    assert said(hours, level=level, raised_at=raised_at, due_at=due)[2] == detail


def test_it_says_that_nobody_is_watching_yet():
    nobody_yet = WatchedHours("America/New_York", tuple(Window(day, time(12), time(18)) for day in DAYS))
    late = said(nobody_yet, level="emergency", raised_at=EARLY, due_at=ago(minutes=6))[2]
    assert late == "by 6 min (nobody is watching until 12:00 p.m.)"


def test_a_patient_without_name_or_birth_date_is_still_a_row():
    unknown = {"born": "", "mrn": "", "phone": "", "tel": ""}
    assert words.patient_words(Patient(), ()) == {"name": "Name not known", **unknown}


@pytest.mark.parametrize(("language", "said"), [("", ""), ("en", ""), ("es", "Spanish"), ("fr", "fr")])
def test_another_language_is_named(language, said):
    assert words.language_words(Patient(language=language)) == said


def test_what_nobody_did_is_the_sites_own_doing():
    assert words.person(None) == "Signpost"
