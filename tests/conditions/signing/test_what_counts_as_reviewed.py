"""Words count as reviewed when somebody stands behind all of them, and as released while they stay live."""

from __future__ import annotations

import pytest
from django.utils import timezone

from conditions.builder import document_of
from conditions.models import ConditionPage, SignOff, UnsignedRelease
from conditions.services import signing
from conditions.services import unsigned as unsigned_service
from conditions.services.at_once import publish_at_once
from conditions.services.editing import section_reviews
from tests.conditions.publishing.conftest import publications
from tests.conditions.publishing.test_editor import bulk
from tests.conditions.signing.conftest import (
    at_desk,
    draft_of,
    edit,
    one_more_sign,
    person,
    sign,
    words_sha,
)
from triage.services.decisions import standing_of

pytestmark = pytest.mark.django_db
BAD = "Walk on it at once."


def add_sign(page: ConditionPage, key: str = "blue-toes", by: str = "erin") -> ConditionPage:
    """A draft with one more emergency sign."""
    signs = one_more_sign(draft_of(page))
    signs[-1][1]["key"], signs[-1][1]["statement"] = key, f"Your {key} hurt"
    return edit(page, by, emergency=signs)


def publish_unsigned(page: ConditionPage) -> None:
    unsigned_service.publish_unsigned(page=page, by=person("sam"), words=words_sha(page), reason="Flood.")


def at_once(page: ConditionPage, by: str = "rhea") -> None:
    publish_at_once(page=page, by=person(by), words=words_sha(page))


def publish(page: ConditionPage) -> None:
    draft_of(page).get_latest_revision().publish()


def is_reviewed(page: ConditionPage) -> bool:
    newest = publications(page)[-1]
    assert standing_of(newest, [newest], timezone.localdate()).reviewed == bool(newest.reviewed_on)
    return bool(newest.reviewed_on)


def in_emergency(page: ConditionPage) -> str:
    """What the editor says of the emergency signs."""
    draft = draft_of(page)
    found = next(one for one in section_reviews(draft, document_of(draft)) if one.section == "emergency")
    return "signed" if found.sign_off else "released" if found.release else found.why


# --- Signs that are published at once -------------------------------------------------------------------------


def test_a_sign_at_once_does_not_review_a_sign_that_was_released_unsigned(reviewed: ConditionPage) -> None:
    add_sign(reviewed)
    publish_unsigned(reviewed)
    add_sign(reviewed, "cold-foot")
    at_once(reviewed)
    assert "Your cold-foot hurt" in publications(reviewed)[-1].document
    assert not is_reviewed(reviewed)
    assert in_emergency(reviewed) == "released"


def test_nor_does_a_second_sign_at_once(reviewed: ConditionPage) -> None:
    add_sign(reviewed)
    publish_unsigned(reviewed)
    for key, by in (("cold-foot", "rhea"), ("no-pulse", "ruth")):
        add_sign(reviewed, key)
        at_once(reviewed, by)
    assert not is_reviewed(reviewed)


def test_a_sign_at_once_does_not_review_words_whose_signature_was_taken_back(reviewed: ConditionPage) -> None:
    add_sign(reviewed)
    sign_off = sign(reviewed, "ruth")
    publish(reviewed)
    signing.revoke(sign_off=sign_off, by=person("ruth"), reason="Wrong.")
    add_sign(reviewed, "cold-foot")
    at_once(reviewed)
    assert not is_reviewed(reviewed)
    assert in_emergency(reviewed) == "nobody has signed the rest of it"


def test_what_was_reviewed_at_first_and_taken_back_voids_the_signs_that_were_added(
    reviewed: ConditionPage,
) -> None:
    add_sign(reviewed, "cold-foot")
    at_once(reviewed)
    signing.revoke(sign_off=SignOff.objects.get(kind="review"), by=person("sam"), reason="Retracted.")
    assert in_emergency(reviewed) == "nobody has signed the rest of it"


def test_a_review_of_all_of_it_makes_it_reviewed(reviewed: ConditionPage) -> None:
    add_sign(reviewed)
    publish_unsigned(reviewed)
    add_sign(reviewed, "cold-foot")
    at_once(reviewed)
    sign(reviewed, "ruth")
    assert is_reviewed(reviewed)


def test_an_older_review_of_the_same_words_still_counts(reviewed: ConditionPage) -> None:
    before = draft_of(reviewed)
    add_sign(reviewed, "cold-foot")
    full = sign(reviewed, "ruth")
    edit(reviewed, "erin", emergency=[(child.block_type, child.value) for child in before.emergency])
    signing.revoke(sign_off=SignOff.objects.exclude(pk=full.pk).get(), by=person("sam"), reason="Retracted.")
    add_sign(reviewed, "cold-foot")
    at_once(reviewed)
    assert in_emergency(reviewed) == "signed"


# --- How long an unsigned release counts ----------------------------------------------------------------------


@pytest.fixture
def corrected(reviewed: ConditionPage) -> ConditionPage:
    """Bad words were released unsigned, and corrected, signed and published since."""
    edit(reviewed, "erin", main_message=BAD)
    publish_unsigned(reviewed)
    edit(reviewed, "erin", main_message="Rest it first.")
    sign(reviewed, "rhea")
    publish(reviewed)
    return reviewed


def test_words_that_were_released_once_do_not_come_back_without_a_reason(corrected: ConditionPage) -> None:
    edit(corrected, "paul", main_message=BAD)
    at_desk("paul").post(bulk("publish", corrected))
    assert BAD not in publications(corrected)[-1].document


def test_an_administrator_releases_them_again_with_another_reason(corrected: ConditionPage) -> None:
    edit(corrected, "paul", main_message=BAD)
    publish_unsigned(corrected)
    assert BAD in publications(corrected)[-1].document
    assert UnsignedRelease.objects.count() == 2


def test_a_release_counts_while_its_words_stay_live(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", main_message=BAD)
    publish_unsigned(reviewed)
    edit(reviewed, "erin", pronunciation="SPRAYN")
    publish(reviewed)
    assert "SPRAYN" in publications(reviewed)[-1].document
    assert not is_reviewed(reviewed)


def test_signs_that_were_added_at_once_to_released_words_do_not_come_back_either(
    reviewed: ConditionPage,
) -> None:
    add_sign(reviewed)
    publish_unsigned(reviewed)
    add_sign(reviewed, "cold-foot")
    at_once(reviewed)
    unsigned = [(child.block_type, child.value) for child in draft_of(reviewed).emergency]
    add_sign(reviewed, "no-pulse")
    sign(reviewed, "ruth")
    publish(reviewed)
    edit(reviewed, "paul", emergency=unsigned)
    assert in_emergency(reviewed) != "released"
