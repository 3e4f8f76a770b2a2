"""Nobody approves what they were the last to write: any part of the page, any kind of step, after any purge."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Revision, TaskState, Workflow, WorkflowTask

from conditions.models import ConditionIndexPage, ConditionPage, EditorialCheckTask
from conditions.models.writing import PARTS_OF
from conditions.selectors.writers import last_writers, parts_written_by
from tests.conditions.publishing.conftest import is_served, page_of, words
from tests.conditions.signing.conftest import at_desk, draft_of, edit, fresh, person, sign
from tests.factories import signed

pytestmark = pytest.mark.django_db

NOT_CLINICAL: dict[str, Any] = {
    "sources": {"sources": [("source", {"title": "Other", "publisher": "", "url": "https://example.org"})]},
    "codes": {"codes": []},
    "also_called": {"also_called": []},
    "pronunciation": {"pronunciation": "SPRAYN"},
    "sample": {"sample": True},
}


def submit(page: ConditionPage, workflow: Workflow | None = None) -> TaskState:
    """Sam submits, who neither writes nor approves."""
    (workflow or Workflow.objects.get(active=True)).start(draft_of(page), person("sam"))
    return fresh(page).current_workflow_task_state


def approve(state: TaskState, by: str) -> None:
    state.task.specific.on_action(state, person(by), "approve")


def click(page: ConditionPage, state: TaskState, by: str) -> None:
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    at_desk(by).post(url, {"comment": ""})


@pytest.mark.parametrize("part", NOT_CLINICAL)
def test_the_last_writer_of_any_part_does_not_approve_the_check(written: ConditionPage, part: str) -> None:
    edit(written, "paul", **NOT_CLINICAL[part])
    with pytest.raises(ValidationError, match="You were the last to write"):
        approve(submit(written), "paul")


def test_whoever_corrected_a_source_that_is_live_approves_what_others_wrote_since(
    reviewed: ConditionPage,
) -> None:
    edit(reviewed, "paul", **NOT_CLINICAL["sources"])
    fresh(reviewed).get_latest_revision().publish()
    edit(fresh(reviewed), "erin", main_message="Rest it first.")
    state = submit(reviewed)
    approve(state, "paul")
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_APPROVED


def test_every_part_of_a_page_that_is_published_has_a_writer() -> None:
    document = {
        "also_called", "codes", "emergency_exemption_by", "pronunciation", "sample", "sources",
        "virtual_care_text", "virtual_care_label", "virtual_care_url", "virtual_care_learn_more",
    }  # fmt: skip
    fields = {field.name for field in ConditionPage._meta.local_fields}
    beside = {"page_ptr", "import_leftovers", "written_by"}
    covered = {name for names in PARTS_OF.values() for name in names}
    assert covered >= document
    assert fields - beside == covered - {"title"}


def test_a_reviewer_who_corrected_a_source_signs_the_words_but_does_not_approve(
    written: ConditionPage,
) -> None:
    edit(written, "rhea", **NOT_CLINICAL["sources"])
    approve(submit(written), "paul")
    assert sign(written, "rhea").section_hashes.keys() >= {"emergency", "treatment"}
    state = fresh(written).current_workflow_task_state
    assert not is_served(written)
    with pytest.raises(ValidationError, match="You were the last to write “Sources”"):
        approve(state, "rhea")
    click(written, state, "ruth")
    assert is_served(written)


@pytest.fixture
def stock(db: None) -> Workflow:
    """A workflow of Wagtail's own kind of task, which editors and publishers may approve."""
    workflow, task = Workflow.objects.create(name="Ours"), GroupApprovalTask.objects.create(name="A look")
    task.groups.add(*Group.objects.filter(name__in=("Editors", "Publishers")))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    return workflow


def test_a_stock_task_is_not_approved_by_the_writer(written: ConditionPage, stock: Workflow) -> None:
    signed(draft_of(written))
    state = submit(written, stock)
    click(written, state, "erin")
    assert not is_served(written)
    click(written, state, "paul")
    assert is_served(written)


def test_a_stock_task_is_not_approved_by_the_submitter(written: ConditionPage, stock: Workflow) -> None:
    signed(draft_of(written))
    stock.start(draft_of(written), person("paul"))
    state = fresh(written).current_workflow_task_state
    click(written, state, "paul")
    assert not is_served(written)


def test_a_task_state_that_is_saved_as_approved_is_asked_too(written: ConditionPage, stock: Workflow) -> None:
    state = submit(written, stock)
    state.status, state.finished_by = TaskState.STATUS_APPROVED, person("erin")
    with pytest.raises(ValidationError):
        state.save()


def test_whoever_gave_the_check_does_not_pass_clinical_review_without_signing(written: ConditionPage) -> None:
    EditorialCheckTask.objects.get().groups.add(Group.objects.get(name="Clinical reviewers"))
    click(written, submit(written), "rhea")
    state = fresh(written).current_workflow_task_state
    assert state.task.name == "Clinical review"
    click(written, state, "rhea")
    assert not is_served(written)


# --- After a purge --------------------------------------------------------------------------------------------


def purge() -> None:
    call_command("purge_revisions", stdout=io.StringIO())


def test_a_purge_of_revisions_does_not_let_a_writer_sign(written: ConditionPage) -> None:
    edit(written, "rhea", main_message="Rest it.")
    edit(written, "erin", pronunciation="SPRAYN")
    purge()
    assert Revision.objects.for_instance(written).count() == 1
    with pytest.raises(ValidationError, match="You were the last to write “Main message”"):
        sign(written, "rhea")


def test_a_purge_makes_nobody_the_writer_of_what_they_did_not_write(written: ConditionPage) -> None:
    edit(written, "rhea", pronunciation="SPRAYN")
    purge()
    assert sign(written, "rhea").section_hashes.keys() >= {"main_message", "treatment"}


def without_writers(page: ConditionPage) -> None:
    """As it was stored before anybody wrote writers down."""
    revision = fresh(page).latest_revision
    del revision.content["written_by"]
    revision.save()


def test_where_nobody_knows_the_writer_whoever_edited_the_page_counts_as_one(written: ConditionPage) -> None:
    draft = draft_of(written)
    draft.save_revision(user=person("rhea"), log_action=True)
    edit(written, "erin", main_message="Rest it.")
    purge()
    without_writers(written)
    with pytest.raises(ValidationError, match="You were the last to write"):
        sign(written, "rhea")
    assert sign(written, "ruth").reviewer_name == "Ruth Second"


def test_what_was_written_since_has_a_writer_again(written: ConditionPage) -> None:
    without_writers(written)
    edit(written, "paul", main_message="Rest it.")
    assert last_writers(written) == {"main_message": str(person("paul").pk)}
    assert parts_written_by(written, person("paul")) == set(PARTS_OF)


# --- Who counts as a writer -----------------------------------------------------------------------------------


def test_an_import_has_no_writer(index: ConditionIndexPage) -> None:
    page = index.add_child(instance=page_of(words()))
    page.save_revision()
    assert set(last_writers(page).values()) == {None}


def test_the_same_words_with_other_ids_of_blocks_have_the_same_writer(written: ConditionPage) -> None:
    draft = draft_of(written)
    html = str(draft.overview[0].value.source).replace("<p", '<p data-block-key="abcde"')
    edit(written, "rhea", overview=[("paragraph", html)])
    assert last_writers(written)["overview"] == str(person("erin").pk)


def test_whoever_puts_words_back_has_written_them(written: ConditionPage) -> None:
    before = draft_of(written).main_message
    edit(written, "erin", main_message="Walk on it.")
    edit(written, "rhea", main_message=before)
    assert last_writers(written)["main_message"] == str(person("rhea").pk)


# --- Pages that are no condition page -------------------------------------------------------------------------


@pytest.fixture
def introduced(index: ConditionIndexPage) -> ConditionIndexPage:
    """Paul was the last to write the introduction of the A to Z; Sam submitted it."""
    index.introduction = "Read what to do."
    index.save_revision(user=person("paul"))
    Workflow.objects.get(active=True).start(index, person("sam"))
    return index


def test_nobody_approves_the_introduction_that_they_wrote(introduced: ConditionIndexPage) -> None:
    state = introduced.current_workflow_task_state
    with pytest.raises(ValidationError, match="You were the last to write this page"):
        approve(state, "paul")
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS


def test_nor_the_one_that_they_submitted(index: ConditionIndexPage) -> None:
    index.introduction = "Read what to do."
    index.save_revision(user=person("paul"))
    Workflow.objects.get(active=True).start(index, person("max"))
    with pytest.raises(ValidationError, match="You submitted these words"):
        approve(index.current_workflow_task_state, "max")


def test_it_is_not_offered_to_them_either(introduced: ConditionIndexPage) -> None:
    task = introduced.current_workflow_task_state.task.specific
    offered = {
        name: {action for action, *_ in task.get_actions(introduced, person(name))}
        for name in ("paul", "max")
    }
    assert "approve" not in offered["paul"]
    assert "approve" in offered["max"]


def test_somebody_else_approves_it(introduced: ConditionIndexPage) -> None:
    state = introduced.current_workflow_task_state
    approve(state, "max")
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_APPROVED
