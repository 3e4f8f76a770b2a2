"""Statements that travel together, and work that is rehearsed before its transaction."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, connection, models, transaction

from tests.triage.builders import make_page, make_patient, publish, send
from triage.models import CheckIn, CheckInStatus, IdempotencyKey, OutboxEvent
from triage.models.prepared import Prepared, insert, update
from triage.models.unit_of_work import rehearse, unit_of_work
from triage.services import idempotency
from triage.services.actor import patient_actor
from triage.services.idempotency import Answer, once

KEYS = Prepared(
    lambda scope: IdempotencyKey.objects.filter(scope=scope).order_by("key"), scope=models.CharField()
)


def key(name: str) -> IdempotencyKey:
    return IdempotencyKey(scope="client:x", key=name, fingerprint="f")


def together(*rows: object) -> None:
    with unit_of_work():
        for row in rows:
            insert(row)


def names() -> list[str]:
    return [row[2] for row in KEYS.rows(scope="client:x")]


@pytest.mark.django_db(transaction=True)
class TestUnitOfWork:
    def test_it_stores_all(self):
        with unit_of_work():
            insert(key("a"))
            insert(key("b"))
        assert names() == ["a", "b"]

    def test_or_nothing(self):
        with pytest.raises(IntegrityError):
            together(key("a"), OutboxEvent(kind="", subject_id=uuid.uuid4()))
        assert names() == []

    def test_it_can_be_used_again_after_a_failure(self):
        self.test_or_nothing()
        self.test_it_stores_all()

    def test_an_error_in_between_undoes_everything(self):
        with pytest.raises(AttributeError):
            together(key("a"), object())
        assert names() == []

    def test_a_read_sees_what_was_written_before_it(self):
        with unit_of_work():
            insert(key("a"))
            assert names() == ["a"]
            assert IdempotencyKey.objects.count() == 1

    def test_writes_keep_their_order(self):
        with unit_of_work():
            insert(key("a"))
            update(IdempotencyKey, where={"key": "a"}, values={"status": 201})
        assert IdempotencyKey.objects.get().status == 201

    def test_an_inner_savepoint_undoes_its_own_writes(self):
        with unit_of_work():
            insert(key("a"))
            with pytest.raises(IntegrityError), transaction.atomic():
                insert(key("a"))
            insert(key("b"))
        assert names() == ["a", "b"]

    def test_what_waits_for_the_commit_runs_after_it(self):
        seen: list[list[str]] = []
        with unit_of_work():
            insert(key("a"))
            transaction.on_commit(lambda: seen.append(names()))
        assert seen == [["a"]]

    def test_a_connection_that_was_lost_is_made_again(self):
        names()
        if connection.vendor == "postgresql":
            connection.health_check_enabled, connection.health_check_done = True, False
            connection.connection.close()
        assert names() == []


@pytest.fixture
def alice(transactional_db):
    return make_patient("alice")


@pytest.fixture
def publication(transactional_db):
    return publish(make_page())


def test_a_rehearsal_stores_nothing_and_its_performance_all(transactional_db):
    done = rehearse(lambda: (names(), insert(key("a"))))
    assert names() == []
    if done is None:
        assert connection.vendor != "sqlite"
        return
    with unit_of_work():
        assert done.perform()
    assert names() == ["a"]


def test_a_rehearsal_does_not_hold_once_what_it_read_has_changed(transactional_db):
    done = rehearse(lambda: (names(), insert(key("b"))))
    insert(key("a"))
    with unit_of_work():
        assert done is None or not done.perform()
    assert names() == ["a"]


def test_work_that_asks_around_us_is_not_rehearsed(transactional_db):
    def work() -> None:
        try:
            IdempotencyKey.objects.count()
        except BaseException:
            return

    assert rehearse(work) is None


@pytest.mark.usefixtures("settings_are_kept")
def test_a_check_in_that_came_first_counts_although_the_next_was_rehearsed(alice, publication, monkeypatch):
    """The second, rehearsed before the first was stored, is decided again with the first in its history."""
    send(alice, publication)
    rehearsed = []

    def rehearse_then_be_overtaken(work):
        rehearsed.append(rehearse(work))
        send(alice, publication, fever="yes")
        return rehearsed[0]

    monkeypatch.setattr(idempotency, "rehearse", rehearse_then_be_overtaken)
    monkeypatch.setattr(idempotency, "writes_alone", lambda: True)  # PostgreSQL would not try

    def work() -> Answer:
        sent = send(alice, publication, fever="yes")
        return Answer(201, str(sent.pk), sent.pk)

    answer = once(actor=patient_actor(alice), key="k", fingerprint="f", work=work)
    stored = CheckIn.objects.get(pk=answer.body).governing.engine_input
    assert (rehearsed[0] is not None) == (connection.vendor == "sqlite")
    assert CheckIn.objects.count() == 3
    assert '"fever":"yes"' in stored.split('"history"')[1]


@pytest.mark.usefixtures("settings_are_kept")
def test_an_earlier_check_in_that_was_entered_in_error_meanwhile_does_not_count(
    alice, publication, monkeypatch
):
    """In the transaction only the moments of earlier check-ins are compared; one that counts no more is missed there."""
    if connection.vendor != "sqlite":  # nothing is rehearsed there
        return
    earlier = send(alice, publication, fever="yes")
    rehearsed = []

    def rehearse_then_take_back(work):
        rehearsed.append(rehearse(work))
        CheckIn.objects.filter(pk=earlier.pk).update(status=CheckInStatus.ENTERED_IN_ERROR)
        return rehearsed[0]

    monkeypatch.setattr(idempotency, "rehearse", rehearse_then_take_back)

    def work() -> Answer:
        sent = send(alice, publication, fever="yes")
        return Answer(201, str(sent.pk), sent.pk)

    answer = once(actor=patient_actor(alice), key="k", fingerprint="f", work=work)
    assert rehearsed[0] is not None
    assert '"history":[]' in CheckIn.objects.get(pk=answer.body).governing.engine_input


@pytest.mark.usefixtures("settings_are_kept")
def test_the_same_answer_is_stored_rehearsed_or_not(alice, publication, monkeypatch):
    def submitted(name: str) -> dict[str, object]:
        sent: list[CheckIn] = []

        def work() -> Answer:
            sent.append(send(alice, publication))
            return Answer(201, str(sent[-1].pk), sent[-1].pk)

        answer = once(actor=patient_actor(alice), key=name, fingerprint="f", work=work)
        row = CheckIn.objects.get(pk=answer.body)
        return {
            name: getattr(row, name) for name in ("answers", "measures", "care_level", "episode_id", "status")
        }

    done = []

    def noted(work):
        done.append(rehearse(work))
        return done[-1]

    send(alice, publication)
    with monkeypatch.context() as patched:
        patched.setattr(idempotency, "rehearse", noted)
        rehearsed = submitted("a")
    monkeypatch.setattr(idempotency, "rehearse", lambda work: None)
    assert submitted("b") == rehearsed
    assert [one is not None for one in done] == ([True] if connection.vendor == "sqlite" else [])
