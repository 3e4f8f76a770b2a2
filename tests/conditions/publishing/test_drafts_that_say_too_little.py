"""What is no number, no day or no title yet is kept in a draft, shown again, and keeps the page from going live."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from conditions.blocks.bounded import DayBlock, NumberBlock
from conditions.models import ConditionIndexPage, ConditionPage
from conditions.services.publishing import PublicationRefused
from tests.conditions.publishing.conftest import publications
from tests.conditions.publishing.test_drafts_that_say_too_much import SIGN, saved
from tests.conditions.publishing.test_editor import form_of

SOURCE = {"title": "Sprains", "publisher": "", "url": ""}


def edit(erin: Client, page: ConditionPage, **changes: Any) -> ConditionPage:
    """The newest draft, after Erin saved the form with these changes."""
    assert erin.post(address(page), form_of(page, **changes)).status_code == 302
    return newest(page)


def newest(page: ConditionPage) -> ConditionPage:
    draft: ConditionPage = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft


def address(page: ConditionPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["2019", "May 2019", "2019-13-45"])
def test_what_is_no_day_yet_is_kept_shown_again_and_stops_the_page(
    erin: Client, draft: ConditionPage, typed: str
) -> None:
    page = edit(erin, draft, sources=streamfield([("source", SOURCE | {"published": typed})]))
    assert page.sources[0].value["published"] == typed
    assert typed in erin.get(address(draft)).content.decode()
    with pytest.raises(PublicationRefused, match="must be a date, for instance 2024-05-01"):
        page.get_latest_revision().publish()
    assert publications(draft) == []


@pytest.mark.django_db
def test_a_day_is_still_a_day(erin: Client, draft: ConditionPage) -> None:
    page = edit(erin, draft, sources=streamfield([("source", SOURCE | {"published": "2019-05-01"})]))
    assert page.sources[0].value["published"].isoformat() == "2019-05-01"


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "kind"), [("value", "pain_at_least"), ("age_from", "yes_no")])
@pytest.mark.parametrize("typed", ["2.5", "seven"])
def test_what_is_no_whole_number_is_kept_and_stops_the_page(
    erin: Client, draft: ConditionPage, field: str, kind: str, typed: str
) -> None:
    page = saved(erin, draft, {"kind": kind, field: typed})
    assert page.emergency[0].value[field] == typed
    with pytest.raises(PublicationRefused, match="must be a whole number"):
        page.get_latest_revision().publish()


@pytest.mark.django_db
def test_how_long_something_takes_is_kept_too(erin: Client, draft: ConditionPage) -> None:
    row = {"what": "It heals in", "shortest": "some", "longest": "5000", "unit": "weeks"}
    page = edit(erin, draft, treatment=streamfield([("timeframe", row)]))
    value = page.treatment[0].value
    assert (value["shortest"], value["longest"]) == ("some", 5000)
    with pytest.raises(PublicationRefused, match="must be a whole number"):
        page.get_latest_revision().publish()


@pytest.mark.parametrize(("block", "typed"), [(NumberBlock(), "2.5"), (DayBlock(), "2019")])
def test_the_form_refuses_to_publish_it(block: Any, typed: str) -> None:
    with pytest.raises(Exception, match="Enter a"):
        block.clean(typed)


@pytest.mark.parametrize("block", [NumberBlock(), DayBlock()])
def test_no_draft_holds_a_character_that_no_database_takes(block: Any) -> None:
    with pytest.raises(Exception, match="Null characters are not allowed"):
        block.clean_deferred("20\x0019")


@pytest.mark.django_db
def test_a_draft_without_a_title_is_kept_and_cannot_go_live(erin: Client, draft: ConditionPage) -> None:
    page = edit(erin, draft, title="", emergency=streamfield([("sign", SIGN)]))
    assert (page.title, page.emergency[0].value["statement"]) == ("Untitled", "You cannot pee")
    with pytest.raises(PublicationRefused, match="Give the page a title"):
        page.get_latest_revision().publish()


def add(erin: Client, index: ConditionIndexPage, title: str) -> ConditionPage:
    """The page that Erin added as a draft, with this title and without an address."""
    data = form_of(ConditionPage(title=title, slug="")) | {"title": title, "slug": ""}
    url = reverse("wagtailadmin_pages:add", args=["conditions", "conditionpage", index.pk])
    assert erin.post(url, data).status_code == 302
    added: ConditionPage = ConditionPage.objects.latest("pk")
    return added


@pytest.mark.django_db
def test_pages_without_a_title_are_added_and_get_their_address_with_the_title(
    erin: Client, index: ConditionIndexPage
) -> None:
    first, second = add(erin, index, ""), add(erin, index, "")
    assert [first.slug, second.slug] == ["untitled", "untitled-2"]
    named = edit(erin, second, title="Sprained ankle")
    assert (named.title, named.slug) == ("Sprained ankle", "sprained-ankle")


@pytest.mark.django_db
def test_an_address_that_somebody_chose_stays(erin: Client, index: ConditionIndexPage) -> None:
    page = edit(erin, add(erin, index, ""), slug="ankle")
    assert edit(erin, page, title="Sprained ankle").slug == "ankle"


@pytest.mark.django_db
def test_publishing_without_a_title_is_refused_by_the_form(erin: Client, draft: ConditionPage) -> None:
    refused = erin.post(address(draft), form_of(draft, title="") | {"action-publish": "yes"})
    assert refused.status_code in (200, 403, 422)
    assert publications(draft) == []
