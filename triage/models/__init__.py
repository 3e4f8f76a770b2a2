"""The patient models. Each says beside itself which of its fields identify, which are clinical."""

from triage.models.audit import ActorKind, AuditEvent
from triage.models.care import (
    MAX_NOTE,
    Assessment,
    AssessmentPurpose,
    CheckIn,
    CheckInNote,
    CheckInStatus,
    Episode,
    EpisodeCloseReason,
)
from triage.models.classification import FieldClasses
from triage.models.outbox import IdempotencyKey, OutboxEvent
from triage.models.patients import Patient, PatientIdentifier, Sex
from triage.models.roles import StaffRole
from triage.models.settings import TriageSettings
from triage.models.work import WorkItem, WorkItemEvent

__all__ = [
    "MAX_NOTE",
    "ActorKind",
    "Assessment",
    "AssessmentPurpose",
    "AuditEvent",
    "CheckIn",
    "CheckInNote",
    "CheckInStatus",
    "Episode",
    "EpisodeCloseReason",
    "FieldClasses",
    "IdempotencyKey",
    "OutboxEvent",
    "Patient",
    "PatientIdentifier",
    "Sex",
    "StaffRole",
    "TriageSettings",
    "WorkItem",
    "WorkItemEvent",
]
