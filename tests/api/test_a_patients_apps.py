"""An app that a patient granted access is somebody else: what it reads is recorded, and its keys are its own."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from oauth2_provider.models import get_access_token_model

from conditions.models import Publication
from tests.api.builders import ALL_NO, Caller, body, codes_of, make_client
from triage.models import AuditEvent, CheckIn, Patient

URGENT = ALL_NO | {"fever": "yes"}
LONGEST = "b" * 100


def app_of(patient: Patient, name: str) -> Caller:
    """An app with a token that `patient` granted."""
    get_access_token_model().objects.create(
        user=patient.user,
        application=make_client("checkins:read", "checkins:write", name=name),
        token=f"granted-to-{name}",
        scope="checkins:read checkins:write",
        expires=datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=5),
    )
    return Caller(token=f"granted-to-{name}")


def submit(caller: Caller, sent: Any) -> Any:
    return caller.post("/check-ins", sent, Idempotency_Key="one")


@pytest.fixture
def diary(alice: Patient) -> Caller:
    return app_of(alice, "diary")


@pytest.fixture
def coach(alice: Patient) -> Caller:
    return app_of(alice, LONGEST)


def test_each_of_its_reads_is_recorded_with_its_name(
    as_alice: Caller, diary: Caller, publication: Publication, alice: Patient
) -> None:
    check_in = submit(as_alice, body(publication)).json()["id"]
    assert diary.get(f"/check-ins/{check_in}").json()["id"] == check_in
    assert diary.get("/check-ins").json()["items"][0]["id"] == check_in
    assert list(
        AuditEvent.objects.filter(client_id="diary").values_list("verb", "user_id", "patient_id")
    ) == [
        ("check_in.read", alice.user_id, alice.pk),
        ("check_in.list", alice.user_id, alice.pk),
    ]


def test_what_it_sends_is_recorded_with_its_name_and_a_replay_is_a_read(
    diary: Caller, publication: Publication
) -> None:
    for _ in range(2):
        submit(diary, body(publication))
    events = AuditEvent.objects.order_by("id").values_list("verb", "actor_kind", "client_id")
    assert list(events) == [("check_in.submit", "patient", "diary"), ("check_in.read", "patient", "diary")]


def test_it_meets_no_key_of_another_app_or_of_the_patient(
    as_alice: Caller, diary: Caller, coach: Caller, publication: Publication
) -> None:
    for caller, answers in ((as_alice, ALL_NO), (diary, URGENT), (coach, URGENT)):
        sent = submit(caller, body(publication, answers=answers))
        assert (sent.status_code, sent.headers.get("Idempotency-Replayed")) == (201, None)
    assert CheckIn.objects.count() == 3


def test_its_own_key_is_done_once(coach: Caller, publication: Publication) -> None:
    first, second = (submit(coach, body(publication)) for _ in range(2))
    assert (second.content, CheckIn.objects.count()) == (first.content, 1)
    assert codes_of(submit(coach, body(publication, answers=URGENT))) == ["idempotency_key_reused"]


def test_charlies_app_reaches_nothing_of_alices(
    as_alice: Caller, publication: Publication, charlie: Patient
) -> None:
    check_in = submit(as_alice, body(publication)).json()["id"]
    assert app_of(charlie, "diary").get(f"/check-ins/{check_in}").status_code == 404
    assert not AuditEvent.objects.filter(verb="check_in.read").exists()
