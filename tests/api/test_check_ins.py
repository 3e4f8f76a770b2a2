"""Check-ins over REST: create once, list, read."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import connection

from conditions.models import ConditionPage, Publication
from tests.api.builders import ALL_NO, Caller, body, codes_of, publish
from tests.triage.builders import make_patient
from triage.api.reading import _publication
from triage.models import AuditEvent, CheckIn, OutboxEvent, Patient, WorkItem
from triage.services import idempotency, turns

URGENT = ALL_NO | {"fever": "yes"}


def move(publication: Publication) -> None:
    """Give the page another address."""
    ConditionPage.objects.filter(pk=publication.page_id).update(slug="elsewhere")
    _publication.cache_clear()  # nobody waits for the freshness epoch here


def submit(caller: Caller, sent: Any, key: str = "one") -> Any:
    return caller.post("/check-ins", sent, Idempotency_Key=key)


def test_a_patient_submits_with_a_session(as_alice: Caller, publication: Publication, alice: Patient) -> None:
    response = submit(as_alice, body(publication, answers=URGENT, note="It hurts."))
    stored = CheckIn.objects.get()
    assert (response.status_code, stored.patient) == (201, alice)
    assert response.headers["Location"] == f"http://testserver/api/v1/check-ins/{stored.pk}"
    assert WorkItem.objects.get().level == response.json()["care_level"] == "urgent"
    assert OutboxEvent.objects.filter(kind="check_in.submitted").exists()


def test_it_has_every_member_of_the_contract(as_alice: Caller, publication: Publication) -> None:
    assert set(submit(as_alice, body(publication)).json()) == {
        *(
            "id",
            "condition",
            "episode",
            "status",
            "care_level",
            "complete",
            "reasons",
            "unanswered",
            "advice",
        ),
        *("watched_now", "next_watched_at", "safety_net", "publication", "submitted_at", "links"),
    }


def test_an_assessment_gives_the_same_decision(as_alice: Caller, publication: Publication) -> None:
    stored = submit(as_alice, body(publication, answers=URGENT)).json()
    asked = as_alice.post("/assessments", body(publication, answers=URGENT)).json()
    same = ("care_level", "complete", "reasons", "unanswered", "publication", "safety_net")
    assert {name: stored[name] for name in same} == {name: asked[name] for name in same}


def test_a_system_submits_for_a_patient(system: Caller, publication: Publication, alice: Patient) -> None:
    response = submit(system, body(publication, patient=str(alice.pk)))
    assert (response.status_code, CheckIn.objects.get().patient) == (201, alice)
    event = AuditEvent.objects.get(verb="check_in.submit")
    assert (event.actor_kind, event.client_id, event.patient_id) == ("client", "hospital", alice.pk)


def test_a_system_names_the_patient(system: Caller, publication: Publication) -> None:
    refused = submit(system, body(publication))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/patient")


def test_an_unknown_patient_is_404(system: Caller, publication: Publication) -> None:
    refused = submit(system, body(publication, patient=str(uuid.uuid4())))
    assert (refused.status_code, codes_of(refused)) == (404, ["unknown_patient"])


@pytest.mark.django_db(transaction=True)
def test_a_patient_who_is_gone_before_it_is_stored_is_404(
    system: Caller, publication: Publication, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SIGNPOST_FRESHNESS_MS = 60_000  # as in production: work that reads settings is not rehearsed
    gone, other = make_patient("gone"), make_patient("other")
    submit(system, body(publication, patient=str(other.pk)), "first")
    store_all, batches = turns._store_all, []

    def too_late(batch: Any) -> None:
        batches.append(len(batch))
        Patient.objects.filter(pk=gone.pk)._raw_delete("default")
        store_all(batch)

    monkeypatch.setattr(turns, "_store_all", too_late)
    if connection.vendor != "sqlite":  # nothing is rehearsed there
        Patient.objects.filter(pk=gone.pk).delete()
    refused = submit(system, body(publication, patient=str(gone.pk)))
    assert (refused.status_code, codes_of(refused)) == (404, ["unknown_patient"])
    assert CheckIn.objects.get().patient == other
    assert batches == ([1] if connection.vendor == "sqlite" else [])


def test_charlie_cannot_submit_for_alice(
    as_charlie: Caller, publication: Publication, alice: Patient
) -> None:
    refused = submit(as_charlie, body(publication, patient=str(alice.pk)))
    assert (refused.status_code, CheckIn.objects.exists()) == (404, False)


def test_nobody_is_401(anyone: Caller, publication: Publication) -> None:
    refused = submit(anyone, body(publication))
    assert (refused.status_code, codes_of(refused)) == (401, ["not_authenticated"])
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_needs_the_csrf_token(alice: Patient, publication: Publication) -> None:
    caller = Caller(user=alice.user, csrf=True)
    refused = submit(caller, body(publication))
    assert (refused.status_code, codes_of(refused)) == (403, ["csrf_failed"])
    caller.client.cookies["csrftoken"] = "t" * 32
    caller.headers["X-CSRFToken"] = "t" * 32
    assert submit(caller, body(publication)).status_code == 201


class TestIdempotency:
    """A request that is sent twice is done once."""

    def test_a_key_is_required(self, as_alice: Caller, publication: Publication) -> None:
        refused = as_alice.post("/check-ins", body(publication))
        assert (refused.status_code, codes_of(refused)) == (400, ["idempotency_key_required"])

    @pytest.mark.parametrize("key", ["a b", "x" * 256, "h\u00e9"])
    def test_a_key_is_printable_and_short(self, as_alice: Caller, publication: Publication, key: str) -> None:
        assert codes_of(submit(as_alice, body(publication), key)) == ["idempotency_key_invalid"]

    def test_the_same_request_gets_the_same_answer(self, as_alice: Caller, publication: Publication) -> None:
        first, second = (submit(as_alice, body(publication)) for _ in range(2))
        assert (second.status_code, second.content) == (201, first.content)
        assert second.headers["Idempotency-Replayed"] == "true"
        assert CheckIn.objects.count() == 1

    def test_another_body_is_422(self, as_alice: Caller, publication: Publication) -> None:
        submit(as_alice, body(publication))
        refused = submit(as_alice, body(publication, answers=URGENT))
        assert (refused.status_code, codes_of(refused)) == (422, ["idempotency_key_reused"])
        assert (CheckIn.objects.get().care_level, WorkItem.objects.exists()) == ("self_care", False)

    def test_a_first_request_that_does_not_end_is_409_and_says_when_to_ask_again(
        self, as_alice: Caller, publication: Publication, monkeypatch: Any
    ) -> None:
        def busy(**_: object) -> None:
            raise idempotency.StillBusy

        monkeypatch.setattr(idempotency, "once", busy)
        refused = submit(as_alice, body(publication))
        assert (refused.status_code, codes_of(refused)) == (409, ["idempotency_key_busy"])
        assert refused.headers["Retry-After"] == "1"

    def test_a_refused_request_keeps_no_answer(self, as_alice: Caller, publication: Publication) -> None:
        assert submit(as_alice, body(publication, answers={"no-such": "yes"})).status_code == 422
        assert submit(as_alice, body(publication)).status_code == 201

    def test_a_retry_after_the_pages_address_changed_gets_the_first_answer(
        self, as_alice: Caller, as_charlie: Caller, publication: Publication
    ) -> None:
        first = submit(as_alice, body(publication))
        move(publication)
        again = submit(as_alice, body(publication))
        assert (again.status_code, again.content) == (201, first.content)
        assert again.headers["Idempotency-Replayed"] == "true"
        for refused in (
            submit(as_alice, body(publication), "other"),
            submit(as_alice, body(publication, answers=URGENT)),
            submit(as_charlie, body(publication)),
        ):
            assert codes_of(refused) == ["unknown_condition"]

    def test_a_key_is_good_for_its_owner_alone(
        self, as_alice: Caller, as_charlie: Caller, publication: Publication, charlie: Patient
    ) -> None:
        submit(as_alice, body(publication))
        assert submit(as_charlie, body(publication)).status_code == 201
        assert CheckIn.objects.filter(patient=charlie).count() == 1

    def test_a_kept_answer_goes_out_only_to_who_may_still_read_it(
        self, as_alice: Caller, publication: Publication, charlie: Patient, monkeypatch: Any
    ) -> None:
        submit(as_alice, body(publication))
        monkeypatch.setattr("triage.api.check_ins.check_in_of", lambda *_: None)
        assert submit(as_alice, body(publication)).status_code == 404

    def test_a_replay_to_a_system_is_recorded(
        self, system: Caller, publication: Publication, alice: Patient
    ) -> None:
        for _ in range(2):
            submit(system, body(publication, patient=str(alice.pk)))
        assert AuditEvent.objects.filter(verb="check_in.read").count() == 1


class TestReading:
    """A patient reads their own; a system any, recorded; nobody else anything."""

    @pytest.fixture
    def check_in(self, as_alice: Caller, publication: Publication) -> str:
        return str(submit(as_alice, body(publication)).json()["id"])

    def test_alice_reads_her_own_without_a_record(self, as_alice: Caller, check_in: str) -> None:
        response = as_alice.get(f"/check-ins/{check_in}")
        assert (response.status_code, response.json()["id"]) == (200, check_in)
        assert response.headers["Cache-Control"] == "no-store"
        assert not AuditEvent.objects.filter(verb="check_in.read").exists()

    def test_what_was_read_is_what_was_answered(self, as_alice: Caller, publication: Publication) -> None:
        created = submit(as_alice, body(publication, answers=URGENT))
        read = as_alice.get(f"/check-ins/{created.json()['id']}")
        assert read.json() == created.json()
        assert (
            as_alice.get(f"/check-ins/{created.json()['id']}", If_None_Match=read.headers["ETag"]).status_code
            == 304
        )

    def test_charlie_gets_404_for_alices(self, as_charlie: Caller, check_in: str) -> None:
        assert codes_of(as_charlie.get(f"/check-ins/{check_in}")) == ["not_found"]
        assert codes_of(as_charlie.get(f"/check-ins/{uuid.uuid4()}")) == ["not_found"]

    def test_charlie_gets_404_for_alices_list(
        self, as_charlie: Caller, check_in: str, alice: Patient
    ) -> None:
        assert as_charlie.get(f"/check-ins?patient={alice.pk}").status_code == 404
        assert as_charlie.get("/check-ins").json()["items"] == []

    def test_nobody_gets_401(self, anyone: Caller, check_in: str) -> None:
        assert anyone.get(f"/check-ins/{check_in}").status_code == anyone.get("/check-ins").status_code == 401

    def test_a_system_reads_any_and_is_recorded(self, system: Caller, check_in: str, alice: Patient) -> None:
        assert system.get(f"/check-ins/{check_in}").json()["id"] == check_in
        assert system.get(f"/check-ins?patient={alice.pk}").json()["items"][0]["id"] == check_in
        events = AuditEvent.objects.filter(client_id="hospital").values_list("verb", "patient_id")
        assert list(events) == [("check_in.read", alice.pk), ("check_in.list", alice.pk)]

    def test_a_system_names_the_patient_of_a_list(self, system: Caller) -> None:
        refused = system.get("/check-ins")
        assert (refused.status_code, codes_of(refused)) == (400, ["required"])

    def test_the_list_goes_on_latest_first(self, as_alice: Caller, publication: Publication) -> None:
        ids = [submit(as_alice, body(publication), str(number)).json()["id"] for number in range(3)]
        first = as_alice.get("/check-ins?limit=2")
        rest = as_alice.get(f"/check-ins?limit=2&cursor={first.json()['next']}")
        assert [item["id"] for item in first.json()["items"] + rest.json()["items"]] == ids[::-1]
        assert rest.json()["next"] is None
        (link,) = re.findall(r'<http://testserver(\S+)>; rel="next"', first.headers["Link"])
        assert as_alice.client.get(link).json() == rest.json()
        assert "Link" not in rest.headers

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("colour=red", "unknown_parameter"),
            ("status=submitted", "unknown_parameter"),
            ("limit=0", "invalid_parameter"),
            ("limit=101", "invalid_parameter"),
            ("limit=1&limit=2", "repeated_parameter"),
            ("patient=5", "invalid_parameter"),
            ("condition=No%20Slug", "invalid_parameter"),
            ("cursor=x", "invalid_cursor"),
            ("condition=%00", "forbidden_character"),
        ],
    )
    def test_unknown_and_wrong_filters_are_400_and_never_ignored(
        self, as_alice: Caller, query: str, code: str
    ) -> None:
        refused = as_alice.get(f"/check-ins?{query}")
        assert (refused.status_code, codes_of(refused)) == (400, [code])

    def test_the_list_is_filtered_by_condition(self, as_alice: Caller, publication: Publication) -> None:
        submit(as_alice, body(publication), "a")
        other = submit(as_alice, body(publish("hip", title="Hip")), "b").json()["id"]
        listed = as_alice.get("/check-ins?condition=hip").json()["items"]
        assert [item["id"] for item in listed] == [other]

    def test_the_cursor_of_another_patients_list_is_refused(
        self, as_alice: Caller, as_charlie: Caller, publication: Publication
    ) -> None:
        for number in range(2):
            submit(as_alice, body(publication), str(number))
        cursor = as_alice.get("/check-ins?limit=1").json()["next"]
        assert codes_of(as_charlie.get(f"/check-ins?cursor={cursor}")) == ["invalid_cursor"]
