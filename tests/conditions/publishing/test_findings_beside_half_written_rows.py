"""A row that was just added, and is still empty, moves no finding to another row."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text, streamfield

from conditions.models import ConditionPage
from conditions.selectors.findings import findings_of
from conditions.services.publishing import stops_of
from tests.conditions.publishing.test_editor import form_of

pytestmark = pytest.mark.django_db
EMPTY_SIGN = {"key": "", "statement": "", "kind": "yes_no", "all_of": streamfield([])}
VAGUE = EMPTY_SIGN | {"statement": "You feel very unwell"}
LINKED = EMPTY_SIGN | {"statement": "See https://example.org"}
MEDICAL = rich_text("<p>A tendinopathy.</p>")
SOURCES = [{"title": title, "publisher": "", "url": "", "published": "1999-01-01"} for title in ("", "Old")]
CODES = [{"system": "ICD-10-CM", "code": code, "display": "", "role": "is"} for code in ("", "Z99.999")]
SIMILAR = [
    {"page": "", "name": name, "relation": "similar", "how_different": "A tendinopathy hurts."}
    for name in ("", "Other")
]
TESTS = [
    {"name": name, "what_happens": "A tendinopathy is seen.", "what_it_shows": "It hurts."}
    for name in ("", "X-ray")
]
LISTS: list[tuple[str, str, list[dict[str, Any]], str, str]] = [
    ("emergency", "sign", [EMPTY_SIGN, VAGUE], "vague", "emergency[1].statement"),
    ("emergency", "sign", [EMPTY_SIGN, LINKED], "emergency_link", "emergency[1]"),
    ("call_provider", "sign", [EMPTY_SIGN, VAGUE], "vague", "call_provider[1].statement"),
    ("sources", "source", SOURCES, "old_source", "sources[1].published"),
    ("codes", "code", CODES, "unknown_code", "codes[1].code"),
    ("similar_conditions", "condition", SIMILAR, "medical_word", "similar_conditions[1].how_different"),
    ("diagnosis", "test", TESTS, "medical_word", "diagnosis[1].what_happens"),
]


def check(client: Client, page: ConditionPage, **changes: object) -> dict[str, Any]:
    return client.post(reverse("findings_on_edit", args=[page.pk]), form_of(page, **changes)).json()


def rows_of(section: str, kind: str, values: list[dict[str, Any]]) -> dict[str, Any]:
    rows = streamfield([(kind, value) for value in values])
    for number, letter in enumerate("abcd"[: len(values)]):
        rows[str(number)]["id"] = letter * 4
    return {section: rows}


@pytest.mark.parametrize(("section", "kind", "values", "code", "path"), LISTS)
def test_the_finding_stands_at_the_row_that_it_is_about(
    erin: Client, draft: ConditionPage, section, kind, values, code, path
) -> None:
    answer = check(erin, draft, **rows_of(section, kind, values))
    (found,) = [one for one in answer["findings"] if one["code"] == code and one["section"] == section]
    assert (found["path"], found["where"].endswith(" 2")) == (path, True)
    link = answer["sections"][section].split(f'data-findings-path="{path}"')[1].split(">")[0]
    assert 'data-findings-block="bbbb"' in link


@pytest.mark.parametrize(("section", "kind", "values", "code", "path"), LISTS)
def test_the_empty_row_is_named_as_the_first(
    erin: Client, draft: ConditionPage, section, kind, values, code, path
) -> None:
    answer = check(erin, draft, **rows_of(section, kind, values))
    left_out = {one["path"].split(".")[0] for one in answer["findings"] if one["code"] == "incomplete"}
    assert left_out == {f"{section}[0]"}


def test_a_half_written_row_between_two_moves_neither(erin: Client, draft: ConditionPage) -> None:
    answer = check(erin, draft, **rows_of("emergency", "sign", [VAGUE, EMPTY_SIGN, EMPTY_SIGN, VAGUE]))
    paths = [one["path"] for one in answer["findings"] if one["code"] == "vague"]
    assert paths == ["emergency[0].statement", "emergency[3].statement"]


def test_an_empty_item_of_a_list_moves_no_other(draft: ConditionPage) -> None:
    items = ["", "A tendinopathy."]
    draft.prevention = [
        ("paragraph", "<p>Walk.</p>"),
        ("bullets", {"lead_in": "", "items": ["", ""]}),
        ("bullets", {"lead_in": "", "items": items}),
    ]
    found = {(one.code, one.path) for one in findings_of(draft).found}
    assert ("medical_word", "prevention[2].items[1]") in found
    assert "prevention[1].items" in {path for code, path in found if code == "incomplete"}


def test_what_refuses_the_page_says_the_same_place(draft: ConditionPage) -> None:
    block = type(draft)._meta.get_field("emergency").stream_block.child_blocks["sign"]
    signs = [
        {"statement": "", "kind": "yes_no"},
        {"key": "a", "statement": "See www.example.org", "kind": "yes_no"},
    ]
    draft.emergency = [("sign", block.normalize(sign)) for sign in signs]
    assert ("emergency_link", "emergency[1]") in {(stop.code, stop.field) for stop in stops_of(draft)}
