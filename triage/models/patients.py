"""Who a patient is. Identifying data stands here and nowhere else, so that an account can be closed."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from triage.models.classification import FieldClasses
from triage.models.constraints import one_of

phone_number = RegexValidator(
    r"^\+?[0-9(][0-9 ()./-]{4,28}[0-9]$", _("Write digits, for instance 312-555-0199 or +1 312 555 0199.")
)


class Sex(models.TextChoices):
    """The codes of FHIR's administrative gender; empty when nobody said."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Patient(models.Model):
    """A person who checks in, with an account of their own or registered by another system."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="patient"
    )
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    language = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True, validators=[phone_number])
    """Where the care team calls; empty when the patient gave none here."""
    created_at = models.DateTimeField(default=timezone.now)
    registered_by_client = models.CharField(max_length=100, blank=True)
    """The OAuth client that registered the patient; empty for an account of the patient's own."""

    field_classes = FieldClasses(
        identifying=(
            *("id", "user", "given_name", "family_name", "birth_date", "sex", "language", "email", "phone"),
        ),
        operational=("created_at", "registered_by_client"),
    )

    class Meta:
        constraints = [
            one_of("patient_sex_is_known_code", "sex", ["", *Sex.values]),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def age_on(self, day: datetime.date) -> int | None:
        """Whole years of age on `day`; None when the birth date is unknown."""
        if self.birth_date is None:
            return None
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return max(0, day.year - self.birth_date.year - (0 if had_birthday else 1))


class PatientIdentifier(models.Model):
    """A number by which another system knows the patient. One number names one patient."""

    id = models.BigAutoField(primary_key=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="identifiers")
    system = models.CharField(max_length=200)
    value = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)

    field_classes = FieldClasses(
        identifying=("id", "patient", "system", "value"), operational=("created_at",)
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "value"], name="patient_identifier_names_one_patient"),
            models.CheckConstraint(
                name="patient_identifier_is_not_empty", condition=~Q(system="") & ~Q(value="")
            ),
        ]

    def __str__(self) -> str:
        return f"identifier {self.pk}"
