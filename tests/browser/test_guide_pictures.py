"""What docs/editors.md shows besides the journey: each view is there as the guide says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from conditions.builder import fill_page
from conditions.models import ConditionIndexPage, ConditionPage
from conditions.services.at_once import publish_at_once
from portal.models import User
from tests.browser.conftest import OpenPage
from tests.browser.editor import REVIEW, index, open_tab, picture, said
from tests.browser.test_editing_journey import sign_form
from tests.browser.test_impact_in_the_editor import RAISED, WORDS, check_in
from tests.browser.test_report_pages import content
from tests.conditions.documents import good
from tests.conditions.from_text.test_new_page_from_text import LEAFLET
from tests.conditions.signing.conftest import draft_of, person, sign, words_sha
from tests.factories import a_condition_page, republish

__all__ = ["index"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(
    open_page: OpenPage, index: ConditionIndexPage, sign_in: Callable[[Page, User], None]
) -> Callable[[str], Page]:
    """A browser in which somebody of the cast is signed in."""

    def of(name: str) -> Page:
        tab = open_page(1280)
        sign_in(tab, person(name))
        return tab

    return of


@pytest.fixture
def page(index: ConditionIndexPage) -> ConditionPage:
    """Live, with recent check-ins, and Erin's draft with one more emergency sign."""
    newer = WORDS | {"main_message": "Rest helps most people, and so do short walks."}
    page = republish(a_condition_page(**WORDS), **newer)
    for number, pain in enumerate([6, 6, 6, 6, 6, 1, 1, 2, 3, 8]):
        check_in(page, f"patient{number}", pain)
    draft = draft_of(page)
    fill_page(draft, good(**newer | RAISED))
    draft.save_revision(user=person("erin"))
    return page


def test_the_fast_path_is_offered_to_a_reviewer(page: ConditionPage, desk: Callable[[str], Page]) -> None:
    reviewer = desk("rhea")
    reviewer.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    offer = reviewer.get_by_role("region", name="Publish at once")
    expect(offer).to_contain_text("within 72 hours")
    expect(offer).to_contain_text("Threshold lowered from 7 to 6")
    picture(reviewer, "fast-path", of=offer)
    with reviewer.expect_navigation():
        offer.get_by_role("button", name="Publish these signs at once").click()
    expect(said(reviewer)).to_contain_text("Published at once")


def test_a_second_reviewer_reviews_what_went_live_at_once(
    page: ConditionPage, desk: Callable[[str], Page]
) -> None:
    publish_at_once(page=page, by=person("rhea"), words=words_sha(page))
    person("ruth")
    reviewer = desk("rhea")
    reviewer.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    expect(reviewer.get_by_role("main")).to_contain_text("Another reviewer gives the second review")
    second = desk("ruth")
    second.goto("/admin/reports/needs-review/")
    expect(second.get_by_role("main")).to_contain_text("Second review asked for")
    second.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    expect(second.get_by_role("main")).to_contain_text("Published at once by Rhea Reviewer, MD")
    picture(second, "second-review", height=1100)
    sign_form(second, page)
    expect(said(second)).to_contain_text("Signed; live now")
    expect(second.get_by_role("main")).not_to_contain_text("Another reviewer must review it")
    assert not page.second_reviews.open().exists()


def test_a_reviewer_takes_a_signature_back(page: ConditionPage, desk: Callable[[str], Page]) -> None:
    sign(page, "ruth")
    draft_of(page).get_latest_revision().publish()
    reviewer = desk("ruth")
    reviewer.goto(f"/conditions/{page.slug}/")
    expect(reviewer.locator("#about")).to_contain_text("Ruth Second")
    reviewer.goto(f"/admin/conditions/{page.pk}/sign-offs/")
    past = reviewer.get_by_role("region", name="Every sign-off of this page")
    past.locator("summary").first.click()
    past.get_by_text("Take it back", exact=True).click()
    past.get_by_label("Why you take it back").fill("A newer study says otherwise.")
    picture(reviewer, "take-back", of=past)
    with reviewer.expect_navigation():
        past.get_by_role("button", name="Take this sign-off back").click()
    expect(said(reviewer)).to_contain_text("was taken back")
    reviewer.goto(f"/conditions/{page.slug}/")
    expect(reviewer.locator("#about")).not_to_contain_text("Ruth Second")


def test_the_tab_for_review_is_there(page: ConditionPage, desk: Callable[[str], Page]) -> None:
    writer = desk("erin")
    writer.goto(f"/admin/pages/{page.pk}/edit/")
    open_tab(writer, REVIEW)
    impact = writer.get_by_role("region", name="Impact of this edit")
    expect(impact).to_contain_text("Your foot is cold and pale")
    picture(writer, "review-tab", height=1300)


def test_a_page_is_taken_out_of_use(page: ConditionPage, desk: Callable[[str], Page]) -> None:
    publisher = desk("paul")
    publisher.goto(f"/admin/conditions/{page.pk}/withdraw/")
    publisher.locator("[name=reason]").fill("A sign was wrong. A new text is on its way.")
    picture(publisher, "withdraw")
    with publisher.expect_navigation():
        publisher.get_by_role("button", name="Take it out of use now").click()
    assert not ConditionPage.objects.get(pk=page.pk).live


def test_two_publications_are_compared(page: ConditionPage, desk: Callable[[str], Page]) -> None:
    writer = desk("erin")
    writer.goto(f"/admin/conditions/{page.pk}/publications/?old=1&new=2")
    expect(writer.get_by_role("heading", name="From publication 1 to publication 2")).to_be_visible()
    picture(writer, "compare", height=950)


def test_a_leaflet_becomes_a_draft(index: ConditionIndexPage, desk: Callable[[str], Page]) -> None:
    writer = desk("erin")
    writer.goto("/admin/conditions/from-text/")
    writer.get_by_label("Paste the leaflet").fill(LEAFLET)
    with writer.expect_navigation():
        writer.get_by_role("button", name="See what goes where").click()
    expect(writer.get_by_role("heading", name="Not placed")).to_be_visible()
    picture(writer, "from-text", height=1100)


def test_the_report_says_what_needs_review(index: ConditionIndexPage, desk: Callable[[str], Page]) -> None:
    content()
    reviewer = desk("rhea")
    reviewer.goto("/admin/reports/needs-review/")
    expect(reviewer.get_by_role("main")).to_contain_text("Sciatica")
    picture(reviewer, "needs-review")
