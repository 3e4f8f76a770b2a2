"""Every way through the admin by which somebody may try to put a page's newest draft live, each to its end: where
the admin asks to look at the impact first, they confirm."""

from __future__ import annotations

import contextlib
import datetime
import io
from typing import TYPE_CHECKING, Any

import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.test.utils.form_data import streamfield

from conditions.admin.sign_off_forms import raised_choices
from conditions.models import ClinicalReviewTask, Reviewer
from conditions.services import signing
from conditions.services.confirming import fingerprint
from conditions.services.publishing import PublicationRefused
from tests.conditions.publishing.test_editor import bulk, form_of
from tests.conditions.signing.conftest import at_desk, draft_of, fresh, person, words_sha
from tests.factories import a_reviewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from conditions.models import ConditionPage

    Route = Callable[[ConditionPage, str], None]

PUBLISH = {"action-publish": "1"}
STEPS = 3
"""Of a workflow, at most: words that were changed during the editorial check are checked again."""


def form(page: ConditionPage, **changes: object) -> dict[str, str]:
    """The editor's form as it opens on the newest draft."""
    draft = draft_of(page)
    signs = {
        name: streamfield([_sign(child) for child in getattr(draft, name)])
        for name in ("emergency", "call_provider")
    }
    exemption = {
        "emergency_exemption": draft.emergency_exemption,
        "emergency_exemption_by": str(draft.emergency_exemption_by_id or ""),
    }
    return form_of(page, **{"main_message": draft.main_message, **signs, **exemption, **changes})


def _sign(child: Any) -> tuple[str, dict[str, Any]]:
    value = child.value
    return "sign", {
        "key": value["key"], "statement": value["statement"], "kind": "yes_no", "all_of": streamfield([])
    }  # fmt: skip


def post(name: str, address: str, data: dict[str, Any] | None = None) -> None:
    """They send it, and whatever question about the impact follows, as a browser shows it, until none does."""
    client = at_desk(name)
    response = client.post(address, data or {})
    for _question in range(2):
        address, data = _question_of(client, response, address)
        if data is None:
            return
        response = client.post(address, data)


def _question_of(
    client: Client, response: HttpResponse, address: str
) -> tuple[str, dict[str, list[str]] | None]:
    """Where the question about the impact is answered, and what its form sends; None when nothing is asked."""
    if response.status_code == 302 and "/confirm-" in response.url:
        address = response.url
        response = client.get(address)
    if response.status_code != 200:
        return address, None
    asked = BeautifulSoup(response.content.decode(), "html.parser").select_one("form:has([name=seen])")
    if asked is None:
        return address, None
    sent: dict[str, list[str]] = {}
    for field in asked.select("input[name], textarea[name]"):
        sent.setdefault(str(field["name"]), []).append(str(field.get("value") or field.text))
    return str(asked.get("action") or address), sent


def post_form(page: ConditionPage, name: str, data: dict[str, str]) -> None:
    post(name, reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def submit(page: ConditionPage, workflow: Workflow | None = None) -> None:
    """Olga submits, who does nothing else. Where a review is under way already, the route goes on with that one."""
    if fresh(page).workflow_in_progress:
        return
    (workflow or Workflow.objects.get(active=True, name__startswith="Editorial")).start(
        draft_of(page), person("olga")
    )


# --- The editor -----------------------------------------------------------------------------------------------


def by_editor(page: ConditionPage, name: str) -> None:
    post_form(page, name, form(page) | PUBLISH)


def by_editor_with_a_change(page: ConditionPage, name: str) -> None:
    post_form(page, name, form(page, main_message="Walk on it at once.") | PUBLISH)


def by_schedule_in_the_editor(page: ConditionPage, name: str) -> None:
    """Two days later the schedule has come."""
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    post_form(page, name, form(page, go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M")) | PUBLISH)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)), contextlib.suppress(CommandError):
        call_command("publish_scheduled", stdout=io.StringIO(), stderr=io.StringIO())


def by_reverting(page: ConditionPage, name: str) -> None:
    """The oldest version of the page, which the form takes up, published as the newest."""
    oldest = page.revisions.order_by("created_at", "id").first()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, oldest.pk])
    post(name, url, form(page) | PUBLISH)


def by_creating(page: ConditionPage, name: str) -> None:
    """The same words as a page of its own."""
    url = reverse("wagtailadmin_pages:add", args=["conditions", "conditionpage", page.get_parent().pk])
    post(name, url, form(page) | {"slug": "copy"} | PUBLISH)


def by_copy(page: ConditionPage, name: str) -> None:
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk)}
    post(name, reverse("wagtailadmin_pages:copy", args=[page.pk]), data | {"publish_copies": "on"})


def by_bulk(page: ConditionPage, name: str) -> None:
    post(name, bulk("publish", page))


def by_bulk_of_the_parent(page: ConditionPage, name: str) -> None:
    post(name, bulk("publish", page.get_parent()), {"include_descendants": "on"})


# --- What confirms the impact, sent without being asked --------------------------------------------------------


def by_confirming(page: ConditionPage, name: str) -> None:
    seen = {"seen": fingerprint(draft_of(page))}
    at_desk(name).post(reverse("condition_confirm_publishing", args=[page.pk]), seen)


def by_confirming_in_bulk(page: ConditionPage, name: str) -> None:
    at_desk(name).post(bulk("publish", page), {"seen": f"{page.pk}:{fingerprint(draft_of(page))}"})


def by_confirming_the_approval(page: ConditionPage, name: str) -> None:
    """At each step that there is."""
    submit(page)
    for _step in range(STEPS):
        state = fresh(page).current_workflow_task_state
        if state is not None:
            url = reverse("condition_confirm_approval", args=[page.pk, state.pk])
            at_desk(name).post(url, {"seen": fingerprint(draft_of(page)), "comment": ""})


# --- The workflow ---------------------------------------------------------------------------------------------


def by_signing(page: ConditionPage, name: str) -> None:
    """Clinical review is under way; the form is sent whether or not it was offered."""
    submit(page)
    for _step in range(STEPS - 1):
        state = fresh(page).current_workflow_task_state
        if not isinstance(state.task.specific, ClinicalReviewTask):
            with contextlib.suppress(PublicationRefused):
                state.task.specific.on_action(state, person("paul"), "approve")
    reviewer = Reviewer.objects.filter(user=person(name)).first() or a_reviewer()
    data = {
        "words": words_sha(page), "reviewer": str(reviewer.pk), "signed_on": str(timezone.localdate()),
        "months": "12", "statements": [str(number) for number in range(len(signing.STATEMENTS))],
    }  # fmt: skip
    post(name, reverse("condition_sign", args=[page.pk]), data)


def by_workflow_button(page: ConditionPage, name: str) -> None:
    """Each step, one after the other."""
    submit(page)
    for _step in range(STEPS):
        _approve(page, name)


def by_stock_task(page: ConditionPage, name: str) -> None:
    """A workflow of one step of Wagtail's own kind, which every group may approve."""
    workflow, task = Workflow.objects.create(name="Ours"), GroupApprovalTask.objects.create(name="A look")
    task.groups.add(*Group.objects.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    submit(page, workflow)
    _approve(page, name)


def by_approving_with_a_change(page: ConditionPage, name: str) -> None:
    """The editor's own button “Approve”, with other words in the form; at each step that there is."""
    submit(page)
    for _step in range(STEPS):
        changed = form(page, main_message="Walk on it at once.")
        post_form(page, name, changed | {"action-workflow-action": "1", "workflow-action-name": "approve"})


def _approve(page: ConditionPage, name: str) -> None:
    state = fresh(page).current_workflow_task_state
    if state is not None:
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        post(name, url, {"comment": ""})


# --- Without the usual signature ------------------------------------------------------------------------------


def at_once(page: ConditionPage, name: str) -> None:
    signs = [key for key, _ in raised_choices(fresh(page))]
    url = reverse("condition_publish_at_once", args=[page.pk])
    post(name, url, {"words": words_sha(page), "signs": signs})


def by_unsigned_with_reason(page: ConditionPage, name: str) -> None:
    url = reverse("condition_publish_unsigned", args=[page.pk])
    post(name, url, {"words": words_sha(page), "reason": "A flood is coming."})


def by_unsigned_without_reason(page: ConditionPage, name: str) -> None:
    url = reverse("condition_publish_unsigned", args=[page.pk])
    post(name, url, {"words": words_sha(page), "reason": " "})
