"""A link to a page that was deleted, or is in another language, is a warning: readers get its words alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from conditions.builder import document_of, fill_page, read_page
from conditions.domain.canonical import canonical_json
from conditions.domain.document import document_json
from conditions.domain.gate import stops
from conditions.domain.lines import lines_of
from conditions.domain.sections import section_hashes
from conditions.importing.parse import parse_file
from conditions.importing.write import file_text
from conditions.models import ConditionIndexPage, ConditionPage
from conditions.selectors.findings import findings_of
from tests.conditions.documents import good
from tests.factories import PAGE, a_condition_page, current, republish

pytestmark = pytest.mark.django_db

OTHER = "hamstring-strain"
LINKED: dict[str, Any] = {
    "overview": [
        {"kind": "paragraph", "text": f"It feels like [a **strain**](page:{OTHER})."},
        {"kind": "bullets", "items": [f"See [this](page:{OTHER})"]},
        {"kind": "do_dont", "do": [f"Read [this](page:{OTHER})"], "dont": ["Run"]},
    ],
    "similar_conditions": [{"page": OTHER, "name": "Hamstring strain", "relation": "similar"}],
}
LOST_AT = {"overview[0].text", "overview[1].items[0]", "overview[2].do[0]", "similar_conditions[0].page"}


@pytest.fixture
def page(settings: Any) -> ConditionPage:
    """Its links led to a page that is deleted by now."""
    settings.SIGNPOST_DEMO = True
    page = a_condition_page()
    other = page.get_parent().add_child(instance=ConditionPage(title="Strain", slug=OTHER, live=False))
    fill_page(page, good(**{**PAGE, **LINKED}))
    page.save_revision()
    ConditionPage.objects.get(pk=other.pk).delete()
    return ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_it_is_a_warning_at_every_place_and_no_stop(page: ConditionPage) -> None:
    found = [one for one in findings_of(page).found if one.code == "broken_link"]
    assert {one.path for one in found} == LOST_AT
    assert {one.kind.value for one in found} == {"warn"}
    assert "readers see only the words" in found[0].message
    assert stops(document_of(page)) == []
    assert read_page(page).stops == []


def test_a_page_in_another_language_is_lost_too(page: ConditionPage) -> None:
    spanish, _ = Locale.objects.get_or_create(language_code="es")
    index = ConditionIndexPage(title="Condiciones", slug="condiciones", locale=spanish)
    page.get_parent().get_parent().add_child(instance=index)
    other = ConditionPage(title="Strain", slug=OTHER, live=False, locale=spanish)
    index.add_child(instance=other)
    page.similar_conditions = [
        ("condition", {"page": other, "name": "Strain", "relation": "similar", "how_different": ""})
    ]
    assert document_of(page).similar_conditions[0].page == "?"


def test_a_similar_condition_without_a_page_is_nothing_to_look_at(page: ConditionPage) -> None:
    fill_page(page, good(**{**PAGE, "similar_conditions": [{"name": "Strain", "relation": "similar"}]}))
    assert document_of(page).similar_conditions[0].page is None


def test_losing_a_page_voids_the_sections_that_linked_to_it_and_no_other(page: ConditionPage) -> None:
    """Readers lose the link, so these words are not what was signed; the publication that is live stays signed."""
    before, after = section_hashes(good(**{**PAGE, **LINKED})), section_hashes(document_of(page))
    assert {name for name in before if before[name] != after[name]} == {"overview", "similar_conditions"}


@pytest.fixture
def live(page: ConditionPage) -> ConditionPage:
    return republish(ConditionPage.objects.get(pk=page.pk), **_lost())


def _lost() -> dict[str, Any]:
    lost: dict[str, Any] = json.loads(json.dumps(LINKED).replace(f"page:{OTHER}", "page:?"))
    return lost


def test_readers_get_the_words_without_the_link(live: ConditionPage, client: Client) -> None:
    text = client.get(f"/conditions/{live.slug}/").content.decode()
    assert "It feels like a <strong>strain</strong>." in text
    assert "Hamstring strain" in text
    assert "page:?" not in text
    assert 'href=""' not in text


def test_callers_of_the_api_get_the_words_without_the_link(live: ConditionPage, client: Client) -> None:
    text = client.get(f"/api/v1/conditions/{live.slug}").content.decode()
    answer = json.loads(text)
    assert answer["sections"]["overview"][0]["text"] == "It feels like a **strain**."
    assert answer["similar_conditions"][0]["page"] is None
    assert "page:?" not in text


@pytest.mark.parametrize("mode", ["", "check-in", "handout"])
def test_no_preview_shows_the_lost_address(page: ConditionPage, mode: str) -> None:
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    assert "page:?" not in response.content.decode()


def test_the_publication_keeps_the_warning(live: ConditionPage) -> None:
    kept = json.loads(current(live).findings)
    assert {one["path"] for one in kept if one["code"] == "broken_link"} >= {"overview[0].text"}


def test_what_changed_says_nothing_of_the_lost_address(page: ConditionPage) -> None:
    document = document_of(page)
    said = [line for section in ("overview", "similar_conditions") for line in lines_of(document, section)]
    assert "It feels like a strain." in said
    assert not any("?)" in line or line.endswith("?") for line in said)


def test_an_export_of_it_is_read_again(page: ConditionPage, tmp_path: Any) -> None:
    document = document_of(page)
    (tmp_path / "sprain.yaml").write_text(file_text("sprain", document))
    again = parse_file(tmp_path / "sprain.yaml")
    assert again.text.faults == []
    assert canonical_json(document_json(again.document)) == canonical_json(document_json(document))
