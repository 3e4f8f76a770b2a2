"""The API's documentation works under the strict policy, from our own files alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_the_docs_page_shows_every_operation(page_1280: Page) -> None:
    page_1280.goto("/api/docs")
    expect(page_1280.locator(".opblock")).to_have_count(10)
    page_1280.locator(".opblock").first.click()
    expect(page_1280.get_by_text("Nothing is stored and nobody is told.")).to_be_visible()
