"""How many statements a submit may cost. It is the busiest write, so each one is accounted for."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.triage.builders import ALL_NO, CALM, send
from triage.selectors import site
from triage.services.check_ins import decide, decision_of


@pytest.fixture(autouse=True)
def _settings_are_kept(settings, db):
    """As in production, where settings are read at most every 250 ms."""
    settings.SIGNPOST_FRESHNESS_MS = 60_000
    site.forget()
    site.care_team(), site.wording()
    yield
    site.forget()


def statements(work) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        work()
    words = [query["sql"].split()[0].strip('"') for query in captured]
    return [word for word in words if word in ("SELECT", "INSERT", "UPDATE", "DELETE")]


def test_a_further_self_care_check_in(alice, publication):
    send(alice, publication)
    spent = statements(lambda: send(alice, publication))
    assert (spent.count("SELECT"), spent.count("INSERT"), spent.count("UPDATE")) == (4, 4, 0)


def test_a_first_check_in_that_raises_an_item(alice, publication):
    spent = statements(lambda: send(alice, publication, fever="yes"))
    # PostgreSQL asks everything in one message, and looks whether another transaction has opened the episode in this
    # moment.
    selects = 2 if connection.vendor == "sqlite" else 5
    assert (spent.count("SELECT"), spent.count("INSERT"), spent.count("UPDATE")) == (selects, 8, 0)


def test_a_further_check_in_that_changes_nothing_for_staff(alice, publication):
    send(alice, publication, fever="yes")
    assert len(statements(lambda: send(alice, publication, fever="yes"))) == 8


def test_a_longer_course_costs_no_more_statements(alice, publication):
    for _ in range(4):
        send(alice, publication, fever="yes")
    assert len(statements(lambda: send(alice, publication, fever="yes"))) == 8


def test_deciding_and_saying_it_ask_the_database_nothing(publication):
    assert statements(lambda: decide(publication=publication, answers=ALL_NO, measures=CALM)) == []


def test_saying_the_result_of_what_was_just_sent_costs_nothing(alice, publication):
    check_in = send(alice, publication, fever="yes")
    assert statements(lambda: decision_of(check_in)) == []
