"""From an empty form to a reader: an editor, a publisher who checks, a reviewer who signs, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from conditions.models import ConditionIndexPage, ConditionPage
from portal.models import User
from tests.browser.conftest import OpenPage
from tests.browser.editor import (
    HELP,
    SECTIONS,
    SOURCES,
    act,
    add_paragraph,
    add_sign,
    add_source,
    index,
    open_tab,
    picture,
    said,
    section,
)
from tests.browser.test_impact_in_the_editor import check_in
from tests.conditions.signing.conftest import person
from tests.factories import a_condition_page

__all__ = ["index"]

pytestmark = pytest.mark.django_db(transaction=True)
Desk = Callable[[str], Page]
EMERGENCY = "Get medical attention right away"
CALL = "Call your healthcare provider"


@pytest.fixture
def desk(open_page: OpenPage, index: ConditionIndexPage, sign_in: Callable[[Page, User], None]) -> Desk:
    """A browser in which somebody of the cast is signed in."""

    def of(name: str) -> Page:
        tab = open_page(1280)
        sign_in(tab, person(name))
        return tab

    return of


def write_without_emergency_signs(tab: Page, index: ConditionIndexPage) -> None:
    tab.goto(f"/admin/pages/add/conditions/conditionpage/{index.pk}/")
    tab.get_by_role("textbox", name="Title").first.press_sequentially("Shin splints")
    expect(tab.locator("[name=slug]")).to_have_value("shin-splints")  # which the page makes of the title
    tab.locator("[name=main_message]").fill("Shin pain from running. Rest helps most people.")
    add_sign(tab, CALL, "call_provider", "The pain has lasted more than two weeks")
    add_paragraph(tab, "What is it?", "The muscel and the bone of your shin are sore.")
    add_paragraph(tab, "Symptoms", "Your shin hurts when you run.")
    add_paragraph(tab, "Treatment: home care first", "Rest your leg for two weeks.")
    add_source(tab, "Shin pian")


def press_approve(tab: Page) -> None:
    """On the front page of the admin."""
    tab.goto("/admin/")
    with tab.expect_navigation():
        tab.locator("[data-workflow-action-url*='/approve/']:not([data-launch-modal])").dispatch_event(
            "click"
        )


def approve_check(tab: Page) -> None:
    """The editorial check; where the impact is shown first, they confirm that they saw it."""
    press_approve(tab)
    confirm = tab.get_by_role("button", name="I saw the impact: approve")
    if confirm.count():
        with tab.expect_navigation():
            confirm.click()
    expect(said(tab)).to_contain_text("approved; waits for “Clinical review”")


def approve_changed_signs(tab: Page) -> None:
    """The same, for a draft whose signs changed: the impact comes first."""
    press_approve(tab)
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Before you approve")
    expect(tab.get_by_role("region", name="Impact of this edit")).to_contain_text("Reworded")
    picture(tab, "editorial-check", height=950)
    with tab.expect_navigation():
        tab.get_by_role("button", name="I saw the impact: approve").click()
    expect(said(tab)).to_contain_text("approved; waits for two clinical reviewers")


def sign_form(tab: Page, page: ConditionPage, *, same_meaning: bool = False) -> None:
    """The reviewer fills in the form under the impact, and sends it."""
    tab.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    for box in tab.locator("[name=statements]").all():
        box.check()
    if same_meaning:
        tab.locator("[name=same_meaning]").check()
    tab.get_by_label("Next review in how many months").fill("6")
    with tab.expect_navigation():
        tab.get_by_role("button", name="Sign these words").click()


def test_from_an_empty_form_to_a_reader(index: ConditionIndexPage, desk: Desk) -> None:
    writer, checker, reviewer, reader = (desk(name) for name in ("erin", "paul", "rhea", "charlie"))
    page = write_and_submit(writer, index)
    approve_check(checker)
    reviewer.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    expect(impact_of(reviewer)).to_be_visible()
    sign_form(reviewer, page)
    expect(said(reviewer)).to_contain_text("Signed; live now")
    reader.goto("/conditions/shin-splints/")
    expect(reader.locator("main")).to_contain_text("You cannot feel your foot")
    expect(reader.locator("#about")).to_contain_text("Rhea Reviewer, MD")
    reader.locator("#about").scroll_into_view_if_needed()
    picture(reader, "reader")

    fix_a_source(checker, page, "Shin pain")
    expect(said(checker)).to_contain_text("published")
    reader.reload()
    expect(reader.locator("#about")).to_contain_text("Shin pain")
    expect(reader.locator("#about")).to_contain_text("Rhea Reviewer, MD")

    fix_a_clinical_word(writer, page)
    refuse_to_publish(checker, page)
    see_what_is_void(reviewer, page, "What is it?", "Symptoms")
    expect(impact_of(reviewer)).to_contain_text("No sign and no measure was changed")
    submit_and_sign(writer, checker, reviewer, page)
    reader.reload()
    expect(reader.locator("main")).to_contain_text("The muscle and the bone of your shin are sore.")

    for number in range(10):
        check_in(page, f"patient{number}", 1)
    change_a_sign(writer, page, "Submit to", "submitted for moderation")
    approve_changed_signs(checker)
    see_what_is_void(reviewer, page, EMERGENCY, "What is it?")
    see_the_numbers(reviewer)
    reader.reload()
    expect(reader.locator("main")).to_contain_text("You cannot feel your foot")
    sign_form(reviewer, page)
    second = desk("ruth")
    sign_form(second, page)
    expect(said(second)).to_contain_text("Signed; live now")
    reader.reload()
    expect(reader.locator("main")).to_contain_text("You cannot feel your inner thighs")


def write_and_submit(tab: Page, index: ConditionIndexPage) -> ConditionPage:
    """A page that is refused until it has an emergency sign."""
    write_without_emergency_signs(tab, index)
    act(tab, "Submit to")
    expect(said(tab)).to_contain_text("Add at least one emergency sign")
    picture(tab, "refused")
    open_tab(tab, HELP)
    stop = section(tab, EMERGENCY).locator(".finding--stop")
    expect(stop).to_contain_text("Add at least one emergency sign")
    picture(tab, "stop-beside-the-field")
    tab.get_by_role("button", name="Toggle checks").click()
    expect(tab.get_by_role("heading", name="Reading grade")).to_be_visible()
    picture(tab, "checks", height=1100)
    add_sign(tab, EMERGENCY, "emergency", "You cannot feel your foot")
    expect(stop).to_have_count(0, timeout=20_000)
    act(tab, "Submit to")
    expect(said(tab)).to_contain_text("submitted for moderation")
    return ConditionPage.objects.get()


def impact_of(tab: Page) -> Locator:
    return tab.get_by_role("region", name="Impact of this edit")


def fix_a_clinical_word(tab: Page, page: ConditionPage) -> None:
    """A typo in a clinical section, mended and saved."""
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    open_tab(tab, SECTIONS)
    here = section(tab, "What is it?")
    words = here.locator("[contenteditable=true]").last
    words.click()
    words.press("Control+a")
    words.press_sequentially("The muscle and the bone of your shin are sore.")
    sent = here.locator("[name='overview-0-value']")
    expect(sent).to_have_value(re.compile("The muscle and the bone"))  # rich text is taken over with a delay
    act(tab, "Save draft")


def refuse_to_publish(tab: Page, page: ConditionPage) -> None:
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    act(tab, "Publish")
    expect(said(tab)).to_contain_text("No clinical reviewer has signed these words: “What is it?”.")


def see_what_is_void(tab: Page, page: ConditionPage, void: str, holds: str) -> None:
    """The signature of one section does not hold any more; that of another does."""
    tab.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    sections = section(tab, "The newest draft, section by section")
    sections.locator("summary").click()
    row = sections.get_by_role("row", name=void)
    expect(row).to_contain_text("Void: the words changed after Rhea Reviewer")
    expect(sections.get_by_role("row", name=holds)).to_contain_text("Signed by Rhea Reviewer")


def submit_and_sign(writer: Page, checker: Page, reviewer: Page, page: ConditionPage) -> None:
    """One signature is enough where no level can be lowered."""
    writer.goto(f"/admin/pages/{page.pk}/edit/")
    act(writer, "Submit to")
    approve_check(checker)
    sign_form(reviewer, page)
    expect(said(reviewer)).to_contain_text("Signed; live now")


def see_the_numbers(tab: Page) -> None:
    """What the reworded sign does to ten check-ins that were sent."""
    impact = impact_of(tab)
    expect(impact).to_contain_text("Reworded")
    expect(impact).to_contain_text("May lower a level")
    expect(impact).to_contain_text("A second approval is needed")
    expect(impact.locator("dl > div").filter(has_text="looked at")).to_contain_text("10")
    expect(impact).to_contain_text("“You cannot feel your inner thighs”: until it is answered")
    expect(impact).to_contain_text("10 of 10")


def test_the_writer_cannot_check_or_sign_or_publish(index: ConditionIndexPage, desk: Desk) -> None:
    page = a_condition_page()
    writer = desk("erin")
    writer.goto(f"/admin/pages/{page.pk}/edit/")
    footer = writer.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="More actions").click()
    expect(footer.get_by_role("button", name="Submit to")).to_be_visible()
    expect(footer.get_by_role("button", name="Publish")).to_have_count(0)
    writer.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    expect(writer.get_by_role("button", name="Sign these words")).to_have_count(0)


def fix_a_source(tab: Page, page: ConditionPage, title: str) -> None:
    """A fix outside the clinical words, published."""
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    open_tab(tab, SOURCES)
    tab.locator("[name='sources-0-value-title']").fill(title)
    act(tab, "Publish")


def change_a_sign(tab: Page, page: ConditionPage, then: str, answer: str) -> None:
    """erin moves nothing and adds nothing: she says the first emergency sign in other words."""
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    open_tab(tab, HELP)
    tab.locator("[name='emergency-0-value-statement']").fill("You cannot feel your inner thighs")
    act(tab, then)
    expect(said(tab)).to_contain_text(answer)


def test_a_changed_sign_voids_its_sign_off_and_is_not_published_unsigned(
    index: ConditionIndexPage, desk: Desk
) -> None:
    page = a_condition_page()
    change_a_sign(desk("erin"), page, "Save draft", "updated")
    publisher = desk("paul")
    publisher.goto(f"/admin/pages/{page.pk}/edit/")
    act(publisher, "Publish")
    expect(said(publisher)).to_contain_text("was not published")
    picture(publisher, "void-refused")
    publisher.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    void = section(publisher, "The newest draft, section by section").get_by_role("row", name=EMERGENCY)
    expect(void).to_contain_text("Void: the words changed after Rhea Reviewer")
    picture(publisher, "sign-offs")
    publisher.goto(f"/conditions/{page.slug}/")
    expect(publisher.locator("main")).to_contain_text("You are numb around your genitals")


def test_one_reviewer_is_enough_for_other_words_of_the_same_meaning(
    index: ConditionIndexPage, desk: Desk
) -> None:
    page = a_condition_page()
    change_a_sign(desk("erin"), page, "Submit to", "submitted for moderation")
    approve_changed_signs(desk("paul"))
    reviewer = desk("rhea")
    sign_form(reviewer, page, same_meaning=True)
    expect(said(reviewer)).to_contain_text("Signed; live now")
    reviewer.goto(f"/conditions/{page.slug}/")
    expect(reviewer.locator("main")).to_contain_text("You cannot feel your inner thighs")


def test_two_reviewers_see_the_impact_of_a_reworded_sign_and_sign_it(
    index: ConditionIndexPage, desk: Desk
) -> None:
    page = a_condition_page()
    for number in range(10):
        check_in(page, f"patient{number}", 1)
    change_a_sign(desk("erin"), page, "Submit to", "submitted for moderation")
    checker = desk("paul")
    approve_changed_signs(checker)
    reviewer = desk("rhea")
    reviewer.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    impact = reviewer.get_by_role("region", name="Impact of this edit")
    expect(impact).to_contain_text("Reworded")
    expect(impact).to_contain_text("May lower a level")
    picture(reviewer, "impact", of=impact)
    sign_form(reviewer, page)
    expect(said(reviewer)).to_contain_text("waits for a second clinical reviewer")
    second = desk("ruth")
    sign_form(second, page)
    expect(said(second)).to_contain_text("Signed; live now")
    reviewer.goto(f"/conditions/{page.slug}/")
    expect(reviewer.locator("main")).to_contain_text("You cannot feel your inner thighs")


def test_a_fix_outside_the_clinical_words_keeps_every_sign_off(index: ConditionIndexPage, desk: Desk) -> None:
    page = a_condition_page()
    publisher = desk("paul")
    fix_a_source(publisher, page, "Sprains, corrected")
    expect(said(publisher)).to_contain_text("published")
    publisher.goto(f"/conditions/{page.slug}/")
    expect(publisher.locator("#about")).to_contain_text("Sprains, corrected")
    expect(publisher.locator("#about")).to_contain_text("Rhea Reviewer")
