"""The API's reference for people says all that its description says, and its examples hold."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from pydantic import BaseModel

from conditions.api.codes import ErrorCode
from portal.api_reference import Operation, reference
from portal.management.commands.write_openapi import TARGET
from tests.factories import a_user
from triage.api.shapes import AssessmentBody, CheckInBody, PatientBody, PatientSearchBody

DESCRIPTION: dict[str, Any] = json.loads(TARGET.read_text())
REFERENCE = reference(DESCRIPTION)
OPERATIONS = {operation.id: operation for group in REFERENCE.groups for operation in group.operations}


@pytest.fixture(scope="module")
def page(django_db_setup: None, django_db_blocker: Any) -> str:
    with django_db_blocker.unblock():
        response = Client().get("/api/docs")
    assert response.status_code == 200
    return str(response.content.decode())


def test_it_shows_every_operation_with_its_method_address_and_callers(page: str) -> None:
    for operation in OPERATIONS.values():
        own = page[page.index(f'id="{operation.id}"') :]
        own = own[: own.index("</section>")]
        assert f">{operation.method}</span> <code>{operation.path}</code>" in own.replace("<wbr>", "")
        assert all(caller in own for caller in operation.callers)
        assert all(f"<code>{parameter.name}</code>" in own for parameter in operation.parameters)
        assert all(f'#problems">{problem.status}</a>' in own for problem in operation.problems)


def test_it_leaves_out_nothing_of_the_description() -> None:
    described = [
        each["operationId"] for methods in DESCRIPTION["paths"].values() for each in methods.values()
    ]
    assert sorted(OPERATIONS) == sorted(described)
    assert [shape.name for shape in REFERENCE.shapes] == sorted(DESCRIPTION["components"]["schemas"])
    assert {code.name for code in REFERENCE.codes} == {code.value for code in ErrorCode}


def test_it_says_who_may_call() -> None:
    assert OPERATIONS["assess"].callers == ("anyone",)
    assert OPERATIONS["submit_check_in"].callers == (
        "a system with the scope <code>checkins:write</code>",
        "a signed-in patient, for their own data",
    )


def test_every_link_of_the_page_leads_to_a_place_on_it(page: str) -> None:
    places = re.findall(r'\bid="([^"]+)"', page)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(places)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
def test_the_example_of_a_body_is_taken(operation: Operation) -> None:
    if operation.body is None:
        assert operation.method == "GET"
        return
    shapes: dict[str, type[BaseModel]] = {
        shape.__name__: shape for shape in (AssessmentBody, CheckInBody, PatientBody, PatientSearchBody)
    }
    assert shapes[operation.body.shape].model_validate_json(operation.body.example)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation.id)
def test_every_answer_with_a_shape_has_an_example_with_its_members(operation: Operation) -> None:
    for answer in operation.answers:
        if answer.shape:
            members = DESCRIPTION["components"]["schemas"][answer.shape]["properties"]
            assert set(json.loads(answer.example)) == set(members)


def test_a_name_in_a_text_is_code_and_nothing_else_is_markup(page: str) -> None:
    assert "<code>self_care</code> &lt; <code>call_provider</code>" in page


def test_it_names_whoever_is_signed_in(client: Client, db: None) -> None:
    client.force_login(a_user("alice"))
    assert "Alice" in client.get("/api/docs").content.decode()


def test_an_address_breaks_before_a_slash(page: str) -> None:
    assert "<code><wbr>/api<wbr>/v1<wbr>/conditions<wbr>/{slug}<wbr>/findings</code>" in page
