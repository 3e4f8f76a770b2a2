"""A refusal says what was refused, what is missing, and leads to it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowState, WorkflowTask
from wagtail.test.utils.form_data import streamfield

from conditions.models import ConditionPage
from tests.conditions.publishing.test_editor import approve, bulk, form_of, publish_latest, said, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def workflow(draft: ConditionPage) -> Workflow:
    found = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Rhea")
    WorkflowTask.objects.create(workflow=found, task=task, sort_order=1)
    WorkflowPage.objects.update_or_create(page=draft.get_parent(), defaults={"workflow": found})
    return found


def send(erin: Client, page: ConditionPage, button: str, **changes: Any) -> str:
    data = form_of(page, **changes) | {button: "1"}
    return said(erin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data))


def test_a_refused_submit_says_that_it_was_not_submitted(
    erin: Client, draft: ConditionPage, workflow: Workflow
) -> None:
    words = send(erin, draft, "action-submit", emergency=streamfield([]))
    assert "“Sprain” was not submitted. The draft is saved." in words
    assert "live" not in words.split("<ul>")[0]
    assert not WorkflowState.objects.exists()


def test_it_leads_to_the_section_that_lacks_something(erin: Client, draft: ConditionPage) -> None:
    words = send(erin, draft, "action-publish", emergency=streamfield([]))
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert f'href="{edit}#findings-emergency"' in words
    assert "Go to “Get medical attention right away”" in words


def test_a_refused_publish_of_a_live_page_says_what_readers_see(erin: Client, live: ConditionPage) -> None:
    words = send(erin, live, "action-publish", emergency=streamfield([]))
    assert "“Live” was not published. The draft is saved. Readers still see the page as it was." in words


def test_a_missing_signature_leads_to_where_it_is_signed(erin: Client, unsigned: ConditionPage) -> None:
    save(erin, unsigned)
    words = said(publish_latest(erin, unsigned))
    assert f'href="{reverse("condition_sign_offs", args=[unsigned.pk])}"' in words


def test_a_refused_schedule_says_that_it_was_not_scheduled(erin: Client, draft: ConditionPage) -> None:
    tomorrow = (timezone.localtime() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    words = send(erin, draft, "action-publish", emergency=streamfield([]), go_live_at=tomorrow)
    assert "was not scheduled" in words


def test_a_refused_approval_says_that_it_was_not_approved(erin: Client, draft: ConditionPage) -> None:
    assert "“Sprain” was not approved." in said(approve(erin, draft, emergency=[]))


def test_a_bulk_publish_leads_to_each_page(erin: Client, unsafe: ConditionPage) -> None:
    words = said(erin.post(bulk("publish", unsafe)))
    assert "“Unsafe” was not published." in words
    assert f"{reverse('wagtailadmin_pages:edit', args=[unsafe.pk])}#findings-emergency" in words


def test_a_bulk_publish_of_several_pages_says_that_none_was_published(
    erin: Client, draft: ConditionPage, unsafe: ConditionPage
) -> None:
    assert "None of the chosen" not in said(erin.post(bulk("publish", unsafe)))
    assert "None of the chosen pages was published" in said(erin.post(bulk("publish", draft, unsafe)))


def test_publishing_that_is_refused_leaves_the_workflow_as_it_was(
    erin: Client, draft: ConditionPage, workflow: Workflow
) -> None:
    save(erin, draft)
    workflow.start(ConditionPage.objects.get(pk=draft.pk), erin.user)  # type: ignore[attr-defined]
    send(erin, draft, "action-publish", emergency=streamfield([]))
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert state.current_task_state.task.name == "Rhea"


def test_who_publishes_during_a_review_is_told_that_a_refusal_leaves_it_as_it_is(
    erin: Client, draft: ConditionPage, workflow: Workflow
) -> None:
    save(erin, draft)
    workflow.start(ConditionPage.objects.get(pk=draft.pk), erin.user)  # type: ignore[attr-defined]
    url = reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[draft.pk])
    words = erin.get(url).json()["html"]
    assert "the review goes on as it is" in words
    assert "will cancel" not in words
