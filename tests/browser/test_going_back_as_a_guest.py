"""The browser's Back button in a check-in of which nothing is kept."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.conftest import OpenPage, findings
from tests.browser.steps import MEASURES, answer, open_start, press, start


@pytest.fixture(autouse=True)
def published(live_server: object) -> None:
    factories.watched_always()
    factories.a_condition_page()


@pytest.fixture
def guest(page_375: Page) -> Page:
    open_start(page_375)
    start(page_375)
    return page_375


def current(page: Page) -> str:
    return page.locator(".progress__words span").first.inner_text()


def test_back_shows_the_question_before_with_its_answer(guest: Page) -> None:
    answer(guest, "No", "No")
    guest.go_back()
    assert current(guest).startswith("Question 2 ")
    expect(guest.locator("#answer-no")).to_be_checked()


def test_whoever_went_back_may_answer_otherwise_and_go_on(guest: Page) -> None:
    answer(guest, "No", "No")
    guest.go_back()
    answer(guest, "Yes")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Get medical help right away")


def test_back_and_forward_go_through_every_page(guest: Page) -> None:
    answer(guest, "No", "Yes")
    press(guest, "Go on with the questions")
    guest.go_back()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Get medical help right away")
    guest.go_back()
    assert current(guest).startswith("Question 2 ")
    guest.go_forward()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Get medical help right away")
    for _step in range(3):
        guest.go_back()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Before you start")


def test_back_from_the_result_leads_to_the_answers(guest: Page) -> None:
    answer(guest, *("No",) * 6, *MEASURES)
    press(guest, "See what to do")
    expect(guest.get_by_role("heading", level=1)).to_contain_text("Care for yourself at home")
    guest.go_back()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Check your answers")
    press(guest, "See what to do")
    press(guest, "Back to my answers")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Check your answers")


def test_a_reload_begins_again_and_says_why(guest: Page) -> None:
    answer(guest, "No")
    guest.reload()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Before you start")
    expect(guest.get_by_role("status")).to_contain_text("nothing of a guest's check-in is kept")
    guest.go_back()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Before you start")


def test_coming_back_from_another_page_is_no_error(guest: Page) -> None:
    answer(guest, "No", "No")
    guest.goto("/conditions/deep-gluteal-syndrome/")
    guest.go_back()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Before you start")


def test_nothing_is_kept_anywhere(guest: Page) -> None:
    answer(guest, "No", "No")
    kept = guest.evaluate(
        "async () => [sessionStorage.length, localStorage.length, (await caches.keys()).length, history.state.answers]"
    )
    assert kept == [0, 0, 0, None]
    assert "no" not in str(guest.evaluate("Object.keys(history.state)"))
    assert guest.url.endswith("/questions/")
    assert not Session.objects.exists()


def test_focus_and_title_follow_each_page(guest: Page) -> None:
    answer(guest, "No")
    assert guest.title().startswith("Question 2 of")
    assert guest.evaluate("document.activeElement.id") == "main"
    press(guest, "Continue")
    assert guest.title().startswith("Error:")
    assert guest.evaluate("document.activeElement.id") == "question-error"
    guest.go_back()
    assert guest.title().startswith("Question 1 of")
    assert findings(guest) == []


def test_a_lost_connection_keeps_the_answers_on_the_screen(guest: Page) -> None:
    guest.locator("label[for=answer-no]").click()
    guest.evaluate(
        "() => { window.network = window.fetch; window.fetch = () => Promise.reject(new TypeError('lost')); }"
    )
    guest.get_by_role("button", name="Continue").click()
    expect(guest.get_by_role("alert")).to_contain_text("We could not reach Signpost")
    expect(guest.get_by_role("alert")).to_contain_text("call 911")
    guest.evaluate("() => { window.fetch = window.network; }")
    press(guest, "Continue")
    assert current(guest).startswith("Question 2 ")


def test_without_javascript_the_page_says_which_back_button_works(open_page: OpenPage) -> None:
    page = open_page(375, javascript=False)
    open_start(page)
    start(page)
    answer(page, "No", "No")
    expect(page.get_by_text("Use the button on this page to go back")).to_be_visible()
    press(page, "Back to the question before")
    assert current(page).startswith("Question 2 ")
    expect(page.locator("#answer-no")).to_be_checked()
