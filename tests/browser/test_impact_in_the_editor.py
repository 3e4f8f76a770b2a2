"""The publisher sees what an edit changes in the editor, and again before it is live, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from conditions.builder import document_of, fill_page
from conditions.models import ConditionIndexPage, ConditionPage
from conditions.services.signing import sign_for
from portal.models import User
from tests.browser.conftest import OpenPage, fits
from tests.browser.conftest import looked_at as whole
from tests.browser.editor import HELP, REVIEW, SOURCES, act, index, open_tab, picture, said
from tests.conditions.documents import good
from tests.conditions.signing.conftest import draft_of, person
from tests.factories import PAGE, a_condition_page, a_reviewer, current
from tests.triage.builders import make_patient
from triage.domain.assessment import Measures
from triage.services.actor import patient_actor
from triage.services.check_ins import submit

__all__ = ["index"]

pytestmark = pytest.mark.django_db(transaction=True)
_PAIN, *OTHERS = PAGE["call_provider"]
PAIN = _PAIN | {"statement": "Your pain is strong"}
"""Its words name no number, so that the number can be changed alone."""
WORDS: dict[str, Any] = {**PAGE, "call_provider": [PAIN, *OTHERS]}
MORE = {"key": "cold-foot", "statement": "Your foot is cold and pale"}
RAISED: dict[str, Any] = {
    "emergency": [*PAGE["emergency"], MORE],
    "call_provider": [PAIN | {"value": 6}, *OTHERS],
}


def check_in(page: ConditionPage, name: str, pain: int) -> None:
    """One that was sent, all no, with this pain."""
    publication, patient = current(page), make_patient(name)
    asked = (part.answer_key for rule in publication.compiled().signs for part in rule.parts)
    submit(
        patient=patient,
        publication=publication,
        answers={key: "no" for key in asked if key},
        measures=Measures(pain_now=pain, pain_worst=pain, started_on=timezone.localdate()),
        by=patient_actor(patient),
    )


@pytest.fixture
def page(index: ConditionIndexPage) -> ConditionPage:
    """Live, with recent check-ins, and a signed draft that raises."""
    page = a_condition_page(**WORDS)
    for number, pain in enumerate([6, 6, 6, 6, 6, 1, 1, 2, 3, 8]):
        check_in(page, f"patient{number}", pain)
    draft = draft_of(page)
    fill_page(draft, good(**{**PAGE, **RAISED}))
    draft.save_revision(user=person("erin"))
    person("rhea")
    sign_for(page=draft, document=document_of(draft), reviewer=a_reviewer("Rhea Reviewer"))
    return ConditionPage.objects.get(pk=page.pk)


Desk = Callable[..., Page]


@pytest.fixture
def desk(open_page: OpenPage, sign_in: Callable[[Page, User], None]) -> Desk:
    """A browser in which somebody of the cast is signed in."""

    def of(name: str, width: int = 1280, **options: Any) -> Page:
        tab = open_page(width, **options)
        sign_in(tab, person(name))
        return tab

    return of


def looked_at(tab: Page, name: str) -> None:
    """The admin scrolls inside its frame, so the frame is made high for the picture."""
    before = tab.viewport_size or {"width": 1280, "height": 800}
    tab.set_viewport_size({"width": before["width"], "height": 2000})
    whole(tab, name)
    tab.set_viewport_size(before)


def impact_of(tab: Page) -> Locator:
    return tab.get_by_role("region", name="Impact of this edit")


@pytest.mark.parametrize("width", [1280, 375])
def test_the_tab_for_review_counts_when_somebody_looks(page: ConditionPage, desk: Desk, width: int) -> None:
    publisher = desk("paul", width)
    asked: list[str] = []
    publisher.on("request", lambda sent: asked.append(sent.url) if "of-the-form" in sent.url else None)
    publisher.goto(f"/admin/pages/{page.pk}/edit/")
    publisher.wait_for_timeout(2_000)
    assert asked == []
    open_tab(publisher, REVIEW)
    expect(impact_of(publisher)).to_contain_text("Your foot is cold and pale")
    expect(impact_of(publisher)).to_contain_text("Threshold lowered")
    expect(impact_of(publisher)).to_contain_text("Not counted above")
    expect(publisher.locator("[data-review-here]")).to_contain_text("Signed by Rhea Reviewer")
    assert fits(publisher)
    looked_at(publisher, f"review-tab-{width}")


def test_what_is_typed_is_counted_and_not_saved(page: ConditionPage, desk: Desk) -> None:
    writer = desk("erin")
    writer.goto(f"/admin/pages/{page.pk}/edit/")
    open_tab(writer, HELP)
    writer.locator("[name='urgent-0-value-statement']").fill("You have a fever")
    open_tab(writer, REVIEW)
    expect(impact_of(writer)).to_contain_text("May lower a level")
    void = writer.locator("[data-review-here]").get_by_role("row", name="Get care today")
    expect(void).to_contain_text("Void")
    looked_at(writer, "review-tab-void")
    assert draft_of(page).urgent[0].value["statement"] != "You have a fever"


def test_the_publisher_sees_the_impact_before_it_is_live(
    page: ConditionPage, desk: Desk, page_1280: Page
) -> None:
    publisher = desk("paul")
    publisher.goto(f"/admin/pages/{page.pk}/edit/")
    act(publisher, "Publish")
    expect(publisher.get_by_role("heading", level=1)).to_contain_text("Before you publish")
    expect(impact_of(publisher)).to_contain_text("Your foot is cold and pale")
    looked_at(publisher, "confirm-1280")
    picture(publisher, "confirm", height=1150)
    reader = page_1280
    reader.goto(f"/conditions/{page.slug}/")
    expect(reader.locator("main")).not_to_contain_text("Your foot is cold and pale")
    with publisher.expect_navigation():
        publisher.get_by_role("button", name="I saw the impact: publish").click()
    expect(said(publisher)).to_contain_text("is published")
    reader.goto(f"/conditions/{page.slug}/")
    expect(reader.locator("main")).to_contain_text("Your foot is cold and pale")


def test_a_fix_of_a_source_goes_straight(page: ConditionPage, desk: Desk) -> None:
    page.get_latest_revision().publish()
    publisher = desk("paul")
    publisher.goto(f"/admin/pages/{page.pk}/edit/")
    open_tab(publisher, SOURCES)
    publisher.locator("[name='sources-0-value-title']").fill("Sprains, corrected")
    act(publisher, "Publish")
    expect(said(publisher)).to_contain_text("published")


def test_confirming_works_without_javascript(page: ConditionPage, desk: Desk, page_1280: Page) -> None:
    publisher = desk("paul", javascript=False)
    publisher.goto(f"/admin/conditions/{page.pk}/confirm-publishing/")
    expect(impact_of(publisher)).to_contain_text("Your foot is cold and pale")
    publisher.get_by_role("button", name="I saw the impact: publish").click()
    page_1280.goto(f"/conditions/{page.slug}/")
    expect(page_1280.locator("main")).to_contain_text("Your foot is cold and pale")


def test_a_stale_confirm_shows_the_new_words(page: ConditionPage, desk: Desk) -> None:
    publisher = desk("paul")
    publisher.goto(f"/admin/conditions/{page.pk}/confirm-publishing/")
    draft = draft_of(page)
    blue = MORE | {"key": "blue-foot", "statement": "Your foot is blue"}
    fill_page(draft, good(**{**PAGE, **RAISED, "emergency": [*PAGE["emergency"], blue]}))
    draft.save_revision(user=person("erin"))
    sign_for(page=draft, document=document_of(draft), reviewer=a_reviewer("Rhea Reviewer"))
    with publisher.expect_navigation():
        publisher.get_by_role("button", name="I saw the impact: publish").click()
    expect(said(publisher)).to_contain_text("The words changed while you were reading")
    expect(impact_of(publisher)).to_contain_text("Your foot is blue")
    looked_at(publisher, "confirm-stale")
    assert current(page).number == 1


def test_bulk_publishing_shows_each_page(page: ConditionPage, desk: Desk) -> None:
    publisher = desk("paul")
    publisher.goto(f"/admin/pages/{page.get_parent().pk}/")
    publisher.get_by_role("checkbox", name="Select", exact=False).nth(1).check()
    with publisher.expect_navigation():
        publisher.get_by_role("link", name="Publish selected pages", exact=True).click()
    with publisher.expect_navigation():
        publisher.get_by_role("button", name="Yes, publish").click()
    expect(publisher.get_by_role("region", name="Impact on")).to_contain_text("Your foot is cold and pale")
    looked_at(publisher, "confirm-bulk")
    with publisher.expect_navigation():
        publisher.get_by_role("button", name="I saw the impact: publish all").click()
    expect(said(publisher)).to_contain_text("1 page has been published")
    assert current(page).number == 2
