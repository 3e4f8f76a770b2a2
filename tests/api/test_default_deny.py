"""Every address of the API, walked by strangers: what is not public answers 401, 403 or 404."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import get_resolver

from conditions.api.endpoint import Endpoint
from tests.api.builders import Caller, make_client, token_of

PUBLIC = {
    "api-conditions",
    "api-condition",
    "api-questionnaire",
    "api-assessments",
    "api-schema",
    "api-docs",
    "api-unknown",
}


def routes() -> list[Any]:
    """Every pattern under /api."""
    found, waiting = [], list(get_resolver("portal.urls_api").url_patterns)
    while waiting:
        pattern = waiting.pop()
        waiting += getattr(pattern, "url_patterns", [])
        if getattr(pattern, "name", None) and pattern.name.startswith("api-"):
            found.append(pattern)
    return found


PRIVATE = [pattern for pattern in routes() if pattern.name not in PUBLIC]


def path_of(pattern: Any) -> str:
    route = str(pattern.pattern)
    for name in pattern.pattern.converters:
        route = route.replace(f"<uuid:{name}>", str(uuid.uuid4()))
    return f"/{route.replace('<slug:slug>', 'sciatica')}"


def test_there_is_something_to_walk() -> None:
    assert len(PRIVATE) >= 5


@pytest.mark.parametrize("pattern", PRIVATE, ids=lambda pattern: pattern.name)
def test_a_guest_gets_nothing(pattern: Any, anyone: Caller) -> None:
    methods = [method for method in ("get", "post") if hasattr(pattern.callback.cls, method)]
    sent = [
        getattr(anyone, method)(path_of(pattern), *([{}] if method == "post" else [])) for method in methods
    ]
    assert {response.status_code for response in sent} == {401}


@pytest.mark.parametrize("pattern", PRIVATE, ids=lambda pattern: pattern.name)
def test_a_client_without_scopes_gets_nothing(pattern: Any, db: None) -> None:
    caller = Caller(token=token_of(make_client("webhooks:manage")))
    methods = [method for method in ("get", "post") if hasattr(pattern.callback.cls, method)]
    sent = [
        getattr(caller, method)(path_of(pattern), *([{}] if method == "post" else [])) for method in methods
    ]
    assert {response.status_code for response in sent} == {403}


def test_an_endpoint_that_says_nothing_lets_nobody_in(rf: Any) -> None:
    class Silent(Endpoint):
        def get(self, request: Any) -> Any:
            raise AssertionError("reached")

    assert Silent.as_view()(rf.get("/")).status_code == 403
