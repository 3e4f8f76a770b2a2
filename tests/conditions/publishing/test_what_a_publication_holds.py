"""A publication is canonical text with a fingerprint, and everything public can be read back from it."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from conditions.domain.canonical import canonical_json, sha256_of
from conditions.domain.colour import PAPER, contrast
from conditions.models import ConditionPage, Publication, SiteWording
from conditions.selectors.publications import current_publication, publication_by_sha
from tests.conditions.publishing.conftest import page_of, publications, released, words

pytestmark = pytest.mark.django_db


def test_its_document_is_the_pages_document(live: ConditionPage) -> None:
    document = publications(live)[0].parsed_document()
    assert document.title == "Live"
    assert [sign.key for sign in document.emergency] == ["bone-visible"]


def test_its_questionnaire_asks_the_pages_signs_and_the_sites_last_question(live: ConditionPage) -> None:
    keys = [rule.key for rule in publications(live)[0].compiled().signs]
    assert keys[0] == "bone-visible"
    assert keys[-1] == "other-worry"


def test_the_fingerprint_is_of_the_sections_and_the_questionnaire(live: ConditionPage) -> None:
    publication = publications(live)[0]
    content = {
        "document": json.loads(publication.document),
        "questionnaire": json.loads(publication.questionnaire),
    }
    assert sha256_of(canonical_json(content)) == publication.sha256


def test_the_text_is_canonical_and_has_no_empty_fields(live: ConditionPage) -> None:
    publication = publications(live)[0]
    assert canonical_json(json.loads(publication.document)) == publication.document
    assert '""' not in publication.document
    assert "null" not in publication.questionnaire


def test_two_pages_with_the_same_words_have_the_same_fingerprint(index, live: ConditionPage) -> None:
    twin = released(index.add_child(instance=page_of(words(title="Live"), slug="twin")))
    twin.save_revision().publish()
    assert publications(twin)[0].sha256 == publications(live)[0].sha256


def test_another_last_question_is_taken_at_the_next_publishing(live: ConditionPage) -> None:
    SiteWording.objects.create(other_worry="You are worried about something else")
    assert len(publications(live)) == 1
    live.save_revision().publish()
    last = publications(live)[-1]
    assert last.number == 2
    assert last.compiled().signs[-1].statement == "You are worried about something else"


def test_it_remembers_the_revision_and_who_wrote_it(live: ConditionPage) -> None:
    assert publications(live)[0].revision_id == live.live_revision_id


def test_a_revision_that_was_published_cannot_be_deleted(live: ConditionPage) -> None:
    with pytest.raises(Exception, match="protected"):
        live.live_revision.delete()


def test_it_is_found_by_address_and_language(live: ConditionPage) -> None:
    assert current_publication("live", "en") == publications(live)[0]
    assert current_publication("live", "es") is None
    assert current_publication("LIVE", "en") is None


def test_a_superseded_one_is_found_by_its_fingerprint(live: ConditionPage) -> None:
    first = publications(live)[0]
    live.main_message = "Other words."
    released(live).save_revision().publish()
    assert publication_by_sha(live, first.sha256) == first
    assert publication_by_sha(live, "0" * 64) is None


def test_the_newest_of_the_same_words_is_found(live: ConditionPage) -> None:
    live.unpublish()
    ConditionPage.objects.get(pk=live.pk).save_revision().publish()
    found = publication_by_sha(live, publications(live)[0].sha256)
    assert found is not None
    assert found.number == 2


def test_it_prints_as_its_number(live: ConditionPage) -> None:
    assert str(Publication.objects.get()) == f"Publication 1 of page {live.pk}"


def test_the_sites_brand_must_be_readable(db: None) -> None:
    wording = SiteWording(brand="#ffcc00")
    with pytest.raises(Exception, match="too light"):
        wording.full_clean()
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast(SiteWording().brand, PAPER) == pytest.approx(8.7, abs=0.1)


def test_the_emergency_wording_must_name_the_emergency_number(db: None) -> None:
    with pytest.raises(Exception, match="Say the emergency number, 112"):
        SiteWording(emergency_number="112").full_clean()


def test_a_public_page_gets_the_default_wording_without_writing(db: None) -> None:
    assert SiteWording.current().emergency_number == "911"
    assert not SiteWording.objects.exists()


def test_purging_old_revisions_keeps_the_published_ones(live: ConditionPage) -> None:
    live.main_message = "Other words."
    released(live).save_revision().publish()
    live.save_revision()
    call_command("purge_revisions", stdout=io.StringIO())
    assert [publication.revision is not None for publication in publications(live)] == [True, True]
