"""Statements that are compiled once give what Django's own queries give."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, models, transaction

from tests.triage.builders import send
from triage.models import CheckIn, IdempotencyKey, OutboxEvent, Patient, WorkItem
from triage.models.prepared import Prepared, insert, update

BY_PATIENT = Prepared(
    lambda patient: CheckIn.objects.filter(patient_id=patient).order_by("id"), patient=models.UUIDField()
)


def fields_of(row: models.Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_an_instance_is_as_django_reads_it(alice, publication):
    sent = send(alice, publication, fever="unsure")
    assert fields_of(BY_PATIENT.first(patient=alice.pk)) == fields_of(CheckIn.objects.get(pk=sent.pk))


def test_other_values_find_other_rows(alice, charlie, publication):
    send(alice, publication)
    sent = send(charlie, publication)
    assert BY_PATIENT.first(patient=alice.pk).patient_id == alice.pk
    assert BY_PATIENT.first(patient=charlie.pk).pk == sent.pk
    assert BY_PATIENT.first(patient=uuid.uuid4()) is None


def test_a_query_that_loses_a_value_is_refused(db):
    broken = Prepared(lambda patient: Patient.objects.all(), patient=models.UUIDField())
    with pytest.raises(ValueError, match="must appear in it"):
        broken.rows(patient=uuid.uuid4())


def test_an_inserted_row_is_as_it_was_given(alice, publication):
    sent = send(alice, publication, fever="yes")
    stored = CheckIn.objects.get(pk=sent.pk)
    assert {**fields_of(sent), "submitted_at": stored.submitted_at} == fields_of(stored)
    assert WorkItem.objects.get().level_rank == 2


def test_an_insert_holds_the_constraints(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(OutboxEvent(kind="", subject_id=uuid.uuid4()))


def test_an_inserted_row_can_be_changed_and_saved(alice, publication):
    sent = send(alice, publication)
    sent.status = "entered_in_error"
    sent.save()
    assert CheckIn.objects.get().status == "entered_in_error"


def test_an_update_changes_only_the_rows_that_are_named(db):
    for key in ("a", "b"):
        insert(IdempotencyKey(scope="client:x", key=key, fingerprint="f"))
    update(IdempotencyKey, where={"scope": "client:x", "key": "a"}, values={"status": 201})
    assert dict(IdempotencyKey.objects.values_list("key", "status")) == {"a": 201, "b": 0}
