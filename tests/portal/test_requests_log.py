"""Each request has an id that its audit rows and log lines name; no line names a patient, an address or a message."""

from __future__ import annotations

import io
import logging
import uuid
from logging.config import dictConfig
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client

from tests import factories
from tests.triage.web.walker import Walker
from triage.models import AuditEvent, CheckIn
from triage.services.running_request import REQUEST_ID

SAID = "Failing row contains (alice, yes)"
pytestmark = pytest.mark.django_db


@pytest.fixture
def lines() -> Any:
    """What the site's own log settings write."""
    dictConfig(settings.LOGGING)
    written = io.StringIO()
    (handler,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    handler.setStream(written)
    return written


@pytest.fixture
def patient() -> Client:
    client = Client(raise_request_exception=False)
    factories.a_condition_page()
    client.force_login(factories.a_patient().user)  # type: ignore[arg-type]
    return client


def test_the_audit_rows_of_one_request_name_it_and_no_other_has_its_id(patient: Client) -> None:
    walker = Walker(patient).start().answer("yes")
    walker.press("send")
    ids = AuditEvent.objects.values_list("verb", "request_id")
    by_verb = dict(ids)
    assert all(len(request_id) == 32 for request_id in by_verb.values())
    assert len(set(by_verb.values())) == len(by_verb) == 3


def test_what_a_client_calls_its_request_is_not_taken(patient: Client) -> None:
    patient.post("/check-in/deep-gluteal-syndrome/", headers={"X-Request-ID": "alice-has-pain"})
    assert len(AuditEvent.objects.get().request_id) == 32


def test_after_a_request_its_id_is_gone(patient: Client) -> None:
    patient.get("/check-ins/")
    assert REQUEST_ID.get() == ""


def test_a_line_names_the_route_and_not_the_address(patient: Client, lines: Any) -> None:
    check_in = uuid.uuid4()
    patient.get(f"/check-ins/{check_in}/?name=alice")
    patient.get("/alice-has-pain/")
    assert "/check-ins/<uuid:check_in_id>/" in lines.getvalue()
    assert str(check_in) not in lines.getvalue()
    assert "alice" not in lines.getvalue()


@pytest.mark.parametrize(
    "written", ["/check-ins/{}/Moreno%C3%A9/", "/conditions/%00{}/", "/conditions/a%5C{}/"]
)
def test_an_address_that_django_writes_with_escapes_is_not_in_a_line(
    patient: Client, lines: Any, written: str
) -> None:
    check_in = uuid.uuid4()
    patient.get(written.format(check_in))
    assert "django.request" in lines.getvalue()
    for secret in (str(check_in), "Moreno"):
        assert secret not in lines.getvalue()


@pytest.mark.parametrize("path", ["/api/v1/patients/{}", "/check-ins/{}/"])
def test_a_crash_names_the_request_its_kind_and_its_place_and_not_what_it_says(
    patient: Client, lines: Any, monkeypatch: Any, path: str
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise IntegrityError(SAID) from ValueError(SAID)

    Walker(patient).start()
    check_in = CheckIn.objects.get()
    monkeypatch.setattr("triage.views.results.elsewhere", crash)
    monkeypatch.setattr("triage.api.access.caller_of", crash)
    assert patient.get(path.format(check_in.pk)).status_code == 500
    said = lines.getvalue()
    assert "django.db.utils.IntegrityError" in said
    assert "in crash" in said
    assert "builtins.ValueError" in said
    assert "ERROR django.request [" in said
    assert "[-]" not in said
    assert said.count("ERROR django.request [") == 1
    for secret in (SAID, "alice", str(check_in.pk)):
        assert secret not in said


def test_a_refusal_is_one_line_without_a_traceback(patient: Client, lines: Any) -> None:
    assert patient.get("/care-team/").status_code == 403
    assert len(lines.getvalue().splitlines()) == 1
    assert "Forbidden (Permission denied): /care-team/" in lines.getvalue()


def test_a_body_that_is_too_large_is_one_line_without_a_traceback(patient: Client, lines: Any) -> None:
    too_large = b"a=" + b"x" * 3_000_000
    answer = Client().post("/accounts/login/", too_large, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert lines.getvalue()
    assert "  File" not in lines.getvalue()


def test_too_many_fields_are_one_line_without_a_traceback(patient: Client, lines: Any) -> None:
    answer = Client().post("/accounts/login/", {f"field{number}": "x" for number in range(1100)})
    assert answer.status_code == 400
    assert lines.getvalue()
    assert "  File" not in lines.getvalue()
