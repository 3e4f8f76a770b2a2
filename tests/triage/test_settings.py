"""The care team's settings: refused when wrong, and what the pure domain is given."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conditions.domain.care_level import CareLevel
from triage.domain.assessment import DEFAULT_POLICY
from triage.domain.clocks import DEFAULT_CLOCKS
from triage.models import TriageSettings
from triage.selectors import site

pytestmark = pytest.mark.django_db


def test_a_new_site_has_the_designs_values():
    assert TriageSettings().policy == DEFAULT_POLICY
    assert TriageSettings().clocks == DEFAULT_CLOCKS


def test_a_site_without_stored_settings_has_defaults_and_stores_nothing():
    assert TriageSettings.stored().policy == DEFAULT_POLICY
    assert not TriageSettings.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"watched_hours": {"mon": [["8", "18:00"]]}},
        {"watched_hours": {"day": [["08:00", "18:00"]]}},
        {"watched_hours": {"mon": [["08:00"]]}},
        {"closed_on": ["Christmas"]},
        {"closed_on": 7},
        {"time_zone": "Mars/Base"},
        {"trend_pain_at_least": 11},
        {"trend_window_days": 0},
        {"floor": "severe"},
    ],
    ids=str,
)
def test_wrong_settings_are_refused_in_the_form(values):
    with pytest.raises(ValidationError):
        TriageSettings(**values).full_clean()


@pytest.mark.parametrize(
    "values",
    [
        {"trend_pain_at_least": 11},
        {"trend_window_days": 0},
        {"floor": "severe"},
        {"urgent_minutes": 0},
        {"claim_lapses_minutes": 0},
    ],
    ids=str,
)
def test_wrong_settings_are_refused_by_the_database(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        TriageSettings.objects.create(**values)


def test_holidays_and_hours_reach_the_watch():
    settings = TriageSettings(closed_on=["2026-12-25"], time_zone="Europe/Berlin")
    assert settings.hours.closed_on == {datetime.date(2026, 12, 25)}
    assert len(settings.hours.windows) == 5


@pytest.mark.parametrize("empty", [{}, [], None])
def test_no_hours_at_all_is_never_watched(empty):
    assert TriageSettings(watched_hours=empty).hours.windows == ()


def test_a_change_is_seen_at_once():
    assert site.care_team().policy.floor is CareLevel.SELF_CARE
    TriageSettings(floor="call_provider").save()
    assert site.care_team().policy.floor is CareLevel.CALL_PROVIDER


def test_a_site_reads_its_settings_at_most_once_in_the_bound(settings, django_assert_num_queries):
    settings.SIGNPOST_FRESHNESS_MS = 60_000
    recent = site._Recent(TriageSettings.stored)
    with django_assert_num_queries(1):
        recent.get()
        recent.get()
