"""P17: web, API and a call that stores nothing give the same level for the same facts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.models import Publication
from tests.api.builders import ALL_NO, Caller, body
from triage.domain.intake import parse_check_in
from triage.models import Patient
from triage.services.actor import patient_actor
from triage.services.check_ins import decide, submit

answers = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(["yes", "no", "unsure"]) for key in ALL_NO}
)
pain = st.integers(0, 10)
measures = st.fixed_dictionaries({}, optional={"pain_now": pain, "pain_worst": pain})


@pytest.fixture
def publication_and_patient(publication: Publication, alice: Patient) -> tuple[Publication, Patient]:
    return publication, alice


@given(said=answers, measured=measures)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
def test_the_levels_are_the_same(
    publication_and_patient: tuple[Publication, Patient], settings: Any, said: Any, measured: Any
) -> None:
    settings.SIGNPOST_ASSESSMENTS_PER_MINUTE = 1_000_000
    publication, alice = publication_and_patient
    told = Caller().post("/assessments", body(publication, answers=said, measures=measured)).json()
    read = parse_check_in(publication.compiled(), said, measured, as_of=publication.published_at.date())
    guest = decide(publication=publication, answers=read.answers, measures=read.measures)
    stored = submit(
        patient=alice,
        publication=publication,
        answers=read.answers,
        measures=read.measures,
        by=patient_actor(alice),
    )
    fired = [reason.key for reason in stored.governing.parsed.reasons if reason.kind != "trend"]
    assert (told["care_level"], [reason["key"] for reason in told["reasons"]]) == (
        guest.level,
        [reason.key for reason in guest.assessment.reasons],
    )
    assert set(fired) == {reason["key"] for reason in told["reasons"]}
