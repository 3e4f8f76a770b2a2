"""Statements that are compiled once give what Django's own queries give."""

from __future__ import annotations

import datetime
import uuid
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, models, transaction
from hypothesis import example, given
from hypothesis import strategies as st
from psycopg.adapt import PyFormat, Transformer

from tests.triage.builders import send
from triage.models import Assessment, CheckIn, Episode, IdempotencyKey, OutboxEvent, Patient, WorkItem
from triage.models.prepared import Prepared, _to_driver, insert, new, update

COMES_TWICE = datetime.datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"))
"""Half past one comes twice on this day; the two count as equal."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)

BY_PATIENT = Prepared(
    lambda patient: CheckIn.objects.filter(patient_id=patient).order_by("id"), patient=models.UUIDField()
)


def fields_of(row: models.Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_an_instance_is_as_django_reads_it(alice, publication):
    sent = send(alice, publication, fever="unsure")
    assert fields_of(BY_PATIENT.first(patient=alice.pk)) == fields_of(CheckIn.objects.get(pk=sent.pk))


def test_an_instance_that_was_read_can_be_changed_and_saved(alice, publication):
    send(alice, publication)
    found = BY_PATIENT.first(patient=alice.pk)
    found.answers = {"fever": "no"}
    found.save()
    assert CheckIn.objects.get().answers == {"fever": "no"}
    assert found.patient == alice


MADE_EACH_TIME = {
    "id",
    "event_id",
    "answered_at",
    "started_at",
    "created_at",
    "opened_at",
    "raised_at",
    "assessed_at",
    "due_at",
    "at",
}


@pytest.mark.parametrize("model", [Episode, CheckIn, Assessment, WorkItem, IdempotencyKey, OutboxEvent])
def test_a_new_instance_is_as_django_makes_it(model):
    ours, django = dict(new(model).__dict__), dict(model().__dict__)
    states = ours.pop("_state"), django.pop("_state")
    assert ours.keys() == django.keys()
    assert {name for name in ours if ours[name] != django[name]} <= MADE_EACH_TIME
    assert len({(state.adding, state.db, tuple(state.fields_cache)) for state in states}) == 1


def test_no_two_new_instances_share_a_value_that_can_change():
    new(CheckIn).answers["fever"] = "yes"
    assert new(CheckIn).answers == {}


def test_a_new_instance_knows_the_rows_that_it_was_given(alice, publication, django_assert_num_queries):
    with django_assert_num_queries(0):
        made = new(CheckIn, patient=alice, page_id=publication.page_id, publication=publication)
        assert (made.patient, made.patient_id, made.publication) == (alice, alice.pk, publication)


def test_a_name_that_is_no_field_is_refused():
    with pytest.raises(TypeError, match="CheckIn has no such field"):
        new(CheckIn, colour="red")


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


# --- Values reach the driver as Django would send them --------------------------------------------------------


def both_ways(model: type[models.Model], name: str, value: Any) -> tuple[Any, Any]:
    """What reaches the database for the value, by us and by Django: on PostgreSQL as the driver's text."""
    field = model._meta.get_field(name)
    ours, django = _to_driver(field, connection.vendor)(value), field.get_db_prep_save(value, connection)
    if connection.vendor == "sqlite":
        return ours, django
    texts = Transformer().dump_sequence([ours, django], [PyFormat.TEXT] * 2)
    return texts[0], texts[1]


def moment_of(sent: Any) -> Any:
    """The moment that PostgreSQL reads; SQLite gets text alone."""
    if connection.vendor == "sqlite":
        return sent
    return datetime.datetime.fromisoformat(bytes(sent).decode()).astimezone(datetime.UTC)


@given(
    st.datetimes(
        min_value=datetime.datetime(1900, 1, 1),
        max_value=datetime.datetime(2100, 1, 1),
        timezones=st.timezones() | st.just(datetime.UTC),
    )
)
@example(COMES_TWICE)
@example(COMES_TWICE.replace(fold=1))
def test_a_moment_is_written_as_django_writes_it(moment):
    ours, django = both_ways(CheckIn, "submitted_at", moment)
    assert moment_of(ours) == moment_of(django)


@given(JSON)
def test_json_is_written_as_django_writes_it(value):
    ours, django = both_ways(CheckIn, "answers", value)
    assert ours == django


@pytest.mark.parametrize(
    ("model", "name", "value"),
    [
        (Episode, "page", 7),
        (CheckIn, "patient", uuid.UUID(int=7)),
        (CheckIn, "care_level", "urgent"),
        (CheckIn, "amends", None),
        (CheckIn, "submitted_at", None),
    ],
)
def test_keys_words_and_nothing_are_written_as_django_writes_them(model, name, value):
    ours, django = both_ways(model, name, value)
    assert ours == django
