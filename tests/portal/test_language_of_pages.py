"""A page says which language its words are in, not which one was asked for."""

from __future__ import annotations

import pytest
from django.test import Client

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
