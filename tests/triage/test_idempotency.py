"""A request that is sent twice is done once."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from tests.triage.builders import send
from triage.models import CheckIn, IdempotencyKey
from triage.services import idempotency
from triage.services.actor import GUEST, client_actor, patient_actor
from triage.services.idempotency import Answer, KeyReused, StillBusy, fingerprint_of, once


def once_for(alice, publication, *, key="k", body=b"{}", actor=None) -> Answer:
    def work() -> Answer:
        check_in = send(alice, publication)
        return Answer(201, f'{{"id":"{check_in.pk}"}}', check_in.pk)

    return once(
        actor=actor or patient_actor(alice),
        key=key,
        fingerprint=fingerprint_of("POST", "/x", body),
        work=work,
    )


def test_the_second_request_gets_the_first_ones_answer(alice, publication):
    first = once_for(alice, publication)
    second = once_for(alice, publication)
    assert (second.status, second.body, second.subject_id) == (first.status, first.body, first.subject_id)
    assert (first.replayed, second.replayed) == (False, True)
    assert CheckIn.objects.count() == 1


def test_another_body_with_the_same_key_is_refused(alice, publication):
    once_for(alice, publication)
    with pytest.raises(KeyReused):
        once_for(alice, publication, body=b"[]")
    assert CheckIn.objects.count() == 1


def test_another_key_is_another_request(alice, publication):
    once_for(alice, publication)
    once_for(alice, publication, key="other")
    assert CheckIn.objects.count() == 2


def test_keys_belong_to_whoever_sent_them(alice, charlie, publication):
    once_for(alice, publication)
    once_for(alice, publication, actor=client_actor("clinic"))
    assert CheckIn.objects.count() == 2
    assert IdempotencyKey.objects.count() == 2


def test_what_fails_leaves_nothing_and_can_be_tried_again(alice, publication):
    def work() -> Answer:
        send(alice, publication)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        once(actor=patient_actor(alice), key="k", fingerprint=fingerprint_of("POST", "/x", b"{}"), work=work)
    assert not CheckIn.objects.exists()
    assert once_for(alice, publication).replayed is False


def test_a_guest_has_no_keys(alice, publication):
    with pytest.raises(ValueError, match="needs a user or a client"):
        once_for(alice, publication, actor=GUEST)


def test_method_path_and_body_make_a_request():
    prints = {fingerprint_of(*one) for one in [("POST", "/a", b""), ("PUT", "/a", b""), ("POST", "/b", b"")]}
    assert len(prints) == 3


def test_a_lock_that_is_not_given_in_time_is_busy(alice, monkeypatch):
    def locked(*args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(idempotency, "_keep", locked)
    with pytest.raises(StillBusy):
        once(actor=patient_actor(alice), key="k", fingerprint="f", work=lambda: Answer(201, ""))


def test_other_database_errors_are_not_busy(alice, monkeypatch):
    def gone(*args):
        raise OperationalError("disk full")

    monkeypatch.setattr(idempotency, "_keep", gone)
    with pytest.raises(OperationalError):
        once(actor=patient_actor(alice), key="k", fingerprint="f", work=lambda: Answer(201, ""))


def test_a_scope_tells_people_systems_and_apps_apart_and_fits_its_column(alice, charlie):
    longest = "c" * 100
    actors = [patient_actor(alice), patient_actor(charlie), client_actor(longest)]
    actors += [patient_actor(patient, client_id=longest) for patient in (alice, charlie)]
    scopes = {idempotency.scope_of(actor) for actor in [*actors, patient_actor(alice, client_id="other")]}
    assert len(scopes) == 6
    assert max(map(len, scopes)) <= IdempotencyKey._meta.get_field("scope").max_length
    assert f"user:{alice.user.pk}" in scopes
