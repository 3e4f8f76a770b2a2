"""Other people's OAuth2 and HTTP libraries reach the API on a real server."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import requests
from oauthlib.oauth2 import BackendApplicationClient, InvalidClientError
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from tests.api.builders import ALL_NO, SECRET, make_client, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(live_server: Any, monkeypatch: Any) -> OAuth2Session:
    """requests-oauthlib, with a token by client credentials."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the test's server speaks plain HTTP
    make_client()
    session = OAuth2Session(client=BackendApplicationClient(client_id="hospital"))
    session.fetch_token(f"{live_server.url}/oauth/token", auth=HTTPBasicAuth("hospital", SECRET))
    return session


def test_a_system_registers_asks_submits_and_reads(session: OAuth2Session, live_server: Any) -> None:
    publish()
    api = f"{live_server.url}/api/v1"
    person = {"given_name": "Ana", "family_name": "Ruiz", "birth_date": "1980-05-17"}
    identifiers = [{"system": "urn:test", "value": "1"}]
    patient = session.post(f"{api}/patients", json=person | {"identifiers": identifiers}).json()
    asked = requests.get(
        session.get(f"{api}/conditions").json()["items"][0]["links"]["questionnaire"], timeout=9
    )
    sent = {
        "condition": "sciatica",
        "publication": asked.json()["publication"]["sha256"],
        "answers": ALL_NO | {"fever": "yes"},
        "patient": patient["id"],
    }
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    created = session.post(f"{api}/check-ins", json=sent, headers=headers)
    again = session.post(f"{api}/check-ins", json=sent, headers=headers)
    read = session.get(created.headers["Location"])
    listed = session.get(patient["links"]["check_ins"]).json()["items"]
    assert (created.status_code, again.json(), read.json()) == (201, created.json(), created.json())
    assert [item["care_level"] for item in listed] == ["urgent"]


def test_a_wrong_secret_gets_no_token(live_server: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    make_client()
    session = OAuth2Session(client=BackendApplicationClient(client_id="hospital"))
    with pytest.raises(InvalidClientError):
        session.fetch_token(f"{live_server.url}/oauth/token", auth=HTTPBasicAuth("hospital", "wrong"))


def test_bodies_that_a_server_must_survive(live_server: Any) -> None:
    address = f"{live_server.url}/api/v1/assessments"
    headers = {"Content-Type": "application/json"}
    statuses = [
        requests.post(address, data=raw, headers=headers, timeout=20).status_code
        for raw in (b"", b"[" * 100_000, b"x" * 1_000_001, b'{"a":' * 100_000)
    ]
    assert statuses == [400, 400, 413, 400]
