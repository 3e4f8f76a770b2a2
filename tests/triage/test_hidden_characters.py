"""Characters that nobody sees do not get into names, and not into what staff read."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pydantic import TypeAdapter, ValidationError

from tests.staff.test_accounts import SIGN_UP
from triage.api.shapes import Name
from triage.domain.hidden_characters import has_hidden, without_hidden
from triage.models import Patient

HIDDEN = ["\u202a", "\u202e", "\u2066", "\u2069", "\u200b", "\u200f", "\ufeff", "\u061c"]


@pytest.mark.parametrize("character", HIDDEN)
def test_a_name_with_a_hidden_character_is_refused_by_the_api(character: str) -> None:
    with pytest.raises(ValidationError, match="cannot be seen"):
        TypeAdapter(Name).validate_python(f"Al{character}ice")


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["given_name", "family_name"])
def test_a_name_with_a_hidden_character_is_refused_at_sign_up(field: str) -> None:
    response = Client().post(reverse("account_signup"), {**SIGN_UP, field: "Al\u202eice"})
    assert "holds characters that cannot be seen" in response.content.decode()
    assert not Patient.objects.exists()


@pytest.mark.parametrize("name", ["Zoë", "O’Neill", "李", "محمد", "Anne-Marie", "Nguyễn Thị"])
def test_names_of_any_script_are_names(name: str) -> None:
    assert not has_hidden(name)
    assert TypeAdapter(Name).validate_python(name) == name


def test_a_note_loses_its_hidden_characters_and_none_of_its_words() -> None:
    assert without_hidden("I am\u202e not\u2066 well\ufeff\nمی\u200cخواهم") == "I am not well\nمی\u200cخواهم"
