"""A patient's course: episodes, check-ins, and the stored decisions about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from conditions.immutability import ImmutableModel, ImmutableRows
from triage.domain import assessment as domain
from triage.models.classification import FieldClasses
from triage.models.constraints import LEVELS, level_is_known, one_of, text_with_moment
from triage.models.ids import time_ordered_id
from triage.models.patients import Patient

if TYPE_CHECKING:
    from triage.models.work import WorkItem

MAX_NOTE = 1000
"""Characters of a patient's free note."""


class EpisodeCloseReason(models.TextChoices):
    RECOVERED = "recovered"
    CLOSED_BY_PATIENT = "closed_by_patient"
    CLOSED_BY_STAFF = "closed_by_staff"
    ENTERED_IN_ERROR = "entered_in_error"


class Episode(models.Model):
    """One patient's course with one condition. Closed by staff or the patient, reopened by a worse check-in."""

    CloseReason = EpisodeCloseReason

    id = models.UUIDField(primary_key=True, default=time_ordered_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="episodes", db_index=False)
    page = models.ForeignKey(
        "conditions.ConditionPage", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=30, blank=True, choices=EpisodeCloseReason.choices)

    field_classes = FieldClasses(
        clinical=("patient", "page", "opened_at", "closed_at", "close_reason"), operational=("id",)
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "page"],
                condition=Q(closed_at__isnull=True),
                name="episode_one_open_per_patient_and_page",
            ),
            text_with_moment("episode_closed_with_reason", "closed_at", "close_reason"),
            one_of("episode_close_reason_known", "close_reason", ["", *EpisodeCloseReason.values]),
            models.CheckConstraint(
                name="episode_closed_after_opened",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
            ),
        ]
        indexes = [models.Index(fields=["patient", "page", "-opened_at"], name="episode_of_patient_and_page")]

    def __str__(self) -> str:
        return str(self.pk)


class CheckInStatus(models.TextChoices):
    """draft → submitted → amended or entered_in_error; a draft that is left is abandoned after 24 hours."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    AMENDED = "amended"
    ENTERED_IN_ERROR = "entered_in_error"
    ABANDONED = "abandoned"


_UNSENT = (CheckInStatus.DRAFT.value, CheckInStatus.ABANDONED.value)


class CheckIn(models.Model):
    """One patient's answers to one publication (in FHIR: a QuestionnaireResponse)."""

    Status = CheckInStatus

    staff_item: WorkItem | None
    """What the care team has about it; set on an instance that was just submitted."""

    id = models.UUIDField(primary_key=True, default=time_ordered_id, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="check_ins", db_index=False)
    page = models.ForeignKey(
        "conditions.ConditionPage", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    episode = models.ForeignKey(
        Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="check_ins", db_index=False
    )
    """Set by the first thing that reaches staff: an emergency yes, or the submit."""
    publication = models.ForeignKey(
        "conditions.Publication", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    status = models.CharField(max_length=20, choices=CheckInStatus.choices, default=CheckInStatus.DRAFT)
    answers = models.JSONField(default=dict, blank=True)
    """Answer key to "yes", "no" or "unsure"; what was not answered is not there."""
    measures = models.JSONField(default=dict, blank=True)
    """The fields of `triage.domain.assessment.Measures` that were given; dates as ISO text."""
    care_level = models.CharField(max_length=20, blank=True, choices=LEVELS)
    """The level that counts; empty until submitted."""
    started_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(default=timezone.now)
    """When the last answer came; a draft is abandoned 24 hours after."""
    emergency_at = models.DateTimeField(null=True, blank=True)
    """When a draft first held an emergency yes, and staff were told."""
    retracted_at = models.DateTimeField(null=True, blank=True)
    """When the patient said that the emergency yes was tapped by mistake. The work item stays."""
    submitted_at = models.DateTimeField(null=True, blank=True)
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amended_by", db_index=False
    )
    """The check-in that this one takes the place of; at most one does."""

    field_classes = FieldClasses(
        clinical=(
            *("patient", "page", "episode", "publication", "status", "answers", "measures", "care_level"),
            *("emergency_at", "retracted_at", "submitted_at", "amends"),
        ),
        operational=("id", "started_at", "answered_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "page"], condition=Q(status="draft"), name="check_in_one_draft_per_page"
            ),
            models.UniqueConstraint(
                fields=["amends"], condition=Q(amends__isnull=False), name="check_in_amended_once"
            ),
            one_of("check_in_status_known", "status", CheckInStatus.values),
            level_is_known("check_in_care_level_known", "care_level", or_empty=True),
            models.CheckConstraint(
                name="check_in_submitted_is_whole",
                condition=Q(status__in=_UNSENT, submitted_at__isnull=True, care_level="")
                | (
                    ~Q(status__in=_UNSENT)
                    & Q(submitted_at__isnull=False, episode__isnull=False)
                    & ~Q(care_level="")
                ),
            ),
            models.CheckConstraint(
                name="check_in_emergency_has_episode",
                condition=Q(emergency_at__isnull=True) | Q(episode__isnull=False),
            ),
            models.CheckConstraint(
                name="check_in_retracts_only_an_emergency",
                condition=Q(retracted_at__isnull=True) | Q(emergency_at__isnull=False),
            ),
            models.CheckConstraint(
                name="check_in_does_not_amend_itself", condition=Q(amends__isnull=True) | ~Q(amends=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-submitted_at", "-id"], name="check_in_own_list"),
            models.Index(fields=["episode", "status", "-submitted_at"], name="check_in_course"),
            models.Index(fields=["answered_at"], condition=Q(status="draft"), name="check_in_open_drafts"),
            # What an edit of a page would do to its recent check-ins is counted over them. Ascending, so that new
            # rows go to the end of a page's part and not to its front, which splits blocks in half.
            models.Index(
                fields=["page", "submitted_at"],
                condition=Q(status="submitted"),
                name="check_in_recent_of_page",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_draft(self) -> bool:
        return self.status == CheckInStatus.DRAFT

    @cached_property
    def governing(self) -> Assessment:
        """The decision that counts. Raises Assessment.DoesNotExist before the check-in is submitted."""
        return self.assessments.select_related("publication").get(governs=True, purpose="submitted")


class CheckInNote(models.Model):
    """The patient's own words with a check-in; kept only when a person will read them. Outside the immutable
    rows, so that it can be removed when an account is closed."""

    check_in = models.OneToOneField(CheckIn, primary_key=True, on_delete=models.PROTECT, related_name="note")
    text = models.CharField(max_length=MAX_NOTE)
    written_at = models.DateTimeField(default=timezone.now)

    field_classes = FieldClasses(identifying=("text",), operational=("check_in", "written_at"))

    class Meta:
        constraints = [models.CheckConstraint(name="check_in_note_is_not_empty", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"note of {self.pk}"


class AssessmentPurpose(models.TextChoices):
    INTERIM = "interim"
    """Stored at the first emergency yes, before the check-in was sent."""
    SUBMITTED = "submitted"
    """The decision about a sent check-in."""


class Assessment(ImmutableModel):
    """A decision with everything that went into it, so that it can be made again and compared.

    A check-in against a superseded publication has two: one under each publication. `governs` marks the worse
    one, which counts.
    """

    Purpose = AssessmentPurpose
    immutable: ClassVar[ImmutableRows] = ImmutableRows()

    id = models.UUIDField(primary_key=True, default=time_ordered_id, editable=False)
    check_in = models.ForeignKey(
        CheckIn, on_delete=models.PROTECT, related_name="assessments", db_index=False
    )
    publication = models.ForeignKey(
        "conditions.Publication", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    purpose = models.CharField(max_length=10, choices=AssessmentPurpose.choices)
    governs = models.BooleanField(default=True)
    level = models.CharField(max_length=20, choices=LEVELS)
    engine_failed = models.BooleanField(default=False)
    """The engine raised; the level is then at least urgent, by rule and not by computation."""
    engine_input = models.TextField()
    """`triage.domain.replay.EngineInput` as JSON; empty when it could not even be put together."""
    result = models.TextField()
    """`triage.domain.assessment.Assessment` as JSON."""
    assessed_at = models.DateTimeField(default=timezone.now)

    field_classes = FieldClasses(
        clinical=(
            "check_in",
            "publication",
            "purpose",
            "governs",
            "level",
            "engine_input",
            "result",
            "assessed_at",
        ),
        operational=("id", "engine_failed"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_in"],
                condition=Q(governs=True, purpose="submitted"),
                name="assessment_one_governs_a_check_in",
            ),
            one_of("assessment_purpose_known", "purpose", AssessmentPurpose.values),
            level_is_known("assessment_level_known", "level"),
            models.CheckConstraint(
                name="assessment_failed_engine_is_at_least_urgent",
                condition=Q(engine_failed=False) | Q(level__in=["urgent", "emergency"]),
            ),
            models.CheckConstraint(
                name="assessment_stores_its_input", condition=Q(engine_failed=True) | ~Q(engine_input="")
            ),
        ]
        indexes = [models.Index(fields=["check_in"], name="assessment_of_check_in")]

    def __str__(self) -> str:
        return str(self.pk)

    @cached_property
    def parsed(self) -> domain.Assessment:
        """The decision, typed."""
        return domain.Assessment.model_validate_json(self.result)
