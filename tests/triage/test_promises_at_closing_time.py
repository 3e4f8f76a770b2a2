"""Nobody is promised a call for a time when nobody watches any more. Watched hours end at 6 p.m."""

from __future__ import annotations

import datetime

import pytest
import time_machine

from tests.triage.builders import send
from triage.models import TriageSettings, WorkItem
from triage.presenters.result import _called
from triage.presenters.standing import who_calls
from triage.services.check_ins import decision_of

pytestmark = pytest.mark.django_db
ENDS = datetime.datetime(2026, 3, 2, 23, tzinfo=datetime.UTC)
URGENT, EMERGENCY, PROVIDER = {"fever": "yes"}, {"cannot_pee": "yes"}, {"worse": "yes"}


@pytest.fixture
def told(alice, publication):
    """What Alice reads in the result, in the item's words, and in the list of times, so long before 6 p.m."""

    def at(minutes: int, **given: str) -> tuple[str, str, str]:
        moment = ENDS - datetime.timedelta(minutes=minutes)
        with time_machine.travel(moment, tick=False):
            advice = decision_of(send(alice, publication, **given)).advice
            item = WorkItem.objects.get()
            return advice.who_calls, who_calls(item, moment), _called(item, moment)["when"]

    return at


def test_an_emergency_at_four_minutes_before_is_promised_no_call(told):
    result, standing, row = told(4, **EMERGENCY)
    assert "Nobody is watching after Monday, March 2, 6 p.m." in result
    assert "Nobody is watching after 6" in standing
    assert "Nobody is watching after that" in row
    assert "will call you" not in result + standing + row


def test_an_urgent_answer_within_two_hours_of_the_end_says_where_to_go_then(told):
    result, standing, _row = told(60, **URGENT)
    assert "If nobody has called you by then, go to an urgent care clinic or an emergency room." in result
    assert "will call you" not in result + standing


def test_a_call_that_is_due_while_somebody_watches_is_promised(told):
    result, standing, row = told(121, **URGENT)
    assert "will call you within 2 hours." in result
    assert "Our care team will call you." in standing
    assert row.startswith("Due")


def test_a_call_of_the_next_working_day_is_promised(told):
    result, standing, row = told(4, **PROVIDER)
    assert "will call you within 1 working day." in result
    assert "Our care team will call you." in standing
    assert row.startswith("Due")


def test_a_pause_before_the_call_is_due_does_not_matter(told):
    settings = TriageSettings.stored()
    settings.watched_hours = {"mon": [["08:00", "18:00"], ["18:30", "22:00"]]}
    settings.save()
    assert "will call you within 2 hours." in told(60, **URGENT)[0]
