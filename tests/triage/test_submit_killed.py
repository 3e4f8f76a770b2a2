"""A server that is killed in the middle of a submit: nothing half stored, nothing acknowledged lost (P22)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, models

from tests.triage.builders import make_page, make_patient, publish
from triage.models import Assessment, AuditEvent, CheckIn, Episode, OutboxEvent, WorkItem, WorkItemEvent

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


def killed(stop: str) -> str:
    """What the process said before it was killed while it stopped there."""
    patient, publication = make_patient("alice"), publish(make_page())
    with subprocess.Popen(
        [sys.executable, "-m", "tests.triage.killed_submit", stop, str(patient.pk), str(publication.pk)],
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


def test_killed_inside_the_transaction_nothing_is_stored():
    assert killed("before") == "inside"
    assert {model.__name__: model.objects.count() for model in WRITTEN} == dict.fromkeys(
        (model.__name__ for model in WRITTEN), 0
    )


def test_killed_after_the_acknowledgement_nothing_is_lost():
    word, check_in_id = killed("after").split()
    assert word == "acknowledged"
    assert CheckIn.objects.get(pk=check_in_id).care_level == "urgent"
    assert all(model.objects.exists() for model in WRITTEN)
