"""The patient app's system checks, by id."""

from __future__ import annotations

import pytest
from django.core import checks as django_checks

from triage import checks
from triage.models import FieldClasses, Patient


def test_the_patient_models_pass_every_check():
    found = django_checks.run_checks(app_configs=None)
    assert [one for one in found if one.id and one.id.startswith("triage.")] == []


@pytest.mark.parametrize(
    ("classes", "wrong"),
    [
        (FieldClasses(identifying=("id", "user")), "birth_date"),
        (FieldClasses(identifying=(*Patient.field_classes.all(), "email")), "email"),
        (FieldClasses(identifying=(*Patient.field_classes.all(), "shoe_size")), "shoe_size"),
    ],
    ids=["missing", "twice", "unknown"],
)
def test_a_field_that_is_not_classified_once_is_an_error(monkeypatch, classes, wrong):
    monkeypatch.setattr(Patient, "field_classes", classes)
    found = checks.check_field_classes()
    assert [one.id for one in found] == ["triage.E001"]
    assert wrong in found[0].msg


def test_a_patient_model_in_the_editor_is_an_error(monkeypatch):
    monkeypatch.setattr(checks, "get_snippet_models", lambda: [Patient])
    assert [one.id for one in checks.check_not_in_the_editor()] == ["triage.E002"]


def test_the_checks_are_registered():
    registered = django_checks.registry.registry.get_checks()
    assert {checks.check_field_classes, checks.check_not_in_the_editor} <= set(registered)
