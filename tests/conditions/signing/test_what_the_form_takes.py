"""The form of a clinical review: who signs, when, until when, and what was ticked; kept as it was sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from conditions.admin.sign_off_forms import in_months
from conditions.models import ConditionPage, SignOff
from conditions.services import signing
from tests.conditions.signing.conftest import at_desk, person, words_sha

pytestmark = pytest.mark.django_db
ALL = [str(number) for number in range(len(signing.STATEMENTS))]


def send(page: ConditionPage, by: str, **changes: Any) -> int:
    data = {
        "words": words_sha(page), "reviewer": str(person(by).reviewer.pk),
        "signed_on": timezone.localdate().isoformat(), "months": "6", "statements": ALL,
    }  # fmt: skip
    return int(at_desk(by).post(reverse("condition_sign", args=[page.pk]), data | changes).status_code)


def shown(page: ConditionPage, by: str) -> str:
    person(by)
    return at_desk(by).get(reverse("condition_sign_offs", args=[page.pk])).content.decode()


def test_it_offers_the_own_name_with_its_credentials_and_no_other(written: ConditionPage) -> None:
    person("ruth")
    choice = shown(written, "rhea").partition('<select name="reviewer"')[2].partition("</select>")[0]
    assert re.findall(r">([^<>]+)</option>", choice) == ["Rhea Reviewer, MD"]


def test_it_has_every_statement_of_the_checklist(written: ConditionPage) -> None:
    html = shown(written, "rhea")
    assert all(statement in html for statement in signing.STATEMENTS)
    assert html.count('name="statements"') == len(signing.STATEMENTS)


def test_what_was_sent_is_kept(written: ConditionPage) -> None:
    assert send(written, "rhea") == 302
    kept, today = SignOff.objects.get(), timezone.localdate()
    assert (kept.reviewer_name, kept.credentials) == ("Rhea Reviewer", "MD")
    assert (kept.signed_by, kept.signed_on, kept.review_due) == (person("rhea"), today, in_months(today, 6))
    assert kept.checklist == list(signing.STATEMENTS)


def test_credentials_that_change_later_change_no_signature(written: ConditionPage) -> None:
    send(written, "rhea")
    reviewer = person("rhea").reviewer
    reviewer.name, reviewer.credentials = "Rhea Retired", ""
    reviewer.save()
    assert SignOff.objects.get().signature == "Rhea Reviewer, MD"


def test_nobody_signs_in_the_name_of_another(written: ConditionPage) -> None:
    ruth = person("ruth").reviewer
    assert send(written, "rhea", reviewer=str(ruth.pk)) == 422
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("left_out", ALL)
def test_a_statement_that_is_left_open_is_no_signature(written: ConditionPage, left_out: str) -> None:
    assert send(written, "rhea", statements=[one for one in ALL if one != left_out]) == 422
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("field", ["signed_on", "months", "statements", "reviewer", "words"])
def test_nothing_of_it_may_be_missing(written: ConditionPage, field: str) -> None:
    assert send(written, "rhea", **{field: ""}) == 422
    assert not SignOff.objects.exists()
