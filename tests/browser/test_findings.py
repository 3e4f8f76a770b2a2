"""In the editor the findings follow the typing and lead to the field."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from conditions.models import ConditionPage
from portal.models import User
from tests.browser.conftest import OpenPage
from tests.factories import PAGE, PASSWORD, a_condition_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editing(open_page: OpenPage, settings: Any, sign_in: Callable[[Page, User], None]) -> Page:
    """erin has the editor of a page open, with the checks beside it."""
    settings.SIGNPOST_DEMO = True
    emergency = [{"key": "unwell", "statement": "You feel very unwell"}]
    page = a_condition_page(emergency=[*PAGE["emergency"], *emergency])
    tab = open_page(1440)
    sign_in(tab, User.objects.create_superuser("erin@example.org", PASSWORD, is_demo=True))
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    tab.get_by_role("button", name="Toggle checks").click()
    expect(tab.get_by_role("heading", name="Checks of the words")).to_be_visible()
    return tab


def shown(tab: Page, name: str) -> None:
    if folder := os.environ.get("BROWSER_PICTURES"):
        tab.screenshot(path=f"{folder}/{name}.png")


def test_the_checks_follow_the_typing(editing: Page) -> None:
    shown(editing, "findings-before")
    editing.get_by_role("tab", name="When to get help").click()
    statement = editing.locator('[name="emergency-1-value-statement"]')
    statement.fill("You feel very unwell, see https://example.org")
    stop = editing.locator("[data-findings-panel] .finding--stop")
    expect(stop).to_contain_text("no links in emergency advice")
    sign = editing.locator("[data-streamfield-child]", has=statement)
    expect(sign.locator(".finding--warn")).to_contain_text("vague")
    expect(sign.locator(".finding--stop")).to_be_visible()
    expect(editing.locator("[data-findings-status]")).to_contain_text("1 stop")
    sign.locator(".finding--stop").scroll_into_view_if_needed()
    shown(editing, "findings-stop")
    statement.fill("You cannot pass urine")
    expect(stop).to_have_count(0)
    assert ConditionPage.objects.get().get_latest_revision_as_object().emergency[1].value["key"] == "no-urine"


def test_a_finding_leads_to_its_field(editing: Page) -> None:
    link = editing.locator('[data-findings-panel] a[data-findings-path="emergency[2].statement"]').first
    link.click()
    expect(editing.locator('[name="emergency-2-value-statement"]')).to_be_focused()
    editing.locator('[data-findings-panel] a[data-findings-path="prevention"]').click()
    shown(editing, "findings-focus")
    editing.wait_for_function(
        "document.activeElement.closest('.w-panel')?.textContent.includes('Prevention')"
    )


def test_a_finding_stands_at_its_very_field_and_leads_there(editing: Page) -> None:
    """The second part of a joined sign, and the second item of a list of which the first was just removed."""
    editing.get_by_role("tab", name="When to get help").click()
    part = editing.locator('[name="call_provider-2-value-all_of-1-value-statement"]')
    part.fill("It is very sore")
    beside = editing.locator("[data-contentpath=statement]", has=part).last
    expect(beside.locator(".finding--warn")).to_contain_text("vague")
    link = '[data-findings-panel] a[data-findings-path="call_provider[2].all_of[1].statement"]'
    editing.locator(link).first.click()
    expect(part).to_be_focused()
    editing.get_by_role("tab", name="The sections").click()
    steps = editing.locator(
        '[data-contentpath="items"]', has=editing.locator('[name="treatment-0-value-items-0-value"]')
    )
    second = steps.locator("> div [data-streamfield-child]").nth(1)
    second.locator("[contenteditable=true]").fill("A tendinopathy")
    expect(second.locator(".finding--warn")).to_contain_text("medical word")
    steps.get_by_role("button", name="Delete").first.click()
    expect(second.locator(".finding--warn")).to_contain_text("medical word")
    expect(
        editing.locator('[data-findings-panel] a[data-findings-path="treatment[0].items[0]"]')
    ).to_have_count(1)


@pytest.mark.parametrize(
    "part", ["[data-findings-panel]", "[data-findings-summary]", "form .findings-inside"]
)
def test_the_checks_have_no_accessibility_faults(editing: Page, part: str) -> None:
    found = Axe().run(editing, context=part).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []


def test_a_message_on_another_page_leads_to_the_section_in_its_tab(editing: Page) -> None:
    address = editing.url
    editing.goto("/admin/")
    editing.goto(f"{address}#findings-emergency")
    expect(editing.locator('[name="emergency-0-value-statement"]')).to_be_focused()
