"""A withdrawn page says so, and still shows its signs and whom to call."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from conditions.models import ConditionPage
from conditions.services.publishing import end, withdraw
from tests.factories import a_condition_page, republish

REASON = "The advice on exercise is being checked."
ADDRESS = "/conditions/deep-gluteal-syndrome/"


@pytest.fixture
def withdrawn(db: None) -> ConditionPage:
    page = a_condition_page()
    withdraw(page=page, reason=REASON)
    return ConditionPage.objects.get(pk=page.pk)


def test_it_says_since_when_and_why(withdrawn: ConditionPage, client: Client) -> None:
    response = client.get(ADDRESS)
    text = response.content.decode()
    assert response.status_code == 410
    assert "This page is out of use since" in text
    assert REASON in text


def test_it_still_shows_every_sign_and_whom_to_call(withdrawn: ConditionPage, client: Client) -> None:
    text = client.get(ADDRESS).content.decode()
    assert 'id="sign-numb-saddle"' in text
    assert 'id="sign-fever"' in text
    assert 'id="sign-strong-pain"' in text
    assert 'href="tel:911"' in text


def test_it_offers_neither_advice_nor_a_check_in(withdrawn: ConditionPage, client: Client) -> None:
    text = client.get(ADDRESS).content.decode()
    assert "Walk a little, often" not in text
    assert "/check-in/" not in text


def test_no_cache_and_no_search_engine_keeps_it(withdrawn: ConditionPage, client: Client) -> None:
    response = client.get(ADDRESS)
    assert response["Cache-Control"] == "no-cache"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_lists_and_search_drop_it(withdrawn: ConditionPage, client: Client) -> None:
    for address in ("/conditions/", "/", "/search/?q=gluteal"):
        assert ADDRESS not in client.get(address).content.decode()


def test_publishing_again_reinstates_it(withdrawn: ConditionPage, client: Client) -> None:
    republish(withdrawn)
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert "out of use" not in response.content.decode()


def test_a_page_that_was_unpublished_is_not_found(db: None, client: Client) -> None:
    page = a_condition_page()
    page.unpublish()
    assert client.get(ADDRESS).status_code == 404


def test_unpublishing_after_a_withdrawal_and_a_return_leaves_no_notice(
    withdrawn: ConditionPage, client: Client
) -> None:
    republish(withdrawn).unpublish()
    assert client.get(ADDRESS).status_code == 404


def test_a_draft_that_was_never_published_is_not_found(db: None, client: Client) -> None:
    page = a_condition_page()
    end(page=page, kind="unpublished", reason="")
    ConditionPage.objects.filter(pk=page.pk).update(live=False)
    assert client.get(ADDRESS).status_code == 404


def test_nothing_stands_under_a_page(withdrawn: ConditionPage, client: Client) -> None:
    assert client.get(f"{ADDRESS}anything/").status_code == 404
    assert client.get(f"{ADDRESS}what-changed/more/").status_code == 404


@pytest.mark.parametrize("part", ["", "/questionnaire"])
def test_the_api_says_so_with_the_signs_and_whom_to_call(
    withdrawn: ConditionPage, client: Client, part: str
) -> None:
    response = client.get(f"/api/v1/conditions/deep-gluteal-syndrome{part}")
    problem: dict[str, Any] = response.json()
    assert (response.status_code, problem["errors"][0]["code"]) == (410, "withdrawn")
    assert problem["withdrawn"]["reason"] == REASON
    assert "You cannot pass urine, or you cannot feel when you need to" in problem["safety_net"]["emergency"]
    assert problem["safety_net"]["call_provider"]
    assert problem["emergency"]["number"] == "911"


def test_the_api_lists_it_no_more(withdrawn: ConditionPage, client: Client) -> None:
    assert client.get("/api/v1/conditions").json()["items"] == []


def test_the_address_of_a_page_that_is_out_of_use_stays(withdrawn: ConditionPage, client: Client) -> None:
    address = withdrawn.get_url()
    page = ConditionPage.objects.get(pk=withdrawn.pk)
    page.slug = "somewhere-else"
    with pytest.raises(ValidationError, match="readers find the notice at its address"):
        page.save()
    assert client.get(address).status_code == 410
