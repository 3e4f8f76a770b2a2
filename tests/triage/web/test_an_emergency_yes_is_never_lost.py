"""Whatever became of the draft, the session or the page: a yes to an emergency sentence stops everything.

A form stays open in a tab while the world goes on. Somebody signed in sees the interruption and has told the care team;
nobody else is told that anybody knows.
"""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from conditions.services.publishing import withdraw
from tests import factories
from tests.triage.web.walker import CALM, START, Walker
from triage.models import CheckIn, Episode, WorkItem, WorkItemEvent
from triage.services.check_ins import record_answer

FIRST, SECOND = factories.PAGE["emergency"]
WORST = {"key": "worst-pain", "statement": "Your pain is 10 out of 10", "kind": "pain_at_least", "value": 10}
BOTH = {
    "key": "both",
    "statement": "You cannot move your legs and it came at once",
    "kind": "all_of",
    "all_of": [
        {"key": "legs", "statement": "You cannot move your legs"},
        {"key": "at-once", "statement": "It came at once"},
    ],
}
URGENT = ("no", "no", "yes", "no", "no", "2", "3", "left", "unsure")


class Tab:
    """A question that stays open while the walker goes on in another tab."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.path, self.fields = walker, walker.path, walker.fields

    def say(self, answer: str = "yes", **changes: str) -> Walker:
        posted = {**self.fields, "go": "next", "answer": answer, **changes}
        self.walker.response = self.walker.client.post(
            self.path, posted, follow=True, headers={"origin": "http://testserver"}
        )
        return self.walker


def left_for_a_day(page, walker):
    CheckIn.objects.update(answered_at=timezone.now() - datetime.timedelta(hours=24))


def abandoned(page, walker):
    CheckIn.objects.update(answered_at=timezone.now() - datetime.timedelta(hours=25))
    call_command("abandon_drafts")


def abandoned_and_begun_anew(page, walker):
    abandoned(page, walker)
    walker.start().answer("no")


def sent(page, walker):
    walker.open(walker.path).answer(*CALM).press("submit")


def sent_with_other_words_since(page, walker):
    sent(page, walker)
    new_words(page, walker)


def sent_and_withdrawn(page, walker):
    sent(page, walker)
    withdrawn(page, walker)


def sent_and_closed(page, walker):
    sent(page, walker)
    now = timezone.now()
    Episode.objects.update(closed_at=now, close_reason="closed_by_patient")


def sent_with_an_emergency_that_was_closed(page, walker):
    walker.open(walker.path).answer("no", "yes").press("send")
    now, bob = timezone.now(), factories.a_nurse()
    WorkItem.objects.update(
        state="closed", contacted_at=now, closed_at=now, closed_by=bob, close_reason="advice_given"
    )


def elsewhere_changed(page, walker):
    factories.republish(page, main_message="Other words.")


def elsewhere_changed_and_moved(page, walker):
    walker.open(walker.path).answer(*CALM)
    elsewhere_changed(page, walker)
    walker.press("submit")
    CheckIn.objects.filter(status="draft").update(answers={})


def moved_to_another_place(page, walker):
    factories.republish(page, emergency=[SECOND, FIRST])
    walker.start()


def new_words(page, walker):
    factories.republish(page, emergency=[{**FIRST, "statement": "You are numb between your legs"}, SECOND])


def new_words_and_moved(page, walker):
    new_words(page, walker)
    walker.start().answer("no", "no")


def sign_taken_away_and_moved(page, walker):
    factories.republish(page, emergency=[SECOND])
    walker.start().answer("no")


def new_words_and_left(page, walker):
    new_words_and_moved(page, walker)
    left_for_a_day(page, walker)


def withdrawn(page, walker):
    withdraw(page=page, reason="Being checked.")


def withdrawn_and_abandoned(page, walker):
    withdrawn(page, walker)
    abandoned(page, walker)


def answered_already(page, walker):
    walker.open(walker.path).answer("yes")


STATES = (
    left_for_a_day,
    abandoned,
    abandoned_and_begun_anew,
    sent,
    sent_with_other_words_since,
    sent_and_withdrawn,
    sent_and_closed,
    sent_with_an_emergency_that_was_closed,
    elsewhere_changed,
    elsewhere_changed_and_moved,
    moved_to_another_place,
    new_words,
    new_words_and_moved,
    sign_taken_away_and_moved,
    new_words_and_left,
    withdrawn,
    withdrawn_and_abandoned,
    answered_already,
)


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (CheckIn, WorkItem, WorkItemEvent))


def interrupted(walker: Walker) -> bool:
    return [one.name for one in walker.response.templates][:1] == ["triage/interruption.html"]


@pytest.mark.parametrize("becomes", STATES, ids=lambda state: state.__name__)
def test_a_patients_yes_interrupts_and_is_with_the_care_team(page, walker, becomes):
    tab = Tab(walker.start())
    becomes(page, walker)
    text = tab.say().text
    item = WorkItem.objects.get(closed_at=None)
    assert interrupted(walker)
    assert FIRST["statement"] in text
    assert "Sent to your care team at" in text
    assert (item.level, item.explicit_yes, "sign:numb-saddle" in item.reasons) == ("emergency", True, True)
    assert CheckIn.objects.get(pk=item.check_in_id).answers["numb-saddle"] == "yes"


@pytest.mark.parametrize("becomes", STATES, ids=lambda state: state.__name__)
def test_saying_it_twice_tells_the_care_team_once_and_then_it_can_be_sent(page, walker, becomes):
    tab = Tab(walker.start())
    becomes(page, walker)
    tab.say()
    before = stored()
    assert interrupted(tab.say())
    assert stored() == before
    walker.press("send")
    sent_now = CheckIn.objects.filter(
        status="submitted", care_level="emergency", answers__has_key="numb-saddle"
    )
    assert sent_now.exists()
    assert "Call 911 now" in walker.text


@pytest.mark.parametrize("becomes", STATES, ids=lambda state: state.__name__)
def test_without_a_session_it_interrupts_says_that_nobody_knows_and_offers_to_sign_in(page, walker, becomes):
    tab = Tab(walker.start())
    becomes(page, walker)
    items = WorkItem.objects.filter(closed_at=None).count()
    del walker.client.cookies["sessionid"]
    text = tab.say().text
    assert interrupted(walker)
    assert walker.response.status_code == 200
    assert "Nobody has been told" in text
    assert "You were signed out" in text
    assert f'href="/accounts/login/?next={tab.path.replace("/", "%2F")}"' in walker.html
    assert FIRST["statement"] in text
    assert WorkItem.objects.filter(closed_at=None).count() == items


@pytest.mark.parametrize("becomes", [abandoned, sent, new_words_and_moved], ids=lambda state: state.__name__)
def test_what_happens_between_reading_and_storing_loses_it_neither(page, walker, becomes, monkeypatch):
    tab = Tab(walker.start())

    def late(**given):
        monkeypatch.undo()
        becomes(page, Walker(walker.client).open(tab.path))
        return record_answer(**given)

    monkeypatch.setattr("triage.views.check_in.record_answer", late)
    assert interrupted(tab.say())
    assert WorkItem.objects.get().level == "emergency"


def test_without_a_session_going_on_is_going_on_as_a_guest(walker):
    tab = Tab(walker.start())
    del walker.client.cookies["sessionid"]
    tab.say().press("continue")
    assert walker.response.context["question"]["key"] == "no-urine"
    assert "Nobody has been told." in walker.text


def test_without_a_session_another_answer_asks_to_sign_in(walker):
    tab = Tab(walker.start())
    del walker.client.cookies["sessionid"]
    assert tab.say("no").path == "/accounts/login/"


def test_a_form_from_before_signing_in_again_interrupts_and_says_that_nobody_knows_yet(walker, alice):
    tab = Tab(walker.start())
    walker.client.logout()
    walker.client.force_login(alice.user)
    walker.client.cookies["csrftoken"] = "n" * 32
    tab.say()
    assert interrupted(walker)
    assert walker.response.status_code == 403
    assert "Nobody has been told yet" in walker.text
    assert not WorkItem.objects.exists()
    walker.press("send")
    assert WorkItem.objects.get().level == "emergency"
    assert "Sent to your care team at" in walker.text


def test_a_form_that_another_site_sends_shows_nothing_of_ours(walker):
    tab = Tab(walker.start())
    posted = {**tab.fields, "csrfmiddlewaretoken": "n" * 32, "go": "next", "answer": "yes"}
    for origin in ({"origin": "https://evil.example"}, {}):
        response = walker.client.post(tab.path, posted, headers=origin)
        assert response.status_code == 403
        assert "interruption" not in response.content.decode()
    assert not WorkItem.objects.exists()


@pytest.mark.parametrize("warned", [False, True])
def test_a_guest_who_signed_in_meanwhile_has_told_the_care_team(guest, alice, warned):
    guest.start()
    if warned:
        guest.answer("yes").press("continue")
    tab = Tab(guest)
    guest.client.force_login(alice.user)
    tab.fields["csrfmiddlewaretoken"] = guest.open().fields["csrfmiddlewaretoken"]
    tab.say()
    assert interrupted(guest)
    assert "Sent to your care team at" in guest.text
    assert WorkItem.objects.get().level == "emergency"
    assert CheckIn.objects.get().patient == alice


def test_a_guest_who_signed_in_at_the_interruption_has_told_the_care_team(guest, alice):
    tab = Tab(guest.start().answer("yes"))
    tab.path = f"{START}questions/"
    guest.client.force_login(alice.user)
    tab.fields["csrfmiddlewaretoken"] = guest.open().fields["csrfmiddlewaretoken"]
    tab.say(go="send")
    assert interrupted(guest)
    assert WorkItem.objects.get().level == "emergency"


def test_another_patients_draft_is_not_found(walker, stranger):
    tab = Tab(walker.start())
    stranger.start()
    tab.walker, tab.fields["csrfmiddlewaretoken"] = stranger, stranger.fields["csrfmiddlewaretoken"]
    tab.say()
    assert stranger.response.status_code == 404
    assert not WorkItem.objects.exists()


def test_a_measured_emergency_is_not_lost_either(page, walker):
    factories.republish(page, emergency=[*factories.PAGE["emergency"], WORST])
    tab = Tab(walker.start().answer("no", "no", "no", "no", "no"))
    sent_calm = ("2", "3", "left", "day:2026-11-20")
    walker.answer(*sent_calm).press("submit")
    assert interrupted(tab.say("10"))
    assert (
        WorkItem.objects.get().reasons == ["measure:worst-pain"]
        or WorkItem.objects.get().level == "emergency"
    )


def test_the_last_part_of_a_sign_is_not_lost_either(page, walker):
    factories.republish(page, emergency=[BOTH])
    tab = Tab(walker.start().answer("yes"))
    abandoned(page, walker)
    assert interrupted(tab.say())
    assert WorkItem.objects.get().level == "emergency"


@pytest.mark.parametrize("answer", ["no", "unsure", "", "YES"])
@pytest.mark.parametrize("becomes", [abandoned, sent])
def test_anything_but_a_yes_interrupts_nobody(page, walker, becomes, answer):
    tab = Tab(walker.start())
    becomes(page, walker)
    assert not interrupted(tab.say(answer))
    assert not WorkItem.objects.exists()


def test_pressing_back_answers_nothing(page, walker):
    tab = Tab(walker.start())
    abandoned(page, walker)
    assert not interrupted(tab.say(go="back"))
    assert not WorkItem.objects.exists()


def test_the_same_sentence_is_answered_after_other_words_changed(page, walker):
    walker.start().answer("no", "no")
    tab = Tab(walker)
    elsewhere_changed(page, walker)
    walker.start()
    assert tab.say().response.context["question"]["key"] != "fever"
    assert CheckIn.objects.get().answers["fever"] == "yes"


def test_an_answer_to_words_that_changed_is_asked_again_and_it_says_why(page, walker):
    tab = Tab(walker.start())
    new_words(page, walker)
    walker.start()
    tab.say("no")
    assert walker.response.context["question"]["text"] == "You are numb between your legs"
    assert "The page changed while you were answering." in walker.text


@pytest.mark.parametrize("becomes", [left_for_a_day, abandoned, abandoned_and_begun_anew])
def test_a_review_that_is_sent_after_a_day_is_taken(page, walker, becomes):
    walker.start().answer(*URGENT)
    review, fields = walker.path, walker.fields
    becomes(page, walker)
    walker.response = walker.client.post(review, {**fields, "go": "submit"}, follow=True)
    assert walker.response.templates[0].name == "triage/result.html"
    assert CheckIn.objects.get(status="submitted").care_level == "urgent"
    assert WorkItem.objects.get().level == "urgent"


def test_a_review_that_is_sent_after_a_day_is_asked_what_changed(page, walker):
    walker.start().answer(*URGENT)
    review, fields = walker.path, walker.fields
    abandoned(page, walker)
    new_words(page, walker)
    walker.response = walker.client.post(review, {**fields, "go": "submit"}, follow=True)
    assert walker.response.templates[0].name == "triage/page_changed.html"
    assert CheckIn.objects.get().answers["fever"] == "yes"


def test_a_review_that_can_no_longer_be_sent_says_so_and_keeps_the_answers(page, walker, alice, time_machine):
    walker.start().answer(*URGENT)
    review = walker.path
    new_words(page, walker)
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=25))
    walker.client.force_login(alice.user)
    walker.start()
    fields = walker.fields
    walker.response = walker.client.post(review, {**fields, "go": "submit", "note": "It burns."}, follow=True)
    assert walker.response.status_code == 409
    assert "These answers were not sent" in walker.text
    assert "It burns." in walker.text
    assert CheckIn.objects.filter(status="abandoned", answers__fever="yes").exists()


def test_an_interruption_that_is_sent_after_a_day_is_taken(page, walker):
    walker.start().answer("yes")
    here, fields = walker.path, walker.fields
    abandoned(page, walker)
    walker.response = walker.client.post(here, {**fields, "go": "send"}, follow=True)
    assert walker.response.templates[0].name == "triage/result.html"
    assert CheckIn.objects.get().care_level == "emergency"
