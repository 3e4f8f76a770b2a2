"""How an editor works in the admin's form: with the words on the screen."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

PICTURES = Path(settings.BASE_DIR) / "docs" / "images" / "editors"
HELP = "When to get help"
SECTIONS = "The sections"
SOURCES = "Codes and sources"


def picture(tab: Page, name: str) -> None:
    """A picture of what is on the screen for docs/editors.md, when GUIDE_PICTURES asks for it (`make pictures`)."""
    if os.environ.get("GUIDE_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=str(PICTURES / f"{name}.png"), animations="disabled", caret="hide")


def open_tab(tab: Page, name: str) -> None:
    tab.get_by_role("tab", name=name).click()


def section(tab: Page, heading: str) -> Locator:
    """The part of the form under this heading."""
    return tab.get_by_role("region", name=heading, exact=True)


def add_sign(tab: Page, heading: str, field: str, statement: str) -> None:
    """One more sign at the top of the list `field`, which stands under `heading`."""
    open_tab(tab, HELP)
    signs = section(tab, heading)
    signs.get_by_role("button", name="Insert a block").first.click()
    number = int(tab.locator(f"[name={field}-count]").input_value()) - 1
    tab.locator(f"[name='{field}-{number}-value-statement']").fill(statement)


def add_paragraph(tab: Page, heading: str, text: str) -> None:
    open_tab(tab, SECTIONS)
    here = section(tab, heading)
    here.get_by_role("button", name="Insert a block").first.click()
    here.get_by_role("option", name="Paragraph").click()
    words = here.locator("[contenteditable=true]").last
    words.click()
    words.press_sequentially(text)


def add_source(tab: Page, title: str) -> None:
    open_tab(tab, SOURCES)
    section(tab, "Sources").get_by_role("button", name="Insert a block").first.click()
    tab.locator("[name='sources-0-value-title']").fill(title)


def act(tab: Page, name: str, *, exact: bool = False) -> None:
    """Choose an action of the page's action menu, and wait for the page that answers it."""
    footer = tab.get_by_role("navigation", name="Actions (footer)")
    wanted = footer.get_by_role("button", name=name, exact=exact)
    if not wanted.is_visible():
        footer.get_by_role("button", name="More actions").click()
    expect(wanted).to_be_visible()
    with tab.expect_navigation():
        wanted.click()


def said(tab: Page) -> Locator:
    """The messages at the top."""
    return tab.locator(".messages")
