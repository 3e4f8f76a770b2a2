"""Tokens: scopes bounded per client, five minutes, revoked within two seconds, never stored in plain text."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from oauth2_provider.models import get_access_token_model

from portal.models import ApiClient
from tests.api.builders import SECRET, Caller, codes_of, make_client, token_of
from triage.api.access import forget_tokens
from triage.models import Patient

AccessToken = get_access_token_model()


def ask(api_client: ApiClient, **changes: str) -> Any:
    sent = {"grant_type": "client_credentials", "client_id": api_client.client_id, "client_secret": SECRET}
    return Client().post("/oauth/token", sent | changes)


def test_a_client_gets_no_scope_that_it_may_not_have(db: None) -> None:
    reader = make_client("checkins:read")
    assert ask(reader, scope="checkins:read checkins:write").json()["error"] == "invalid_scope"
    assert ask(reader).json()["scope"] == "checkins:read"


def test_a_token_lasts_300_seconds(hospital: ApiClient) -> None:
    assert ask(hospital).json()["expires_in"] == 300


def test_no_token_and_no_secret_is_stored_in_plain_text(hospital: ApiClient) -> None:
    token = token_of(hospital)
    row = AccessToken.objects.get()
    assert token not in (row.token, row.token_checksum)
    assert SECRET not in ApiClient.objects.get().client_secret


def test_an_old_token_is_401(hospital: ApiClient, alice: Patient, time_machine: Any) -> None:
    caller = Caller(token=token_of(hospital))
    assert caller.get(f"/patients/{alice.pk}").status_code == 200
    time_machine.move_to(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=301))
    assert codes_of(caller.get(f"/patients/{alice.pk}")) == ["invalid_token"]


class Clock:
    """The monotonic clock, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: Any) -> Clock:
    moved = Clock()
    monkeypatch.setattr("triage.api.access.time", moved)
    return moved


def test_a_revoked_token_is_401_within_two_seconds(hospital: ApiClient, alice: Patient, clock: Clock) -> None:
    token = token_of(hospital)
    caller = Caller(token=token)
    assert caller.get(f"/patients/{alice.pk}").status_code == 200
    Client().post("/oauth/revoke_token", {"token": token, "client_id": "hospital", "client_secret": SECRET})
    clock.now += 2.0
    assert codes_of(caller.get(f"/patients/{alice.pk}")) == ["invalid_token"]


def test_using_a_revoked_token_all_the_time_does_not_keep_it(
    hospital: ApiClient, alice: Patient, clock: Clock
) -> None:
    token = token_of(hospital)
    caller = Caller(token=token)
    caller.get(f"/patients/{alice.pk}")
    Client().post("/oauth/revoke_token", {"token": token, "client_id": "hospital", "client_secret": SECRET})
    said = []
    for _tenth in range(20):
        clock.now += 0.1
        said.append(caller.get(f"/patients/{alice.pk}").status_code)
    assert (said[-1], set(said)) == (401, {200, 401})


def test_a_token_is_looked_up_once_in_its_time(
    hospital: ApiClient, alice: Patient, django_assert_num_queries: Any
) -> None:
    caller = Caller(token=token_of(hospital))
    caller.get(f"/patients/{alice.pk}")
    AccessToken.objects.all().delete()
    assert caller.get(f"/patients/{alice.pk}").status_code == 200
    forget_tokens()
    assert caller.get(f"/patients/{alice.pk}").status_code == 401


def test_the_tests_run_with_the_time_that_a_real_server_has(settings: Any) -> None:
    assert settings.SIGNPOST_TOKEN_CACHE_SECONDS == 2


def test_a_scope_that_was_taken_away_works_no_longer(hospital: ApiClient, alice: Patient) -> None:
    caller = Caller(token=token_of(hospital))
    ApiClient.objects.update(allowed_scopes="checkins:read")
    assert codes_of(caller.get(f"/patients/{alice.pk}")) == ["insufficient_scope"]


def test_a_missing_scope_is_403_and_named(alice: Patient) -> None:
    caller = Caller(token=token_of(make_client("checkins:read")))
    refused = caller.get(f"/patients/{alice.pk}")
    assert (refused.status_code, codes_of(refused)) == (403, ["insufficient_scope"])
    assert 'scope="patients:read"' in refused.headers["WWW-Authenticate"]


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Basic YTpi", "nonsense", "Bearer \u00ff"])
def test_bad_credentials_are_401(alice: Patient, header: str) -> None:
    response = Client().get(f"/api/v1/patients/{alice.pk}", headers={"Authorization": header})
    assert (response.status_code, codes_of(response)) == (401, ["invalid_token"])


def test_a_bad_token_beside_a_session_is_401(alice: Patient) -> None:
    caller = Caller(user=alice.user)
    assert caller.get("/check-ins", Authorization="Bearer nonsense").status_code == 401


def test_an_empty_header_says_nothing_and_the_session_counts(alice: Patient) -> None:
    assert Caller(user=alice.user).get("/check-ins", Authorization="").status_code == 200


def test_a_token_in_the_address_is_not_taken(hospital: ApiClient, alice: Patient) -> None:
    response = Caller().get(f"/patients/{alice.pk}?access_token={token_of(hospital)}")
    assert response.status_code == 401


def test_a_patients_token_reaches_that_patient_alone(
    hospital: ApiClient, alice: Patient, charlie: Patient
) -> None:
    AccessToken.objects.create(
        user=alice.user,
        application=hospital,
        token="granted-by-alice",
        scope="checkins:read patients:read",
        expires=datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=5),
    )
    caller = Caller(token="granted-by-alice")
    assert caller.get("/check-ins").json()["items"] == []
    assert caller.get(f"/check-ins?patient={charlie.pk}").status_code == 404
    assert caller.get(f"/patients/{charlie.pk}").status_code == 403


def test_a_token_for_another_server_is_401(hospital: ApiClient, alice: Patient) -> None:
    token = token_of(hospital)
    AccessToken.objects.update(resource=["https://elsewhere.example/"])
    assert codes_of(Caller(token=token).get(f"/patients/{alice.pk}")) == ["invalid_token"]


@pytest.mark.parametrize(
    "path",
    ["applications/", "applications/register/", "authorized_tokens/", "register/", "device/", "userinfo/"],
)
def test_nobody_can_register_a_client_or_list_tokens(as_alice: Caller, path: str) -> None:
    for form in (f"/oauth/{path}", f"/oauth/{path.rstrip('/')}"):
        assert as_alice.client.get(form, follow=True).status_code == 404


@pytest.mark.parametrize("grant", ["password", "implicit", "refresh_token"])
def test_other_grants_are_refused(hospital: ApiClient, grant: str) -> None:
    assert ask(hospital, grant_type=grant, username="alice@example.org", password="x").status_code in (
        400,
        401,
    )


def test_the_metadata_names_the_mounted_endpoints(db: None) -> None:
    metadata = Client().get("/.well-known/oauth-authorization-server").json()
    assert metadata["token_endpoint"] == "http://testserver/oauth/token"
    assert "checkins:read" in metadata["scopes_supported"]
    assert "registration_endpoint" not in metadata
