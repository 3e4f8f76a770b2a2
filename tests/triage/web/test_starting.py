"""What is said before the first question."""

from __future__ import annotations

import datetime

from django.test import Client

from tests import factories
from tests.triage.web.walker import START, Walker
from triage.models import CheckIn

PROMISE = "If you answer yes to an emergency question, we save it and our team can see it, even if you stop."


def test_a_patient_is_told_what_is_saved_and_who_is_watching(walker):
    walker.open()
    assert PROMISE in walker.text
    assert "Your care team is reading check-ins now." in walker.text
    assert "call 911" in walker.text


def test_nothing_is_stored_by_looking(walker):
    walker.open()
    assert not CheckIn.objects.exists()


def test_it_says_how_many_questions_there_are(walker):
    assert "10 questions" in walker.open().text


def test_a_guest_is_told_that_nobody_will_be_told(guest):
    guest.open()
    assert "Nobody will be told, and nothing is stored." in guest.text
    assert PROMISE not in guest.text
    assert "call 911" in guest.text


def test_a_guest_can_sign_in_first_and_comes_back(guest):
    assert f"/accounts/login/?next={START.replace('/', '%2F')}" in guest.open().html


def test_an_account_without_a_patient_record_checks_in_as_a_guest(page):
    client = Client()
    client.force_login(factories.a_user("sam"))
    walker = Walker(client).start()
    assert walker.path == f"{START}questions/"
    assert not CheckIn.objects.exists()


def test_starting_twice_gives_one_draft(walker):
    walker.start()
    walker.start()
    assert CheckIn.objects.count() == 1


def test_a_patient_goes_on_where_the_draft_was_left(walker):
    walker.start().answer("no", "no")
    assert "Go on where you stopped" in walker.open().text
    assert walker.press("start").response.context["question"]["key"] == "fever"


def test_a_page_that_never_was_is_not_found(guest):
    assert guest.open("/check-in/nowhere/").response.status_code == 404


def test_a_draft_that_was_left_for_a_day_begins_again(walker, time_machine):
    walker.start().answer("no")
    first = CheckIn.objects.get()
    CheckIn.objects.update(answered_at=first.answered_at - datetime.timedelta(hours=25))
    assert walker.open(f"/check-ins/{first.pk}/questions/2/").path == START
    walker.press("start")
    assert CheckIn.objects.get(status="draft").pk != first.pk


def test_an_unreviewed_page_says_so(page, walker):
    factories.a_condition_page("sprain", reviewed=False, title="Sprain")
    assert "Not yet clinically reviewed." in walker.open("/check-in/sprain/").text
