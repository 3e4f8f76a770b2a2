"""The editor says beside the field what a draft is to the words that are live, and whose signature is missing."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from conditions.builder import document_of
from conditions.models import ConditionPage
from conditions.services import signing
from conditions.services.editing import draft_findings
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
)
from tests.factories import a_reviewer, current

pytestmark = pytest.mark.django_db


def found(page: ConditionPage) -> dict[str, list[tuple[str, str, str]]]:
    """What is said of the newest draft, by code: class, place and words."""
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for one in draft_findings(draft_of(page)).page_findings.found:
        rows.setdefault(str(one.code), []).append((one.kind.value, one.path, one.message))
    return rows


def exempt(page: ConditionPage) -> None:
    """A reason and a reviewer are chosen, and nobody has signed."""
    edit(
        page,
        "erin",
        emergency=[],
        emergency_exemption="It is always harmless.",
        emergency_exemption_by=a_reviewer("Rhea Reviewer"),
    )


def test_an_exemption_that_nobody_signed_is_a_stop(written: ConditionPage) -> None:
    exempt(written)
    ((kind, path, words),) = found(written)["unsigned_exemption"]
    assert (kind, path) == ("stop", "emergency_exemption")
    assert "must sign it" in words


def test_that_stop_stands_beside_the_field_and_is_counted(written: ConditionPage) -> None:
    exempt(written)
    text = at_desk("erin").get(reverse("wagtailadmin_pages:edit", args=[written.pk])).content.decode()
    beside = text.split('id="findings-emergency_exemption"')[1].split("</div>")[0]
    assert "finding--stop" in beside
    assert "The reviewer who stands behind the reason" in beside


def test_a_signed_exemption_is_no_stop(written: ConditionPage) -> None:
    person("rhea")
    exempt(written)
    sign(written, "rhea")
    assert "unsigned_exemption" not in found(written)


def test_words_that_nobody_signed_are_a_note(written: ConditionPage) -> None:
    ((kind, _path, words),) = found(written)["unsigned"]
    assert kind == "note"
    assert "Submit the page for clinical review" in words


def words_of_unsigned(page: ConditionPage) -> str:
    ((_kind, _path, words),) = found(page)["unsigned"]
    return words


def test_a_page_in_review_is_not_told_to_be_submitted(written: ConditionPage) -> None:
    fresh(written).get_workflow().start(fresh(written), person("erin"))
    words = words_of_unsigned(written)
    assert "Submit" not in words
    assert "The page is in review, at “Editorial check”" in words
    state = fresh(written).current_workflow_task_state
    state.task.specific.on_action(state, person("paul"), "approve")
    assert "waits for a clinical reviewer to sign it" in words_of_unsigned(written)
    text = at_desk("rhea").get(reverse("condition_sign_offs", args=[written.pk])).content.decode()
    assert "Submit the page" not in text


def test_a_page_that_was_sent_back_is_told_to_be_submitted_again(written: ConditionPage) -> None:
    fresh(written).get_workflow().start(fresh(written), person("erin"))
    fresh(written).current_workflow_task_state.reject(user=person("paul"))
    assert "make them and submit the page again" in words_of_unsigned(written)


def test_live_words_have_nothing_of_it(reviewed: ConditionPage) -> None:
    assert (
        found(reviewed)
        .keys()
        .isdisjoint({"unsigned", "sign_off_void", "second_approval", "sign_changed", "unsigned_exemption"})
    )


def test_a_reworded_sign_says_what_it_was_and_voids_its_section(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))
    rows = found(reviewed)
    assert rows["sign_changed"] == [
        (
            "note",
            "emergency[0]",
            "Reworded since publication 1: it was “You can see bone”. This may lower a level.",
        )
    ]
    ((kind, path, words),) = rows["sign_off_void"]
    assert (kind, path) == ("note", "emergency")
    assert words.startswith("The sign-off of this section is void: the words changed after Rhea Reviewer")
    assert rows["second_approval"][0][0] == "note"


def test_a_new_sign_is_named_and_lowers_nothing(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    rows = found(reviewed)
    assert rows["sign_changed"] == [("note", "emergency[1]", "New since publication 1.")]
    assert "second_approval" not in rows


def test_a_removed_sign_is_named_at_its_list(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", urgent=[])
    kind, path, words = found(reviewed)["sign_changed"][0]
    assert (kind, path) == ("note", "urgent")
    assert "was removed since publication 1. This may lower a level." in words


def test_a_measure_that_is_no_longer_asked_is_named(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", asks_side=False)
    assert ("note", "measures", "The side was asked in publication 1. This may lower a level.") in found(
        reviewed
    )["sign_changed"]


def test_a_sign_off_that_was_taken_back_says_so(written: ConditionPage) -> None:
    person("rhea")
    signing.revoke(sign_off=sign(written, "rhea"), by=person("rhea"), reason="The source was retracted.")
    assert "it was taken back after Rhea Reviewer" in found(written)["sign_off_void"][0][2]


def test_a_typo_fix_outside_the_clinical_words_says_nothing_of_it(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", pronunciation="AN-kul")
    assert found(reviewed).keys().isdisjoint({"sign_off_void", "sign_changed", "unsigned"})


def test_a_sign_that_cannot_be_decided_yet_is_no_error(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))
    sign(reviewed, "rhea", same_meaning=["bone-visible"], signed_on=timezone.localdate())
    edit(reviewed, "erin", urgent=[("sign", {"key": "p", "statement": "It hurts", "kind": "pain_at_least"})])
    assert "incomplete" in found(reviewed) or "value" in found(reviewed)


def test_a_publication_stores_none_of_it(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", main_message="Rest and walk.")
    signing.sign_for(
        page=fresh(reviewed), document=document_of(draft_of(reviewed)), reviewer=a_reviewer("Rhea Reviewer")
    )
    draft_of(reviewed).get_latest_revision().publish()
    assert len(publications(reviewed)) == 2
    stored = {row["code"] for row in json.loads(current(reviewed).findings)}
    assert stored.isdisjoint({"unsigned", "sign_off_void", "sign_changed", "second_approval"})
