"""A page that names whoever is signed in is kept by that browser alone; nobody shows it again without asking."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import a_condition_page, a_user

PAGES = (
    "/",
    "/search/",
    "/search/?q=hip",
    "/conditions/",
    "/conditions/deep-gluteal-syndrome/",
    "/conditions/deep-gluteal-syndrome/what-changed/",
)
pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("address", PAGES)]


def test_a_page_for_somebody_signed_in_is_private(address: str) -> None:
    a_condition_page()
    client = Client()
    client.force_login(a_user("charlie"))
    response = client.get(address)
    assert "Charlie" in response.content.decode()
    assert response["Cache-Control"] == "private, no-cache"


def test_a_page_for_everybody_is_asked_for_again(address: str) -> None:
    a_condition_page()
    assert Client().get(address)["Cache-Control"] == "no-cache"
