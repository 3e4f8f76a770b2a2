"""Patients over REST: register, find by identifier, read; every read is recorded."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.api.builders import Caller, codes_of
from triage.models import AuditEvent, Patient

MRN = {"system": "urn:hospital:mrn", "value": "0815"}
OTHER = {"system": "urn:clinic:id", "value": "A-7"}


def who(*identifiers: dict[str, str], **changes: Any) -> dict[str, Any]:
    return {
        "identifiers": list(identifiers or (MRN,)),
        "given_name": "Ana",
        "family_name": "Núñez",
        "birth_date": "1980-05-17",
    } | changes


def test_a_new_patient_is_201(system: Caller) -> None:
    response = system.post("/patients", who(sex="female", language="es", email="ana@example.org"))
    patient = Patient.objects.get()
    assert (response.status_code, response.json()["id"]) == (201, str(patient.pk))
    assert (patient.registered_by_client, patient.sex, patient.language) == ("hospital", "female", "es")
    assert response.json()["identifiers"] == [MRN]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"email": "ana"}, "is not an e-mail address"),
        (
            {"given_name": "A\u202ena"},
            "holds a character that cannot be seen: a mark of direction or of zero width",
        ),
    ],
)
def test_a_refusal_says_in_plain_words_what_is_wrong(
    system: Caller, change: dict[str, str], detail: str
) -> None:
    refused = system.post("/patients", who(**change))
    assert refused.status_code == 422
    assert [fault["detail"] for fault in refused.json()["errors"]] == [detail]


def test_the_same_patient_again_is_200(system: Caller) -> None:
    first = system.post("/patients", who())
    again = system.post("/patients", who(given_name="ANA", family_name="Nu\u0301n\u0303ez"))
    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])
    assert AuditEvent.objects.filter(verb="patient.read", patient_id=first.json()["id"]).count() == 1


def test_a_further_identifier_is_added(system: Caller) -> None:
    system.post("/patients", who())
    assert system.post("/patients", who(MRN, OTHER)).json()["identifiers"] == [OTHER, MRN]


def test_whoever_adds_an_identifier_sees_the_patient_and_both_are_recorded(system: Caller) -> None:
    system.post("/patients", who())
    system.post("/patients", who(MRN, OTHER))
    verbs = AuditEvent.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["patient.register", "patient.register", "patient.read"]


@pytest.mark.parametrize("change", [{"given_name": "Eva"}, {"birth_date": "1980-05-18"}, {"sex": "male"}])
def test_other_demographics_are_409(system: Caller, change: dict[str, str]) -> None:
    system.post("/patients", who(sex="female"))
    refused = system.post("/patients", who(sex="female") | change)
    assert (refused.status_code, codes_of(refused)) == (409, ["demographics_differ"])


def test_identifiers_of_two_patients_are_409(system: Caller) -> None:
    system.post("/patients", who(MRN))
    system.post("/patients", who(OTHER))
    refused = system.post("/patients", who(MRN, OTHER))
    assert (refused.status_code, codes_of(refused)) == (409, ["identifiers_name_two_patients"])


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"identifiers": []}, "/identifiers"),
        ({"identifiers": [MRN | {"value": ""}]}, "/identifiers/0/value"),
        ({"given_name": 5}, "/given_name"),
        ({"birth_date": "17.5.1980"}, "/birth_date"),
        ({"birth_date": "2999-01-01"}, "/birth_date"),
        ({"birth_date": 0}, "/birth_date"),
        ({"birth_date": "327369600"}, "/birth_date"),
        ({"birth_date": "327369600000"}, "/birth_date"),
        ({"birth_date": "1980-05-17T00:00:00Z"}, "/birth_date"),
        ({"birth_date": "19800517"}, "/birth_date"),
        ({"birth_date": "1980-02-30"}, "/birth_date"),
        ({"birth_date": None}, "/birth_date"),
        ({"sex": "f"}, "/sex"),
        ({"email": "nobody"}, "/email"),
        ({"colour": "red"}, "/colour"),
        ({"family_name": "a\tb\x07"}, "/family_name"),
    ],
)
def test_wrong_members_are_422(system: Caller, change: dict[str, Any], pointer: str) -> None:
    refused = system.post("/patients", who() | change)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert not Patient.objects.exists()


@pytest.mark.parametrize("path", ["/patients", "/patients/search"])
@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"", 400, "empty_body"),
        (b"hello", 400, "malformed_json"),
        (b"[]", 400, "not_an_object"),
        (b"[" * 100_000 + b"]" * 100_000, 400, "malformed_json"),
        (b'{"given_name": "Ana", "given_name": "Eva"}', 400, "duplicate_key"),
        (b'{"identifier": {"system": "a", "system": "b", "value": "1"}}', 400, "duplicate_key"),
        (b'{"given_name": "\\u0000"}', 400, "forbidden_character"),
        (b'{"identifier": {"system": "\\ud800", "value": "1"}}', 400, "forbidden_character"),
        (b'{"birth_date": NaN}', 400, "malformed_json"),
        (b'{"a": "' + b"x" * 10_000_000 + b'"}', 413, "body_too_large"),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else "",
)
def test_a_body_that_is_no_plain_object_is_refused(
    system: Caller, path: str, raw: bytes, status: int, code: str
) -> None:
    refused = system.post(path, raw)
    assert (refused.status_code, codes_of(refused)) == (status, [code])
    assert not Patient.objects.exists()


@pytest.mark.parametrize("path", ["/patients", "/patients/search"])
def test_a_wrong_method_or_media_type_is_told(system: Caller, path: str) -> None:
    assert codes_of(system.client.put(f"/api/v1{path}", b"{}")) == ["method_not_allowed"]
    sent = system.client.post(f"/api/v1{path}", b"{}", content_type="text/plain", headers=system.headers)
    assert (sent.status_code, codes_of(sent)) == (415, ["unsupported_media_type"])


def test_a_patient_is_found_by_identifier_and_that_is_recorded(system: Caller) -> None:
    created = system.post("/patients", who()).json()
    assert system.post("/patients/search", {"identifier": MRN}).json()["items"] == [created]
    assert AuditEvent.objects.filter(verb="patient.read", patient_id=created["id"]).count() == 1


def test_nobody_is_found_by_an_unknown_identifier(system: Caller) -> None:
    assert system.post("/patients/search", {"identifier": OTHER}).json() == {"items": []}


def test_reading_a_patient_is_recorded(system: Caller) -> None:
    created = system.post("/patients", who()).json()
    read = system.get(f"/patients/{created['id']}")
    assert read.json() == created
    assert system.get(f"/patients/{created['id']}", If_None_Match=read.headers["ETag"]).status_code == 304
    assert AuditEvent.objects.filter(verb="patient.read").count() == 2


def test_an_unknown_patient_is_404(system: Caller) -> None:
    assert codes_of(system.get(f"/patients/{uuid.uuid4()}")) == ["not_found"]


def test_patients_cannot_look_each_other_up(as_charlie: Caller, alice: Patient, anyone: Caller) -> None:
    assert as_charlie.get(f"/patients/{alice.pk}").status_code == 403
    assert as_charlie.post("/patients/search", {"identifier": MRN}).status_code == 403
    assert as_charlie.post("/patients", who()).status_code == 403
    assert anyone.get(f"/patients/{alice.pk}").status_code == 401
