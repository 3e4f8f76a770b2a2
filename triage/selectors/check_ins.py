"""Reading check-ins and courses. Whoever reads for somebody else writes the audit row (`services.audit`)."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from triage.models import CheckIn, CheckInStatus, Patient

SENT = (CheckInStatus.SUBMITTED, CheckInStatus.AMENDED, CheckInStatus.ENTERED_IN_ERROR)


def check_ins_of(patient: Patient) -> QuerySet[CheckIn]:
    """The patient's sent check-ins, the latest first, with page and publication."""
    return (
        CheckIn.objects.filter(patient=patient, status__in=SENT)
        .select_related("page", "publication", "episode")
        .order_by("-submitted_at", "-id")
    )


def check_in_of(patient: Patient, check_in_id: uuid.UUID) -> CheckIn | None:
    """One check-in of the patient, sent or not; None for a foreign or unknown id."""
    mine = CheckIn.objects.filter(patient=patient, pk=check_in_id)
    return mine.select_related("patient", "page", "publication", "episode").first()
