"""What a patient is told: who calls whom, and never to wait for somebody who is not there."""

from __future__ import annotations

import datetime

import pytest
import time_machine

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer
from tests.triage.builders import ALL_NO, CALM, send
from triage.models import TriageSettings
from triage.selectors.site import WatchFacts
from triage.services.advice import advise, safety_net_of
from triage.services.check_ins import decide, decision_of

pytestmark = pytest.mark.django_db

OPENS = datetime.datetime(2026, 3, 2, 13, tzinfo=datetime.UTC)
WATCHED = WatchFacts(now=True, until=OPENS, next_at=None)
NOT_WATCHED = WatchFacts(now=False, until=None, next_at=OPENS)
NEVER = WatchFacts(now=False, until=None, next_at=None)
ABOVE_SELF_CARE = [level for level in CareLevel if level is not CareLevel.SELF_CARE]
MONDAY_NOON = datetime.datetime(2026, 3, 2, 17, tzinfo=datetime.UTC)
SUNDAY = datetime.datetime(2026, 3, 1, 17, tzinfo=datetime.UTC)


def test_an_emergency_never_waits_and_says_that_nobody_has_called():
    advice = advise(CareLevel.EMERGENCY, told=True, watch=WATCHED)
    assert (advice.headline, advice.call) == ("Call 911 now", "911")
    assert advice.do_not_wait == "Do not wait for us."
    assert "We have not called for you." in advice.who_calls


def test_urgent_waits_only_while_somebody_watches():
    assert advise(CareLevel.URGENT, told=True, watch=WATCHED).do_not_wait == ""
    assert advise(CareLevel.URGENT, told=True, watch=NOT_WATCHED).do_not_wait == "Do not wait for us."


def test_urgent_says_where_to_go_when_nobody_watches():
    assert "emergency room" in advise(CareLevel.URGENT, told=True, watch=NOT_WATCHED).steps[0]


@pytest.mark.parametrize(
    ("level", "when"),
    [
        (CareLevel.EMERGENCY, "within 15 minutes"),
        (CareLevel.URGENT, "within 2 hours"),
        (CareLevel.CALL_PROVIDER, "within 1 working day"),
    ],
)
def test_it_says_who_calls_and_when(level, when):
    assert f"will call you {when}." in advise(level, told=True, watch=WATCHED).who_calls


def test_it_says_when_somebody_watches_again():
    assert (
        "until Monday, March 2, 8 a.m. Our"
        in advise(CareLevel.URGENT, told=True, watch=NOT_WATCHED).who_calls
    )


@pytest.mark.parametrize("level", ABOVE_SELF_CARE)
def test_a_guest_is_told_that_nobody_knows_and_not_to_wait(level):
    advice = advise(level, told=False, watch=WATCHED)
    assert "Nobody here has been told." in advice.who_calls
    assert advice.do_not_wait == "Do not wait for us."


@pytest.mark.parametrize("level", ABOVE_SELF_CARE)
def test_a_site_that_nobody_watches_promises_no_call(level):
    assert "will call you" not in advise(level, told=True, watch=NEVER).who_calls


def test_calling_a_provider_says_by_when():
    advice = advise(CareLevel.CALL_PROVIDER, told=True, watch=WATCHED)
    assert advice.steps[0] == "Talk to your provider in the next working day about what you answered here."


def test_self_care_promises_no_call():
    assert "Nobody will call you" in advise(CareLevel.SELF_CARE, told=True, watch=WATCHED).who_calls


def test_the_safety_net_is_the_publications_own_sentences(publication):
    net = safety_net_of(publication)
    assert net.emergency == ("You cannot pee", "Both of your legs are weak")
    assert net.as_json()["call_provider"][-1].startswith("Something else worries you")


@pytest.mark.parametrize(("moment", "is_watched"), [(MONDAY_NOON, True), (SUNDAY, False)])
def test_a_result_says_whether_somebody_watches(alice, publication, moment, is_watched):
    with time_machine.travel(moment, tick=False):
        decision = decision_of(send(alice, publication, fever="yes"))
    assert decision.watched_now is is_watched
    assert decision.next_watched_at == (None if is_watched else OPENS)


def test_a_guests_result_is_the_same_level_with_other_words(alice, publication):
    stored = decision_of(send(alice, publication, fever="yes"))
    guest = decide(publication=publication, answers={**ALL_NO, "fever": Answer.YES}, measures=CALM)
    assert guest.assessment == stored.assessment
    assert guest.advice != stored.advice


def test_a_clock_in_odd_minutes_is_said_in_minutes():
    settings = TriageSettings.stored()
    settings.urgent_minutes = 90
    settings.save()
    assert "within 90 minutes" in advise(CareLevel.URGENT, told=True, watch=WATCHED).who_calls
