"""Another system asks a patient to let it act for them, in plain words, on a page of this site."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client

from portal.oauth import SCOPES, WORDS
from tests.api.authorizing import LEADS_TO, VERIFIER, an_application, asking
from tests.api.builders import SECRET
from tests.factories import a_patient

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Client:
    client = Client()
    client.force_login(a_patient("alice").user)
    return client


def hidden(response: Any) -> dict[str, str]:
    return {field.name: field.value() or "" for field in response.context["form"].hidden_fields()}


def words(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


def test_the_page_says_who_asks_for_what_and_where_it_leads(alice: Client) -> None:
    an_application()
    said = words(alice.get(asking()))
    assert "<title>Allow Step counter to use your account? – Signpost</title>" in said
    assert "signed in as <strong>alice@example.org</strong>" in said
    assert "See your check-ins and what you were told" in said
    assert "Answer and send check-ins for you" in said
    assert "See the care team’s list" not in said
    assert "<strong>localhost</strong>" in said


def test_every_scope_is_said_in_words() -> None:
    assert set(WORDS) == set(SCOPES)


def test_allowing_gives_a_code_that_becomes_a_token(alice: Client) -> None:
    an_application()
    response = alice.post(asking(), hidden(alice.get(asking())) | {"allow": "true"})
    to, _, query = response.headers["Location"].partition("?")
    answer = dict(pair.split("=") for pair in query.split("&"))
    assert (to, answer["state"]) == (f"{LEADS_TO}/done", "s1")
    token = Client().post(
        "/oauth/token",
        {
            "grant_type": "authorization_code",
            "code": answer["code"],
            "redirect_uri": f"{LEADS_TO}/done",
            "client_id": "steps",
            "client_secret": SECRET,
            "code_verifier": VERIFIER,
        },
    )
    assert token.json()["scope"] == "checkins:read checkins:write"


def test_not_allowing_gives_nothing(alice: Client) -> None:
    an_application()
    response = alice.post(asking(), hidden(alice.get(asking())))
    assert response.headers["Location"].startswith(f"{LEADS_TO}/done?error=access_denied")


def test_a_name_is_text(alice: Client) -> None:
    an_application(name='<img src="x" onerror="alert(1)">')
    assert "<img" not in alice.get(asking()).content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("changes", [{"client_id": "nobody"}, {"redirect_uri": "https://evil.example/"}])
def test_a_wrong_request_is_told_on_a_page_of_ours_and_leads_nowhere(
    alice: Client, changes: dict[str, str]
) -> None:
    an_application()
    response = alice.get(asking(**changes))
    assert response.status_code == 400
    assert "This request is not allowed" in words(response)
    assert "evil" not in words(response)


@pytest.mark.parametrize("address", [asking(), asking(client_id="nobody"), asking(response_type="x")])
def test_nobody_keeps_the_page(alice: Client, address: str) -> None:
    an_application()
    assert "no-store" in alice.get(address).headers["Cache-Control"]
    assert "no-store" in Client().get(address).headers["Cache-Control"]


@pytest.mark.parametrize("changes", [{"client_id": "nobody"}, {"client_id": ""}, {"scope": "x\x00"}])
def test_a_form_that_was_changed_is_refused(alice: Client, changes: dict[str, str]) -> None:
    an_application()
    response = alice.post(asking(), hidden(alice.get(asking())) | {"allow": "true"} | changes)
    assert response.status_code == 400
    assert "We could not read that request" in words(response)


def test_a_stranger_signs_in_first() -> None:
    an_application()
    assert Client().get(asking()).headers["Location"].startswith("/accounts/login/?next=/oauth/authorize")
