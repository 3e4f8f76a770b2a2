"""The preview of the check-in shows every sign, also one that nobody is asked about."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

PAIN = {"key": "p", "statement": "Pain is 7 or more", "kind": "pain_at_least", "value": 7}
DAYS = {"key": "l", "statement": "It has lasted 14 days", "kind": "lasted_at_least", "value": 14}
FEVER = {"key": "f", "statement": "You have a fever"}


def preview(*parts: dict[str, Any]) -> Any:
    sign = {"key": "both", "statement": "Strong pain for two weeks", "kind": "all_of", "all_of": list(parts)}
    symptoms = [{"kind": "paragraph", "text": "Pain."}]
    page = factories.a_condition_page(urgent=[sign], symptoms=symptoms).get_latest_revision_as_object()
    return page.make_preview_request(preview_mode="check-in")


def measured(shown: Any) -> list[tuple[str, str]]:
    signs = shown.context_data["measured"]
    return [(sign["statement"], sign["level"]) for sign in signs if sign["key"] == "both"]


def test_a_sign_of_measures_alone_is_shown_with_all_its_rules_and_its_level() -> None:
    shown = preview(PAIN, DAYS)
    assert measured(shown) == [("Strong pain for two weeks", "urgent")]
    rules = "Pain now or worst pain is 7 or more; It began 14 days ago or earlier"
    assert f"All of these: {rules}" in shown.content.decode()


def test_a_sign_of_which_a_part_is_asked_stands_with_its_question() -> None:
    assert measured(preview(PAIN, FEVER)) == []
