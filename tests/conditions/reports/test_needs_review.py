"""The report "Needs review": what it lists, in which order, and where its days end."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conditions.models import ConditionPage, SecondReview
from conditions.selectors.reviews import ReviewState, needing_review, pages_by_review, review_numbers
from tests.conditions.reports.conftest import (
    NOON,
    TODAY,
    in_the_admin,
    many_pages,
    never_reviewed,
    reviewed,
)
from tests.factories import a_reviewer, republish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def in_days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


def slugs(pages: Any) -> list[str]:
    return [page.slug for page in pages]


def state_of(page: ConditionPage) -> ReviewState:
    return ReviewState(pages_by_review().get(pk=page.pk).state)


def shown(client: Client, **query: str) -> str:
    response = client.get(reverse("needs_review"), query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_never_reviewed_comes_first_then_overdue_then_due_soon() -> None:
    reviewed("soon", in_days(20))
    reviewed("late", in_days(-3))
    reviewed("later", in_days(-40))
    reviewed("fine", in_days(200))
    never_reviewed("never")
    assert slugs(needing_review()) == ["never", "later", "late", "soon"]


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, ReviewState.OVERDUE),
        (0, ReviewState.DUE_SOON),
        (30, ReviewState.DUE_SOON),
        (31, ReviewState.IN_TIME),
    ],
)
def test_a_day_belongs_to_the_state_that_still_counts_on_it(days: int, state: ReviewState) -> None:
    assert state_of(reviewed("page", in_days(days))) is state


def test_a_review_is_overdue_when_the_day_ends_where_the_site_is() -> None:
    page = reviewed("page", TODAY)
    late_evening = datetime.datetime(2026, 6, 16, 3, 59, tzinfo=datetime.UTC)
    with time_machine.travel(late_evening, tick=False):
        assert state_of(page) is ReviewState.DUE_SOON
    with time_machine.travel(late_evening + datetime.timedelta(minutes=1), tick=False):
        assert state_of(page) is ReviewState.OVERDUE


def test_words_that_changed_after_the_review_were_never_reviewed() -> None:
    page = reviewed("page", in_days(200))
    republish(page, reviewed=False, main_message="Other words.")
    assert state_of(page) is ReviewState.NEVER


def test_a_page_whose_earlier_words_were_reviewed_is_not_said_to_have_had_no_review(erin: Client) -> None:
    page = reviewed("page", in_days(200), by=a_reviewer("Rhea Reviewer"))
    republish(page, reviewed=False, main_message="Other words.")
    never_reviewed("other")
    html = " ".join(shown(erin).split())
    assert "Newest words never reviewed" in html
    assert "Earlier words: 2 January 2025 by Rhea Reviewer" in html
    assert html.count("Never reviewed") >= 1


def test_a_live_page_that_was_never_published_cannot_vanish(erin: Client) -> None:
    page = never_reviewed("behind")
    ConditionPage.objects.filter(pk=page.pk).update(live=False)
    page.refresh_from_db()
    page.save()
    ConditionPage.objects.filter(pk=page.pk).update(live=True)
    assert slugs(needing_review()) == ["behind"]
    assert "nothing of it was ever published" in shown(erin)


def test_a_draft_is_not_listed() -> None:
    never_reviewed("gone").unpublish()
    assert slugs(pages_by_review()) == []


def test_the_report_says_what_is_due_and_who_reviewed_last(erin: Client) -> None:
    reviewed("late", in_days(-3), by=a_reviewer("Rhea Reviewer"))
    html = shown(erin)
    for words in ("Late", "Review was due 12 June 2026", "Rhea Reviewer", "2 January 2025", "Overdue"):
        assert words in html


def test_due_today_is_said_as_today(erin: Client) -> None:
    reviewed("now", TODAY)
    assert "Review is due today" in shown(erin)


def test_it_filters_by_state_reviewer_and_language(erin: Client) -> None:
    rhea, dana = a_reviewer("Rhea"), a_reviewer("Dana")
    reviewed("first", in_days(-1), by=rhea)
    reviewed("second", in_days(5), by=dana)
    reviewed("third", in_days(300), by=dana)
    assert "First" not in shown(erin, show="due_soon")
    assert "Third" in shown(erin, show="all")
    assert "Third" in shown(erin, show="in_time")
    html = shown(erin, reviewer=str(dana.pk))
    assert ">Second<" in "".join(html.split())
    assert "First" not in html
    assert "No pages that need a review match" in shown(erin, language="es")


@pytest.mark.parametrize("query", [{"show": "x"}, {"reviewer": "x"}, {"reviewer": "999999"}, {"p": "-1"}])
def test_an_unknown_filter_is_no_error(erin: Client, query: dict[str, str]) -> None:
    reviewed("fine", in_days(300))
    assert "Fine" not in shown(erin, **query)


def test_the_results_alone_are_served_for_filters_without_a_new_page(erin: Client) -> None:
    never_reviewed("never")
    response = erin.get(reverse("needs_review_results"), {"_w_filter_fragment": "1"})
    assert response.status_code == 200
    assert b"Never" in response.content


@pytest.mark.parametrize("name", ["needs_review", "source_radar", "glossary_use"])
@pytest.mark.parametrize("export", ["", "csv", "xlsx"])
def test_without_the_permission_no_report_opens(db: None, settings: Any, name: str, export: str) -> None:
    charlie = in_the_admin("charlie", settings, sees_reports=False)
    response = charlie.get(reverse(name), {"export": export} if export else {})
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("wagtailadmin_home")


def test_the_menu_shows_the_reports_only_to_whoever_may_see_them(erin: Client, settings: Any) -> None:
    assert "Source radar" in erin.get(reverse("wagtailadmin_home")).content.decode()
    charlie = in_the_admin("charlie", settings, sees_reports=False)
    assert "Source radar" not in charlie.get(reverse("wagtailadmin_home")).content.decode()


def test_a_thousand_pages_cost_as_many_queries_as_one(
    erin: Client, django_assert_max_num_queries: Any
) -> None:
    many_pages(1000)
    shown(erin)
    with django_assert_max_num_queries(25):
        html = shown(erin)
    assert "Page 1 of 20" in html
    with django_assert_max_num_queries(25):
        rows = b"".join(erin.get(reverse("needs_review"), {"export": "csv"}).streaming_content)
    assert rows.count(b"\n") == 1001


def test_a_second_review_that_is_late_is_overdue_although_the_page_was_never_reviewed(erin: Client) -> None:
    page = reviewed("page", in_days(300))
    late = NOON - datetime.timedelta(hours=1)
    SecondReview.objects.create(page=page, sign_off=page.sign_offs.standing().first(), due_at=late)
    republish(page, reviewed=False, main_message="Other words.")
    reviewed("soon", in_days(3))
    assert state_of(page) is ReviewState.NEVER
    assert review_numbers(NOON).overdue == 1
    html = shown(erin, show="overdue")
    assert "No clinician has reviewed these words. Second review was due 15 June 2026, 11:00" in html
    assert "Soon" not in html


def test_a_page_never_reviewed_comes_first_even_when_others_are_later() -> None:
    reviewed("late", in_days(-300))
    page = reviewed("second", in_days(300))
    second = NOON - datetime.timedelta(days=300)
    SecondReview.objects.create(page=page, sign_off=page.sign_offs.standing().first(), due_at=second)
    never_reviewed("never")
    assert slugs(needing_review()) == ["never", "second", "late"]


def test_the_numbers_are_counted_in_one_query(django_assert_num_queries: Any) -> None:
    reviewed("late", in_days(-3))
    reviewed("soon", in_days(3))
    reviewed("fine", in_days(300))
    never_reviewed("never")
    with django_assert_num_queries(1):
        numbers = review_numbers(NOON)
    assert (numbers.live, numbers.never, numbers.overdue, numbers.due_soon) == (4, 1, 1, 1)
    assert (numbers.second, numbers.second_overdue, numbers.unpublished) == (0, 0, 0)
