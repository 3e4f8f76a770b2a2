"""How a person goes through a check-in: with the words on the screen."""

from __future__ import annotations

from playwright.sync_api import Page

SLUG = "deep-gluteal-syndrome"
MEASURES = ("2", "3", "Left", "Yesterday")
"""Pain now, worst pain, side and start, as a calm person answers."""


def open_start(page: Page) -> None:
    page.goto(f"/check-in/{SLUG}/")


def start(page: Page) -> None:
    """The one filled button of the start page."""
    with page.expect_navigation():
        page.locator("main form button[value=start]").click()


def press(page: Page, name: str) -> None:
    """Press the button, and wait for the page that answers it."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).last.click()


def answer(page: Page, *answers: str) -> None:
    """Choose an answer by its words and go on, for each question in turn."""
    for said in answers:
        choose(page, said)
        press(page, "Continue")


def choose(page: Page, said: str) -> None:
    """The radio whose label begins with these words."""
    value = {"Yes": "yes", "No": "no", "Not sure": "unsure"}.get(said, said)
    if value.isdigit() or value != said:
        page.locator(f"label[for=answer-{value}]").click()
    else:
        page.locator("label.usa-radio__label").filter(has_text=said).first.click()
