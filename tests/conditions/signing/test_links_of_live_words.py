"""A link in live words never leads to another page than when it was signed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conditions.builder import document_of
from conditions.models import ConditionIndexPage, ConditionPage
from conditions.services.release import release_stops
from conditions.services.tree import ensure_tree
from tests.conditions.publishing.conftest import page_of as written_page
from tests.conditions.publishing.conftest import publications, words
from tests.conditions.publishing.test_editor import said as told
from tests.conditions.signing.conftest import at_desk, draft_of, fresh
from tests.conditions.signing.test_links_of_signed_words import linked, others, rename
from tests.factories import signed

__all__ = ["linked", "others"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _public(linked: ConditionPage, others: list[ConditionPage]) -> None:
    """Links lead only to pages that readers can open."""
    for other in others:
        signed(fresh(other)).save_revision().publish()


TAKEN = '"/conditions/sciatica/"'


def page_of(linked: ConditionPage) -> str:
    return Client().get(fresh(linked).get_url()).content.decode()


def api_of(linked: ConditionPage) -> Any:
    return Client().get(f"/api/v1/conditions/{fresh(linked).slug}").json()


def take_the_address(others: list[ConditionPage]) -> None:
    rename(others[0], "elsewhere")
    rename(others[1], "sciatica")


def test_it_leads_where_it_was_signed_to_lead(linked: ConditionPage, others: list[ConditionPage]) -> None:
    assert page_of(linked).count(TAKEN) == 2
    assert api_of(linked)["similar_conditions"][0]["page"] == "sciatica"


def test_it_is_words_alone_once_another_page_has_its_address(
    linked: ConditionPage, others: list[ConditionPage]
) -> None:
    take_the_address(others)
    said = page_of(linked)
    assert TAKEN not in said
    assert "See sciatica." in said


def test_the_api_does_not_name_the_other_page_either(
    linked: ConditionPage, others: list[ConditionPage]
) -> None:
    take_the_address(others)
    answer = api_of(linked)
    assert not answer["similar_conditions"][0].get("page")
    assert answer["sections"]["overview"][0]["text"] == "See sciatica."


def test_publishing_again_brings_the_link_back(linked: ConditionPage, others: list[ConditionPage]) -> None:
    take_the_address(others)
    fresh(linked).save_revision().publish()
    assert '"/conditions/elsewhere/"' in page_of(linked)
    assert publications(linked)[-1].reviewed_on is not None


@pytest.fixture
def both(index: ConditionIndexPage, others: list[ConditionPage]) -> ConditionPage:
    """Live and signed, with links to both in one section."""
    text = "See [sciatica](page:sciatica) or [stenosis](page:stenosis)."
    page = index.add_child(
        instance=written_page(words(title="Both", overview=[{"kind": "paragraph", "text": text}]), "both")
    )
    signed(page).save_revision().publish()
    return fresh(page)


def test_the_other_link_of_a_section_stays_when_a_page_was_renamed(
    both: ConditionPage, others: list[ConditionPage]
) -> None:
    rename(others[0], "elsewhere")
    said = page_of(both)
    assert '"/conditions/stenosis/"' in said
    assert "See sciatica or" in said


def test_only_the_link_whose_address_another_page_took_is_lost(
    both: ConditionPage, others: list[ConditionPage], index: ConditionIndexPage
) -> None:
    rename(others[0], "elsewhere")
    new = index.add_child(instance=written_page(words(title="Third"), "sciatica"))
    signed(fresh(new)).save_revision().publish()
    said = page_of(both)
    assert TAKEN not in said
    assert '"/conditions/stenosis/"' in said


def test_all_links_of_a_section_are_lost_when_nobody_can_tell_which_moved(
    both: ConditionPage, others: list[ConditionPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conditions.selectors.words.MOST_TRIED", 0)
    rename(others[0], "elsewhere")
    assert '"/conditions/stenosis/"' not in page_of(both)


def test_a_copy_among_pages_of_another_language_takes_nothing_from_it(
    linked: ConditionPage, others: list[ConditionPage]
) -> None:
    """Such a copy would share its language and its slug with the page that was signed."""
    signed_words, spanish = draft_of(linked), ensure_tree("es")
    data = {"new_title": "Copy", "new_slug": "sciatica", "new_parent_page": str(spanish.pk)}
    answer = at_desk("erin").post(reverse("wagtailadmin_pages:copy", args=[others[0].pk]), data)
    assert page_of(linked).count(TAKEN) == 2
    assert not release_stops(signed_words, document_of(signed_words))
    assert "Add a new page there instead" in told(answer)
    assert spanish.get_children().count() == ConditionIndexPage.objects.get(pk=spanish.pk).numchild == 0
