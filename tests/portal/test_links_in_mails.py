"""Links in mails lead to this site's own address, whatever host the sender of a form named."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.factories import a_user

BASE_URL = "https://portal.example.org"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.BASE_URL = BASE_URL
    cache.clear()


def hosts_in_the_mail() -> set[str]:
    return {
        found.rstrip(".,")
        for found in re.findall(r"https?://[^/\s]+|127\.0\.0\.1\S*", str(mail.outbox[-1].body))
    }


@pytest.mark.parametrize("email", ["bob@example.org", "nobody@example.org"])
def test_a_password_reset_leads_to_this_site(email: str) -> None:
    a_user("bob")
    Client().post("/accounts/password/reset/", {"email": email}, headers={"host": "127.0.0.1:9"})
    assert hosts_in_the_mail() == {BASE_URL}


@pytest.mark.parametrize("email", ["bob@example.org", "zoe@example.org"])
def test_a_sign_up_leads_to_this_site(email: str) -> None:
    a_user("bob")
    form = {
        "given_name": "Zoe",
        "family_name": "Ruiz",
        "birth_date": "1980-05-17",
        "email": email,
        "password1": "a long password for tests",
        "password2": "a long password for tests",
    }
    Client().post("/accounts/signup/", form, headers={"host": "127.0.0.1:9"})
    assert hosts_in_the_mail() == {BASE_URL}
