"""A reviewer opens a page that was submitted, changes nothing, and approves it with the editor's own button."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.test.utils.form_data import streamfield

from conditions.models import ConditionPage
from tests.conditions.publishing.conftest import is_served, publications
from tests.conditions.publishing.test_editor import form_of, rhea
from tests.factories import signed

pytestmark = pytest.mark.django_db

SOURCE = {"title": "A source", "url": "https://example.org", "published": "2016-11-30"}
PAIN = {"key": "", "statement": "Your pain is 7 or more out of 10", "kind": "pain_at_least", "value": "7"}


def form_as_opened(page: ConditionPage) -> dict[str, str]:
    """What the browser sends for `page` when nothing was changed: ids, keys, and every number as a text."""
    data = form_of(page, **numbers_and_dates())
    for field in ("emergency", "call_provider", "overview", "symptoms", "treatment", "sources"):
        for number, child in enumerate(getattr(page, field)):
            data[f"{field}-{number}-id"] = child.id
            if child.block_type == "sign":
                data[f"{field}-{number}-value-key"] = child.value["key"]
            if child.block_type == "paragraph":
                data[f"{field}-{number}-value"] = content_state_of(child)
    return data


def content_state_of(paragraph: Any) -> str:
    return str(paragraph.block.field.widget.format_value(paragraph.value))


def numbers_and_dates() -> dict[str, Any]:
    """A number and a date, which a browser sends as texts."""
    return {
        "call_provider": streamfield([("sign", {**PAIN, "all_of": streamfield([])})]),
        "sources": streamfield([("source", SOURCE)]),
    }


@pytest.fixture
def submitted(erin: Client, draft: ConditionPage) -> ConditionPage:
    """A draft that was saved in the editor and submitted to a workflow of one task."""
    edit(erin, draft, form_of(draft, **numbers_and_dates()))
    workflow, task = Workflow.objects.create(name="Review"), GroupApprovalTask.objects.create(name="Rhea")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page = signed(ConditionPage.objects.get(pk=draft.pk).get_latest_revision_as_object())
    workflow.start(page, erin.user)  # type: ignore[attr-defined]
    return page


def edit(erin: Client, page: ConditionPage, data: dict[str, str]) -> None:
    response = erin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302, response.context["form"].errors


def approval() -> dict[str, str]:
    return {"action-workflow-action": "1", "workflow-action-name": "approve"}


def test_the_submitter_does_not_approve_in_the_editor(erin: Client, submitted: ConditionPage) -> None:
    edit(erin, submitted, form_as_opened(submitted) | approval())
    assert not is_served(submitted)


def test_an_approval_of_unchanged_words_publishes(submitted: ConditionPage) -> None:
    before = submitted.latest_revision_id
    edit(rhea(), submitted, form_as_opened(submitted) | approval())
    assert is_served(submitted)
    assert publications(submitted)[0].revision_id == before


def test_an_approval_with_a_change_asks_for_an_approval_of_the_change(submitted: ConditionPage) -> None:
    changed = form_as_opened(submitted) | approval() | {"call_provider-0-value-value": "8"}
    edit(rhea(), submitted, changed)
    assert not is_served(submitted)
    assert ConditionPage.objects.get(pk=submitted.pk).workflow_in_progress
