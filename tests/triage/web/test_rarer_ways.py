"""Ways that few people take, and that must be as safe: measured emergencies, trends, old drafts, other statuses."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from conditions.models import SiteWording
from conditions.services.publishing import withdraw
from tests import factories
from tests.triage.web.walker import CALM
from triage.models import CheckIn, WorkItem
from triage.presenters.moments import moment

URGENT = ("no", "no", "yes", "no", "no", "2", "3", "left", "unsure")
WORST = {"key": "worst-pain", "statement": "Your pain is 10 out of 10", "kind": "pain_at_least", "value": 10}


@pytest.fixture
def measured(page):
    """The page with an emergency sign that is measured and never asked."""
    return factories.republish(page, emergency=[*factories.PAGE["emergency"], WORST])


def test_a_measured_emergency_interrupts_and_reaches_staff(measured, walker):
    walker.start().answer("no", "no", "no", "no", "no", "10")
    assert walker.path.endswith("/emergency/")
    assert WorkItem.objects.get().level == "emergency"


def test_a_measured_mistake_takes_the_measure_back(measured, walker):
    walker.start().answer("no", "no", "no", "no", "no", "10").press("mistake")
    assert walker.response.context["question"]["key"] == "pain_now"
    assert CheckIn.objects.get().measures == {}


def test_a_guests_measured_mistake_too(measured, guest):
    guest.start().answer(*("no",) * 6, "10").press("mistake")
    assert guest.response.context["question"]["key"] == "pain_now"


def test_worse_pain_than_last_time_is_shown_as_a_rule(walker):
    walker.start().answer(*CALM).press("submit")
    walker.start().answer("no", "no", "no", "no", "no", "6", "6", "left", "day:2026-11-20").press("submit")
    assert "You said that your pain is 6 now." in walker.text
    assert "A rule of Signpost, not a sentence on the page." in walker.text


def test_new_numbness_cites_the_sentence_and_names_the_rule(page, walker):
    weak = {"key": "weak-foot", "statement": "Your foot is weak", "finding": "weakness"}
    factories.republish(page, call_provider=[weak])
    calm = ("no", "no", "no", "no", "no", "2", "3", "left")
    walker.start().answer(*calm).press("submit")
    walker.start().answer("no", "no", "no", "yes", "no", "2", "3", "left").press("submit")
    assert CheckIn.objects.order_by("-submitted_at")[0].care_level == "urgent"
    assert "This is new since an earlier check-in." in walker.text


def test_a_site_with_a_phone_offers_it_first(walker):
    wording = SiteWording.current()
    wording.care_team_phone, wording.find_care_url = "+1 555 010 0199", "https://example.org/care"
    wording.save()
    walker.start().answer(*URGENT).press("submit")
    actions = walker.response.context["result"]["steps"][0]["actions"]
    urls = [action["url"] for action in actions]
    assert urls[0] == "tel:+15550100199"
    assert "https://example.org/care" in urls


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"claimed": True}, "Seen by the care team"),
        ({"state": "contacted", "contacted_at": True}, "We called you"),
        ({"state": "closed", "closed": True}, "Closed by the care team"),
    ],
)
def test_the_list_says_what_became_of_it(walker, changes, words):
    walker.start().answer(*URGENT).press("submit")
    now, bob = timezone.now(), factories.a_nurse()
    fields: dict[str, object] = {"state": changes.get("state", "claimed")}
    if "claimed" in changes:
        fields |= {"claimed_at": now, "claimed_by": bob}
    if "contacted_at" in changes:
        fields |= {"contacted_at": now}
    if "closed" in changes:
        fields |= {"closed_at": now, "closed_by": bob, "close_reason": "entered_in_error"}
    result = walker.path
    WorkItem.objects.update(**fields)
    assert words in walker.open("/check-ins/").text
    assert words in walker.open(result).text


def test_a_page_that_ended_more_than_a_day_ago_takes_no_check_in_and_says_so(
    page, walker, alice, time_machine
):
    walker.start().answer(*CALM)
    review = walker.path
    withdraw(page=page, reason="Being checked.")
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=25))
    CheckIn.objects.update(answered_at=timezone.now())
    walker.client.force_login(alice.user)
    walker.open(review).press("submit")
    assert walker.response.status_code == 409
    assert "out of use" in walker.text
    assert CheckIn.objects.get().is_draft


def test_times_are_said_as_people_say_them(page):
    now = datetime.datetime(2026, 11, 18, 15, 0, tzinfo=datetime.UTC)

    def said(**ahead: int) -> str:
        return moment(now + datetime.timedelta(**ahead), now).replace("\u00a0", " ")

    assert said(days=-1) == "yesterday, 10 a.m."
    assert said(days=3) == "on Saturday, 10 a.m."
    assert said(days=30) == "December 18, 2026, 10 a.m."
