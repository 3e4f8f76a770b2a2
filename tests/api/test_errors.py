"""Every error under /api is a problem with stable codes, whoever gave it."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from conditions.api.middleware import ApiMiddleware
from conditions.models import Publication
from tests.api.builders import Caller, body, codes_of


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v1/check-ins/5", "/api/v2/x"]
)
def test_an_unknown_address_is_a_problem(db: None, path: str) -> None:
    response = Client().get(path)
    assert (response.status_code, codes_of(response)) == (404, ["not_found"])


@pytest.mark.parametrize("path", ["/api/v1/conditions/", "/api/v1/assessments/", "/api/v1/check-ins/"])
def test_an_address_with_a_slash_at_its_end_is_another_one(db: None, path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("post", "/conditions", "GET, HEAD, OPTIONS"),
        ("get", "/assessments", "POST, OPTIONS"),
        ("put", "/assessments", "POST, OPTIONS"),
        ("delete", "/check-ins", "GET, POST, HEAD, OPTIONS"),
        ("trace", "/conditions", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(db: None, method: str, path: str, allowed: str) -> None:
    response = Client().generic(method.upper(), f"/api/v1{path}")
    assert (response.status_code, response.headers["Allow"]) == (405, allowed)
    assert codes_of(response) == ["method_not_allowed"]


@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "",
        "application/json; charset=latin-1",
    ],
)
def test_a_wrong_media_type_is_415(db: None, media_type: str) -> None:
    response = Client().generic("POST", "/api/v1/assessments", b"{}", content_type=media_type)
    assert (response.status_code, codes_of(response)) == (415, ["unsupported_media_type"])


def test_a_body_of_10_mb_is_413(anyone: Caller) -> None:
    response = anyone.post("/assessments", b'{"a": "' + b"x" * 10_000_000 + b'"}')
    assert (response.status_code, codes_of(response)) == (413, ["body_too_large"])


def test_a_body_without_its_length_is_411(db: None) -> None:
    response = Client().generic(
        "POST",
        "/api/v1/assessments",
        b"{}",
        content_type="application/json",
        HTTP_TRANSFER_ENCODING="chunked",
        CONTENT_LENGTH="",
    )
    assert codes_of(response) == ["length_required"]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"[" * 100_000, 400),
        (b'{"condition": "a", "condition": "b"}', 400),
        (b'{"condition": "\\u0000"}', 400),
        (b'{"condition": "\\ud800"}', 400),
        (b'{"colour": 1}', 422),
    ],
)
def test_bad_bodies_are_problems(anyone: Caller, raw: bytes, status: int) -> None:
    response = anyone.post("/assessments", raw)
    assert response.status_code == status
    assert codes_of(response)


def test_a_bad_host_is_a_problem(db: None) -> None:
    response = Client(raise_request_exception=False).get("/api/v1/conditions", HTTP_HOST="evil.example")
    assert (response.status_code, codes_of(response)) == (400, ["bad_request"])


def test_a_crash_is_a_problem_that_tells_nothing(
    anyone: Caller, publication: Publication, monkeypatch: Any
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("triage.api.assessments.decide", crash)
    response = anyone.post("/assessments", body(publication))
    assert (response.status_code, codes_of(response)) == (500, ["server_error"])
    assert b"secret" not in response.content


def test_a_problem_has_the_members_of_rfc_9457(anyone: Caller) -> None:
    problem = anyone.get("/conditions/nothing").json()
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert (problem["status"], problem["title"]) == (404, "Not Found")


def test_pages_of_the_site_keep_their_own_errors(db: None) -> None:
    assert Client().get("/apiary/").headers["Content-Type"].startswith("text/html")


def test_a_very_long_key_is_not_repeated_whole(anyone: Caller) -> None:
    response = anyone.post("/assessments", {"k" * 100_000: 1})
    assert len(response.content) < 5_000


def test_made_up_addresses_are_answered_and_not_remembered(rf: RequestFactory) -> None:
    api = ApiMiddleware(lambda request: HttpResponse())
    for number in range(3):
        assert api(rf.get(f"/api/v1/made-up-{number}")).status_code == 404
        assert api(rf.get("/api/v1/openapi.json")).status_code == 200
    assert set(api.fixed) == {"/api/v1/openapi.json"}
