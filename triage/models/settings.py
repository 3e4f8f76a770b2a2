"""What a site decides about its care team: policy values, clocks, and when somebody is watching."""

from __future__ import annotations

import datetime
import zoneinfo
from typing import Any

from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from conditions.domain.care_level import CareLevel
from conditions.freshness import bump
from triage.domain.assessment import Policy
from triage.domain.clocks import Clocks
from triage.domain.watch import WatchedHours, Window
from triage.models.classification import FieldClasses
from triage.models.constraints import LEVELS, level_is_known

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFICE_HOURS = {day: [["08:00", "18:00"]] for day in WEEKDAYS[:5]}


def office_hours() -> dict[str, list[list[str]]]:
    """Monday to Friday, 8 to 18: what a new site starts with."""
    return {day: [list(window) for window in windows] for day, windows in OFFICE_HOURS.items()}


def default_time_zone() -> str:
    """The server's time zone."""
    return str(django_settings.TIME_ZONE)


def parse_windows(value: Any) -> tuple[Window, ...]:
    """The watched windows in `value`, a mapping of weekday (mon to sun) to [["08:00", "18:00"], ...].

    Raises:
        ValidationError: `value` has another shape, or a time that does not exist.
    """
    try:
        return tuple(
            Window(
                WEEKDAYS.index(day), datetime.time.fromisoformat(opens), datetime.time.fromisoformat(closes)
            )
            for day, windows in (value or {}).items()
            for opens, closes in windows
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise ValidationError(
            'Write {"mon": [["08:00", "18:00"]], …} with times from 00:00 to 23:59.'
        ) from error


def validate_windows(value: Any) -> None:
    """Raises ValidationError unless `value` holds watched windows."""
    parse_windows(value)


def validate_days(value: Any) -> None:
    """Raises ValidationError unless `value` is a list of dates."""
    try:
        [datetime.date.fromisoformat(day) for day in value]
    except (TypeError, ValueError) as error:
        raise ValidationError('Write a list of dates, for instance ["2026-12-25"].') from error


def validate_time_zone(value: str) -> None:
    """Raises ValidationError unless `value` is an IANA time zone."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError("Name an IANA time zone, for instance America/New_York.")


@register_setting(icon="user")
class TriageSettings(BaseGenericSetting):
    """A site's rules for its care team. No patient data stands here."""

    trend_pain_at_least = models.PositiveSmallIntegerField(
        default=4,
        validators=[MaxValueValidator(10)],
        help_text="Pain now from which worsening counts (0 to 10).",
    )
    trend_pain_rise = models.PositiveSmallIntegerField(
        default=2,
        validators=[MaxValueValidator(10)],
        help_text="Points above the lowest recent value that count as worsening. The literature's figure is for"
        " improvement; using it for worsening is an assumption.",
    )
    trend_window_days = models.PositiveSmallIntegerField(
        default=14, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    floor = models.CharField(
        max_length=20, choices=LEVELS, default=CareLevel.SELF_CARE.value, help_text="No check-in gives less."
    )
    emergency_minutes = models.PositiveIntegerField(default=15, validators=[MinValueValidator(1)])
    urgent_minutes = models.PositiveIntegerField(default=120, validators=[MinValueValidator(1)])
    call_provider_working_days = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    claim_lapses_minutes = models.PositiveSmallIntegerField(
        default=30,
        validators=[MinValueValidator(1)],
        help_text="Minutes without a step after which a claim ends.",
    )
    time_zone = models.CharField(max_length=60, default=default_time_zone, validators=[validate_time_zone])
    watched_hours = models.JSONField(default=office_hours, blank=True, validators=[validate_windows])
    closed_on = models.JSONField(
        default=list, blank=True, validators=[validate_days], help_text="Days on which nobody watches."
    )

    field_classes = FieldClasses(
        operational=(
            *(
                "id",
                "trend_pain_at_least",
                "trend_pain_rise",
                "trend_window_days",
                "floor",
                "emergency_minutes",
            ),
            *("urgent_minutes", "call_provider_working_days", "claim_lapses_minutes"),
            *("time_zone", "watched_hours", "closed_on"),
        )
    )

    class Meta:
        verbose_name = "care team settings"
        verbose_name_plural = "care team settings"
        constraints = [
            level_is_known("triage_settings_floor_known", "floor"),
            models.CheckConstraint(
                name="triage_settings_pain_in_range",
                condition=Q(trend_pain_at_least__lte=10, trend_pain_rise__lte=10),
            ),
            models.CheckConstraint(
                name="triage_settings_window_in_range",
                condition=Q(trend_window_days__gte=1, trend_window_days__lte=365),
            ),
            models.CheckConstraint(
                name="triage_settings_clocks_run",
                condition=Q(emergency_minutes__gte=1, urgent_minutes__gte=1)
                & Q(call_provider_working_days__gte=1, claim_lapses_minutes__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return "Care team settings"

    @classmethod
    def stored(cls) -> TriageSettings:
        """The saved settings, or the defaults; never writes."""
        return cls.objects.first() or cls()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the settings, and tell every process."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            bump()

    @property
    def policy(self) -> Policy:
        """The values that the engine is given."""
        return Policy(
            trend_pain_at_least=self.trend_pain_at_least,
            trend_pain_rise=self.trend_pain_rise,
            trend_window_days=self.trend_window_days,
            floor=CareLevel(self.floor),
        )

    @property
    def clocks(self) -> Clocks:
        """Within what time a patient is contacted."""
        return Clocks(
            emergency=datetime.timedelta(minutes=self.emergency_minutes),
            urgent=datetime.timedelta(minutes=self.urgent_minutes),
            call_provider=self.call_provider_working_days,
            claim_lapses_after=datetime.timedelta(minutes=self.claim_lapses_minutes),
        )

    @property
    def hours(self) -> WatchedHours:
        """When the care team watches the list."""
        return WatchedHours(
            time_zone=self.time_zone,
            windows=parse_windows(self.watched_hours),
            closed_on=frozenset(datetime.date.fromisoformat(day) for day in self.closed_on),
        )
