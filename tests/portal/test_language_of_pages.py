"""A page says which language its words are in, not which one was asked for."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [
        ("/search/", "en", "Conditions A to Z"),
        ("/nowhere/", "en", "Conditions A to Z"),
        ("/es/search/", "es", "Enfermedades de la A a la Z"),
        ("/es/nowhere/", "es", "Enfermedades de la A a la Z"),
    ],
)
def test_words_are_said_to_be_in_their_language(address: str, language: str, words: str) -> None:
    text = Client().get(address).content.decode()
    assert words in text
    assert f'<html lang="{language}">' in text


@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("/es/", "/"),
        ("/es/conditions/", "/conditions/"),
        ("/es/conditions/deep-gluteal-syndrome/", "/conditions/deep-gluteal-syndrome/"),
        (
            "/es/conditions/deep-gluteal-syndrome/what-changed/",
            "/conditions/deep-gluteal-syndrome/what-changed/",
        ),
    ],
)
def test_a_page_without_a_translation_leads_to_its_own_address(asked: str, own: str) -> None:
    factories.a_condition_page()
    response = Client().get(asked)
    assert (response.status_code, response.headers["Location"]) == (302, own)
    assert Client().get(own).status_code == 200


@pytest.mark.parametrize(
    ("prefix", "after", "left"), [("", "/check-ins/", "/"), ("/es", "/es/check-ins/", "/es/")]
)
def test_signing_in_and_out_stays_in_its_language(prefix: str, after: str, left: str) -> None:
    alice = factories.a_patient().user
    assert alice is not None
    client = Client()
    form = {"login": alice.email, "password": factories.PASSWORD}
    assert client.post(f"{prefix}/accounts/login/", form).headers["Location"] == after
    assert client.post(f"{prefix}/accounts/logout/").headers["Location"] == left
