"""A sign-off is bound to the pages that the words link to: another page voids it, a new address does not."""

from __future__ import annotations

from typing import Any

import pytest

from conditions.builder import document_of
from conditions.domain.sections import section_hashes
from conditions.models import ConditionIndexPage, ConditionPage, Reviewer, SignOff
from conditions.selectors.signing import signatures
from conditions.services import signing
from conditions.services.editing import section_reviews
from conditions.services.publishing import PublicationRefused
from tests.conditions.documents import good
from tests.conditions.publishing.conftest import page_of, publications, words
from tests.conditions.signing.conftest import draft_of, edit, fresh, person
from tests.factories import signed

pytestmark = pytest.mark.django_db


def linking(slug: str) -> dict[str, Any]:
    link = {"kind": "paragraph", "text": f"See [sciatica](page:{slug})."}
    return {"overview": [link], "similar_conditions": [{"page": slug, "name": "That", "relation": "similar"}]}


@pytest.fixture
def others(index: ConditionIndexPage) -> list[ConditionPage]:
    """Two pages that can be linked to."""
    return [index.add_child(instance=page_of(words(title=slug), slug)) for slug in ("sciatica", "stenosis")]


@pytest.fixture
def linked(index: ConditionIndexPage, others: list[ConditionPage]) -> ConditionPage:
    """Live, signed, with links to the first of them."""
    page = index.add_child(instance=page_of(words(title="Linked", **linking("sciatica")), "linked"))
    revision = page.save_revision(user=person("erin"))
    signed(fresh(page))
    revision.publish()
    return fresh(page)


def missing(page: ConditionPage) -> list[str]:
    draft = draft_of(page)
    return signatures(draft, document_of(draft)).missing


def rename(page: ConditionPage, slug: str) -> None:
    page = fresh(page)
    page.slug = slug
    page.save()


def retarget(page: ConditionPage, other: ConditionPage) -> ConditionPage:
    similar = [(child.block_type, child.value) for child in draft_of(page).similar_conditions]
    similar[0][1]["page"] = other
    return edit(page, "erin", similar_conditions=similar)


def test_a_page_that_it_links_to_is_renamed_and_the_sign_off_holds(
    linked: ConditionPage, others: list[ConditionPage]
) -> None:
    rename(others[0], "sciatica-pain")
    assert document_of(draft_of(linked)).similar_conditions[0].page == "sciatica-pain"
    assert missing(linked) == []
    fresh(linked).save_revision().publish()
    newest = publications(linked)[-1]
    assert (newest.number, newest.reviewer_name) == (2, "Rhea Reviewer")


def test_another_page_as_the_target_voids_the_sign_off(
    linked: ConditionPage, others: list[ConditionPage]
) -> None:
    draft = retarget(linked, others[1])
    assert missing(linked) == ["similar_conditions"]
    with pytest.raises(PublicationRefused):
        draft.get_latest_revision().publish()
    assert len(publications(linked)) == 1


def test_another_target_in_a_text_voids_its_section(
    linked: ConditionPage, others: list[ConditionPage]
) -> None:
    text = str(draft_of(linked).overview[0].value.source).replace(
        f'id="{others[0].pk}"', f'id="{others[1].pk}"'
    )
    edit(linked, "erin", overview=[("paragraph", text)])
    assert missing(linked) == ["overview"]


def test_another_page_that_took_over_the_address_voids_the_sign_off(
    linked: ConditionPage, others: list[ConditionPage]
) -> None:
    rename(others[0], "elsewhere")
    rename(others[1], "sciatica")
    draft = retarget(linked, fresh(others[1]))
    assert document_of(draft).similar_conditions[0].page == "sciatica"
    with pytest.raises(PublicationRefused):
        draft.get_latest_revision().publish()


def test_the_live_page_stays_reviewed_when_what_it_links_to_is_renamed(
    linked: ConditionPage, others: list[ConditionPage]
) -> None:
    rename(others[0], "sciatica-pain")
    person("rhea")
    signing.sign_for(
        page=linked,
        document=document_of(draft_of(linked)),
        reviewer=Reviewer.objects.get(name="Rhea Reviewer"),
    )
    assert publications(linked)[-1].reviewer_name == "Rhea Reviewer, MD"
    signing.revoke(sign_off=SignOff.objects.first(), by=person("sam"), reason="A slip.")
    assert publications(linked)[-1].reviewer_name == "Rhea Reviewer"


def test_the_fingerprint_is_of_the_page_and_not_of_its_address() -> None:
    first, second = good(**linking("sciatica")), good(**linking("stenosis"))
    assert section_hashes(first, {"sciatica": "1"}) == section_hashes(second, {"stenosis": "1"})
    voided = (
        section_hashes(first, {"sciatica": "1"}).items() ^ section_hashes(second, {"stenosis": "2"}).items()
    )
    assert {section for section, _ in voided} == {"overview", "similar_conditions"}


def test_the_editor_says_that_a_sign_off_of_linking_words_was_taken_back(linked: ConditionPage) -> None:
    for sign_off in SignOff.objects.filter(page=linked):
        signing.revoke(sign_off=sign_off, by=person("sam"), reason="The source was retracted.")
    draft = draft_of(linked)
    why = {one.section: one.why for one in section_reviews(draft, document_of(draft))}
    assert why["overview"] == "it was taken back"
