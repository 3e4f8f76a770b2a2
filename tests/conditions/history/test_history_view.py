"""The history of a page in the admin."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from conditions.models import ConditionPage
from conditions.services.publishing import withdraw
from tests.conditions.admin_cast import staff
from tests.factories import a_condition_page, republish


@pytest.fixture
def page(db: None, settings: Any) -> ConditionPage:
    settings.SIGNPOST_DEMO = True
    page = a_condition_page()
    republish(page, main_message="Pain deep in the buttock. Most people get better.")
    return republish(page, main_message="Other words.")


def address(page: ConditionPage) -> str:
    return f"/admin/conditions/{page.pk}/publications/"


@pytest.mark.parametrize("name", ["erin", "rhea", "paula", "adam"])
def test_everybody_who_works_on_pages_reads_it(page: ConditionPage, name: str) -> None:
    assert staff(name).get(address(page)).status_code == 200


def test_charlie_does_not(page: ConditionPage, client: Client) -> None:
    assert client.get(address(page)).status_code == 302
    assert staff("charlie").get(address(page)).status_code in {302, 403}


def test_it_names_who_signed_and_how_each_ended(page: ConditionPage) -> None:
    withdraw(page=page, reason="Being checked.")
    text = staff("erin").get(address(page)).content.decode()
    assert "Rhea Reviewer" in text
    assert "Superseded" in text
    assert "Withdrawn for safety" in text
    assert "Being checked." in text


def test_any_two_are_compared_word_by_word(page: ConditionPage) -> None:
    text = staff("erin").get(address(page), {"old": "1", "new": "2"}).content.decode()
    assert "From publication 1 to publication 2" in text
    assert "<del" in text
    assert "that can run down the leg" in text


def test_the_two_newest_are_compared_unless_asked_otherwise(page: ConditionPage) -> None:
    assert "From publication 2 to publication 3" in staff("erin").get(address(page)).content.decode()


def test_so_are_two_that_do_not_follow_each_other(page: ConditionPage) -> None:
    text = staff("erin").get(address(page), {"old": "1", "new": "3"}).content.decode()
    difference = text.split('id="difference"')[1]
    assert "From publication 1 to publication 3" in difference
    assert "that can run down the leg" in difference
    assert "Other words." in difference


def test_it_says_when_each_was_published_and_signed(page: ConditionPage) -> None:
    noon = datetime.datetime(2026, 6, 15, 16, tzinfo=datetime.UTC)
    with time_machine.travel(noon):
        republish(page, main_message="Words of June.")
        (row, *_rest) = staff("erin").get(address(page)).content.decode().split("<tbody>")[1].split("</tr>")
    assert "June 15, 2026, 12:00" in row
    assert "Rhea Reviewer, May 4, 2026" in row


@pytest.mark.parametrize(
    "query", ["?old=x&new=y", "?old=0", "?old=99&new=99", "?new=-1", "?old=9" + "9" * 30]
)
def test_a_strange_address_is_no_error(page: ConditionPage, query: str) -> None:
    assert staff("erin").get(address(page) + query).status_code == 200


def test_only_some_are_offered_the_withdrawal(page: ConditionPage) -> None:
    assert "/withdraw/" in staff("rhea").get(address(page)).content.decode()
    assert "/withdraw/" not in staff("erin").get(address(page)).content.decode()
