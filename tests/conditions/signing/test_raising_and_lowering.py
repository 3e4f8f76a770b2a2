"""Raising goes fast: one clinician, and a second review within 72 hours. Lowering needs two."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from conditions.builder import document_of
from conditions.models import ConditionPage, SameMeaning, SecondReview, SignOffKind
from conditions.selectors.signing import same_meaning_keys
from conditions.services import at_once as fast_path
from conditions.services import signing
from conditions.services.publishing import PublicationRefused
from conditions.services.unsigned import publish_unsigned, release
from tests.conditions.publishing.conftest import publications
from tests.conditions.signing.conftest import (
    at_desk,
    draft_of,
    edit,
    fresh,
    one_more_sign,
    person,
    reworded_sign,
    sign,
    words_sha,
)

pytestmark = pytest.mark.django_db


def at_once(page: ConditionPage, by: str = "rhea") -> SecondReview:
    return fast_path.publish_at_once(page=page, by=person(by), words=words_sha(page))


def publish(page: ConditionPage) -> None:
    draft_of(page).get_latest_revision().publish()


def refusal(page: ConditionPage) -> list[str]:
    with pytest.raises(PublicationRefused) as refused:
        publish(page)
    return [stop.code for stop in refused.value.stops]


# --- At once --------------------------------------------------------------------------------------------------


def test_a_clinician_adds_a_sign_and_publishes_it_at_once(reviewed: ConditionPage) -> None:
    edit(reviewed, "rhea", emergency=one_more_sign(draft_of(reviewed)))
    owed = at_once(reviewed)
    newest = publications(reviewed)[-1]
    assert "Your foot is cold and pale" in newest.document
    assert newest.published_by == person("rhea")
    assert newest.reviewer_name == "Rhea Reviewer, MD; Rhea Reviewer"
    assert owed.due_at - owed.created_at == pytest.approx(datetime.timedelta(hours=72), abs=SECOND)


SECOND = datetime.timedelta(seconds=2)


def test_a_raised_sign_goes_live_at_once(reviewed: ConditionPage) -> None:
    draft = draft_of(reviewed)
    urgent = [(child.block_type, child.value) for child in draft.urgent]
    emergency = [(child.block_type, child.value) for child in draft.emergency]
    edit(reviewed, "erin", emergency=emergency + urgent, urgent=[])
    at_once(reviewed)
    assert publications(reviewed)[-1].parsed_document().urgent == ()


def test_a_raised_sign_that_is_explained_anew_goes_live_with_its_old_help(reviewed: ConditionPage) -> None:
    draft = draft_of(reviewed)
    urgent = [(child.block_type, child.value) for child in draft.urgent]
    before, urgent[0][1]["how_to_tell"] = urgent[0][1]["how_to_tell"], "Hold a table."
    emergency = [(child.block_type, child.value) for child in draft.emergency]
    edit(reviewed, "erin", emergency=emergency + urgent, urgent=[])
    at_once(reviewed)
    assert publications(reviewed)[-1].parsed_document().emergency[-1].how_to_tell == before
    assert draft_of(reviewed).emergency[-1].value["how_to_tell"] == "Hold a table."


NOT_ONLY_RAISING: dict[str, Any] = {
    "nothing": lambda draft: {},
    "rewording": lambda draft: {"emergency": reworded_sign(draft)},
    "another section": lambda draft: {"main_message": "Walk."},
    "removing": lambda draft: {"urgent": [], "symptoms": draft.overview},
}


@pytest.mark.parametrize("change", NOT_ONLY_RAISING.values(), ids=NOT_ONLY_RAISING)
def test_anything_else_takes_the_long_way(reviewed: ConditionPage, change: Any) -> None:
    edit(reviewed, "erin", **change(draft_of(reviewed)))
    with pytest.raises(ValidationError, match="Only a draft that adds or raises"):
        at_once(reviewed)
    assert len(publications(reviewed)) == 1


@pytest.mark.parametrize("name", ["erin", "paul", "sam", "charlie", "root"])
def test_only_a_clinician_publishes_at_once(reviewed: ConditionPage, name: str) -> None:
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    with pytest.raises(PermissionDenied):
        at_once(reviewed, name)


def test_a_page_that_was_never_live_does_not_go_live_at_once(written: ConditionPage) -> None:
    with pytest.raises(ValidationError):
        at_once(written)


def test_what_was_wrong_before_does_not_hold_up_a_new_sign(
    reviewed: ConditionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conditions.domain import gate

    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    old = [gate.Stop("overview[0]", "newly_forbidden", "A rule that came after this page.")]
    monkeypatch.setattr("conditions.builder.stops", lambda document: old)
    monkeypatch.setattr("conditions.services.release.stops", lambda document: old)
    at_once(reviewed)
    assert "Your foot is cold and pale" in publications(reviewed)[-1].document


def test_a_new_sign_that_is_itself_wrong_is_refused(reviewed: ConditionPage) -> None:
    twice = one_more_sign(draft_of(reviewed))
    twice[-1][1]["statement"] = "See https://example.org"
    edit(reviewed, "erin", emergency=twice)
    with pytest.raises(PublicationRefused) as refused:
        at_once(reviewed)
    assert {stop.code for stop in refused.value.stops} >= {"emergency_link"}
    assert not SecondReview.objects.exists()


def test_the_second_review_is_done_when_another_reviewer_signs(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    at_once(reviewed)
    with pytest.raises(ValidationError, match="Another reviewer gives the second review"):
        sign(reviewed, "rhea")
    assert SecondReview.objects.open().count() == 1
    second = sign(reviewed, "ruth")
    assert SecondReview.objects.get().done_with == second


def test_a_second_review_that_nobody_does_is_overdue(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    at_once(reviewed)
    soon = timezone.now() + datetime.timedelta(hours=71)
    late = timezone.now() + datetime.timedelta(hours=73)
    assert not SecondReview.objects.overdue(soon).exists()
    assert SecondReview.objects.overdue(late).exists()


def test_a_page_that_nobody_reviewed_stays_so_when_a_sign_is_added_at_once(written: ConditionPage) -> None:
    publish_unsigned(page=written, by=person("sam"), words=words_sha(written), reason="Flood.")
    edit(written, "erin", emergency=one_more_sign(draft_of(written)))
    at_once(written)
    assert publications(written)[-1].reviewer_name == ""
    assert written.sign_offs.get().kind == SignOffKind.AT_ONCE


# --- Lowering -------------------------------------------------------------------------------------------------


def test_one_reviewer_does_not_lower(reviewed: ConditionPage) -> None:
    sign(edit(reviewed, "erin", asks_side=False), "rhea")
    assert refusal(reviewed) == ["second_approval"]


def test_two_reviewers_lower(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", asks_side=False)
    sign(reviewed, "rhea")
    sign(reviewed, "ruth")
    publish(reviewed)
    assert not publications(reviewed)[-1].parsed_document().asks_side


def test_one_reviewer_twice_is_not_two(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", asks_side=False)
    sign(reviewed, "rhea")
    sign(reviewed, "rhea")
    assert refusal(reviewed) == ["second_approval"]


def test_an_administrator_alone_does_not_lower(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", asks_side=False)
    with pytest.raises(PublicationRefused):
        publish_unsigned(page=reviewed, by=person("sam"), words=words_sha(reviewed), reason="Now.")


def unsigned(page: ConditionPage) -> None:
    publish_unsigned(page=page, by=person("sam"), words=words_sha(page), reason="Now.")


def test_an_administrator_beside_one_reviewer_lowers_what_others_wrote(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", asks_side=False)
    sign(reviewed, "rhea")
    unsigned(reviewed)
    assert not publications(reviewed)[-1].parsed_document().asks_side


LOWERING: dict[str, Any] = {
    "a measure": lambda draft: {"asks_side": False},
    "a sign": lambda draft: {"urgent": [], "symptoms": draft.overview},
    "words": lambda draft: {"emergency": reworded_sign(draft)},
}


@pytest.mark.parametrize("change", LOWERING.values(), ids=LOWERING)
def test_an_administrator_who_wrote_it_is_not_the_second_to_approve_it(
    reviewed: ConditionPage, change: Any
) -> None:
    edit(reviewed, "sam", **change(draft_of(reviewed)))
    sign(reviewed, "rhea")
    with pytest.raises(PublicationRefused, match="Two people who were not the last to write them"):
        unsigned(reviewed)
    assert len(publications(reviewed)) == 1
    sign(reviewed, "ruth")
    publish(reviewed)
    assert len(publications(reviewed)) == 2


def test_an_administrator_who_wrote_another_part_of_it_is_not_either(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", asks_side=False)
    edit(reviewed, "sam", emergency=one_more_sign(draft_of(reviewed)))
    sign(reviewed, "rhea")
    with pytest.raises(PublicationRefused):
        unsigned(reviewed)


def test_an_administrator_whose_words_are_live_already_approves_what_others_change(
    reviewed: ConditionPage,
) -> None:
    edit(reviewed, "sam", emergency=one_more_sign(draft_of(reviewed)))
    sign(reviewed, "rhea")
    publish(reviewed)
    edit(reviewed, "erin", asks_side=False)
    sign(reviewed, "rhea")
    unsigned(reviewed)
    assert len(publications(reviewed)) == 3


def test_an_administrator_publishes_their_own_words_unsigned_where_nothing_is_lowered(
    reviewed: ConditionPage,
) -> None:
    edit(reviewed, "sam", emergency=one_more_sign(draft_of(reviewed)), main_message="Rest it.")
    unsigned(reviewed)
    assert publications(reviewed)[-1].reviewer_name == ""


def test_the_command_line_is_nobody_who_approves_a_lowering(reviewed: ConditionPage) -> None:
    draft = edit(reviewed, "erin", asks_side=False)
    sign(reviewed, "rhea")
    release(page=draft, document=document_of(draft), by=None, reason="From a file.")
    assert refusal(reviewed) == ["second_approval"]


def test_approvals_of_earlier_changes_do_not_lower_again(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", asks_side=False)
    sign(reviewed, "rhea")
    sign(reviewed, "ruth")
    publish(reviewed)
    edit(reviewed, "erin", asks_side=True)
    sign(reviewed, "rhea")
    publish(reviewed)
    edit(reviewed, "erin", asks_side=False)
    assert refusal(reviewed) == ["second_approval"]


def test_a_schedule_from_before_a_new_sign_does_not_take_it_away(reviewed: ConditionPage) -> None:
    scheduled = sign(edit(reviewed, "erin", main_message="Rest it."), "rhea")
    old = draft_of(reviewed).get_latest_revision()
    assert scheduled
    draft = old.as_object()
    draft.main_message = fresh(reviewed).main_message
    edit(reviewed, "rhea", main_message=draft.main_message, emergency=one_more_sign(draft))
    at_once(reviewed)
    with pytest.raises(PublicationRefused) as refused:
        old.publish()
    assert [stop.code for stop in refused.value.stops] == ["second_approval"]


# --- Same meaning ---------------------------------------------------------------------------------------------


def test_a_rewording_that_means_the_same_needs_one_reviewer(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))
    sign(reviewed, "rhea", same_meaning=["bone-visible"])
    publish(reviewed)
    first, second = publications(reviewed)
    keys = same_meaning_keys(reviewed.pk, first.compiled(), second.compiled())
    assert keys == {"bone-visible"}


def test_a_rewording_without_it_needs_two(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))
    sign(reviewed, "rhea")
    assert refusal(reviewed) == ["second_approval"]


def test_same_meaning_is_bound_to_these_words(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))
    sign(reviewed, "rhea", same_meaning=["bone-visible"])
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed), "You may see bone"))
    sign(reviewed, "rhea")
    assert refusal(reviewed) == ["second_approval"]


def test_same_meaning_of_two_rewordings_holds_over_both(reviewed: ConditionPage) -> None:
    for statement in ("You see bone", "Bone can be seen"):
        edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed), statement))
        sign(reviewed, "rhea", same_meaning=["bone-visible"])
        publish(reviewed)
    first, _, third = publications(reviewed)
    assert same_meaning_keys(reviewed.pk, first.compiled(), third.compiled()) == {"bone-visible"}


def test_same_meaning_that_was_taken_back_does_not_hold(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))
    sign_off = sign(reviewed, "rhea", same_meaning=["bone-visible"])
    publish(reviewed)
    signing.revoke(sign_off=sign_off, by=person("rhea"), reason="It does not.")
    first, second = publications(reviewed)[:2]
    assert same_meaning_keys(reviewed.pk, first.compiled(), second.compiled()) == set()


def test_a_sign_that_was_not_reworded_has_no_same_meaning(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", main_message="Rest it.")
    with pytest.raises(ValidationError, match="was not reworded"):
        sign(reviewed, "rhea", same_meaning=["bone-visible"])
    assert not SameMeaning.objects.exists()


def test_nobody_says_of_their_own_rewording_that_it_means_the_same(reviewed: ConditionPage) -> None:
    edit(reviewed, "rhea", emergency=reworded_sign(draft_of(reviewed)))
    sign(reviewed, "ruth")
    with pytest.raises(ValidationError, match="Another reviewer says whether the new words mean the same"):
        sign(reviewed, "rhea", same_meaning=["bone-visible"])
    text = at_desk("rhea").get(reverse("condition_sign_offs", args=[reviewed.pk])).content.decode()
    assert "Sign these words" in text
    assert 'value="bone-visible"' not in text
    assert (
        'value="bone-visible"'
        in at_desk("ruth").get(reverse("condition_sign_offs", args=[reviewed.pk])).content.decode()
    )
