"""The views and forms that this product adds to the admin have no finding of axe, on a phone and on a desk."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Workflow

from conditions.builder import document_of, fill_page
from conditions.models import ConditionIndexPage, ConditionPage, Reviewer
from conditions.services.signing import sign_for
from portal.models import User
from tests.browser.conftest import OpenPage, findings
from tests.browser.editor import HELP, REVIEW, SECTIONS, SOURCES, act, index, open_tab
from tests.browser.test_impact_in_the_editor import RAISED, WORDS, check_in
from tests.conditions.documents import good
from tests.conditions.from_text.test_new_page_from_text import LEAFLET
from tests.factories import PAGE, PASSWORD, a_condition_page, a_reviewer, republish

__all__ = ["index"]

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = pytest.mark.parametrize("width", [375, 1280])

WAGTAILS_OWN = {
    "aria-allowed-role": ("h2[role=alert]", "the number of matches above a list that is filtered"),
    "aria-dialog-name": (".modal", "every dialogue of the admin; the heading inside names it"),
    "aria-input-field-name": (
        'div[aria-describedby^="placeholder-"]',
        "rich text has no label inside a stream",
    ),
    "page-has-heading-one": ("html", "the header of forms and lists of snippets has no first heading"),
    "target-size": (
        "#w-minimap-toggle, [role=tab]",
        "the minimap's button is 20 pixels high; an open side panel covers the tabs of a phone",
    ),
}
"""What Wagtail itself draws: the rule, the only element that it is passed over for, and why it is not ours."""


@pytest.fixture
def root(index: ConditionIndexPage) -> User:
    """A superuser who is a reviewer too, so that every form is there."""
    user = User.objects.create_superuser("root@example.org", PASSWORD, is_demo=True)
    Reviewer.objects.update_or_create(name="Root Reviewer", defaults={"user": user, "credentials": "MD"})
    return user


@pytest.fixture
def tab(open_page: OpenPage, root: User, sign_in: Callable[[Page, User], None]) -> Callable[[int], Page]:
    """A browser of that width, in which root is signed in."""

    def of(width: int) -> Page:
        page = open_page(width)
        sign_in(page, root)
        return page

    return of


@pytest.fixture
def live(root: User) -> ConditionPage:
    """Published twice, with recent check-ins and a draft that raises."""
    page = republish(a_condition_page(**WORDS), **WORDS | {"main_message": "Rest helps most people."})
    for number, pain in enumerate([6, 6, 6, 6, 6, 1, 1, 2, 3, 8]):
        check_in(page, f"patient{number}", pain)
    draft = page.get_latest_revision_as_object()
    fill_page(draft, good(**{**PAGE, **RAISED, "main_message": "Rest helps most people."}))
    draft.save_revision()
    return page


def in_full(tab: Page, address: str) -> list[str]:
    """The findings of a whole page of the admin, Wagtail's menu included."""
    response = tab.goto(address)
    assert response is not None
    assert response.status == 200, address
    return findings(tab)


@WIDTHS
def test_the_views_of_a_page_have_no_finding(
    tab: Callable[[int], Page], live: ConditionPage, width: int
) -> None:
    draft = live.get_latest_revision_as_object()
    sign_for(page=live, document=document_of(draft), reviewer=a_reviewer("Rhea Reviewer"))
    page, found = tab(width), {}
    for view in ("impact", "publications", "sign-offs", "withdraw", "confirm-publishing"):
        found[view] = in_full(page, f"/admin/conditions/{live.pk}/{view}/")
        if view in ("impact", "sign-offs", "confirm-publishing"):
            expect(page.locator(".impact__moves svg.impact__bar").first).to_be_attached()
    assert found == {view: [] for view in found}


@WIDTHS
def test_the_forms_for_signing_have_no_finding(
    tab: Callable[[int], Page], live: ConditionPage, width: int
) -> None:
    page = tab(width)
    assert in_full(page, f"/admin/conditions/{live.pk}/sign-offs/") == []
    for name in ("Publish these signs at once", "Publish unsigned", "Sign these words"):
        expect(page.get_by_role("button", name=name)).to_have_count(1)


@WIDTHS
def test_the_questions_before_a_page_goes_live_have_no_finding(
    tab: Callable[[int], Page], live: ConditionPage, root: User, width: int
) -> None:
    draft = live.get_latest_revision_as_object()
    sign_for(page=live, document=document_of(draft), reviewer=a_reviewer("Rhea Reviewer"))
    Workflow.objects.get(active=True).start(draft, root)
    step = ConditionPage.objects.get(pk=live.pk).current_workflow_task_state
    page, found = tab(width), {}
    for address in (
        f"/admin/conditions/{live.pk}/confirm-approval/{step.pk}/",
        f"/admin/bulk/wagtailcore/page/publish/?id={live.pk}",
    ):
        found[address] = in_full(page, address)
    assert found == {address: [] for address in found}


@WIDTHS
def test_a_refused_signature_has_no_finding(
    tab: Callable[[int], Page], live: ConditionPage, width: int
) -> None:
    page = tab(width)
    page.goto(f"/admin/conditions/{live.pk}/sign-offs/")
    page.locator("form").evaluate_all("forms => forms.forEach((form) => { form.noValidate = true; })")
    press(page, "Sign these words")
    expect(page.get_by_role("button", name="Sign these words")).to_be_visible()
    assert findings(page) == []


@WIDTHS
@pytest.mark.parametrize("mode", ["", "check-in", "handout"])
def test_each_preview_has_no_finding(
    tab: Callable[[int], Page], live: ConditionPage, mode: str, width: int
) -> None:
    assert in_full(tab(width), f"/admin/pages/{live.pk}/view_draft/?mode={mode}") == []


@WIDTHS
def test_the_admins_home_with_its_numbers_has_no_finding(
    tab: Callable[[int], Page], live: ConditionPage, width: int
) -> None:
    page = tab(width)
    page.goto("/admin/")
    assert ours(page) == []


@WIDTHS
def test_a_void_row_and_the_boxes_for_the_same_meaning_have_no_finding(
    tab: Callable[[int], Page], live: ConditionPage, width: int
) -> None:
    draft = live.get_latest_revision_as_object()
    reworded = [PAGE["urgent"][0] | {"statement": "You have a fever"}, *PAGE["urgent"][1:]]
    fill_page(draft, good(**{**WORDS, "urgent": reworded}))
    draft.save_revision()
    page = tab(width)
    assert in_full(page, f"/admin/conditions/{live.pk}/sign-offs/") == []
    expect(page.locator("[name=same_meaning]")).to_have_count(1)
    expect(page.get_by_role("row", name="Get care today Void")).to_have_count(1)


@WIDTHS
def test_the_editor_as_a_whole_has_no_finding(
    tab: Callable[[int], Page], live: ConditionPage, width: int
) -> None:
    page, found = tab(width), {}
    page.goto(f"/admin/pages/{live.pk}/edit/")
    for where in ("At the top", HELP, SECTIONS, SOURCES, REVIEW):
        open_tab(page, where)
        if where == REVIEW:
            expect(page.get_by_role("region", name="Impact of this edit")).to_be_visible()
        found[where] = ours(page)
    page.get_by_role("button", name="Toggle checks").click()
    expect(page.get_by_role("heading", name="Checks of the words")).to_be_visible()
    found["checks"] = ours(page)
    assert found == {where: [] for where in found}


@WIDTHS
def test_the_form_for_a_new_page_has_no_finding(
    tab: Callable[[int], Page], index: ConditionIndexPage, width: int
) -> None:
    page = tab(width)
    page.goto(f"/admin/pages/add/conditions/conditionpage/{index.pk}/")
    assert ours(page) == []
    open_tab(page, REVIEW)
    assert ours(page) == []


@WIDTHS
def test_the_forms_of_reviewers_and_of_the_glossary_have_no_finding(
    tab: Callable[[int], Page], index: ConditionIndexPage, width: int
) -> None:
    page, found = tab(width), {}
    for address in ("reviewer/add/", "reviewer/", "term/add/", "term/"):
        page.goto(f"/admin/snippets/conditions/{address}")
        found[address] = ours(page)
    assert found == {address: [] for address in found}


@WIDTHS
def test_a_new_page_from_text_has_no_finding_at_any_step(
    tab: Callable[[int], Page], index: ConditionIndexPage, width: int
) -> None:
    page = tab(width)
    page.goto("/admin/conditions/from-text/")
    found = {"form": ours(page)}
    press(page, "See what goes where")
    found["error"] = ours(page)
    page.get_by_label("Paste the leaflet").fill("word " * 80_000)
    page.get_by_role("button", name="See what goes where").click()
    found["too long"] = ours(page)
    page.get_by_label("Paste the leaflet").fill(LEAFLET)
    press(page, "See what goes where")
    found["review"] = ours(page)
    press(page, "Create the draft")
    open_tab(page, "Not placed yet")
    found["draft"] = ours(page)
    assert found == {step: [] for step in found}


def press(tab: Page, name: str) -> None:
    with tab.expect_navigation():
        tab.get_by_role("button", name=name).click()


def ours(tab: Page) -> list[str]:
    """The findings of a page at rest, but for those that `WAGTAILS_OWN` names."""
    tab.evaluate("Promise.allSettled(document.getAnimations().map((running) => running.finished))")
    return [said for said in findings(tab) if not _is_wagtails(tab, said)]


def _is_wagtails(tab: Page, said: str) -> bool:
    rule, _, rest = said.partition(": ")
    if rule not in WAGTAILS_OWN:
        return False
    (target,) = ast.literal_eval(rest.partition("] ")[0] + "]")
    return bool(tab.locator(target).evaluate("(found, own) => found.matches(own)", WAGTAILS_OWN[rule][0]))


@WIDTHS
def test_the_front_page_tells_what_is_urgent_in_words(
    tab: Callable[[int], Page], live: ConditionPage, width: int
) -> None:
    a_condition_page("never", reviewed=False)
    page = tab(width)
    assert in_full(page, "/admin/") == []
    numbers = page.get_by_role("region", name="Reviews and drafts")
    urgent = numbers.get_by_role("link", name="Never reviewed")
    expect(urgent).to_contain_text("Needs somebody")
    expect(urgent.locator("svg")).to_be_visible()
    assert urgent.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_the_banner_of_a_demo_leaves_the_sidebar_at_its_edge(
    tab: Callable[[int], Page], live: ConditionPage
) -> None:
    page = tab(1280)
    page.goto("/admin/")
    assert (page.locator(".sidebar").bounding_box() or {})["y"] == 0
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_long_message_stands_beside_the_menus_button_on_a_phone(
    tab: Callable[[int], Page], live: ConditionPage
) -> None:
    page = tab(375)
    page.goto(f"/admin/pages/{live.pk}/edit/")
    act(page, "Publish", exact=True)
    message = page.locator(".messages li li a").first
    expect(message).to_be_visible()
    box, button = message.bounding_box() or {}, page.locator(".sidebar-nav-toggle").bounding_box() or {}
    assert box["x"] >= button["x"] + button["width"]
    assert ours(page) == []
