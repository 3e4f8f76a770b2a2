"""Registers patients for other systems, finds them by external identifier, and gives an account its patient."""

from __future__ import annotations

import datetime
import unicodedata
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction

from triage.models import Patient, PatientIdentifier
from triage.services import audit
from triage.services.actor import Actor


class DemographicsDiffer(Exception):
    """An identifier is registered to a patient with another name, birth date or sex."""


class IdentifiersNameTwoPatients(Exception):
    """The identifiers are registered to different patients."""


@dataclass(frozen=True)
class Identifier:
    """A number by which another system knows a patient; `system` says whose number it is."""

    system: str
    value: str


@dataclass(frozen=True)
class Demographics:
    """Who a patient is, and how to reach them. Empty text: unknown."""

    given_name: str
    family_name: str
    birth_date: datetime.date
    sex: str = ""
    language: str = ""
    email: str = ""


@dataclass(frozen=True)
class Registration:
    """The patient, and whether this call made them."""

    patient: Patient
    created: bool


def register(*, identifiers: Collection[Identifier], demographics: Demographics, by: Actor) -> Registration:
    """The patient with one of `identifiers`, who is made when nobody has one. New identifiers are added.

    Names are compared without regard to case and accents' encoding, birth dates exactly, sex when both say one.
    Language and e-mail are contact details: they are kept as they were first given.

    Raises:
        DemographicsDiffer: an identifier is registered to somebody else.
        IdentifiersNameTwoPatients: the identifiers belong to different patients.
    """
    try:
        return _register(set(identifiers), demographics, by)
    except IntegrityError:
        # Another request registered one of the identifiers in the meantime; now it is there to be found.
        return _register(set(identifiers), demographics, by)


@transaction.atomic
def _register(identifiers: set[Identifier], demographics: Demographics, by: Actor) -> Registration:
    known = {identifier: _owner(identifier) for identifier in identifiers}
    owners = {patient.pk: patient for patient in known.values() if patient is not None}
    if len(owners) > 1:
        raise IdentifiersNameTwoPatients
    if owners:
        (patient,) = owners.values()
        if not agrees(patient, demographics):
            raise DemographicsDiffer
    else:
        patient = _create(demographics, by)
    new = [identifier for identifier, owner in known.items() if owner is None]
    _add_identifiers(patient, new)
    if new:
        audit.record(actor=by, verb="patient.register", subject=patient, patient=patient)
    if owners:  # who was there already is shown to the caller, with all that is known
        audit.record(actor=by, verb="patient.read", subject=patient, patient=patient)
    return Registration(patient=patient, created=not owners)


def _owner(identifier: Identifier) -> Patient | None:
    row = (
        PatientIdentifier.objects.filter(system=identifier.system, value=identifier.value)
        .select_related("patient")
        .first()
    )
    return row.patient if row else None


def _create(demographics: Demographics, by: Actor) -> Patient:
    return Patient.objects.create(
        given_name=demographics.given_name,
        family_name=demographics.family_name,
        birth_date=demographics.birth_date,
        sex=demographics.sex,
        language=demographics.language,
        email=demographics.email,
        registered_by_client=by.client_id,
    )


def _add_identifiers(patient: Patient, identifiers: list[Identifier]) -> None:
    PatientIdentifier.objects.bulk_create(
        PatientIdentifier(patient=patient, system=identifier.system, value=identifier.value)
        for identifier in sorted(identifiers, key=lambda identifier: (identifier.system, identifier.value))
    )


def agrees(patient: Patient, demographics: Demographics) -> bool:
    """Whether `demographics` can be this patient's."""
    same_sex = not patient.sex or not demographics.sex or patient.sex == demographics.sex
    return (
        _folded(patient.given_name) == _folded(demographics.given_name)
        and _folded(patient.family_name) == _folded(demographics.family_name)
        and patient.birth_date == demographics.birth_date
        and same_sex
    )


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@transaction.atomic
def find_by_identifier(*, identifier: Identifier, by: Actor) -> Patient | None:
    """The patient with `identifier`, whose being read is recorded; None when nobody has it."""
    patient = _owner(identifier)
    if patient is not None:
        audit.record(actor=by, verb="patient.read", subject=patient, patient=patient)
    return patient


@transaction.atomic
def read(*, patient_id: uuid.UUID, by: Actor) -> Patient | None:
    """The patient with this id, whose being read is recorded; None when there is none."""
    patient = Patient.objects.filter(pk=patient_id).first()
    if patient is not None:
        audit.record(actor=by, verb="patient.read", subject=patient, patient=patient)
    return patient


def of_account(user: AbstractBaseUser) -> Patient | None:
    """The patient that this account is; None for an account that is no patient's, such as an editor's."""
    return Patient.objects.filter(user_id=user.pk).first()
