"""A sign-off is bound to the words of each section: a change voids that section, a typo elsewhere does not."""

from __future__ import annotations

import pytest

from conditions.builder import document_of
from conditions.domain.document import ConditionDocument
from conditions.domain.sections import FIELDS_OF, section_hashes
from conditions.models import ConditionPage, Reviewer, SignOff, UnsignedRelease
from conditions.selectors.signing import signatures
from conditions.services import signing
from conditions.services.publishing import PublicationRefused, withdraw
from conditions.services.unsigned import publish_unsigned
from tests.conditions.documents import good
from tests.conditions.publishing.conftest import publications
from tests.conditions.signing.conftest import draft_of, edit, fresh, person, reworded_sign, sign, words_sha

pytestmark = pytest.mark.django_db

OTHER_WORDS = {
    "title": {"title": "Break"},
    "main_message": {"main_message": "Walk on it."},
    "measures": {"asks_side": False},
    "emergency": {"emergency": []},
    "call_provider": {"call_provider": []},
    "overview": {"overview": []},
    "similar_conditions": {"similar_conditions": []},
    "treatment": {"treatment": []},
    "virtual_care": {"virtual_care_text": "Wait for a video visit, whatever you have."},
}
TYPOS = {
    "pronunciation": {"pronunciation": "SPRAYN"},
    "sources": {
        "sources": [("source", {"title": "Corrected", "publisher": "", "url": "https://example.org"})]
    },
    "also_called": {"also_called": []},
    "codes": {"codes": []},
}
NOT_CLINICAL = {"language", "sample", "terms", *TYPOS}


def missing(page: ConditionPage) -> list[str]:
    return signatures(page, document_of(page)).missing


@pytest.mark.parametrize("section", OTHER_WORDS)
def test_other_words_void_the_sign_off_of_that_section_alone(reviewed: ConditionPage, section: str) -> None:
    assert missing(edit(reviewed, "erin", **OTHER_WORDS[section])) == [section]


@pytest.mark.parametrize("field", TYPOS)
def test_a_typo_fix_elsewhere_keeps_the_sign_off_and_goes_live(reviewed: ConditionPage, field: str) -> None:
    edit(reviewed, "erin", **TYPOS[field]).get_latest_revision().publish()
    newest = publications(reviewed)[-1]
    assert (newest.number, newest.reviewer_name) == (2, "Rhea Reviewer")


def test_words_that_are_put_back_are_signed_again(reviewed: ConditionPage) -> None:
    before = fresh(reviewed).main_message
    edit(reviewed, "erin", main_message="Walk on it.")
    assert missing(edit(reviewed, "erin", main_message=before)) == []


def test_every_field_of_a_document_is_clinical_or_named_as_not() -> None:
    clinical = {field for fields in FIELDS_OF.values() for field in fields}
    assert set(ConditionDocument.model_fields) == clinical | NOT_CLINICAL


def test_another_meaning_of_a_glossary_word_voids_the_sections_that_use_it() -> None:
    term = {"word": "ligament", "meaning": "Something else.", "syllables": 3}
    before, after = section_hashes(good()), section_hashes(good(terms=[term]))
    assert [section for section in before if before[section] != after[section]] == ["overview"]


def test_how_a_glossary_word_is_said_voids_nothing() -> None:
    term = {"word": "ligament", "meaning": "A band that joins bones.", "respelling": "LIGG-a-ment"}
    assert section_hashes(good()) == section_hashes(good(terms=[term]))


def test_a_sign_off_of_other_words_does_not_let_a_page_go_live(reviewed: ConditionPage) -> None:
    draft = edit(reviewed, "erin", main_message="Walk on it.")
    with pytest.raises(PublicationRefused) as refused:
        draft.get_latest_revision().publish()
    assert [stop.code for stop in refused.value.stops] == ["unsigned"]
    assert "Walk on it." not in publications(reviewed)[-1].document


def test_the_newest_sign_off_of_a_section_counts(written: ConditionPage) -> None:
    sign(written, "rhea")
    sign(edit(written, "rhea", main_message="Rest it."), "ruth")
    draft_of(written).get_latest_revision().publish()
    assert publications(written)[0].reviewer_name == "Ruth Second, MD"


def test_what_is_taken_back_leaves_the_live_page_unreviewed(reviewed: ConditionPage) -> None:
    sign_off = SignOff.objects.get()
    signing.revoke(sign_off=sign_off, by=person("sam"), reason="The source was retracted.")
    newest = publications(reviewed)[-1]
    assert (newest.number, newest.reviewer_name, newest.is_current) == (2, "", True)


def test_a_page_that_lost_its_sign_off_can_still_be_locked(reviewed: ConditionPage) -> None:
    signing.revoke(sign_off=SignOff.objects.get(), by=person("sam"), reason="Retracted.")
    page = fresh(reviewed)
    page.locked = True
    page.save()
    assert len(publications(reviewed)) == 2


def test_a_withdrawn_page_starts_again(reviewed: ConditionPage) -> None:
    withdraw(page=reviewed, reason="A patient was harmed.", by=person("sam"))
    with pytest.raises(PublicationRefused):
        fresh(reviewed).save_revision().publish()
    sign(reviewed, "rhea")
    draft_of(reviewed).get_latest_revision().publish()
    assert publications(reviewed)[-1].reviewer_name == "Rhea Reviewer, MD"


def test_unsigned_words_stay_not_reviewed_until_somebody_signs_them(written: ConditionPage) -> None:
    publish_unsigned(page=written, by=person("sam"), words=words_sha(written), reason="Flood tomorrow.")
    assert publications(written)[-1].reviewer_name == ""
    assert UnsignedRelease.objects.get().released_by == person("sam")
    sign(written, "rhea")
    assert publications(written)[-1].reviewer_name == "Rhea Reviewer, MD"


def test_an_exemption_from_emergency_signs_is_never_released_unsigned(written: ConditionPage) -> None:
    person("rhea")
    rhea = Reviewer.objects.get(name="Rhea Reviewer")
    edit(written, "erin", emergency=[], emergency_exemption="None known.", emergency_exemption_by=rhea)
    with pytest.raises(PublicationRefused) as refused:
        publish_unsigned(page=written, by=person("sam"), words=words_sha(written), reason="Now.")
    assert [stop.code for stop in refused.value.stops] == ["unsigned_exemption"]
    sign(written, "rhea")
    draft_of(written).get_latest_revision().publish()
    assert publications(written)[-1].reviewer_name == "Rhea Reviewer, MD"


def test_a_reworded_sign_voids_only_its_list(reviewed: ConditionPage) -> None:
    assert missing(edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))) == ["emergency"]
