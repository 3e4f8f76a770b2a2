"""Check-ins of other systems about a page that was withdrawn: taken for a day, and never "care for yourself"."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from conditions.models import Publication
from conditions.services.publishing import withdraw
from tests.api.builders import Caller, body, codes_of
from triage.models import Patient


@pytest.fixture
def withdrawn(publication: Publication) -> Publication:
    withdraw(page=publication.page, reason="Being checked.")
    return publication


def test_an_assessment_is_never_self_care(anyone: Caller, withdrawn: Publication) -> None:
    decision = anyone.post("/assessments", body(withdrawn)).json()
    assert decision["care_level"] == "call_provider"
    assert [reason["key"] for reason in decision["reasons"]] == ["withdrawn"]


def test_a_check_in_of_the_same_day_is_taken_and_never_self_care(
    as_alice: Caller, alice: Patient, withdrawn: Publication
) -> None:
    response = as_alice.post("/check-ins", body(withdrawn), Idempotency_Key="one")
    assert response.status_code == 201
    assert response.json()["care_level"] == "call_provider"


@pytest.mark.parametrize("path", ["/assessments", "/check-ins"])
def test_after_a_day_it_is_refused_with_whom_to_call(
    as_alice: Caller, publication: Publication, path: str
) -> None:
    with time_machine.travel(timezone.now() - datetime.timedelta(hours=25), tick=True):
        withdraw(page=publication.page, reason="Being checked.")
    response = as_alice.post(path, body(publication), Idempotency_Key="two")
    assert (response.status_code, codes_of(response)) == (409, ["publication_too_old"])
    assert response.json()["current"] is None
    assert response.json()["emergency"]["number"] == "911"
