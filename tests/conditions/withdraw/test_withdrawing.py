"""Taking a page out of use in the admin: by whom, with what reason, and what happens then."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry

from conditions.models import ConditionPage, Publication
from tests.conditions.admin_cast import staff
from tests.factories import a_condition_page

REASON = "The advice on exercise is being checked."


@pytest.fixture
def page(db: None, settings: Any) -> ConditionPage:
    settings.SIGNPOST_DEMO = True
    return a_condition_page()


def address(page: ConditionPage) -> str:
    return f"/admin/conditions/{page.pk}/withdraw/"


def is_in_use(page: ConditionPage) -> bool:
    return Publication.objects.current().filter(page=page).exists()


@pytest.mark.parametrize("name", ["paula", "rhea", "adam"])
def test_publishers_reviewers_and_administrators_may(page: ConditionPage, name: str) -> None:
    staff(name).post(address(page), {"reason": REASON})
    ended = Publication.objects.get(page=page)
    assert (ended.end_kind, ended.end_reason, ended.ended_by.email) == (
        "withdrawn",
        REASON,
        f"{name}@example.org",
    )


@pytest.mark.parametrize("name", ["erin", "charlie"])
def test_editors_and_strangers_may_not(page: ConditionPage, name: str) -> None:
    response = staff(name).post(address(page), {"reason": REASON})
    assert response.status_code in {302, 403}
    assert is_in_use(page)


def test_nobody_may_without_signing_in(page: ConditionPage, client: Client) -> None:
    assert client.post(address(page), {"reason": REASON}).status_code == 302
    assert is_in_use(page)


def test_asking_for_the_form_changes_nothing(page: ConditionPage) -> None:
    text = staff("paula").get(address(page)).content.decode()
    assert "Take it out of use now" in text
    assert is_in_use(page)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_it_needs_a_reason_that_fits(page: ConditionPage, reason: str) -> None:
    assert staff("paula").post(address(page), {"reason": reason}).status_code == 200
    assert is_in_use(page)


def test_the_page_says_so_at_once(page: ConditionPage, client: Client) -> None:
    staff("paula").post(address(page), {"reason": REASON})
    assert REASON in client.get("/conditions/deep-gluteal-syndrome/").content.decode()


def test_a_second_time_says_that_it_is_not_in_use(page: ConditionPage) -> None:
    paula = staff("paula")
    paula.post(address(page), {"reason": REASON})
    response = paula.post(address(page), {"reason": "Again"}, follow=True)
    assert "is not in use" in response.content.decode()
    assert Publication.objects.get(page=page).end_reason == REASON


def test_the_history_of_the_site_names_it(page: ConditionPage) -> None:
    staff("paula").post(address(page), {"reason": REASON})
    entry = PageLogEntry.objects.get(page=page.pk, action="conditions.withdraw")
    assert entry.data["reason"] == REASON
    assert not ModelLogEntry.objects.filter(action="conditions.withdraw").exists()


def test_deleting_a_used_page_is_refused_and_offers_what_to_do_instead(page: ConditionPage) -> None:
    response = staff("adam").post(f"/admin/pages/{page.pk}/delete/", follow=True)
    text = response.content.decode()
    assert "Unpublish it instead" in text
    assert address(page) in text
    assert ConditionPage.objects.filter(pk=page.pk).exists()


def test_the_editor_offers_the_way_there(page: ConditionPage) -> None:
    text = staff("paula").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    for name in ("impact", "publications", "withdraw"):
        assert f"/admin/conditions/{page.pk}/{name}/" in text
