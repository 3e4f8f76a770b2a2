"""Whole ways through a check-in, as people take them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.conftest import OpenPage, looked_at, sign_in_by_form
from tests.browser.steps import MEASURES, answer, open_start, press, start
from triage.models import CheckIn, Patient, WorkItem

NO_SIGN = ("No",) * 6


@pytest.fixture(autouse=True)
def published(live_server: object) -> None:
    factories.watched_always()
    factories.a_condition_page()


@pytest.fixture
def alice() -> Patient:
    return factories.a_patient()


@pytest.mark.parametrize(
    ("signs", "heading"),
    [
        (NO_SIGN, "Care for yourself at home"),
        (("No", "No", "No", "No", "No", "Yes"), "Call your healthcare provider"),
        (("No", "No", "Yes", "No", "No", "No"), "Get care today"),
    ],
)
def test_a_guest_learns_what_to_do(page_375: Page, signs: tuple[str, ...], heading: str) -> None:
    open_start(page_375)
    start(page_375)
    answer(page_375, *signs, *MEASURES)
    press(page_375, "See what to do")
    expect(page_375.get_by_role("heading", level=1)).to_contain_text(heading)
    assert not CheckIn.objects.exists()
    assert not Session.objects.exists()


def test_a_guest_in_an_emergency_can_call_from_the_first_screen(page_375: Page) -> None:
    open_start(page_375)
    start(page_375)
    answer(page_375, "Yes")
    call = page_375.get_by_role("link", name="Call 911 now")
    expect(call).to_have_attribute("href", "tel:911")
    box = call.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 600
    press(page_375, "Show what to do now")
    expect(page_375.get_by_role("heading", level=1)).to_contain_text("Get medical attention right away")


def test_a_patient_who_closes_the_tab_has_reached_the_care_team(page_375: Page, alice: Patient) -> None:
    assert alice.user is not None
    sign_in_by_form(page_375, alice.user)
    expect(page_375.get_by_role("heading", name="My check-ins")).to_be_visible()
    open_start(page_375)
    start(page_375)
    answer(page_375, "Yes")
    expect(page_375.get_by_role("heading", level=1)).to_have_text("Get medical help right away")
    page_375.close()
    assert WorkItem.objects.get().level == "emergency"
    assert CheckIn.objects.get().is_draft


def test_a_yes_after_the_session_ended_says_that_nobody_knows(page_375: Page, alice: Patient) -> None:
    assert alice.user is not None
    sign_in_by_form(page_375, alice.user)
    open_start(page_375)
    start(page_375)
    page_375.context.clear_cookies(name="sessionid")
    answer(page_375, "Yes")
    expect(page_375.get_by_role("heading", level=1)).to_have_text("Get medical help right away")
    expect(page_375.get_by_text("Nobody has been told")).to_be_visible()
    looked_at(page_375, "interruption-signed-out-375")
    page_375.get_by_role("link", name="Sign in", exact=True).last.click()
    page_375.get_by_label("Email").fill(alice.user.email)
    page_375.get_by_label("Password").first.fill(factories.PASSWORD)
    page_375.get_by_role("button", name="Sign in").click()
    answer(page_375, "Yes")
    expect(page_375.get_by_text("Sent to your care team")).to_be_visible()
    assert WorkItem.objects.get().level == "emergency"


def test_a_yes_from_before_somebody_signed_in_can_be_told(page_1280: Page, alice: Patient) -> None:
    assert alice.user is not None
    open_start(page_1280)
    start(page_1280)
    sign_in_by_form(page_1280.context.new_page(), alice.user)
    answer(page_1280, "Yes")
    expect(page_1280.get_by_text("Nobody has been told yet")).to_be_visible()
    looked_at(page_1280, "interruption-untold-1280")
    press(page_1280, "Tell my care team")
    expect(page_1280.get_by_text("Sent to your care team")).to_be_visible()
    assert WorkItem.objects.get().level == "emergency"


def test_a_patient_sends_a_check_in_and_finds_it_again(
    page_1280: Page, alice: Patient, sign_in: Callable[..., None]
) -> None:
    sign_in(page_1280, alice.user)
    open_start(page_1280)
    start(page_1280)
    answer(page_1280, "No", "No", "Yes", "No", "No", *MEASURES)
    page_1280.get_by_label("Is there something you want to add?").fill("It began at work.")
    press(page_1280, "Send to my care team")
    expect(page_1280).to_have_title("Your result – Signpost")
    page_1280.go_back()
    page_1280.reload()
    page_1280.goto("/check-ins/")
    page_1280.get_by_role("link", name="Deep gluteal syndrome").first.click()
    expect(page_1280.get_by_role("heading", level=1)).to_contain_text("Get care today")
    assert CheckIn.objects.count() == 1


def test_the_cited_sentence_is_one_press_away(page_1280: Page) -> None:
    open_start(page_1280)
    start(page_1280)
    answer(page_1280, "No", "No", "Yes", "No", "No", "No", *MEASURES)
    press(page_1280, "See what to do")
    page_1280.get_by_role("link", name="Deep gluteal syndrome, publication 1").first.click()
    expect(page_1280.locator("#sign-fever")).to_be_in_viewport()
    expect(page_1280.locator("#sign-fever")).to_contain_text("You have a fever, chills or weight loss")


def test_the_keyboard_alone_is_enough(page_1280: Page) -> None:
    open_start(page_1280)
    _tab_to(page_1280, "button[value=start]")
    with page_1280.expect_navigation():
        page_1280.keyboard.press("Enter")
    for _sign in NO_SIGN:
        _choose_by_keyboard(page_1280, "no")
    for value in ("2", "3", "left", "unsure"):
        _choose_by_keyboard(page_1280, value)
    expect(page_1280.get_by_role("heading", level=1)).to_have_text("Check your answers")
    _tab_to(page_1280, "main form .form-actions button[value=submit]")
    page_1280.keyboard.press("Enter")
    expect(page_1280.get_by_role("heading", level=1)).to_contain_text("Call your healthcare provider")


def test_an_error_takes_the_focus(page_1280: Page) -> None:
    open_start(page_1280)
    start(page_1280)
    press(page_1280, "Continue")
    expect(page_1280.locator(".error-line")).to_be_focused()


def test_without_javascript_everything_works(
    open_page: OpenPage, alice: Patient, sign_in: Callable[..., None]
) -> None:
    page = open_page(375, javascript=False)
    sign_in(page, alice.user)
    open_start(page)
    start(page)
    answer(page, "Not sure", "Not sure", "No", "No", "No", "No", *MEASURES)
    press(page, "Send to my care team")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Get care today")
    assert WorkItem.objects.get().level == "urgent"


def test_it_fits_the_narrowest_phone(open_page: OpenPage) -> None:
    page = open_page(320)
    open_start(page)
    start(page)
    answer(page, *NO_SIGN)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_printed_result_has_no_buttons_and_says_the_number(page_1280: Page) -> None:
    open_start(page_1280)
    start(page_1280)
    answer(page_1280, "No", "No", "Yes", "No", "No", "No", *MEASURES)
    press(page_1280, "See what to do")
    page_1280.emulate_media(media="print")
    looked_at(page_1280, "result-print")
    expect(page_1280.get_by_role("button").first).to_be_hidden()
    expect(page_1280.get_by_text("Check-in: Deep gluteal syndrome")).to_be_visible()
    expect(page_1280.get_by_text("Call 911. Or go to the nearest")).to_be_visible()
    expect(
        page_1280.get_by_text("You have pain in both legs, and it is worse when you sit").first
    ).to_be_visible()


def _tab_to(page: Page, selector: str) -> None:
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key never reaches {selector}")


def _choose_by_keyboard(page: Page, value: str) -> None:
    """Into the group with Tab, to the answer with the arrows, on with Enter."""
    _tab_to(page, "input[name=answer]")
    page.keyboard.press("Space")
    for _press in range(12):
        if page.evaluate("document.activeElement.value") == value:
            break
        page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
