"""A mail about an account holds our own words and a link: no name, and nothing that a stranger typed."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portal.models import User
from tests.factories import PASSWORD, a_user

pytestmark = pytest.mark.django_db
TYPED = "Win a prize at https://evil.example"
SIGN_UP = {
    "given_name": TYPED,
    "family_name": "Moreno",
    "birth_date": "1984-08-19",
    "phone": "+1 555 0199",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    cache.clear()


@pytest.fixture
def bob() -> User:
    return a_user("bob", last_name=TYPED)


def only_our_words(*addresses: str) -> None:
    """The one mail that went out, to the first of `addresses`, names none of them and nothing that was typed."""
    sent = mail.outbox.pop()
    assert (mail.outbox, sent.to, sent.alternatives) == ([], [addresses[0]], [])
    said = f"{sent.subject}\n{sent.body}"
    assert "http" in said
    for typed in ("prize", "evil", "Moreno", "0199", "1984", "Bob", *addresses):
        assert typed not in said


@pytest.mark.parametrize("email", ["zoe@example.org", "bob@example.org"])
@pytest.mark.parametrize("language", ["", "/es"])
def test_signing_up(bob: User, email: str, language: str) -> None:
    Client().post(f"{language}/accounts/signup/", SIGN_UP | {"email": email})
    only_our_words(email)


def test_signing_in_before_the_address_is_confirmed() -> None:
    client = Client()
    client.post("/accounts/signup/", SIGN_UP | {"email": "zoe@example.org"})
    only_our_words("zoe@example.org")
    cache.clear()
    client.post("/accounts/login/", {"login": "zoe@example.org", "password": PASSWORD})
    only_our_words("zoe@example.org")


@pytest.mark.parametrize("email", ["zoe@example.org", "bob@example.org"])
def test_asking_for_a_new_password(bob: User, email: str) -> None:
    Client().post("/accounts/password/reset/", {"email": email})
    only_our_words(email)


def test_adding_an_address(bob: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "", "email": "zoe@example.org"})
    only_our_words("zoe@example.org", bob.email)


def test_setting_a_new_password_sends_nothing(bob: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": bob.email, "password": PASSWORD})
    new = "another long password for tests"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert User.objects.get().check_password(new)
    assert mail.outbox == []
