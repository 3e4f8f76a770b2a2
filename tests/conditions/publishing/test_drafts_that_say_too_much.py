"""A sign that says more than it may is kept whole in a draft, and keeps the page from going live."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks import CharBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.test.utils.form_data import streamfield

from conditions.blocks.signs import SignBlock, SignPartBlock
from conditions.models import ConditionPage
from conditions.services.publishing import PublicationRefused
from tests.conditions.publishing.conftest import publications
from tests.conditions.publishing.test_editor import form_of
from tests.factories import a_reviewer

LONG = "You cannot pee, " * 20 + "unless you drank nothing"
SIGN: dict[str, Any] = {"key": "", "statement": "You cannot pee", "kind": "yes_no", "all_of": streamfield([])}
PART = {"key": "", "statement": "It is hot", "kind": "yes_no"}
TOO_MUCH = [
    ("statement", {"statement": LONG}, "is longer than 160 characters"),
    ("how_to_tell", {"how_to_tell": LONG}, "is longer than 200 characters"),
    ("age_from", {"age_from": 130}, "must be at most 120"),
    ("age_to", {"age_to": -1}, "must be at least 0"),
]


def saved(erin: Client, page: ConditionPage, sign: dict[str, Any]) -> Any:
    """The newest draft, after Erin saved the form with this one emergency sign."""
    data = form_of(page, emergency=streamfield([("sign", SIGN | sign)]))
    assert erin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 302
    return ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "sign", "why"), TOO_MUCH)
def test_the_draft_keeps_it_and_publishing_says_what_is_wrong(
    erin: Client, draft: ConditionPage, field: str, sign: dict[str, Any], why: str
) -> None:
    page = saved(erin, draft, sign)
    assert page.emergency[0].value[field] == sign[field]
    with pytest.raises(PublicationRefused, match=why):
        page.get_latest_revision().publish()
    assert publications(draft) == []


@pytest.mark.django_db
def test_a_part_of_a_sign_is_kept_too(erin: Client, draft: ConditionPage) -> None:
    parts = streamfield([("item", PART), ("item", PART | {"statement": LONG})])
    page = saved(erin, draft, {"kind": "all_of", "all_of": parts})
    assert page.emergency[0].value["all_of"][1]["statement"] == LONG
    with pytest.raises(PublicationRefused, match="is longer than 160 characters"):
        page.get_latest_revision().publish()


@pytest.mark.parametrize("sign", [sign for _, sign, _ in TOO_MUCH])
def test_the_form_refuses_to_publish_it(sign: dict[str, Any]) -> None:
    block = SignBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.normalize({"statement": "You cannot pee", "kind": "yes_no"} | sign))


@pytest.mark.parametrize("block", [SignBlock(), SignPartBlock()])
def test_the_browser_cuts_nothing_off_a_sentence_that_is_pasted(block: Any) -> None:
    texts = [child for child in block.child_blocks.values() if isinstance(child, CharBlock)]
    assert [child.field.max_length for child in texts] == [160, 200][: len(texts)]
    assert [child.name for child in texts if "maxlength" in child.field.widget.attrs] == []


def test_a_draft_still_holds_no_character_that_no_database_takes() -> None:
    block = SignBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean_deferred(block.normalize({"statement": "You cannot\0pee", "kind": "yes_no"}))


LINES = [
    ("pronunciation", 200),
    ("main_message", 200),
    ("virtual_care_text", 200),
    ("virtual_care_label", 80),
    ("virtual_care_url", 500),
    ("virtual_care_learn_more", 500),
    ("emergency_exemption", 500),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "bound"), LINES)
def test_a_line_of_the_page_is_kept_whole_and_stops_it(
    erin: Client, draft: ConditionPage, field: str, bound: int
) -> None:
    written = f"https://example.org/{'x' * 600}"
    beside: dict[str, Any] = {}  # what makes the line one that readers would see
    if field.startswith("virtual_care"):
        beside = {
            "virtual_care_text": "A",
            "virtual_care_label": "B",
            "virtual_care_url": "https://c.example",
        }
    elif field == "emergency_exemption":
        beside = {"emergency_exemption_by": a_reviewer().pk}
    data = form_of(draft, **beside | {field: written})
    assert erin.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data).status_code == 302
    page = ConditionPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert getattr(page, field) == written
    with pytest.raises(PublicationRefused, match=f"is longer than {bound} characters"):
        page.get_latest_revision().publish()


@pytest.mark.django_db
def test_the_browser_cuts_nothing_off_a_line_of_the_page(erin: Client, draft: ConditionPage) -> None:
    html = erin.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    for field, _ in LINES:
        (tag,) = re.findall(rf'<input[^>]*name="{field}"[^>]*>', html)
        assert "maxlength" not in tag
