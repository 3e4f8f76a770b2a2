"""Every page type of a check-in: no finding by axe, nothing sticks out; narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from conditions.services.publishing import withdraw
from tests import factories
from tests.browser.conftest import OpenPage, findings, fits, looked_at
from tests.browser.steps import answer, open_start, press, start
from triage.models import CheckIn

SCREENS = [(375, False), (375, True), (1280, False), (1280, True)]


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{'dark' if screen[1] else 'light'}")
def screen(request: pytest.FixtureRequest, open_page: OpenPage) -> tuple[Page, str]:
    width, dark = request.param
    return open_page(width, dark=dark), f"{width}{'-dark' if dark else ''}"


def check(page: Page, name: str) -> None:
    looked_at(page, name)
    assert findings(page) == []
    assert fits(page)


def test_every_page_of_a_guest(screen: tuple[Page, str]) -> None:
    factories.watched_always()
    factories.a_condition_page()
    page, size = screen
    open_start(page)
    check(page, f"start-guest-{size}")
    start(page)
    check(page, f"question-{size}")
    press(page, "Continue")
    check(page, f"question-error-{size}")
    answer(page, "Not sure")
    check(page, f"question-how-to-tell-{size}")
    answer(page, "Yes")
    check(page, f"interruption-guest-{size}")
    press(page, "Go on with the questions")
    check(page, f"question-after-{size}")
    answer(page, "No", "Yes", "No", "Yes", "Yes", "No")
    check(page, f"pain-{size}")
    answer(page, "7", "8")
    check(page, f"side-{size}")
    answer(page, "Left")
    check(page, f"date-{size}")
    answer(page, "Not sure")
    check(page, f"review-guest-{size}")
    press(page, "See what to do")
    check(page, f"result-guest-emergency-{size}")


def test_every_page_of_a_patient(screen: tuple[Page, str], sign_in: Callable[..., None]) -> None:
    factories.watched_always()
    condition = factories.a_condition_page()
    alice = factories.a_patient()
    page, size = screen
    sign_in(page, alice.user)
    page.goto("/check-ins/")
    check(page, f"list-empty-{size}")
    open_start(page)
    check(page, f"start-{size}")
    start(page)
    answer(page, "Yes")
    check(page, f"interruption-{size}")
    press(page, "I tapped by mistake")
    answer(page, "Not sure", "Not sure", "No", "Yes", "No", "No", "4", "7", "Left", "A week ago")
    check(page, f"review-{size}")
    press(page, "Send to my care team")
    check(page, f"result-urgent-{size}")
    open_start(page)
    start(page)
    answer(page, "No")
    page.goto("/check-ins/")
    check(page, f"list-{size}")
    withdraw(page=condition, reason="The advice on exercise is being checked.")
    page.get_by_role("link", name="Go on").click()
    check(page, f"out-of-use-{size}")


def test_results_of_each_level_when_nobody_is_watching(
    screen: tuple[Page, str], sign_in: Callable[..., None]
) -> None:
    factories.watched_never()
    factories.a_condition_page()
    page, size = screen
    sign_in(page, factories.a_patient().user)
    for level, fever, worse in (("self-care", "No", "No"), ("call", "No", "Yes"), ("urgent", "Yes", "No")):
        open_start(page)
        check(page, f"start-unwatched-{size}")
        start(page)
        answer(page, "No", "No", fever, "No", worse, "2", "3", "Left", "Yesterday")
        press(page, "Send to my care team")
        check(page, f"result-unwatched-{level}-{size}")
    assert CheckIn.objects.count() == 3


def test_the_page_that_changed(screen: tuple[Page, str], sign_in: Callable[..., None]) -> None:
    factories.watched_always()
    condition = factories.a_condition_page()
    page, size = screen
    sign_in(page, factories.a_patient().user)
    open_start(page)
    start(page)
    answer(page, "No", "No", "No", "No", "No", "2", "3", "Left", "Yesterday")
    new = {"key": "cold-foot", "statement": "Your foot is cold and pale"}
    factories.republish(condition, emergency=[*factories.PAGE["emergency"], new])
    press(page, "Send to my care team")
    check(page, f"page-changed-{size}")


def test_the_way_back_stands_within_the_margin(page_375: Page, sign_in: Callable[..., None]) -> None:
    """USWDS hangs an arrow into the margin of a narrow page."""
    factories.watched_always()
    factories.a_condition_page()
    sign_in(page_375, factories.a_patient().user)
    open_start(page_375)
    start(page_375)
    answer(page_375, "Yes")
    press(page_375, "Send all my answers now")
    back = page_375.locator(".usa-breadcrumb__link").first
    assert back.evaluate("link => getComputedStyle(link, '::before').display") == "none"


def test_an_emergency_that_was_not_sent_stands_in_the_list(
    screen: tuple[Page, str], sign_in: Callable[..., None]
) -> None:
    factories.watched_always()
    factories.a_condition_page()
    page, size = screen
    sign_in(page, factories.a_patient().user)
    open_start(page)
    start(page)
    answer(page, "Yes")
    page.goto("/check-ins/")
    check(page, f"list-emergency-{size}")
