"""A server that is killed in the middle of a submit: nothing half stored, nothing acknowledged lost (P22)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, models

from conditions.models import Publication
from tests.triage.builders import make_page, make_patient, publish, send
from triage.models import (
    Assessment,
    AuditEvent,
    CheckIn,
    Episode,
    OutboxEvent,
    Patient,
    WorkItem,
    WorkItemEvent,
)
from triage.services.actor import patient_actor
from triage.services.check_ins import record_answer, start

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
WRITTEN: tuple[type[models.Model], ...] = (
    CheckIn,
    Assessment,
    Episode,
    WorkItem,
    WorkItemEvent,
    AuditEvent,
    OutboxEvent,
)
ROOT = Path(__file__).resolve().parents[2]


def database_url() -> str:
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**values)


@pytest.fixture
def publication(transactional_db) -> Publication:
    return publish(make_page())


@pytest.fixture
def alice(transactional_db) -> Patient:
    return make_patient("alice")


def killed(stop: str, *about: Patient | Publication | CheckIn) -> str:
    """What the process said before it was killed while it stopped there."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.triage.killed_submit", stop, *(str(one.pk) for one in about)],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "SIGNPOST_TEST": "1",
        },
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        process.kill()
    return said


@pytest.fixture(autouse=True)
def _on_disk(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.fail("Set TEST_DATABASE to a file: another process must reach the test database.")


def test_killed_inside_the_transaction_nothing_is_stored(alice, publication):
    assert killed("before", alice, publication) == "inside"
    assert {model.__name__: model.objects.count() for model in WRITTEN} == dict.fromkeys(
        (model.__name__ for model in WRITTEN), 0
    )


def test_killed_inside_the_transaction_a_draft_keeps_its_answers_and_can_be_sent(alice, publication):
    draft = start(patient=alice, page_id=publication.page_id, by=patient_actor(alice))
    draft = record_answer(check_in=draft, key="fever", value="yes", by=patient_actor(alice))
    assert killed("before", alice, publication, draft) == "inside"
    kept = CheckIn.objects.get()
    assert (kept.is_draft, kept.answers) == (True, {"fever": "yes"})
    assert not Assessment.objects.exists()
    assert send(alice, publication, draft=kept, fever="yes").care_level == "urgent"
    assert CheckIn.objects.count() == WorkItem.objects.count() == 1


def test_killed_after_the_acknowledgement_nothing_is_lost(alice, publication):
    word, check_in_id = killed("after", alice, publication).split()
    assert word == "acknowledged"
    assert CheckIn.objects.get(pk=check_in_id).care_level == "urgent"
    assert all(model.objects.exists() for model in WRITTEN)
