"""What the admin answers when something is missing, asked again or filtered has no finding of axe either, on a phone and
on a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import OperationalError
from playwright.sync_api import Page, expect
from wagtail.models import Locale, Workflow

from conditions import admin_middleware
from conditions.builder import document_of
from conditions.domain.document import document_sha256
from conditions.models import ConditionIndexPage, ConditionPage, Reviewer, Term
from conditions.services.at_once import publish_at_once
from conditions.services.signing import sign_for
from portal.models import User
from tests.browser.editor import index
from tests.browser.test_admin_axe import WIDTHS, in_full, live, ours, press, root, tab
from tests.browser.test_report_pages import content
from tests.conditions.signing.conftest import person
from tests.factories import a_reviewer

__all__ = ["index", "live", "root", "tab"]

pytestmark = pytest.mark.django_db(transaction=True)
Tab = Callable[[int], Page]


@pytest.fixture
def signed(live: ConditionPage) -> ConditionPage:
    """Its draft, which raises, is signed."""
    draft = live.get_latest_revision_as_object()
    sign_for(page=live, document=document_of(draft), reviewer=a_reviewer("Rhea Reviewer"))
    return live


def submit(page: ConditionPage, by: User) -> int:
    """The step that the page waits for now."""
    Workflow.objects.get(active=True).start(page.get_latest_revision_as_object(), by)
    return ConditionPage.objects.get(pk=page.pk).current_workflow_task_state.pk


def make_stale(page: Page) -> None:
    """As if somebody had changed the words meanwhile."""
    page.locator("[name=seen]").evaluate_all("all => all.forEach((one) => { one.value = 'of other words'; })")


def without_the_browsers_own_check(page: Page) -> None:
    page.locator("form").evaluate_all("forms => forms.forEach((form) => { form.noValidate = true; })")


@WIDTHS
def test_a_confirmation_that_is_asked_again(tab: Tab, signed: ConditionPage, width: int) -> None:
    step, page, found = submit(signed, person("erin")), tab(width), {}
    where = f"/admin/conditions/{signed.pk}"
    asked = {
        f"{where}/confirm-approval/{step}/": "I saw the impact: approve",
        f"{where}/confirm-publishing/": "I saw the impact: publish",
    }
    for address, button in asked.items():
        page.goto(address)
        make_stale(page)
        press(page, button)
        expect(page.locator(".messages")).to_contain_text("The words changed while you were reading")
        found[address] = ours(page)
    assert found == {address: [] for address in asked}


@WIDTHS
def test_a_confirmation_of_several_pages_that_is_asked_again(
    tab: Tab, signed: ConditionPage, width: int
) -> None:
    page = tab(width)
    page.goto(f"/admin/bulk/wagtailcore/page/publish/?id={signed.pk}")
    press(page, "Yes, publish")
    expect(page.get_by_role("button", name="I saw the impact: publish all")).to_be_visible()
    assert ours(page) == []
    make_stale(page)
    press(page, "I saw the impact: publish all")
    expect(page.locator(".messages")).to_contain_text("The words changed while you were reading")
    assert ours(page) == []


@WIDTHS
def test_the_question_before_publishing_in_review(tab: Tab, signed: ConditionPage, width: int) -> None:
    submit(signed, person("erin"))
    page = tab(width)
    page.goto(f"/admin/pages/{signed.pk}/edit/")
    footer = page.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="More actions").click()
    footer.get_by_role("button", name="Publish", exact=True).click()
    question = page.get_by_role("dialog").filter(has_text="Publish while the page is in review?")
    expect(question.get_by_role("button", name="Go back to the editor")).to_be_visible()
    page.locator("main").evaluate("under => { under.inert = true; }")  # the dialogue covers it
    assert ours(page) == []


@WIDTHS
def test_a_text_that_the_server_did_not_read(tab: Tab, index: ConditionIndexPage, width: int) -> None:
    page = tab(width)
    page.goto("/admin/conditions/from-text/")
    with page.expect_navigation():  # past the script, which would have said so before
        page.locator("[name=text]").evaluate(
            "field => { field.value = 'word '.repeat(600000); HTMLFormElement.prototype.submit.call(field.form); }"
        )
    expect(page.get_by_role("heading", name="This is too long")).to_be_visible()
    assert ours(page) == []


@WIDTHS
def test_a_second_review_and_the_forms_that_were_refused(tab: Tab, live: ConditionPage, width: int) -> None:
    words = document_sha256(document_of(live.get_latest_revision_as_object()))
    publish_at_once(page=live, by=person("rhea"), words=words)
    page, found = tab(width), {}
    where = f"/admin/conditions/{live.pk}/sign-offs/"
    found["second review"] = in_full(page, where)
    expect(page.get_by_role("main")).to_contain_text("Another reviewer must review it before")
    open_all(page)
    found["take back"] = ours(page)
    without_the_browsers_own_check(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Take this sign-off back").first.click()
    found["take back, refused"] = ours(page)
    assert found == {step: [] for step in found}


def open_all(page: Page) -> None:
    page.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


@WIDTHS
def test_publishing_unsigned_without_a_reason(tab: Tab, live: ConditionPage, width: int) -> None:
    page = tab(width)
    page.goto(f"/admin/conditions/{live.pk}/sign-offs/")
    without_the_browsers_own_check(page)
    press(page, "Publish unsigned")
    expect(page.get_by_role("main")).to_contain_text("This field is required")
    assert ours(page) == []


@WIDTHS
def test_taking_a_page_out_of_use_without_a_reason(tab: Tab, live: ConditionPage, width: int) -> None:
    page = tab(width)
    page.goto(f"/admin/conditions/{live.pk}/withdraw/")
    press(page, "Take it out of use now")
    expect(page.get_by_role("main")).to_contain_text("This field is required")
    assert ours(page) == []


@WIDTHS
def test_a_page_that_is_out_of_use_in_the_admin(tab: Tab, live: ConditionPage, width: int) -> None:
    page = tab(width)
    page.goto(f"/admin/conditions/{live.pk}/withdraw/")
    page.locator("[name=reason]").fill("A sign was wrong.")
    press(page, "Take it out of use now")
    assert ours(page) == []
    assert in_full(page, f"/admin/conditions/{live.pk}/sign-offs/") == []


@WIDTHS
@pytest.mark.parametrize(
    "address",
    [
        "needs-review/?show=overdue",
        "source-radar/?domain=www.cdc.gov",
        "source-radar/?q=nothing+of+this",
        "glossary-use/?use=unused",
    ],
)
def test_a_report_that_is_filtered(tab: Tab, index: ConditionIndexPage, address: str, width: int) -> None:
    content()
    page = tab(width)
    page.goto(f"/admin/reports/{address}")
    expect(page.get_by_role("main")).to_contain_text("match")
    assert ours(page) == []


@WIDTHS
def test_the_forms_of_what_is_stored(tab: Tab, live: ConditionPage, width: int) -> None:
    """A reviewer, a word, and the settings of the site."""
    locale = Locale.objects.get(language_code="en")
    word = Term.objects.create(locale=locale, word="nerve", meaning="A cord.")
    page, found = tab(width), {}
    for address in (
        f"snippets/conditions/reviewer/edit/{Reviewer.objects.first().pk}/",
        f"snippets/conditions/term/edit/{word.pk}/",
        "settings/conditions/sitewording/",
        "settings/triage/triagesettings/",
    ):
        page.goto(f"/admin/{address}")
        expect(page.get_by_role("button", name="Save").first).to_be_visible()
        found[address] = ours(page)
    assert found == {address: [] for address in found}


@WIDTHS
def test_what_waited_in_vain_and_is_sent_again(
    tab: Tab, live: ConditionPage, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise OperationalError("database is locked")

    page = tab(width)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(admin_middleware, "hold", busy)
        page.goto(f"/admin/pages/{live.pk}/unpublish/")
        press(page, "Yes, unpublish it")
        expect(page.locator("h1")).to_contain_text("Somebody else is publishing")
        assert ours(page) == []
    assert ConditionPage.objects.get(pk=live.pk).live
    press(page, "Send it again")
    expect(page.locator(".messages")).to_contain_text("unpublished")
    assert not ConditionPage.objects.get(pk=live.pk).live
