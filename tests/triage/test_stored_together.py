"""What waits for SQLite's lock in one process is stored in one transaction; each check-in still stands for itself."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from tests.triage.builders import make_page, make_patient, publish, send
from triage.models import CheckIn, Episode, IdempotencyKey, OutboxEvent, WorkItem
from triage.models.prepared import insert_values
from triage.services import turns
from triage.services.actor import client_actor, patient_actor
from triage.services.idempotency import Answer, StillBusy, once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("settings_are_kept")]
WAITING = 4


@pytest.fixture
def alice(transactional_db):
    return make_patient("alice")


@pytest.fixture
def publication(transactional_db):
    return publish(make_page())


@contextmanager
def somebody_writes() -> Iterator[None]:
    """Another process has the turn; ours wait until the block ends. On PostgreSQL nobody takes turns."""
    path = turns._path()
    if path is None:
        yield
        return
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(file)


def all_at_once(work) -> list[object]:
    """What `work(number)` gives, or raises, in threads that all wait for the same turn."""

    def run(number: int) -> object:
        try:
            return work(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(WAITING) as pool:
        with somebody_writes():
            running = [pool.submit(run, number) for number in range(WAITING)]
            end = time.monotonic() + 10
            while connection.vendor == "sqlite" and len(turns._waiting) < WAITING and time.monotonic() < end:
                time.sleep(0.01)
        return [one.result() for one in running]


def check_in_once(patient, publication, key: str) -> Answer:
    def work() -> Answer:
        sent = send(patient, publication, fever="yes")
        return Answer(201, str(sent.pk), sent.pk)

    return once(actor=patient_actor(patient), key=key, fingerprint="f", work=work)


def commits(monkeypatch) -> list[int]:
    """How many each transaction of waiting work stored."""
    sizes: list[int] = []
    store_all = turns._store_all

    def counted(batch):
        sizes.append(len(batch))
        store_all(batch)

    monkeypatch.setattr(turns, "_store_all", counted)
    return sizes


def test_check_ins_of_several_patients_that_wait_are_committed_together(publication, monkeypatch):
    patients = [make_patient(f"patient-{number}") for number in range(WAITING)]
    sizes = commits(monkeypatch)
    all_at_once(lambda number: check_in_once(patients[number], publication, "k"))
    assert CheckIn.objects.count() == WorkItem.objects.count() == IdempotencyKey.objects.count() == WAITING
    assert sizes == ([WAITING] if connection.vendor == "sqlite" else [])


def test_check_ins_of_one_patient_that_wait_still_follow_one_another(alice, publication):
    all_at_once(lambda number: check_in_once(alice, publication, f"k{number}"))
    histories = sorted(one.governing.engine_input.count("submitted_on") for one in CheckIn.objects.all())
    assert Episode.objects.count() == WorkItem.objects.count() == 1
    assert histories == [0, 1, 1, 1]  # equal earlier check-ins are one


def test_first_check_ins_at_once_neither_lock_one_another_up_nor_open_two_courses(publication):
    for round_ in range(10):
        patient = make_patient(f"patient-{round_}")
        answers = all_at_once(lambda number, who=patient: check_in_once(who, publication, f"k{number}"))
        assert [type(answer) for answer in answers] == [Answer] * WAITING
        assert patient.episodes.count() == 1


def test_the_same_key_of_two_that_wait_is_done_once(alice, publication):
    answers = all_at_once(lambda number: check_in_once(alice, publication, "same"))
    assert len({answer.body for answer in answers}) == 1
    assert CheckIn.objects.count() == 1


def test_one_key_for_several_patients_is_taken_by_the_first_and_refused_to_the_others(publication):
    patients = [make_patient(f"patient-{number}") for number in range(WAITING)]

    def work(number: int) -> Answer:
        def submitted() -> Answer:
            sent = send(patients[number], publication, fever="yes", by=client_actor("a-system"))
            return Answer(201, str(sent.pk), sent.pk)

        return once(actor=client_actor("a-system"), key="k", fingerprint=f"f{number}", work=submitted)

    answers = all_at_once(work)
    assert sorted(type(one).__name__ for one in answers) == ["Answer", *["KeyReused"] * (WAITING - 1)]
    assert CheckIn.objects.count() == WorkItem.objects.count() == IdempotencyKey.objects.count() == 1


def test_one_that_the_database_refuses_undoes_none_of_the_others(publication):
    patients = [make_patient(f"patient-{number}") for number in range(WAITING)]

    def work(number: int) -> Answer:
        if number:
            return check_in_once(patients[number], publication, "k")
        refused = lambda: (insert_values(OutboxEvent, kind="", subject_id=patients[0].pk), Answer(201, ""))[1]  # noqa: E731
        return once(actor=patient_actor(patients[0]), key="k", fingerprint="f", work=refused)

    first, *others = all_at_once(work)
    assert type(first).__name__ == "IntegrityError"
    assert all(isinstance(other, Answer) for other in others)
    assert CheckIn.objects.count() == WAITING - 1


def test_all_that_waited_hear_that_the_database_gave_no_lock(publication, monkeypatch):
    patients = [make_patient(f"patient-{number}") for number in range(WAITING)]
    if connection.vendor != "sqlite":
        return

    class Locked(turns.Rehearsal):
        def perform(self) -> bool:
            raise OperationalError("database is locked")

    monkeypatch.setattr(turns.Rehearsal, "perform", Locked.perform)
    answers = all_at_once(lambda number: check_in_once(patients[number], publication, "k"))
    assert [type(answer) for answer in answers] == [StillBusy] * WAITING
    assert CheckIn.objects.count() == 0


def test_nobody_is_left_waiting_when_the_one_at_work_fails(publication, monkeypatch):
    patients = [make_patient(f"patient-{number}") for number in range(WAITING)]
    if connection.vendor != "sqlite":
        return
    failed = threading.Event()
    perform = turns.Rehearsal.perform

    def fail_once(self) -> bool:
        if not failed.is_set():
            failed.set()
            raise MemoryError
        return perform(self)

    monkeypatch.setattr(turns.Rehearsal, "perform", fail_once)
    answers = all_at_once(lambda number: check_in_once(patients[number], publication, "k"))
    assert sum(isinstance(answer, Answer) for answer in answers) == WAITING - 1
    assert CheckIn.objects.count() == WAITING - 1
