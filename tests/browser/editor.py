"""How an editor works in the admin's form: with the words on the screen."""

from __future__ import annotations

import importlib
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Workflow

from conditions.models import ConditionIndexPage
from tests.factories import a_site

ROOM = 16
PICTURES = Path(settings.BASE_DIR) / "docs" / "images" / "editors"
HELP = "When to get help"
SECTIONS = "The sections"
SOURCES = "Codes and sources"
REVIEW = "Review"


def picture(tab: Page, name: str, *, of: Locator | None = None, height: int = 0) -> None:
    """A picture for docs/editors.md, when GUIDE_PICTURES asks for it (`make pictures`): of what is on the screen, of
    a screen of another `height`, or of one part of the page with some room around it."""
    if not os.environ.get("GUIDE_PICTURES"):
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    before = tab.viewport_size or {"width": 1280, "height": 800}
    if height:
        tab.set_viewport_size({"width": before["width"], "height": height})
    part: dict[str, Any] = {}
    path = PICTURES / f"{name}.png"
    if of is not None:
        of.evaluate(
            f"part => {{ part.style.margin = '{2 * ROOM}px 0'; }}"
        )  # nothing of its neighbours is shown
        of.scroll_into_view_if_needed()
        box = of.bounding_box() or {}
        part["clip"] = {
            "x": box["x"] - ROOM,
            "y": box["y"] - ROOM,
            "width": min(before["width"] - box["x"] + ROOM, box["width"] + 3 * ROOM),
            "height": box["height"] + 2 * ROOM,
        }
    tab.screenshot(path=str(path), animations="disabled", caret="hide", **part)
    if of is not None:
        of.evaluate("part => { part.style.margin = ''; }")
    _few_colours(path)
    tab.set_viewport_size(before)


def _few_colours(path: Path) -> None:
    """The same picture in a palette: crisp, and a third of the bytes."""
    with Image.open(path) as whole:
        small = whole.convert("RGB").quantize(
            colors=256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    small.save(path, optimize=True)


@pytest.fixture
def index(settings: Any) -> ConditionIndexPage:
    """An empty site with the groups and the workflow of a new one."""
    settings.SIGNPOST_DEMO = True
    site = a_site()
    migration = importlib.import_module("conditions.migrations.0008_groups_and_workflow")
    migration.make_groups(apps, None)
    if not Workflow.objects.filter(name=migration.WORKFLOW).exists():
        migration.make_workflow(apps, None)
    return site


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
    # The form holds what was typed a moment later: whoever sends it before that loses the words.
    expect(here.locator("[name$='-value']").last).to_have_value(re.compile(re.escape(text)))


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
