"""The handout never calls something home care that the page does not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

FORBIDDEN = {"kind": "bullets", "lead_in": "Do not do these at home:", "items": ["Press on the lump"]}
SURGERY = {"kind": "steps", "lead_in": "A surgeon may offer:", "items": ["Cut the nerve"]}


def handout(*treatment: dict[str, Any]) -> Any:
    page = factories.a_condition_page(treatment=list(treatment)).get_latest_revision_as_object()
    return page.make_preview_request(preview_mode="handout")


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("listed", [FORBIDDEN, SURGERY])
def test_a_list_keeps_its_lead_in_and_is_not_home_care(listed: dict[str, Any]) -> None:
    said = words(handout(listed))
    assert f"{listed['lead_in']} {listed['items'][0]}" in said
    assert "Care for yourself at home" not in said


def test_a_list_keeps_the_paragraph_before_it() -> None:
    said = words(handout({"kind": "paragraph", "text": "Never do these:"}, {**FORBIDDEN, "lead_in": ""}))
    assert "Treatment Never do these: Press on the lump" in said


def test_home_care_is_what_to_do_and_what_not_to_do() -> None:
    said = words(handout({"kind": "do_dont", "do": ["Walk"], "dont": ["Sit long"]}))
    assert "Care for yourself at home Walk Do not Sit long" in said


def test_an_option_is_home_care_only_when_the_page_says_so() -> None:
    home = {"kind": "option", "name": "Stretching", "what_to_expect": "Some weeks.", "home_care": True}
    response = handout(home, {"kind": "option", "name": "Surgery", "home_care": False})
    assert [option["name"] for option in response.context_data["home_care"]["options"]] == ["Stretching"]
    assert "Surgery" not in words(response)
