"""The numbers on the admin's front page."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conditions.models import SecondReview
from tests.conditions.reports.conftest import NOON, TODAY, in_the_admin, many_pages, never_reviewed, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def figures(client: Client) -> dict[str, int]:
    html = " ".join(client.get(reverse("wagtailadmin_home")).content.decode().split())
    found = re.findall(r'__number">(\d+)</span> <span class="content-numbers__what">([\w ,]+)</span>', html)
    return {what: int(number) for number, what in found}


def test_the_front_page_counts_what_somebody_should_do(erin: Client) -> None:
    late = reviewed("late", TODAY - datetime.timedelta(days=1))
    reviewed("soon", TODAY)
    reviewed("fine", TODAY + datetime.timedelta(days=99))
    never_reviewed("never")
    SecondReview.objects.create(
        page=late, sign_off=late.sign_offs.first(), due_at=NOON - datetime.timedelta(hours=1)
    )
    assert figures(erin) == {
        "Pages live": 4,
        "Never reviewed": 1,
        "Overdue for review": 1,
        "Due in 30 days": 1,
        "Second reviews asked for": 1,
        "Drafts waiting for me": 0,
    }


@pytest.mark.parametrize("show", ["all", "never", "overdue", "due_soon", "second"])
def test_each_number_leads_to_its_list(erin: Client, show: str) -> None:
    html = erin.get(reverse("wagtailadmin_home")).content.decode()
    where = f"{reverse('needs_review')}?show={show}"
    assert where in html
    assert erin.get(where).status_code == 200


def test_a_second_review_puts_a_page_on_the_list_and_says_when_it_is_due(erin: Client) -> None:
    page = reviewed("page", TODAY + datetime.timedelta(days=99))
    review = SecondReview.objects.create(
        page=page, sign_off=page.sign_offs.first(), due_at=NOON + datetime.timedelta(hours=72)
    )
    html = erin.get(reverse("needs_review")).content.decode()
    assert "Second review is due 18 June 2026, 12:00" in html
    review.set_once(done_at=NOON, done_with=page.sign_offs.first())
    assert "Second review is due" not in erin.get(reverse("needs_review")).content.decode()


def test_an_overdue_second_review_comes_before_other_overdue_pages(erin: Client) -> None:
    reviewed("long-overdue", TODAY - datetime.timedelta(days=99))
    page = reviewed("page", TODAY + datetime.timedelta(days=99))
    SecondReview.objects.create(
        page=page, sign_off=page.sign_offs.first(), due_at=NOON - datetime.timedelta(seconds=1)
    )
    html = erin.get(reverse("needs_review"), {"show": "overdue"}).content.decode()
    assert html.index("Second review was due") < html.index("Review was due")


def test_without_the_permission_the_front_page_has_no_numbers(db: None, settings: Any) -> None:
    assert figures(in_the_admin("charlie", settings, sees_reports=False)) == {}


def test_the_front_page_costs_the_same_with_a_thousand_pages(
    erin: Client, django_assert_max_num_queries: Any
) -> None:
    many_pages(1000)
    erin.get(reverse("wagtailadmin_home"))
    with django_assert_max_num_queries(40):
        assert figures(erin)["Overdue for review"] == 1000
