"""What is written about the API is what the API does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from conditions.api.codes import MEANINGS, ErrorCode
from portal.management.commands.write_openapi import TARGET, as_text
from portal.oauth import SCOPES
from triage.domain.intake import FaultCode

GUIDE = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()


def test_the_written_description_is_the_generated_one() -> None:
    assert as_text() == TARGET.read_text(), "Run: python manage.py write_openapi"


def test_the_description_is_served(db: None) -> None:
    response = Client().get("/api/v1/openapi.json")
    assert (response.status_code, response.json()["openapi"]) == (200, "3.1.0")
    assert response.json()["paths"] == json.loads(TARGET.read_text())["paths"]


def test_every_error_code_has_a_meaning_and_is_documented() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.+) \|$", GUIDE, re.MULTILINE))
    assert set(MEANINGS) == set(ErrorCode)
    assert {code: rows.get(code) for code in ErrorCode} == {code: MEANINGS[code] for code in ErrorCode}


def test_every_fault_of_the_domain_has_a_code() -> None:
    assert {fault.value for fault in FaultCode} <= set(ErrorCode)


def test_every_scope_is_documented() -> None:
    assert all(f"| `{scope}` |" in GUIDE for scope in SCOPES)


def test_a_scope_that_no_call_takes_is_said_to_be_not_there_yet() -> None:
    taken = set(re.findall(r"[a-z]+:[a-z]+", json.dumps(json.loads(TARGET.read_text())["paths"])))
    said = re.findall(r"^\| `([a-z]+:[a-z]+)` \| .*: not there yet \|$", GUIDE, re.MULTILINE)
    assert set(said) == set(SCOPES) - taken


def test_every_call_that_needs_credentials_says_so_and_which_scope() -> None:
    public = {"list_conditions", "read_condition", "read_questionnaire", "assess"}
    operations: list[dict[str, Any]] = [
        operation for path in json.loads(TARGET.read_text())["paths"].values() for operation in path.values()
    ]
    assert {operation["operationId"] for operation in operations if operation["security"] == [{}]} == public
    for operation in operations:
        if operation["operationId"] not in public:
            assert set(operation["security"][0]["oauth2"]) <= set(SCOPES)


def test_the_docs_page_asks_nobody_else_and_has_no_inline_script(db: None) -> None:
    response = Client().get("/api/docs")
    page = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []
    assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]
