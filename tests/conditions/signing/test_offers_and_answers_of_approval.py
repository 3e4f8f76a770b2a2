"""Nobody is offered an approval that would be refused, and whoever approves or signs is told what follows."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from conditions.models import ConditionPage
from conditions.selectors.standing import standing
from conditions.services import signing
from tests.conditions.publishing.test_editor import said
from tests.conditions.signing.conftest import (
    at_desk,
    draft_of,
    edit,
    fresh,
    person,
    reworded_sign,
    sign,
    words_sha,
)

pytestmark = pytest.mark.django_db


def submit(page: ConditionPage, by: str = "erin") -> None:
    fresh(page).get_workflow().start(fresh(page), person(by))


def offered(page: ConditionPage, name: str) -> str:
    return at_desk(name).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def approve(page: ConditionPage, name: str) -> str:
    state = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return said(at_desk(name).post(url, {"next": "/admin/"}))


def sign_in_the_form(page: ConditionPage, name: str) -> str:
    reviewer = person(name).reviewer
    data = {
        "words": words_sha(page),
        "reviewer": reviewer.pk,
        "signed_on": timezone.localdate().isoformat(),
        "months": "12",
        "statements": ["0", "1", "2", "3"],
    }
    return said(at_desk(name).post(reverse("condition_sign", args=[page.pk]), data))


def test_approve_is_offered_to_somebody_else(written: ConditionPage) -> None:
    submit(written)
    text = offered(written, "paul")
    assert 'data-workflow-action-name="approve"' in text
    assert "You cannot approve" not in text


def test_approve_is_not_offered_to_the_last_writer_who_is_told_why(written: ConditionPage) -> None:
    submit(written)
    edit(written, "paul", main_message="Rest it well.")
    text = offered(written, "paul")
    assert 'data-workflow-action-name="approve"' not in text
    assert 'data-workflow-action-name="reject"' in text
    assert "You cannot approve this draft.</strong> You were the last to write “Main message”." in text


def test_the_submitter_is_told_why_too(written: ConditionPage) -> None:
    submit(written, by="paul")
    assert "You submitted these words. Somebody else approves them." in offered(written, "paul")


def test_the_front_page_does_not_offer_it_either(written: ConditionPage) -> None:
    submit(written, by="paul")
    assert "/approve/" not in at_desk("paul").get(reverse("wagtailadmin_home")).content.decode()


def test_who_has_no_say_is_told_nothing(written: ConditionPage) -> None:
    submit(written)
    assert "You cannot approve" not in offered(written, "rhea")


def test_the_form_that_signs_is_not_offered_to_the_submitter(written: ConditionPage) -> None:
    submit(written, by="rhea")
    text = at_desk("rhea").get(reverse("condition_sign_offs", args=[written.pk])).content.decode()
    assert "You submitted these words." in text
    assert "Sign these words" not in text


def test_an_approval_says_what_the_page_waits_for(written: ConditionPage) -> None:
    submit(written)
    assert "“Sprain”: approved; waits for “Clinical review”." in approve(written, "paul")


def test_the_last_approval_says_that_the_page_is_live(written: ConditionPage) -> None:
    submit(written)
    sign(written, "rhea")
    approve(written, "paul")
    assert "“Sprain”: approved; live now." in approve(written, "rhea")


def test_signing_says_that_the_page_is_live_or_waits(written: ConditionPage) -> None:
    submit(written)
    assert "Signed; waits for “Editorial check”." in sign_in_the_form(written, "rhea")
    approve(written, "paul")
    assert "Signed; live now." in sign_in_the_form(written, "ruth")


def test_a_change_that_may_lower_a_level_waits_for_two_reviewers(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))
    submit(reviewed)
    assert standing(reviewed) == "waits for “Editorial check”"
    state = fresh(reviewed).current_workflow_task_state
    state.task.specific.on_action(state, person("paul"), "approve")
    assert standing(reviewed).startswith(
        "waits for two clinical reviewers, or one who signs that the reworded sign"
    )
    words = sign_in_the_form(reviewed, "rhea")
    assert "Signed; waits for a second clinical reviewer, or one who signs" in words
    assert "Signed; live now." in sign_in_the_form(reviewed, "ruth")


def test_who_takes_a_sign_off_back_is_told_that_the_schedule_waits(written: ConditionPage) -> None:
    sign_off = sign(written, "rhea")
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    edit(written, "erin", go_live_at=tomorrow).latest_revision.publish(user=person("paul"))
    url = reverse("condition_take_back", args=[written.pk, sign_off.pk])
    words = said(at_desk("rhea").post(url, {"reason": "I missed something."}))
    assert "was taken back. The scheduled draft does not go live until it is signed again." in words


def test_who_opens_the_confirmation_and_may_not_approve_is_told_why(written: ConditionPage) -> None:
    submit(written, by="paul")
    state = fresh(written).current_workflow_task_state
    response = at_desk("paul").get(reverse("condition_confirm_approval", args=[written.pk, state.pk]))
    assert "You submitted these words" in said(response)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[written.pk])


def reword_and_check(page: ConditionPage) -> None:
    """A change that needs two reviewers, submitted and past the editorial check."""
    edit(page, "erin", emergency=reworded_sign(draft_of(page)))
    submit(page)
    state = fresh(page).current_workflow_task_state
    state.task.specific.on_action(state, person("paul"), "approve")


def waits_for(page: ConditionPage, name: str) -> bool:
    """Whether the draft is among those that wait for this person, on the front page and in its number."""
    found = TaskState.objects.reviewable_by(person(name))
    return found.filter(workflow_state__object_id=str(page.pk)).exists()


def test_after_the_first_of_two_signatures_the_draft_waits_for_another_reviewer_alone(
    reviewed: ConditionPage,
) -> None:
    reword_and_check(reviewed)
    assert waits_for(reviewed, "rhea")
    assert waits_for(reviewed, "ruth")
    sign(reviewed, "rhea")
    assert not waits_for(reviewed, "rhea")
    assert waits_for(reviewed, "ruth")


def test_a_draft_that_was_edited_after_their_signature_waits_for_them_again(reviewed: ConditionPage) -> None:
    reword_and_check(reviewed)
    sign(reviewed, "rhea")
    edit(reviewed, "erin", main_message="Walk on it.")
    assert waits_for(reviewed, "rhea")


def test_a_signature_that_was_taken_back_leaves_the_draft_to_them(reviewed: ConditionPage) -> None:
    reword_and_check(reviewed)
    sign_off = sign(reviewed, "rhea")
    signing.revoke(sign_off=sign_off, by=person("rhea"), reason="I read an older source.")
    assert waits_for(reviewed, "rhea")


# --- Unsigned, where a level may be lowered -------------------------------------------------------------------

FORM_TO_PUBLISH_UNSIGNED = "publish-unsigned/"


def signing_page(page: ConditionPage, name: str) -> str:
    return at_desk(name).get(reverse("condition_sign_offs", args=[page.pk])).content.decode()


def test_publishing_unsigned_is_not_offered_to_whoever_wrote_what_lowers(reviewed: ConditionPage) -> None:
    edit(reviewed, "sam", asks_side=False)
    sign(reviewed, "rhea")
    text = signing_page(reviewed, "sam")
    assert FORM_TO_PUBLISH_UNSIGNED not in text
    assert "Two clinical reviewers who did not write it must sign it" in text


def test_before_a_reviewer_has_signed_it_an_administrator_reads_what_comes_first(
    reviewed: ConditionPage,
) -> None:
    edit(reviewed, "erin", asks_side=False)
    text = signing_page(reviewed, "sam")
    assert FORM_TO_PUBLISH_UNSIGNED not in text
    assert "A clinical reviewer other than you, who did not write it, must sign it first" in text


def test_as_the_second_to_approve_it_is_offered(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", asks_side=False)
    sign(reviewed, "rhea")
    assert FORM_TO_PUBLISH_UNSIGNED in signing_page(reviewed, "sam")


def test_whoever_signed_it_is_not_offered_to_be_the_second_as_an_administrator(
    reviewed: ConditionPage,
) -> None:
    person("ruth").groups.add(Group.objects.get(name="Site administrators"))
    edit(reviewed, "erin", asks_side=False, treatment=[("paragraph", "<p>Rest it well.</p>")])
    sign(reviewed, "ruth")
    text = signing_page(reviewed, "ruth")
    assert FORM_TO_PUBLISH_UNSIGNED not in text
    assert "A clinical reviewer other than you" in text


def test_what_two_have_approved_its_writer_may_publish_with_other_words_unsigned(
    reviewed: ConditionPage,
) -> None:
    edit(reviewed, "sam", asks_side=False)
    sign(reviewed, "rhea")
    sign(reviewed, "ruth")
    edit(reviewed, "erin", treatment=[("paragraph", "<p>Rest it well.</p>")])
    assert FORM_TO_PUBLISH_UNSIGNED in signing_page(reviewed, "sam")
