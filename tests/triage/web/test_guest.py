"""A guest: nothing is stored, and what comes back in hidden fields is not trusted."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session

from tests import factories
from tests.triage.web.walker import START, Walker
from triage.models import Assessment, AuditEvent, CheckIn, WorkItem

GUEST_CALM = ("no",) * 6 + ("2", "3", "left", "day:2026-11-20")


def finish(guest, *answers: str):
    return guest.start().answer(*answers).press("submit")


def test_nothing_is_stored_in_the_session_neither(guest):
    finish(guest, *GUEST_CALM)
    assert guest.response.context["result"]["level"] == "self_care"
    assert set(guest.client.cookies) <= {"csrftoken"}
    for model in (Session, CheckIn, Assessment, WorkItem, AuditEvent):
        assert not model.objects.exists()


def test_a_guest_is_asked_about_every_age(guest):
    guest.start().answer("no", "no", "no")
    assert guest.response.context["question"]["key"] == "older"


def test_not_sure_shows_how_to_tell_and_asks_once_more(guest):
    guest.start().answer("unsure")
    assert "Touch the skin with a tissue." in guest.text
    assert guest.answer("unsure").response.context["question"]["key"] == "no-urine"


def test_no_answer_is_an_error(guest):
    guest.start().press("next")
    assert guest.response.status_code == 422
    assert "Choose yes, no or not sure." in guest.text


def test_back_and_change_keep_the_answers(guest):
    guest.start().answer("no").press("back")
    assert guest.response.context["question"]["no_checked"]
    guest.answer(*GUEST_CALM).press("", change="fever")
    guest.answer("yes")
    assert guest.response.templates[0].name == "triage/review.html"
    assert guest.press("submit").response.context["result"]["level"] == "urgent"


def test_a_measure_that_is_left_open_is_not_asked_for_ever(guest):
    guest.start().answer(*GUEST_CALM[:6], "unsure", "unsure", "unsure", "unsure")
    assert guest.response.templates[0].name == "triage/review.html"
    result = guest.press("submit").response.context["result"]
    assert result["level"] == "call_provider"
    assert len(result["unanswered"]) == 4


def test_a_guest_gets_no_note(guest):
    guest.start().answer("no", "no", "yes", *GUEST_CALM[3:])
    assert 'name="note"' not in guest.html


@pytest.mark.parametrize(
    "hostile",
    [
        {"sign-numb-saddle": "maybe"},
        {"sign-nothing": "yes"},
        {"sign-strong-pain": "yes"},
        {"measure-pain_now": "11"},
        {"measure-pain_now": "7.5"},
        {"measure-started_on": "2999-01-01"},
        {"measure-mood": "3"},
        {"publication": "0" * 64},
        {"publication": ""},
        {"publication": "\x00"},
        {"key": "nothing"},
        {"again": "yes"},
        {"warned": "on"},
        {"unknown": "1"},
        {"sign-numb-saddle": "\x00"},
    ],
)
def test_hostile_hidden_fields_get_a_clear_page(guest, hostile):
    guest.start().press("next", answer="no", **hostile)
    assert guest.response.status_code == 400
    assert "We could not read your answers" in guest.text
    assert "call 911" in guest.text


def test_the_same_field_twice_is_refused(guest):
    guest.start()
    response = guest.client.post(guest.path, {**guest.fields, "answer": ["yes", "no"], "go": "next"})
    assert response.status_code == 400


def test_a_reload_of_the_address_starts_over(guest):
    assert guest.open(f"{START}questions/").path == START


def test_a_guest_who_signed_in_meanwhile_starts_as_a_patient(guest, alice):
    guest.start()
    form = guest.fields
    guest.client.force_login(alice.user)
    csrf = guest.open().fields["csrfmiddlewaretoken"]
    response = guest.client.post(
        f"{START}questions/", {**form, "csrfmiddlewaretoken": csrf, "go": "next", "answer": "no"}, follow=True
    )
    assert response.request["PATH_INFO"] == START
    assert not response.context["is_guest"]


def test_a_nurse_who_tries_it_stores_nothing(page, client):
    client.force_login(factories.a_nurse())
    finish(Walker(client), *GUEST_CALM)
    assert not CheckIn.objects.exists()


def test_a_guest_is_not_told_of_other_check_ins(guest):
    asked = {}
    guest.start()
    while "question" in guest.response.context and len(asked) < 20:
        question = guest.response.context["question"]
        asked[question["key"]] = str(question["why"])
        guest.answer({"yes_no": "no", "integer": "2", "choice": "left"}.get(question["kind"], "unsure"))
    assert {"pain_now", "side"} <= set(asked)
    assert not [key for key, why in asked.items() if "check-ins" in why]
