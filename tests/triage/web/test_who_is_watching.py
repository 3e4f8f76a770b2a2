"""Who is watching is said before the first question, at the interruption and at the review, as things are then."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests import factories
from tests.triage.web.walker import CALM, Walker
from triage.models import TriageSettings

MONDAY_10 = datetime.datetime(2026, 11, 23, 15, 0, tzinfo=datetime.UTC)
"""10 in the morning where the site is."""
NOBODY, BACK = "Nobody is reading check-ins now", "Your care team is back tomorrow, Tuesday, 8 a.m."


@pytest.fixture(autouse=True)
def monday(time_machine: Any) -> None:
    """Before anybody signs in, so that nobody is signed out."""
    time_machine.move_to(MONDAY_10, tick=False)


def watched_on(day: str) -> None:
    settings = TriageSettings.stored()
    settings.watched_hours, settings.time_zone = {day: [["08:00", "18:00"]]}, "America/New_York"
    settings.save()


def at_the_start(walker: Walker) -> str:
    return walker.open().text


def at_the_review(walker: Walker) -> str:
    return walker.start().answer(*CALM).text


def at_the_interruption(walker: Walker) -> str:
    return walker.start().answer("yes").text


@pytest.mark.parametrize("place", [at_the_start, at_the_review, at_the_interruption])
def test_outside_the_watched_hours_nobody_is_reading(walker, place):
    watched_on("tue")
    text = place(walker)
    assert NOBODY in text
    assert "Do not wait for" in text


@pytest.mark.parametrize("place", [at_the_start, at_the_review, at_the_interruption])
def test_a_site_that_nobody_watches_says_so_and_promises_nobody(walker, place):
    factories.watched_never()
    text = place(walker)
    assert NOBODY in text
    assert "is back" not in text


@pytest.mark.parametrize("place", [at_the_start, at_the_review, at_the_interruption])
def test_while_somebody_watches_nothing_else_is_said(walker, place):
    watched_on("mon")
    assert NOBODY not in place(walker)


@pytest.mark.parametrize("place", [at_the_start, at_the_review])
def test_it_says_when_somebody_is_back(walker, place):
    watched_on("tue")
    assert BACK in place(walker)


@pytest.mark.parametrize("place", [at_the_start, at_the_review])
def test_it_says_until_when_somebody_watches(walker, place):
    watched_on("mon")
    assert "They read until today, 6 p.m." in place(walker)


def test_a_site_that_watches_always_has_no_end(walker):
    factories.watched_always()
    assert "Your care team is reading check-ins now." in at_the_start(walker)
    assert "They read until" not in walker.text


@pytest.mark.parametrize("hours", ["mon", "tue"])
def test_a_guest_is_told_that_nobody_knows_whoever_watches(guest, hours):
    watched_on(hours)
    assert "Nobody has been told" in at_the_interruption(guest)
    assert "reading check-ins" not in guest.text
