"""Every page that anybody may open has the one strict policy: nothing inline, nothing from elsewhere, no exception."""

from __future__ import annotations

import uuid

import pytest
from django.http import HttpResponse
from django.test import Client

from conditions.services.publishing import withdraw
from tests.api.authorizing import LEADS_TO, an_application, asking
from tests.factories import a_condition_page, a_patient, a_user, republish

pytestmark = pytest.mark.django_db

SLUG = "deep-gluteal-syndrome"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
    "manifest-src": "'self'",
}
PUBLIC = (
    "/",
    "/conditions/",
    f"/conditions/{SLUG}/",
    f"/conditions/{SLUG}/what-changed/",
    "/search/",
    "/search/?q=gluteal",
    f"/check-in/{SLUG}/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/logout/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-x/",
    "/accounts/confirm-email/",
    "/api/docs",
    "/no-such-page/",
    f"/check-ins/{uuid.UUID(int=7)}/",
)
OWN = ("/check-ins/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/care-team/")


def policy(response: HttpResponse) -> dict[str, str]:
    """The directives of the answer's policy by name."""
    assert "Content-Security-Policy-Report-Only" not in response.headers
    said = response.headers["Content-Security-Policy"].split(";")
    return dict(each.strip().split(" ", 1) for each in said)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_stranger_gets_the_strict_policy(address: str) -> None:
    page = a_condition_page()
    republish(page, main_message="Rest and warmth help most people.")
    assert policy(Client().get(address)) == POLICY


@pytest.mark.parametrize("address", OWN)
def test_a_patient_gets_the_strict_policy(address: str) -> None:
    client = Client()
    client.force_login(a_patient("charlie").user)
    assert policy(client.get(address)) == POLICY


def test_the_page_of_another_system_lets_its_form_lead_back_there_and_nothing_else() -> None:
    an_application()
    client = Client()
    client.force_login(a_patient("charlie").user)
    assert policy(client.get(asking())) == POLICY | {"form-action": f"'self' {LEADS_TO}"}
    assert policy(client.get(asking(client_id="nobody"))) == POLICY


@pytest.mark.parametrize("address", PUBLIC[:3])
def test_somebody_who_edits_pages_gets_it_too(address: str) -> None:
    a_condition_page()
    client = Client()
    client.force_login(a_user("sam", is_staff=True, is_superuser=True))
    response = client.get(address)
    assert b"wagtail-userbar" in response.content
    assert policy(response) == POLICY


def test_a_withdrawn_page_has_it() -> None:
    withdraw(page=a_condition_page(), reason="The advice on exercise is being checked.")
    response = Client().get(f"/conditions/{SLUG}/")
    assert (response.status_code, policy(response)) == (410, POLICY)


def test_kept_bytes_have_it_as_well() -> None:
    a_condition_page()
    answers = [Client().get(f"/conditions/{SLUG}/") for _ in range(2)]
    assert [policy(response) for response in answers] == [POLICY, POLICY]


def test_refused_requests_have_it(settings) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert policy(strict.post("/accounts/login/", {"login": "alice@example.org"})) == POLICY
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    assert policy(Client().get("/search/?q=one&q=two")) == POLICY


def test_a_crash_has_it(monkeypatch) -> None:
    monkeypatch.setattr("conditions.views.public.find", lambda *_args, **_named: 1 / 0)
    response = Client(raise_request_exception=False).get("/search/?q=pain")
    assert (response.status_code, policy(response)) == (500, POLICY)
