"""A page says which language its words are in, not which one was asked for."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/es/search/", "/es/nowhere/", "/search/"])
def test_english_words_are_said_to_be_english(address: str) -> None:
    text = Client().get(address).content.decode()
    assert "Conditions" in text
    assert '<html lang="en">' in text
