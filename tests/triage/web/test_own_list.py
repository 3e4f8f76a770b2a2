"""A patient's own check-ins."""

from __future__ import annotations

from conditions.services.publishing import withdraw
from tests import factories
from tests.triage.web.walker import CALM, Walker

URGENT = ("no", "no", "yes", "no", "no", "2", "3", "left", "unsure")


def test_an_empty_list_says_what_to_do(walker):
    assert "You have no check-ins yet" in walker.open("/check-ins/").text


def test_it_shows_condition_side_level_and_status(walker):
    walker.start().answer(*URGENT).press("submit").open("/check-ins/")
    assert "Deep gluteal syndrome" in walker.text
    assert "Left · Sent, not seen yet" in walker.text
    assert "Get care today" in walker.text
    assert "glyph--urgent" in walker.html


def test_the_latest_is_first(walker):
    walker.start().answer(*URGENT).press("submit")
    walker.start().answer(*CALM).press("submit")
    listed = walker.open("/check-ins/").response.context["check_ins"]
    assert [row["level"] for row in listed] == ["self_care", "urgent"]


def test_a_draft_can_be_gone_on_with(walker):
    walker.start().answer("no")
    walker.open("/check-ins/")
    assert "Not sent yet: Deep gluteal syndrome" in walker.text
    draft = walker.response.context["drafts"][0]
    assert walker.open(draft["url"]).response.context["question"]["key"] == "no-urine"


def test_each_can_be_checked_in_on_again(walker):
    walker.start().answer(*CALM).press("submit").open("/check-ins/")
    assert "Check in again" in walker.text
    assert 'href="/check-in/deep-gluteal-syndrome/"' in walker.html


def test_older_ones_are_on_further_pages(walker, monkeypatch):
    monkeypatch.setattr("triage.views.own.PAGE_SIZE", 1)
    for _time in range(2):
        walker.start().answer(*CALM).press("submit")
    walker.open("/check-ins/")
    assert len(walker.response.context["check_ins"]) == 1
    assert walker.open("/check-ins/?page=2").response.context["next_url"] == ""


def test_an_account_without_a_patient_record_has_none(page, client):
    client.force_login(factories.a_user("sam"))
    assert "You have no check-ins yet" in Walker(client).open("/check-ins/").text


def test_an_emergency_yes_in_a_closed_tab_stays_red_and_first(walker):
    walker.start().answer("yes").open("/check-ins/")
    assert "Call 911 now: Deep gluteal syndrome You said yes to:" in walker.text
    assert "You are numb around your genitals, bottom or inner thighs" in walker.text
    assert "Your care team has this answer." in walker.text
    assert "Nobody sees it until you send it" not in walker.text
    assert "warning--emergency" in walker.html


def test_the_red_card_leads_back_to_what_to_tell_them(walker):
    walker.start().answer("yes").open("/check-ins/")
    walker.open(walker.response.context["drafts"][0]["url"])
    assert walker.path.endswith("/emergency/")
    assert "Send all my answers now" in walker.text


def test_an_emergency_yes_that_was_taken_back_is_not_denied(walker):
    walker.start().answer("yes").press("mistake").open("/check-ins/")
    assert "took it back. Your care team has both answers" in walker.text


def test_a_stranger_sees_nothing_of_it(walker, stranger):
    walker.start().answer("yes")
    assert "You have no check-ins yet" in stranger.open("/check-ins/").text


def test_a_draft_whose_page_was_withdrawn_says_so_and_why(page, walker):
    walker.start().answer("no")
    withdraw(page=page, reason="The fever sign was wrong.")
    walker.open("/check-ins/")
    assert "This check-in is out of use." in walker.text
    assert "Reason: The fever sign was wrong." in walker.text
    draft = walker.response.context["drafts"][0]
    assert "These signs still hold" in walker.open(draft["url"]).text


def test_so_does_a_draft_with_an_emergency_yes(page, walker):
    walker.start().answer("yes")
    withdraw(page=page, reason="The fever sign was wrong.")
    walker.open("/check-ins/")
    assert "Call 911 now" in walker.text
    assert "Reason: The fever sign was wrong." in walker.text
