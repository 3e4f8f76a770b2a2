"""What the sign-in page says, and where it says it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

START = "/check-in/deep-gluteal-syndrome/"


@pytest.fixture(autouse=True)
def published() -> None:
    factories.a_condition_page()


def sign_in(client: Client, email: str, **fields: str) -> str:
    form = {"login": email, "password": PASSWORD, **fields}
    return client.post(f"/accounts/login/?next={START}", form, follow=True).content.decode()


def test_the_sign_in_page_says_what_staying_signed_in_means() -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert "Stay signed in when I close the browser" in page
    assert "For 8 hours. Leave this empty on a device that other people use." in page


def test_a_session_ends_with_the_browser_unless_asked_otherwise() -> None:
    alice = factories.a_patient().user
    assert alice is not None
    short, long = Client(), Client()
    sign_in(short, alice.email)
    sign_in(long, alice.email, remember="on")
    assert short.cookies["sessionid"]["max-age"] == ""
    assert long.cookies["sessionid"]["max-age"] == 8 * 3600


def test_no_word_about_signing_in_waits_to_stand_above_a_result() -> None:
    alice = factories.a_patient().user
    assert alice is not None
    client = Client()
    assert "Before you start" in sign_in(client, alice.email)
    assert "Successfully signed in" not in client.get("/check-ins/").content.decode()
    client.post("/accounts/logout/")
    sign_in(client, alice.email)
    assert "You have signed out" not in client.get("/check-ins/").content.decode()
