"""A condition page for every way of reading: on paper, without JavaScript, in the dark, in the system's own colours,
and with Wagtail's bar for those who may edit it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from portal.models import User
from tests import factories
from tests.browser.conftest import OpenPage, findings, fits, looked_at

URL = "/conditions/deep-gluteal-syndrome/"
PUBLIC = ["/", "/conditions/", URL]


@pytest.fixture(autouse=True)
def published(live_server: object) -> None:
    factories.a_condition_page()


@pytest.fixture
def erin() -> User:
    user = factories.a_user("erin", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.mark.parametrize("address", PUBLIC)
def test_an_editor_gets_wagtails_bar(
    page_1280: Page, erin: User, sign_in: Callable[..., None], address: str
) -> None:
    sign_in(page_1280, erin)
    page_1280.goto(address)
    trigger = page_1280.get_by_role("button", name="View Wagtail quick actions")
    expect(trigger).to_be_visible()
    trigger.click()
    expect(page_1280.get_by_role("menuitem").first).to_be_visible()


@pytest.mark.parametrize("address", PUBLIC)
def test_a_patient_and_a_stranger_do_not(page_1280: Page, sign_in: Callable[..., None], address: str) -> None:
    page_1280.goto(address)
    expect(page_1280.locator("wagtail-userbar")).to_have_count(0)
    sign_in(page_1280, factories.a_patient().user)
    page_1280.goto(address)
    expect(page_1280.locator("wagtail-userbar")).to_have_count(0)


def test_on_paper_it_keeps_every_sign_and_drops_what_cannot_be_pressed(page_1280: Page) -> None:
    page_1280.goto(URL)
    page_1280.emulate_media(media="print")
    looked_at(page_1280, "condition-print")
    expect(page_1280.locator("#sign-numb-saddle")).to_be_visible()
    expect(page_1280.locator("#sign-both-legs")).to_be_visible()
    expect(page_1280.get_by_text("Call 911. Or go to the nearest")).to_be_visible()
    for gone in ("nav", ".usa-button", ".hills"):
        assert not any(found.is_visible() for found in page_1280.locator(gone).all()), gone


def test_the_foot_of_the_paper_says_which_publication_it_is_and_who_reviewed_it(page_1280: Page) -> None:
    page_1280.goto(URL)
    page_1280.emulate_media(media="print")
    foot = page_1280.locator(".footer__print")
    expect(foot).to_contain_text("Publication 1")
    expect(foot).to_contain_text("Rhea Reviewer")
    expect(foot).to_contain_text("May 4, 2026")
    expect(foot).to_contain_text(URL)


def test_without_javascript_everything_is_there(open_page: OpenPage) -> None:
    page = open_page(375, javascript=False)
    page.goto(URL)
    for level in ("emergency", "urgent", "call_provider"):
        expect(page.locator(f"#{level}")).to_be_visible()
    page.locator(".strip a").click()
    expect(page.locator("#emergency")).to_be_in_viewport()
    page.locator(".contents--fold summary").click()
    page.get_by_role("link", name="Treatment").click()
    expect(page.get_by_role("heading", name="Treatment")).to_be_in_viewport()
    page.locator(".menu summary").click()
    page.locator(".menu").get_by_role("link", name="Conditions A to Z").click()
    expect(page).to_have_url(f"{page.url.partition('/conditions')[0]}/conditions/")


def test_search_works_without_javascript(open_page: OpenPage) -> None:
    page = open_page(375, javascript=False)
    page.goto("/search/")
    page.get_by_role("searchbox").fill("gluteal")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("main").get_by_role("link", name="Deep gluteal syndrome").first).to_be_visible()


@pytest.mark.parametrize("options", [{"dark": True}, {"forced_colors": "active"}], ids=["dark", "forced"])
def test_in_other_colours_it_reads_as_well(open_page: OpenPage, options: dict[str, Any]) -> None:
    page = open_page(375, **options)
    page.goto(URL)
    looked_at(page, f"condition-{'dark' if 'dark' in options else 'forced'}")
    assert (findings(page), fits(page)) == ([], True)


def test_the_system_s_own_colours_keep_the_shape_of_each_level(open_page: OpenPage) -> None:
    page = open_page(375, forced_colors="active")
    page.goto(URL)
    body, mark = (page.locator(f"#emergency .glyph__{part}").first for part in ("body", "mark"))
    fills = [part.evaluate("part => getComputedStyle(part).fill") for part in (body, mark)]
    assert fills[0] != fills[1]
