"""Times in words: how long is left, and since when nobody waits."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from triage.models import Patient, WorkItem
from triage.views import worklist_words as words

ZONE = ZoneInfo("America/New_York")
NOW = datetime.datetime(2026, 11, 23, 15, 0, tzinfo=datetime.UTC)


def ago(**span) -> datetime.datetime:
    return NOW - datetime.timedelta(**span)


def said(**fields) -> tuple[str, str, str]:
    item = WorkItem(**{"state": "new", "level": "urgent", "raised_at": ago(hours=1), **fields})
    found = words.time_left(item, NOW, ZONE)
    return found["state"], plain(found["main"]), plain(found["detail"])


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"due_at": NOW + datetime.timedelta(minutes=60)}, ("normal", "1 h", "left of 2 h")),
        ({"due_at": NOW + datetime.timedelta(minutes=80)}, ("normal", "1 h 20 min", "left of 2 h 20 min")),
        ({"due_at": NOW + datetime.timedelta(minutes=5)}, ("normal", "5 min", "left of 1 h 5 min")),
        ({"due_at": NOW + datetime.timedelta(minutes=4)}, ("soon", "4 min", "left of 1 h 4 min")),
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


def test_a_patient_without_name_or_birth_date_is_still_a_row():
    assert words.patient_words(Patient(), ()) == {"name": "Name not known", "born": "", "mrn": ""}


@pytest.mark.parametrize(("language", "said"), [("", ""), ("en", ""), ("es", "Spanish"), ("fr", "fr")])
def test_another_language_is_named(language, said):
    assert words.language_words(Patient(language=language)) == said


def test_what_nobody_did_is_the_sites_own_doing():
    assert words.person(None) == "Signpost"
