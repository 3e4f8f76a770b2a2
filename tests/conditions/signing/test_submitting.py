"""Words that something stops are not submitted: the writer reads why, and the draft is kept."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import WorkflowState

from conditions.models import ConditionPage
from conditions.services.publishing import PublicationRefused
from tests.conditions.signing.conftest import edit, fresh, person, sign

pytestmark = pytest.mark.django_db


def submit(page: ConditionPage) -> None:
    page = fresh(page)
    page.get_workflow().start(page, person("erin"))


def test_a_page_without_emergency_signs_is_not_submitted(written: ConditionPage) -> None:
    edit(written, "erin", emergency=[])
    with pytest.raises(PublicationRefused, match="at least one emergency sign"):
        submit(written)
    assert not WorkflowState.objects.exists()
    assert not fresh(written).get_latest_revision_as_object().emergency


def test_a_step_does_not_begin_with_words_that_became_unsound(written: ConditionPage) -> None:
    submit(written)
    edit(written, "erin", call_provider=[])
    state = fresh(written).current_workflow_task_state
    with pytest.raises(PublicationRefused, match="Call your healthcare provider"):
        state.task.specific.on_action(state, person("paul"), "approve")
    assert fresh(written).current_workflow_task_state.task.name == "Editorial check"


def test_words_that_were_sent_back_are_not_sent_again_unsound(written: ConditionPage) -> None:
    submit(written)
    fresh(written).current_workflow_task_state.reject(user=person("paul"))
    edit(written, "erin", emergency=[])
    with pytest.raises(PublicationRefused):
        fresh(written).current_workflow_state.resume(person("erin"))
    assert fresh(written).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


# --- Sent again after changes were requested ------------------------------------------------------------------


def send_again(page: ConditionPage, by: str) -> None:
    """Erin submitted it, Max requested changes, Erin made them, and somebody sends the words again."""
    submit(page)
    fresh(page).current_workflow_task_state.reject(user=person("max"))
    edit(page, "erin", main_message="Rest it for a week.")
    fresh(page).current_workflow_state.resume(person(by))


def approve(page: ConditionPage, by: str) -> None:
    state = fresh(page).current_workflow_task_state
    state.task.specific.on_action(state, person(by), "approve")


def test_whoever_sent_the_words_again_does_not_check_them(written: ConditionPage) -> None:
    send_again(written, "paul")
    with pytest.raises(ValidationError, match="You submitted these words"):
        approve(written, "paul")
    approve(written, "max")
    assert fresh(written).current_workflow_task_state.task.name == "Clinical review"


def test_nor_does_whoever_sent_them_again_sign_them(written: ConditionPage) -> None:
    send_again(written, "rhea")
    with pytest.raises(ValidationError, match="You submitted these words"):
        sign(written, "rhea")
    assert sign(written, "ruth").reviewer_name == "Ruth Second"


def test_what_somebody_sent_again_in_an_earlier_review_does_not_matter(written: ConditionPage) -> None:
    send_again(written, "paul")
    fresh(written).current_workflow_state.cancel(user=person("sam"))
    submit(written)
    approve(written, "paul")
    assert fresh(written).current_workflow_task_state.task.name == "Clinical review"
