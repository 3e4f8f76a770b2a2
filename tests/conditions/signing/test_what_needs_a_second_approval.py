"""Each change that may lower a level waits for a second approval, though no check-in was ever sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conditions.models import ConditionPage
from conditions.services.publishing import PublicationRefused
from tests.conditions.publishing.conftest import publications
from tests.conditions.signing.conftest import draft_of, edit, reworded_sign, sign

pytestmark = pytest.mark.django_db
Edit = Callable[[ConditionPage], dict[str, Any]]


def signs_of(page: ConditionPage, section: str, **changes: Any) -> list[Any]:
    """The signs of a list, with `changes` to the first."""
    signs = [(child.block_type, child.value) for child in getattr(page, section)]
    for name, value in changes.items():
        signs[0][1][name] = value
    return signs


def moved_down(draft: ConditionPage) -> dict[str, Any]:
    here, below = signs_of(draft, "urgent"), signs_of(draft, "call_provider")
    return {"urgent": [], "call_provider": [*here, *below]}


def for_fewer_ages(draft: ConditionPage) -> dict[str, Any]:
    return {"urgent": signs_of(draft, "urgent", age_from=40)}


def reached_later(draft: ConditionPage) -> dict[str, Any]:
    signs = signs_of(draft, "call_provider")
    measured = next(value for _, value in signs if value["kind"] in ("pain_at_least", "lasted_at_least"))
    measured["value"] += 1
    return {"call_provider": signs}


def with_one_more_part(draft: ConditionPage) -> dict[str, Any]:
    signs = signs_of(draft, "call_provider")
    joined = next(value for _, value in signs if value["kind"] == "all_of")
    joined["all_of"].append({"key": "more", "statement": "It is red", "kind": "yes_no", "value": None})
    return {"call_provider": signs}


LOWERING: dict[str, Edit] = {
    "removed": lambda draft: {"urgent": [], "symptoms": draft.overview},
    "moved down": moved_down,
    "reworded": lambda draft: {"emergency": reworded_sign(draft)},
    "for fewer ages": for_fewer_ages,
    "reached later": reached_later,
    "with one more part": with_one_more_part,
    "a measure that is not asked": lambda draft: {"asks_side": False},
}


@pytest.mark.parametrize("change", LOWERING.values(), ids=LOWERING)
def test_one_signature_is_not_enough_and_two_are(reviewed: ConditionPage, change: Edit) -> None:
    edit(reviewed, "erin", **change(draft_of(reviewed)))
    sign(reviewed, "rhea")
    with pytest.raises(PublicationRefused) as refused:
        draft_of(reviewed).get_latest_revision().publish()
    assert [stop.code for stop in refused.value.stops] == ["second_approval"]
    sign(reviewed, "ruth")
    draft_of(reviewed).get_latest_revision().publish()
    assert len(publications(reviewed)) == 2
