"""Whatever is wrong with a body: a clear answer, the same for a check-in as for an assessment, and nothing stored."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models

from conditions.models import Publication
from tests.api.builders import ALL_NO, Caller, body, codes_of, publish
from triage.models import (
    Assessment,
    AuditEvent,
    CheckIn,
    CheckInNote,
    Episode,
    IdempotencyKey,
    OutboxEvent,
    Patient,
    WorkItem,
    WorkItemEvent,
)

WRITTEN: tuple[type[models.Model], ...] = (
    *(CheckIn, CheckInNote, Assessment, Episode, WorkItem, WorkItemEvent),
    *(AuditEvent, OutboxEvent, IdempotencyKey),
)
DEEP = 100_000

pytestmark = pytest.mark.parametrize("path", ["/assessments", "/check-ins"])


def stored() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in WRITTEN}


@pytest.fixture(autouse=True)
def nothing_is_stored(db: None) -> Iterator[None]:
    yield
    assert stored() == dict.fromkeys((model.__name__ for model in WRITTEN), 0)


def send(caller: Caller, path: str, sent: Any, **headers: str) -> Any:
    return caller.post(path, sent, **{"Idempotency_Key": "one", **headers})


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty_body"),
        (b"hello", "malformed_json"),
        (b'{"condition": "sciatica"', "malformed_json"),
        (b"[]", "not_an_object"),
        (b"[" * DEEP + b"]" * DEEP, "malformed_json"),
        (b'{"a":' * DEEP + b"1" + b"}" * DEEP, "malformed_json"),
        (b'{"condition": "sciatica", "condition": "sciatica"}', "duplicate_key"),
        (b'{"answers": {"fever": "no", "fever": "yes"}}', "duplicate_key"),
        (b'{"note": "\\u0000"}', "forbidden_character"),
        (b'{"note": "\x00"}', "malformed_json"),
        (b'{"note": "\\ud800"}', "forbidden_character"),
        (b'{"answers": {"\\udc00": "yes"}}', "forbidden_character"),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else "",
)
def test_what_is_no_plain_object_is_400(as_alice: Caller, path: str, raw: bytes, code: str) -> None:
    refused = send(as_alice, path, raw)
    assert (refused.status_code, codes_of(refused)) == (400, [code])


def test_10_mb_are_413(as_alice: Caller, path: str) -> None:
    refused = send(as_alice, path, b'{"condition": "' + b"x" * 10_000_000 + b'"}')
    assert (refused.status_code, codes_of(refused)) == (413, ["body_too_large"])


def test_an_unknown_member_is_named(as_alice: Caller, publication: Publication, path: str) -> None:
    refused = send(as_alice, path, body(publication, colour="red"))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/colour")
    assert codes_of(refused) == ["unknown_key"]


@pytest.mark.parametrize(
    ("key", "code"), [("no-such", "unknown_key"), ("strong-pain", "measured_sign"), ("", "unknown_key")]
)
def test_an_unknown_or_measured_sign_is_named(
    as_alice: Caller, publication: Publication, path: str, key: str, code: str
) -> None:
    refused = send(as_alice, path, body(publication, answers=ALL_NO | {key: "yes"}))
    assert (refused.status_code, codes_of(refused)) == (422, [code])
    assert refused.json()["errors"][0]["pointer"] == f"/answers/{key}"


@pytest.mark.parametrize("said", ["YES", "y", "", True, 1, None, ["yes"], {"yes": 1}])
def test_an_answer_is_never_guessed(as_alice: Caller, publication: Publication, path: str, said: Any) -> None:
    refused = send(as_alice, path, body(publication, answers=ALL_NO | {"cannot-pee": said}))
    assert refused.status_code == 422
    assert set(codes_of(refused)) <= {"wrong_type", "unknown_value"}


@pytest.mark.parametrize("measure", ["pain_now", "pain_worst"])
@pytest.mark.parametrize("pain", [-1, 11, 7.5, "7", True, None, [], 10**30])
def test_pain_that_is_no_whole_number_from_0_to_10_is_refused(
    as_alice: Caller, publication: Publication, path: str, pain: Any, measure: str
) -> None:
    refused = send(as_alice, path, body(publication, measures={measure: pain}))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, f"/measures/{measure}")
    assert set(codes_of(refused)) <= {"wrong_type", "out_of_range"}


@pytest.mark.parametrize("pain", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_pain_that_is_no_number_of_json_is_refused(
    as_alice: Caller, publication: Publication, path: str, pain: bytes
) -> None:
    raw = json.dumps(body(publication, measures={"pain_now": "here"})).encode().replace(b'"here"', pain)
    refused = send(as_alice, path, raw)
    assert (refused.status_code, codes_of(refused)) == (400, ["malformed_json"])


def test_a_start_in_the_future_is_refused(as_alice: Caller, publication: Publication, path: str) -> None:
    later = str(datetime.date.today() + datetime.timedelta(days=3))
    refused = send(as_alice, path, body(publication, measures={"started_on": later}))
    assert (refused.status_code, codes_of(refused)) == (422, ["in_the_future"])


def test_an_unknown_publication_is_422(as_alice: Caller, publication: Publication, path: str) -> None:
    for sha256 in ("0" * 64, publish("hip", title="Hip").sha256):
        refused = send(as_alice, path, body(publication) | {"publication": sha256})
        assert (refused.status_code, codes_of(refused)) == (422, ["unknown_publication"])


def test_a_long_superseded_publication_is_409_and_names_the_current_one(
    alice: Patient, publication: Publication, path: str, time_machine: Any
) -> None:
    current = publish(main_message="Newer.")
    time_machine.move_to(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=25))
    refused = send(Caller(user=alice.user), path, body(publication))
    assert (refused.status_code, codes_of(refused)) == (409, ["publication_too_old"])
    assert refused.json()["current"] == {"sha256": current.sha256, "number": 2}


def test_a_wrong_media_type_is_415(as_alice: Caller, publication: Publication, path: str) -> None:
    for media_type in ("text/plain", "application/x-www-form-urlencoded", ""):
        refused = as_alice.client.post(
            f"/api/v1{path}",
            json.dumps(body(publication)).encode(),
            content_type=media_type,
            headers={"Idempotency-Key": "one"},
        )
        assert (refused.status_code, codes_of(refused)) == (415, ["unsupported_media_type"])


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_wrong_method_is_405(as_alice: Caller, path: str, method: str) -> None:
    refused = as_alice.client.generic(method, f"/api/v1{path}", b"{}", content_type="application/json")
    assert (refused.status_code, codes_of(refused)) == (405, ["method_not_allowed"])
    assert "POST" in refused.headers["Allow"]


def test_an_unknown_parameter_is_400(as_alice: Caller, publication: Publication, path: str) -> None:
    refused = send(as_alice, f"{path}?dry_run=1", body(publication))
    assert (refused.status_code, codes_of(refused)) == (400, ["unknown_parameter"])


@pytest.mark.parametrize("whose", ["charlie", "nobody"])
def test_another_patients_id_is_never_answered(
    as_alice: Caller, charlie: Patient, publication: Publication, path: str, whose: str
) -> None:
    named = str(charlie.pk if whose == "charlie" else uuid.uuid4())
    refused = send(as_alice, path, body(publication, patient=named))
    expected = (404, ["unknown_patient"]) if path == "/check-ins" else (422, ["unknown_key"])
    assert (refused.status_code, codes_of(refused)) == expected


@pytest.mark.parametrize("patient", ["", "5", 5, None, "not-an-id", "{}"])
def test_what_is_no_patients_id_reaches_nobody(
    system: Caller, publication: Publication, path: str, patient: Any
) -> None:
    refused = send(system, path, body(publication, patient=patient))
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/patient"
