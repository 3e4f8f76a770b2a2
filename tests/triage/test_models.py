"""What the database holds by itself, whoever writes to it."""

from __future__ import annotations

import uuid

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint, Q
from django.utils import timezone

from conditions.domain.care_level import CareLevel
from tests.triage.builders import send
from triage.models import (
    Assessment,
    AuditEvent,
    CheckIn,
    CheckInNote,
    Episode,
    FieldClasses,
    IdempotencyKey,
    PatientIdentifier,
    StaffRole,
    WorkItem,
)

PATIENT_MODELS = list(apps.get_app_config("triage").get_models())
CLINICAL_LEVELS = [(Assessment, "level"), (WorkItem, "level"), (CheckIn, "care_level")]


def names_in(condition: Q) -> set[str]:
    """The fields that a condition is about."""
    found = set()
    for child in condition.children:
        found |= names_in(child) if isinstance(child, Q) else {child[0].split("__")[0]}
    return found


def pairs_of(model: type[models.Model]) -> list[tuple[str, str]]:
    fields = {field.name: field for field in model._meta.concrete_fields}
    stems = {name.removesuffix("_at") for name in fields if name.endswith("_at")}
    pairs = [(f"{stem}_at", f"{stem}_by") for stem in stems if f"{stem}_by" in fields]
    return [pair for pair in pairs if any(fields[name].null for name in pair)]


def has_constraint(model: type[models.Model], pair: tuple[str, str]) -> bool:
    checks = [one for one in model._meta.constraints if isinstance(one, CheckConstraint)]
    return any(set(pair) <= names_in(check.condition) for check in checks)


@pytest.mark.parametrize("model", PATIENT_MODELS, ids=lambda model: model.__name__)
def test_every_moment_with_its_person_is_constrained_together(model):
    assert [pair for pair in pairs_of(model) if not has_constraint(model, pair)] == []


def test_the_search_for_pairs_finds_one_without_a_constraint():
    assert pairs_of(WorkItem)
    assert not has_constraint(WorkItem, ("claimed_at", "closed_by"))


@pytest.mark.parametrize("model", PATIENT_MODELS, ids=lambda model: model.__name__)
def test_every_field_is_classified_once(model):
    classes = model.field_classes
    assert isinstance(classes, FieldClasses)
    assert sorted(classes.all()) == sorted(field.name for field in model._meta.concrete_fields)


@pytest.mark.parametrize("model", PATIENT_MODELS, ids=lambda model: model.__name__)
def test_every_constraint_and_index_has_a_name_of_its_own(model):
    names = [one.name for one in (*model._meta.constraints, *model._meta.indexes)]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("model", PATIENT_MODELS, ids=lambda model: model.__name__)
def test_nothing_clinical_is_deleted_with_something_else(model):
    keys = [field for field in model._meta.concrete_fields if field.is_relation]
    assert {field.remote_field.on_delete for field in keys} <= {models.PROTECT}


def refused(model: type[models.Model], pk: object, **values: object) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        model._base_manager.filter(pk=pk).update(**values)
    return str(caught.value)


@pytest.fixture
def item(alice, publication) -> WorkItem:
    send(alice, publication, fever="yes")
    return WorkItem.objects.get()


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("work_item_claimed_at_and_by", {"claimed_at": timezone.now(), "state": "contacted"}),
        ("work_item_state_known", {"state": "waiting"}),
        ("work_item_level_known", {"level": "severe"}),
        ("work_item_needs_a_person", {"level": "self_care"}),
        ("work_item_state_says_closed", {"state": "closed"}),
        ("work_item_close_reason_known", {"close_reason": "bored"}),
        ("work_item_claimed_has_owner", {"state": "claimed"}),
        ("work_item_attempt_has_moment", {"state": "unable_to_contact"}),
    ],
)
def test_a_work_item_holds_its_invariants(item, constraint, values):
    message = refused(WorkItem, item.pk, **values)
    assert "work_item_" in message


def test_a_close_needs_moment_person_and_reason(item, alice):
    assert refused(WorkItem, item.pk, state="closed", closed_at=timezone.now(), closed_by=alice.user)
    assert refused(WorkItem, item.pk, state="closed", closed_at=timezone.now(), close_reason="care_arranged")


def test_an_emergency_is_not_closed_without_an_attempt(item, alice):
    closed = {"state": "closed", "closed_at": timezone.now(), "closed_by": alice.user}
    message = refused(WorkItem, item.pk, level="emergency", close_reason="care_arranged", **closed)
    assert "work_item_emergency_closes_after_attempt" in message
    WorkItem.objects.filter(pk=item.pk).update(level="emergency", close_reason="entered_in_error", **closed)


def test_an_episode_has_one_open_item(item):
    item.pk = uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save(force_insert=True)


def test_a_patient_has_one_open_episode_for_a_page(item, alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.create(patient=alice, page_id=item.episode.page_id)


def test_an_episode_closes_with_a_reason(item):
    assert "episode_closed_with_reason" in refused(Episode, item.episode_id, closed_at=timezone.now())
    assert "episode_closed_with_reason" in refused(Episode, item.episode_id, close_reason="recovered")


def test_a_patient_has_one_draft_for_a_page(alice, publication):
    one = {"patient": alice, "page_id": publication.page_id, "publication": publication}
    CheckIn.objects.create(**one)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.create(**one)


@pytest.mark.parametrize(
    "values",
    [
        {"submitted_at": None},
        {"care_level": ""},
        {"episode": None},
        {"status": "draft"},
        {"status": "abandoned"},
    ],
    ids=str,
)
def test_a_sent_check_in_is_whole(item, values):
    assert "check_in_submitted_is_whole" in refused(CheckIn, item.check_in_id, **values)


@pytest.mark.parametrize("status", ["amended", "entered_in_error"])
def test_a_sent_check_in_can_be_amended_or_entered_in_error(item, status):
    assert CheckIn.objects.filter(pk=item.check_in_id).update(status=status) == 1


def test_a_check_in_takes_back_only_an_emergency(item):
    message = refused(CheckIn, item.check_in_id, retracted_at=timezone.now())
    assert "check_in_retracts_only_an_emergency" in message


def test_a_check_in_does_not_amend_itself(item):
    assert "check_in_does_not_amend_itself" in refused(CheckIn, item.check_in_id, amends=item.check_in_id)


def test_a_check_in_is_amended_by_one_other_at_most(alice, publication):
    first, second, third = (send(alice, publication) for _ in range(3))
    CheckIn.objects.filter(pk=second.pk).update(amends=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.filter(pk=third.pk).update(amends=first)


def test_a_stored_decision_cannot_be_changed_by_the_application(item):
    row = Assessment.objects.get()
    row.level = "self_care"
    with pytest.raises(TypeError):
        row.save()


@pytest.mark.parametrize("model", [Assessment, AuditEvent])
def test_the_database_refuses_to_change_or_delete_what_never_changes(item, model):
    row = model.objects.first()
    field = {Assessment: "level", AuditEvent: "verb"}[model]
    assert "immutable" in refused(model, row.pk, **{field: "urgent_"}).lower()


def test_a_failed_engine_is_at_least_urgent(item):
    row = Assessment.objects.get()
    fields = {"check_in": row.check_in, "publication": row.publication, "purpose": "interim", "result": "{}"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(level="call_provider", engine_failed=True, **fields)


@pytest.mark.parametrize("kind", ["patient", "staff", "client"])
def test_an_audit_event_names_its_actor(db, kind):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.create(
            actor_kind=kind, verb="check_in.read", subject_type="checkin", subject_id="1"
        )


def test_one_number_names_one_patient(alice, charlie):
    PatientIdentifier.objects.create(patient=alice, system="urn:mrn", value="7")
    with pytest.raises(IntegrityError), transaction.atomic():
        PatientIdentifier.objects.create(patient=charlie, system="urn:mrn", value="7")


def test_a_key_is_used_once_in_a_scope(db):
    IdempotencyKey.objects.create(scope="client:a", key="k", fingerprint="f")
    IdempotencyKey.objects.create(scope="client:b", key="k", fingerprint="f")
    with pytest.raises(IntegrityError), transaction.atomic():
        IdempotencyKey.objects.create(scope="client:a", key="k", fingerprint="g")


def test_a_role_is_held_once_at_a_time(alice):
    StaffRole.objects.create(user=alice.user, role="nurse", granted_by=alice.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffRole.objects.create(user=alice.user, role="nurse", granted_by=alice.user)


def test_a_role_that_does_not_exist_cannot_be_granted(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffRole.objects.create(user=alice.user, role="owner", granted_by=alice.user)


def test_an_empty_note_is_not_stored(item):
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckInNote.objects.create(check_in_id=item.check_in_id, text="")


@pytest.mark.parametrize("level", [level for level in CareLevel if level is not CareLevel.SELF_CARE])
def test_the_database_ranks_levels_as_the_domain_does(item, level):
    WorkItem.objects.filter(pk=item.pk).update(level=level.value)
    item.refresh_from_db()
    assert item.level_rank == level.rank
