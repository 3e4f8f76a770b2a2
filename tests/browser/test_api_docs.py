"""The API's reference is found one's way about in, with a pointer or without."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_the_reference_leads_from_an_operation_to_its_shape(page_1280: Page) -> None:
    page_1280.goto("/api/docs")
    expect(page_1280.locator(".api-operation")).to_have_count(11)
    page_1280.get_by_role("link", name="Submit a check-in").last.click()
    expect(page_1280.get_by_role("heading", name="Submit a check-in")).to_be_in_viewport()
    page_1280.locator("#submit_check_in").get_by_role("link", name="CheckInBody").click()
    expect(page_1280.get_by_role("heading", name="CheckInBody", exact=True)).to_be_in_viewport()


def test_an_example_opens_on_a_phone_without_sticking_out(page_375: Page) -> None:
    page_375.goto("/api/docs")
    page_375.locator("#read_condition summary").click()
    expect(page_375.locator("#read_condition pre")).to_be_visible()
    assert page_375.evaluate("document.documentElement.scrollWidth") <= 375
