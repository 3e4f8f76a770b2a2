"""A sign that an editor takes out of one list and writes into another stays the same sign, with the key of its answers.

The form has no way to carry a row from list to list: whoever raises a sign writes it again.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from conditions.admin.sign_off_forms import raised_choices
from conditions.models import ConditionPage
from tests.conditions.publishing.conftest import index, publications
from tests.conditions.publishing.test_editor import form_of
from tests.conditions.signing.conftest import _demo, at_desk, draft_of, fresh, reviewed, words_sha

__all__ = ["_demo", "index", "reviewed"]
pytestmark = pytest.mark.django_db

BONE = {"key": "bone-visible", "statement": "You can see bone", "kind": "yes_no", "all_of": streamfield([])}
STAND = {
    "key": "", "statement": "You cannot take four steps", "kind": "yes_no", "all_of": streamfield([]),
    "how_to_tell": "Try it while holding on to something.", "finding": "weakness", "age_from": "5",
}  # fmt: skip
"""As somebody types it again: without its key, which the form shows and nobody can type."""


def signs(*values: dict[str, Any]) -> Any:
    return streamfield([("sign", value) for value in values])


def save(page: ConditionPage, **lists: Any) -> ConditionPage:
    """Erin saves the form with these lists; returns the draft."""
    form = form_of(page, **{"emergency": signs(BONE), "urgent": signs()} | lists)
    response = at_desk("erin").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert response.status_code == 302
    return draft_of(page)


def keys(page: ConditionPage, section: str) -> list[str]:
    return [child.value["key"] for child in getattr(page, section)]


@pytest.mark.parametrize("statement", [STAND["statement"], "you cannot take  four steps."])
def test_the_same_words_in_another_list_are_the_same_sign(reviewed: ConditionPage, statement: str) -> None:
    draft = save(reviewed, emergency=signs(BONE, STAND | {"statement": statement}))
    assert keys(draft, "emergency") == ["bone-visible", "cannot-stand"]


def test_also_when_the_draft_was_saved_without_it_in_between(reviewed: ConditionPage) -> None:
    save(reviewed)
    draft = save(fresh(reviewed), emergency=signs(BONE, STAND))
    assert keys(draft, "emergency") == ["bone-visible", "cannot-stand"]


def test_its_parts_stay_the_same_too(reviewed: ConditionPage) -> None:
    parts = [("The ankle is hot", "1"), ("You have a fever", "fever")]
    typed = [{"statement": words, "kind": "yes_no", "key": ""} for words, _key in parts]
    rows = streamfield([])
    rows |= {"count": "2"} | {
        str(number): {"order": str(number), "deleted": "", "id": "", "value": value}
        for number, value in enumerate(typed)
    }
    hot = {"key": "", "statement": "The ankle is hot and you have a fever", "kind": "all_of", "all_of": rows}
    draft = save(reviewed, urgent=signs(hot))
    assert keys(draft, "urgent") == ["hot-and-fever"]
    assert [part["key"] for part in draft.urgent[0].value["all_of"]] == [key for _words, key in parts]


def test_a_second_sign_of_the_same_words_is_another_sign(reviewed: ConditionPage) -> None:
    stays = STAND | {"key": "cannot-stand"}
    draft = save(reviewed, emergency=signs(BONE, STAND), urgent=signs(stays))
    assert keys(draft, "urgent") == ["cannot-stand"]
    assert keys(draft, "emergency") == ["bone-visible", "you-cannot-take-four-steps"]


def test_a_sign_that_was_raised_in_the_form_goes_live_at_once(reviewed: ConditionPage) -> None:
    save(reviewed, emergency=signs(BONE, STAND))
    offered = dict(raised_choices(fresh(reviewed)))
    assert offered["cannot-stand"] == "Moved up: You cannot take four steps"
    data = {"words": words_sha(reviewed), "signs": ["cannot-stand"]}
    url = reverse("condition_publish_at_once", args=[reviewed.pk])
    assert at_desk("rhea").post(url, data).status_code == 302
    live = publications(reviewed)[-1].parsed_document()
    assert [sign.key for sign in live.emergency] == ["bone-visible", "cannot-stand"]
    assert live.urgent == ()
