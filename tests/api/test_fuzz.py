"""Schemathesis calls every operation with what its description allows and with what it forbids.

Well-formed calls are made about what exists, so that they are answered and not only refused.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from portal.openapi import document
from tests.api.builders import ALL_NO, make_client, publish, token_of
from tests.triage.builders import make_patient
from triage.domain.assessment import Measures
from triage.models import Patient
from triage.services.actor import patient_actor
from triage.services.check_ins import submit

pytestmark = [pytest.mark.fuzz, pytest.mark.django_db]

# What the description cannot say: a condition, publication or answer key must exist (422), a cursor must be ours and
# a system must name the patient of a list (400).
CONFIG = {
    "generation": {"allow-x00": False},
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "304", "401", "403", "404", "409", "422", "429"]
        }
    },
    "operations": [
        {
            "include-operation-id": ["list_conditions", "list_check_ins"],
            "checks": {
                "positive_data_acceptance": {"expected-statuses": ["2xx", "400", "401", "403", "404"]}
            },
        }
    ],
}
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
"""Many more calls, and others each time: for the night."""
LIMITS = settings(
    max_examples=500 if LONG else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not LONG,
    database=None,
)


class Known:
    """What exists, so that a call can be about something."""

    def __init__(self, patient: Patient, publication: Any, token: str) -> None:
        self.patient, self.publication, self.token = patient, publication, token
        self.check_in = submit(
            patient=patient,
            publication=publication,
            answers={},
            measures=Measures(),
            by=patient_actor(patient),
        )

    def session(self) -> dict[str, str]:
        """What the browser of the signed-in patient sends along."""
        client = Client()
        client.force_login(self.patient.user, backend="django.contrib.auth.backends.ModelBackend")
        csrf = "x" * 32
        cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={csrf}"
        return {"Cookie": cookies, "X-CSRFToken": csrf}

    def ground(self, case: Any) -> None:
        """Make a well-formed `case` be about what exists."""
        if "patient" in (case.query or {}):
            case.query["patient"] = str(self.patient.pk)
        if "check_in_id" in (case.path_parameters or {}):
            case.path_parameters["check_in_id"] = str(self.check_in.pk)
        if "slug" in (case.path_parameters or {}):
            case.path_parameters["slug"] = self.publication.page.slug
        if "patient_id" in (case.path_parameters or {}):
            case.path_parameters["patient_id"] = str(self.patient.pk)
        if isinstance(case.body, dict) and "publication" in case.body:
            named = {"condition": self.publication.page.slug, "publication": self.publication.sha256}
            case.body |= named | {"answers": dict(zip(ALL_NO, case.body["answers"].values(), strict=False))}
            if case.operation.definition.raw["operationId"] == "submit_check_in":
                case.body["patient"] = str(self.patient.pk)
                case.headers["Idempotency-Key"] = str(uuid.uuid4())


@pytest.fixture(autouse=True)
def _the_connection_stays_open(known: Known) -> Iterator[None]:
    """Calls share the test's transaction, as they do with Django's own test client (which `known` uses, and which
    connects the two again)."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(settings: Any) -> Known:
    settings.SIGNPOST_ASSESSMENTS_PER_MINUTE = 1_000_000
    return Known(make_patient("alice"), publish(), token_of(make_client()))


def _schema() -> Any:
    schema = schemathesis.openapi.from_dict(document(), config=SchemathesisConfig.from_dict(CONFIG))
    schema.app = get_wsgi_application()
    return schema


schema = _schema()


@schema.parametrize()
@LIMITS
def test_anyone_gets_what_the_description_says(case: Any, known: Known) -> None:
    case.call_and_validate()


@schema.parametrize()
@LIMITS
def test_a_system_gets_what_the_description_says(case: Any, known: Known) -> None:
    if case.meta is not None and case.meta.generation.mode.is_positive:
        known.ground(case)
    case.call_and_validate(headers={"Authorization": f"Bearer {known.token}"})


@schema.parametrize()
@LIMITS
def test_a_signed_in_patient_gets_what_the_description_says(case: Any, known: Known) -> None:
    if case.meta is not None and case.meta.generation.mode.is_positive:
        known.ground(case)
    case.call_and_validate(headers=known.session())
