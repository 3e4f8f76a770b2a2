"""The care team's units of work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from conditions.domain.care_level import CareLevel
from triage.domain.workflow import CloseReason, State, Verb
from triage.models.care import CheckIn, Episode
from triage.models.classification import FieldClasses
from triage.models.constraints import LEVELS, both_or_neither, level_is_known, one_of, text_with_moment
from triage.models.ids import time_ordered_id

STATES = [(state.value, state.value) for state in State]
VERBS = [("raise", "raise"), *((verb.value, verb.value) for verb in Verb)]
CLOSE_REASONS = [(reason.value, reason.value) for reason in CloseReason]
_ATTEMPTED = (State.CONTACTED.value, State.UNABLE_TO_CONTACT.value)


class WorkItem(models.Model):
    """One episode that needs a person. Later check-ins attach to it while it is open.

    Its level never falls by itself (property P19).
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_id, editable=False)
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="work_items", db_index=False)
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="+", db_index=False)
    """The check-in that raised the item last."""
    level = models.CharField(max_length=20, choices=LEVELS)
    level_rank = models.GeneratedField(
        expression=Case(*(When(level=level.value, then=Value(level.rank)) for level in CareLevel)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    """0 to 3, kept by the database, so that it cannot disagree with the level."""
    explicit_yes = models.BooleanField(default=False)
    """A reason of the item's level is an explicit yes; ranks before "not sure" of the same level."""
    reasons = models.JSONField(default=list)
    """Keys of every reason that was raised since the item was opened."""
    state = models.CharField(max_length=20, choices=STATES, default=State.NEW.value)
    escalated = models.BooleanField(default=False)
    raised_at = models.DateTimeField(default=timezone.now)
    """Since when the patient waits for a contact."""
    due_at = models.DateTimeField()
    """When the first contact is due. Claiming does not move it."""
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contacted_at = models.DateTimeField(null=True, blank=True)
    """The last contact attempt since the item was raised."""
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    close_reason = models.CharField(max_length=30, blank=True, choices=CLOSE_REASONS)

    field_classes = FieldClasses(
        clinical=("episode", "check_in", "level", "level_rank", "explicit_yes", "reasons", "close_reason"),
        operational=(
            *("id", "state", "escalated", "raised_at", "due_at", "claimed_at", "claimed_by"),
            *("contacted_at", "closed_at", "closed_by"),
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(closed_at__isnull=True), name="work_item_one_open_per_episode"
            ),
            one_of("work_item_state_known", "state", [state.value for state in State]),
            level_is_known("work_item_level_known", "level"),
            models.CheckConstraint(name="work_item_needs_a_person", condition=~Q(level="self_care")),
            both_or_neither("work_item_claimed_at_and_by", "claimed_at", "claimed_by"),
            both_or_neither("work_item_closed_at_and_by", "closed_at", "closed_by"),
            text_with_moment("work_item_closed_with_reason", "closed_at", "close_reason"),
            one_of("work_item_close_reason_known", "close_reason", ["", *CloseReason]),
            models.CheckConstraint(
                name="work_item_state_says_closed",
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="work_item_claimed_has_owner",
                condition=(~Q(state="claimed") | Q(claimed_at__isnull=False))
                & (~Q(state="new") | Q(claimed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="work_item_attempt_has_moment",
                condition=~Q(state__in=_ATTEMPTED) | Q(contacted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="work_item_emergency_closes_after_attempt",
                condition=~Q(state="closed", level="emergency")
                | Q(contacted_at__isnull=False)
                | Q(close_reason=CloseReason.ENTERED_IN_ERROR.value),
            ),
            models.CheckConstraint(
                name="work_item_closed_after_raised",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("raised_at")),
            ),
        ]
        indexes = [
            models.Index(
                F("level_rank").desc(),
                F("explicit_yes").desc(),
                F("raised_at"),
                F("id"),
                condition=Q(closed_at__isnull=True),
                name="work_item_worklist",
            ),
            models.Index(fields=["episode", "-raised_at"], name="work_item_of_episode"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class WorkItemEvent(models.Model):
    """One step of a work item: who did what, when, from which state to which."""

    id = models.BigAutoField(primary_key=True)
    work_item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="events", db_index=False)
    verb = models.CharField(max_length=30, choices=VERBS)
    from_state = models.CharField(max_length=20, blank=True, choices=STATES)
    to_state = models.CharField(max_length=20, choices=STATES)
    level = models.CharField(max_length=20, choices=LEVELS)
    """The item's level after the step."""
    check_in = models.ForeignKey(
        CheckIn, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    actor_kind = models.CharField(max_length=10)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=2000, blank=True)
    """Staff's own words: the note of a contact, the reason for a lower level or a reopening."""

    field_classes = FieldClasses(
        identifying=("note",),
        clinical=("work_item", "verb", "from_state", "to_state", "level", "check_in", "at"),
        operational=("id", "actor_kind", "user"),
    )

    class Meta:
        constraints = [
            one_of("work_item_event_verb_known", "verb", [verb for verb, _ in VERBS]),
            one_of("work_item_event_from_known", "from_state", ["", *State]),
            one_of("work_item_event_to_known", "to_state", list(State)),
            level_is_known("work_item_event_level_known", "level"),
        ]
        indexes = [models.Index(fields=["work_item", "id"], name="work_item_event_course")]

    def __str__(self) -> str:
        return f"{self.verb} {self.work_item_id}"
