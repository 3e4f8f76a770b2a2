"""Text that no database stores is refused before one is asked: 400, never a crash."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.api.builders import SECRET, make_client
from tests.factories import a_condition_page, a_patient, a_user

pytestmark = pytest.mark.django_db
HALF = '--b\r\nContent-Disposition: form-data; name="given_name"\r\n\r\n\\ud800\r\n--b--\r\n'


def basic(text: str) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=hip%00",
        "/conditions/%00/",
        "/conditions/deep-gluteal-syndrome%00/",
        "/no-such-page%00/",
        "/accounts/login/?next=%00",
        "/oauth/authorize?client_id=%00",
        "/admin/pages/?locale=%00",
        "/admin/snippets/conditions/term/?q=%00",
        "/admin/?%00=1",
        "/care-team/?level=%00",
    ],
)
def test_an_address_with_nul_is_refused(address: str) -> None:
    a_condition_page()
    client = Client()
    client.force_login(a_user("sam", is_staff=True, is_superuser=True, is_demo=True))
    for each in (client, Client()):
        response = each.get(address)
        assert response.status_code == 400
        assert "We could not read that request" in response.content.decode()


@pytest.mark.parametrize("place", ["/oauth/token", "/oauth/revoke_token", "/oauth/introspect"])
@pytest.mark.parametrize("name", ["client_id", "client_secret", "code", "refresh_token", "token", "a\x00"])
def test_a_client_that_sends_nul_gets_oauth_s_own_error(place: str, name: str) -> None:
    known = make_client("checkins:read")
    sent = {"grant_type": "client_credentials", "client_id": known.client_id, "client_secret": SECRET}
    response = Client().post(place, sent | {name: "x\x00"})
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("written", ["a\x00:b", "a%00:b", "a:b%00"])
def test_a_client_that_names_itself_with_nul_gets_it_too(written: str) -> None:
    sent = {"grant_type": "client_credentials"}
    response = Client().post("/oauth/token", sent, headers=basic(written))
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


def test_a_header_that_is_no_ascii_gets_it_too() -> None:
    sent = {"grant_type": "client_credentials"}
    response = Client().post("/oauth/token", sent, headers={"Authorization": "Basic é"})
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("header", ["Basic", "Basic ====", "Basic YQ", "Bearer x", ""])
def test_a_header_that_names_nobody_is_left_to_oauth(header: str) -> None:
    response = Client().post(
        "/oauth/token", {"grant_type": "client_credentials"}, headers={"Authorization": header}
    )
    assert (response.status_code, response.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-16", "utf-7", "latin-1"])
def test_a_form_in_another_encoding_is_refused(charset: str) -> None:
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    assert Client().post("/accounts/signup/", HALF, content_type=kind).status_code == 400


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_a_form_that_names_its_encoding_is_read(charset: str) -> None:
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    assert Client().post("/accounts/signup/", HALF, content_type=kind).status_code == 200


@pytest.mark.parametrize("path", ["/", "/accounts/email/", "/api/v1/check-ins"])
@pytest.mark.parametrize("key", ['"\\000\\000\\000aaaaaaaaaa"', "x" * 500, "'; drop"])
def test_a_cookie_that_is_no_session_is_none(path: str, key: str) -> None:
    a_condition_page()
    client = Client()
    client.cookies.load(f"{settings.SESSION_COOKIE_NAME}={key}")
    assert client.get(path).status_code in (200, 302, 401)


@pytest.mark.parametrize("field", ["login", "password"])
def test_a_sign_in_with_nul_is_told_beside_the_field(field: str) -> None:
    response = Client().post("/accounts/login/", {"login": "a@example.org", "password": "p", field: "a\x00"})
    assert response.status_code == 200
    assert "Null characters are not allowed." in response.content.decode()


@pytest.mark.parametrize("asked", ["publication", "answer", "go", "key", "sign-fever", "measure-pain_now"])
def test_a_question_with_nul_gets_an_answer(asked: str, client: Any) -> None:
    a_condition_page()
    places = ["/check-in/deep-gluteal-syndrome/questions/", "/check-in/deep-gluteal-syndrome/"]
    sent = {"go": "next", "answer": "yes", asked: "\x00"}
    assert all(client.post(place, sent).status_code < 500 for place in places)
    client.force_login(a_patient().user)
    assert all(client.post(place, sent).status_code < 500 for place in places)
