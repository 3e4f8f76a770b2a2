"""Review, send, result: once, whatever is pressed, reloaded or gone back to."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.triage.web.walker import CALM, Walker
from triage.models import CheckIn, CheckInNote, WorkItem

WORRIED = ("no", "no", "yes", "no", "no", "2", "3", "left", "unsure")


def test_sending_leads_to_the_result(walker):
    walker.start().answer(*CALM).press("submit")
    sent = CheckIn.objects.get()
    assert walker.path == f"/check-ins/{sent.pk}/"
    assert sent.care_level == "self_care"


def test_sending_twice_makes_one_check_in(walker):
    walker.start().answer(*WORRIED)
    review, fields = walker.path, walker.fields
    for _press in range(2):
        walker.client.post(review, {**fields, "go": "submit"})
    assert CheckIn.objects.count() == 1
    assert WorkItem.objects.count() == 1


def test_reloading_the_result_makes_no_second(walker):
    walker.start().answer(*WORRIED).press("submit")
    walker.open(walker.path).open(walker.path)
    assert CheckIn.objects.count() == 1


def test_going_back_to_the_review_shows_the_result(walker):
    walker.start().answer(*WORRIED)
    review = walker.path
    walker.press("submit")
    assert walker.open(review).path == f"/check-ins/{CheckIn.objects.get().pk}/"


@pytest.mark.parametrize("answer", ["no", "unsure"])
def test_an_answer_from_a_stale_tab_shows_the_result_and_changes_nothing(walker, answer):
    question = walker.start().path
    fields = walker.fields
    walker.answer(*WORRIED).press("submit")
    response = walker.client.post(question, {**fields, "go": "next", "answer": answer}, follow=True)
    sent = CheckIn.objects.get()
    assert response.request["PATH_INFO"] == f"/check-ins/{sent.pk}/"
    assert sent.answers["numb-saddle"] == "no"


def test_a_note_is_offered_only_when_a_person_will_read_it(walker):
    walker.start().answer(*CALM)
    assert 'name="note"' not in walker.html


def test_a_note_says_who_will_read_it_and_is_kept(walker):
    walker.start().answer(*WORRIED)
    assert "A nurse of our care team will read this." in walker.text
    walker.press("submit", note="It began at work.\r\nIt burns.")
    assert CheckInNote.objects.get().text == "It began at work.\nIt burns."


@pytest.mark.parametrize("note", ["x" * 1001, "a\x00b"])
def test_a_note_that_cannot_be_kept_sends_nothing_and_loses_nothing(walker, note):
    walker.start().answer(*WORRIED).press("submit", note=note)
    assert walker.response.status_code == 422
    assert CheckIn.objects.get().is_draft
    assert "There is a problem" in walker.text


def test_a_forged_form_is_refused(page, alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice.user)
    walker = Walker(client).start()
    assert client.post(walker.path, {"answer": "yes"}).status_code == 403
    assert client.post("/check-in/deep-gluteal-syndrome/", {}).status_code == 403
    assert client.post("/check-in/deep-gluteal-syndrome/questions/", {}).status_code == 403


def test_somebody_else_does_not_find_it(walker, stranger):
    walker.start().answer(*WORRIED).press("submit")
    sent = CheckIn.objects.get()
    for place in ("", "questions/1/", "review/", "emergency/"):
        url = f"/check-ins/{sent.pk}/{place}"
        assert stranger.client.get(url).status_code == 404
    assert stranger.open("/check-ins/").response.context["check_ins"] == []


def test_somebody_else_cannot_answer_or_send_a_draft(walker, stranger):
    walker.start()
    stranger.start()
    fields = {**walker.fields, "csrfmiddlewaretoken": stranger.fields["csrfmiddlewaretoken"], "answer": "yes"}
    assert stranger.client.post(walker.path, fields).status_code == 404
    review = walker.path.replace("questions/1", "review")
    assert stranger.client.post(review, {**fields, "go": "submit"}).status_code == 404
    assert not WorkItem.objects.exists()


def test_who_is_not_signed_in_is_asked_to_sign_in(walker, guest):
    walker.start()
    for url in ("/check-ins/", walker.path):
        assert guest.client.get(url).headers["Location"].startswith("/accounts/login/?next=/check-ins/")


def test_a_check_in_that_does_not_exist_is_not_found(walker):
    assert walker.open("/check-ins/00000000-0000-4000-8000-000000000000/").response.status_code == 404
