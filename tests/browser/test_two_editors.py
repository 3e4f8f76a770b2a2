"""Two people edit one page in two browsers, and a clinician chooses which signs go live at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from conditions.models import ConditionPage
from tests.browser.conftest import findings, fits, looked_at
from tests.browser.editor import act, said
from tests.browser.test_editing_journey import Desk, desk, index
from tests.conditions.publishing.conftest import publications
from tests.conditions.signing.conftest import draft_of, edit, one_more_sign
from tests.factories import a_condition_page

__all__ = ["desk", "index"]
pytestmark = pytest.mark.django_db(transaction=True)


def write(tab: Page, page: ConditionPage, text: str) -> None:
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    tab.locator("[name=main_message]").fill(text)


def narrow_and_wide(tab: Page, name: str, button: str) -> None:
    """Nothing for axe to find, and nothing sticks out, on a phone and on a desk."""
    for width in (375, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.get_by_role("button", name=button).scroll_into_view_if_needed()
        assert fits(tab), width
        assert findings(looked_at(tab, f"{name}-{width}")) == []


def test_whoever_saves_second_chooses(desk: Desk) -> None:
    page = a_condition_page()
    first, second = desk("erin"), desk("sam")
    write(first, page, "Walk a little.")
    write(second, page, "Sit less.")
    act(first, "Save draft")
    act(second, "Save draft")
    expect(second.get_by_role("heading", name="There is a newer version")).to_be_visible()
    expect(second.get_by_role("listitem").filter(has_text="Main message")).to_be_visible()
    narrow_and_wide(second, "newer-version", "Save mine in its place")
    assert draft_of(page).main_message == "Walk a little."
    with second.expect_navigation():
        second.get_by_role("button", name="Save mine in its place").click()
    expect(said(second)).to_contain_text("updated")
    assert draft_of(page).main_message == "Sit less."


def test_a_clinician_publishes_one_of_two_raised_signs(desk: Desk) -> None:
    page = a_condition_page()
    draft = draft_of(page)
    urgent = [(child.block_type, child.value) for child in draft.urgent]
    edit(
        page,
        "erin",
        emergency=[*one_more_sign(draft), urgent[0]],
        urgent=urgent[1:],
        main_message="Sit less.",
    )
    tab = desk("rhea")
    tab.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    narrow_and_wide(tab, "publish-at-once", "Publish these signs at once")
    tab.get_by_label("Moved up: You have a fever").uncheck()
    with tab.expect_navigation():
        tab.get_by_role("button", name="Publish these signs at once").click()
    expect(said(tab)).to_contain_text("Published at once")
    live = publications(page)[-1].parsed_document()
    assert [sign.key for sign in live.emergency] == ["numb-saddle", "no-urine", "cold-foot"]
    assert draft_of(page).main_message == "Sit less."
