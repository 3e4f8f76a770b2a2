"""A reviewer signs while the editorial check is open: nobody asks for a second signature of the same words."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, WorkflowState

from conditions.models import ConditionPage, SignOff
from tests.conditions.publishing.conftest import is_served, publications
from tests.conditions.signing.conftest import at_desk, edit, fresh, person, reworded_sign, sign
from tests.conditions.signing.test_who_wrote_the_words import approve, click, submit

pytestmark = pytest.mark.django_db


def offered(page: ConditionPage, by: str) -> list[str]:
    """The actions of the open step that the account is offered."""
    page = fresh(page)
    return [name for name, _label, _modal in page.current_workflow_task.get_actions(page, person(by))]


def publish(page: ConditionPage, by: str) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    at_desk(by).post(f"{url}?id={page.pk}&next=/admin/pages/")


def test_clinical_review_of_words_that_are_signed_is_approved_without_signing_again(
    written: ConditionPage,
) -> None:
    check = submit(written)
    sign(written, "rhea")
    approve(check, "paul")
    review = fresh(written).current_workflow_task_state
    assert review.task.name == "Clinical review"
    assert "approve" in offered(written, "rhea")
    click(written, review, "rhea")
    assert is_served(written)
    assert publications(written)[0].reviewer_name == "Rhea Reviewer, MD"
    assert SignOff.objects.count() == 1


def test_it_is_not_offered_before_everything_is_signed(written: ConditionPage) -> None:
    approve(submit(written), "paul")
    assert offered(written, "rhea") == ["reject"]


def test_it_is_not_offered_while_a_lowering_lacks_its_second_signature(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=reworded_sign(fresh(reviewed)))
    check = submit(reviewed)
    sign(reviewed, "rhea")
    approve(check, "paul")
    assert "approve" not in offered(reviewed, "rhea")
    sign(reviewed, "ruth")
    assert len(publications(reviewed)) == 2


def test_a_change_after_the_signature_must_be_signed(written: ConditionPage) -> None:
    check = submit(written)
    sign(written, "rhea")
    edit(written, "erin", main_message="Walk on it.")
    approve(check, "paul")
    assert "approve" not in offered(written, "rhea")


def test_the_editor_of_whoever_signed_has_the_button(written: ConditionPage) -> None:
    check = submit(written)
    sign(written, "rhea")
    approve(check, "paul")
    text = at_desk("rhea").get(reverse("wagtailadmin_pages:edit", args=[written.pk])).content.decode()
    assert 'data-workflow-action-name="approve"' in text


def test_a_publisher_may_publish_signed_words_past_an_open_check_and_it_is_on_record(
    written: ConditionPage,
) -> None:
    submit(written)
    sign(written, "rhea")
    publish(written, "paul")
    assert publications(written)[0].reviewer_name == "Rhea Reviewer, MD"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    actions = PageLogEntry.objects.filter(page=written.pk, user=person("paul"))
    assert {"wagtail.publish", "wagtail.workflow.cancel"} <= set(actions.values_list("action", flat=True))


def test_nobody_publishes_unsigned_words_past_an_open_check(written: ConditionPage) -> None:
    submit(written)
    publish(written, "paul")
    assert publications(written) == []
    assert fresh(written).workflow_in_progress
