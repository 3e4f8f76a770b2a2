"""The date of a review and the interval until the next: not in the future, not before the words were written."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from conditions.admin.sign_off_forms import in_months
from conditions.models import ConditionPage, Publication, SignOff
from conditions.services import signing
from tests.conditions.signing.conftest import at_desk, draft_of, edit, person, sign, words_sha
from tests.factories import a_reviewer

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def today() -> datetime.date:
    return timezone.localdate()


def send(page: ConditionPage, **changes: Any) -> HttpResponse:
    """The form as Rhea's browser sends it."""
    person("rhea")
    data = {
        "words": words_sha(page),
        "reviewer": str(a_reviewer().pk),
        "signed_on": today().isoformat(),
        "months": "12",
        "statements": [str(number) for number in range(len(signing.STATEMENTS))],
    }
    return at_desk("rhea").post(reverse("condition_sign", args=[page.pk]), data | changes)


def written_days_ago(page: ConditionPage, days: int) -> None:
    """As if the whole draft was written then."""
    revision = draft_of(page).latest_revision
    then = (timezone.now() - days * DAY).isoformat()
    for writing in revision.content["written_by"].values():
        writing["at"] = then
    revision.save()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2026, 1, 15), 6, (2026, 7, 15)),
        ((2026, 11, 30), 3, (2027, 2, 28)),
        ((2027, 11, 30), 3, (2028, 2, 29)),
        ((2026, 12, 31), 12, (2027, 12, 31)),
        ((2026, 8, 31), 1, (2026, 9, 30)),
        ((9999, 6, 30), 12, (9999, 12, 31)),
    ],
)
def test_the_next_review_is_so_many_calendar_months_later(
    day: tuple[int, int, int], months: int, expected: tuple[int, int, int]
) -> None:
    assert in_months(datetime.date(*day), months) == datetime.date(*expected)


def test_the_interval_of_the_form_gives_the_day_of_the_next_review(written: ConditionPage) -> None:
    assert send(written, months="6").status_code == 302
    sign_off = SignOff.objects.get()
    assert (sign_off.signed_on, sign_off.review_due) == (today(), in_months(today(), 6))


@pytest.mark.parametrize("months", ["0", "61", "", "soon"])
def test_an_interval_that_is_none_is_refused(written: ConditionPage, months: str) -> None:
    assert send(written, months=months).status_code == 422
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("day", [today() + DAY, datetime.date.max], ids=["tomorrow", "the last day of all"])
def test_a_review_is_not_of_a_day_to_come(written: ConditionPage, day: datetime.date) -> None:
    response = send(written, signed_on=day.isoformat())
    assert response.status_code == 422
    assert "the date of this one is not" in response.content.decode()
    assert not SignOff.objects.exists()


def test_a_review_is_not_of_the_first_day_of_all(written: ConditionPage) -> None:
    assert send(written, signed_on="0001-01-01").status_code == 422
    assert not SignOff.objects.exists()


def test_the_form_offers_no_day_to_come(written: ConditionPage) -> None:
    person("rhea")
    html = at_desk("rhea").get(reverse("condition_sign_offs", args=[written.pk])).content.decode()
    assert f'max="{today().isoformat()}"' in html


@pytest.mark.parametrize("days", [1, 1500])
def test_a_review_is_not_of_a_day_before_the_words_were_written(written: ConditionPage, days: int) -> None:
    with pytest.raises(ValidationError, match="These words were written on"):
        sign(written, "rhea", signed_on=today() - days * DAY)
    assert not SignOff.objects.exists()


def test_a_review_may_be_of_any_day_since_the_words_were_written(written: ConditionPage) -> None:
    written_days_ago(written, 10)
    assert sign(written, "rhea", signed_on=today() - 9 * DAY).signed_on == today() - 9 * DAY


def test_the_newest_of_the_signed_words_counts(written: ConditionPage) -> None:
    written_days_ago(written, 10)
    edit(written, "erin", main_message="Rest it.")
    with pytest.raises(ValidationError, match="These words were written on"):
        sign(written, "rhea", signed_on=today() - 9 * DAY)


def test_what_is_not_signed_does_not_count(written: ConditionPage) -> None:
    written_days_ago(written, 10)
    edit(written, "erin", pronunciation="SPRAYN")
    assert sign(written, "rhea", signed_on=today() - 9 * DAY)


def test_a_review_that_would_be_due_already_is_refused(written: ConditionPage) -> None:
    written_days_ago(written, 400)
    assert send(written, signed_on=(today() - 399 * DAY).isoformat()).status_code == 422
    assert not SignOff.objects.exists()


def written_by_two(page: ConditionPage) -> QuerySet[Publication]:
    """What is live of the page: Max and Ruth, who both sign, wrote a section each."""
    edit(page, "max", causes=[("paragraph", "<p>Falls.</p>")])
    edit(page, "ruth", prevention=[("paragraph", "<p>Look out.</p>")])
    sign(page, "rhea")
    draft_of(page).get_latest_revision().publish()
    return Publication.objects.current().filter(page_id=page.pk)


def test_a_page_is_reviewed_again_by_two_who_each_left_their_own_words_to_the_other(
    reviewed: ConditionPage,
) -> None:
    current = written_by_two(reviewed)
    with time_machine.travel(timezone.now() + 364 * DAY):
        sign(reviewed, "max")
        assert current.get().reviewed_on < today()
        sign(reviewed, "ruth")
        assert current.get().reviewed_on == today()
        assert current.get().review_due == today() + 365 * DAY


def test_whoever_signs_all_but_their_own_words_can_want_them_read_again_sooner(
    reviewed: ConditionPage,
) -> None:
    current = written_by_two(reviewed)
    for name in ("max", "ruth"):
        sign(reviewed, name, review_due=today() + 90 * DAY)
        assert current.get().review_due == today() + 90 * DAY
