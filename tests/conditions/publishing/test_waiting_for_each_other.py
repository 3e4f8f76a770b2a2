"""Two who change what is public wait for one another, never each for the other: one lock comes before every row.

On PostgreSQL each of these was a deadlock once. SQLite has one lock for all, so there it is a wait.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import threading
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Revision, TaskState, Workflow, WorkflowTask

from conditions.freshness import hold
from conditions.models import ConditionIndexPage, ConditionPage, Term
from tests.conditions.publishing.conftest import is_served, page_of, words
from tests.conditions.publishing.test_editor import bulk

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS_UNTIL_IT_WAITS = 2


def while_somebody_publishes(other: Callable[[], None], act: Callable[[], object]) -> str:
    """What went wrong when `other` begins after somebody who publishes has taken the lock, and before they `act`."""
    wrong: list[str] = []

    def begin() -> None:
        try:
            other()
        except Exception as error:
            wrong.append(str(error))
        finally:
            connections.close_all()

    thread = threading.Thread(target=begin)
    try:
        with transaction.atomic():
            hold()
            thread.start()
            thread.join(timeout=SECONDS_UNTIL_IT_WAITS)
            act()
    except Exception as error:
        wrong.append(str(error))
    thread.join()
    return " ".join(wrong)


def run_schedules() -> None:
    out = io.StringIO()
    with contextlib.suppress(CommandError):
        call_command("publish_scheduled", stdout=out, stderr=out)
    assert "deadlock" not in out.getvalue()


def fresh(page: ConditionPage) -> ConditionPage:
    return ConditionPage.objects.get(pk=page.pk)


def add(index: ConditionIndexPage, slug: str) -> None:
    ConditionIndexPage.objects.get(pk=index.pk).add_child(instance=page_of(words(title=slug), slug))


def test_a_page_is_added_while_an_import_adds_others(index: ConditionIndexPage) -> None:
    assert not while_somebody_publishes(lambda: add(index, "theirs"), lambda: add(index, "imported"))
    assert ConditionPage.objects.filter(slug__in=("theirs", "imported")).count() == 2


def rename(index: ConditionIndexPage) -> None:
    index = ConditionIndexPage.objects.get(pk=index.pk)
    index.title = "All of them"
    index.save_revision().publish()


def test_the_a_to_z_is_published_while_an_import_adds_a_page(live: ConditionPage) -> None:
    index = live.get_parent().specific
    assert not while_somebody_publishes(lambda: rename(index), lambda: add(index, "imported"))


def test_a_draft_is_deleted_while_an_import_adds_a_page(index: ConditionIndexPage) -> None:
    draft = index.add_child(instance=page_of(words(title="Gone"), "gone"))
    assert not while_somebody_publishes(lambda: fresh(draft).delete(), lambda: add(index, "imported"))


def test_a_draft_is_deleted_while_another_page_is_saved(
    live: ConditionPage, index: ConditionIndexPage
) -> None:
    draft = index.add_child(instance=page_of(words(title="Gone"), "gone"))
    assert not while_somebody_publishes(lambda: fresh(draft).delete(), lambda: fresh(live).save())


def test_a_page_expires_while_it_is_saved(live: ConditionPage) -> None:
    Page.objects.filter(pk=live.pk).update(expire_at=timezone.now() - datetime.timedelta(hours=1))
    assert not while_somebody_publishes(run_schedules, lambda: fresh(live).save())
    assert not is_served(live)


def test_a_schedule_is_due_while_the_same_page_is_published(live: ConditionPage) -> None:
    revision = live.save_revision()
    late = timezone.now() - datetime.timedelta(hours=1)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=late)
    assert not while_somebody_publishes(run_schedules, lambda: fresh(live).get_latest_revision().publish())
    assert is_served(live)


def test_several_pages_are_unpublished_while_one_of_them_is_saved(live: ConditionPage) -> None:
    assert not while_somebody_publishes(
        lambda: Page.objects.get(pk=live.pk).unpublish(), lambda: fresh(live).save()
    )
    assert not is_served(live)


def test_a_check_is_approved_while_a_publisher_publishes_past_it(live: ConditionPage) -> None:
    live.save_revision()
    workflow, task = Workflow.objects.create(name="Ours"), GroupApprovalTask.objects.create(name="A look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    workflow.start(fresh(live), None)
    state = fresh(live).current_workflow_task_state
    assert not while_somebody_publishes(state.approve, lambda: fresh(live).get_latest_revision().publish())
    assert is_served(live)


def test_two_publish_the_same_page(live: ConditionPage) -> None:
    live.save_revision()

    def publish() -> None:
        fresh(live).get_latest_revision().publish()

    assert not while_somebody_publishes(publish, publish)
    assert is_served(live)


def test_two_publish_the_a_to_z(index: ConditionIndexPage) -> None:
    assert not while_somebody_publishes(lambda: rename(index), lambda: rename(index))


def test_a_draft_is_deleted_in_the_admin_while_an_import_adds_a_page(
    index: ConditionIndexPage, erin: Client
) -> None:
    draft = index.add_child(instance=page_of(words(title="Gone"), "gone"))
    url = reverse("wagtailadmin_pages:delete", args=[draft.pk])
    assert not while_somebody_publishes(lambda: erin.post(url), lambda: add(index, "imported"))
    assert not ConditionPage.objects.filter(pk=draft.pk).exists()
    assert ConditionIndexPage.objects.get(pk=index.pk).numchild == 1


def test_drafts_are_deleted_in_bulk_while_an_import_adds_a_page(
    index: ConditionIndexPage, erin: Client
) -> None:
    draft = index.add_child(instance=page_of(words(title="Gone"), "gone"))
    assert not while_somebody_publishes(
        lambda: erin.post(bulk("delete", draft)), lambda: add(index, "imported")
    )
    assert ConditionIndexPage.objects.get(pk=index.pk).numchild == 1


def test_a_word_of_the_glossary_is_saved_while_an_import_saves_it(index: ConditionIndexPage) -> None:
    word = Term.objects.create(locale=index.locale, word="ligament", meaning="A band.")

    def explain(meaning: str) -> None:
        with transaction.atomic():
            term = Term.objects.get(pk=word.pk)
            term.meaning = meaning
            term.save()

    assert not while_somebody_publishes(lambda: explain("A cord."), lambda: explain("A rope."))


def test_a_word_of_the_glossary_is_deleted_while_an_import_saves_it(index: ConditionIndexPage) -> None:
    word = Term.objects.create(locale=index.locale, word="ligament", meaning="A band.")
    assert not while_somebody_publishes(lambda: Term.objects.get(pk=word.pk).delete(), word.save)


def test_a_check_is_refused_after_whoever_publishes_past_it(live: ConditionPage) -> None:
    live.save_revision()
    workflow, task = Workflow.objects.create(name="Ours"), GroupApprovalTask.objects.create(name="A look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    workflow.start(fresh(live), None)
    state = fresh(live).current_workflow_task_state

    def open_still() -> None:
        assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS

    assert not while_somebody_publishes(state.reject, open_still)
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_REJECTED


def test_pages_are_put_in_another_order_while_one_of_them_is_saved(
    live: ConditionPage, index: ConditionIndexPage, erin: Client
) -> None:
    index.add_child(instance=page_of(words(title="Other"), "other"))
    url = reverse("wagtailadmin_pages:set_page_position", args=[live.pk]) + "?position=1"
    assert not while_somebody_publishes(lambda: erin.post(url), lambda: fresh(live).save())
    assert [page.slug for page in ConditionIndexPage.objects.get(pk=index.pk).get_children()] == [
        "other",
        "live",
    ]


def test_a_page_is_moved_while_it_is_saved(
    live: ConditionPage, index: ConditionIndexPage, erin: Client
) -> None:
    index.add_child(instance=page_of(words(title="Other"), "other"))
    url = reverse("wagtailadmin_pages:move_confirm", args=[live.pk, index.pk])
    assert not while_somebody_publishes(lambda: erin.post(url), lambda: fresh(live).save())
    assert is_served(live)


def test_a_page_is_copied_while_an_import_adds_one(
    live: ConditionPage, index: ConditionIndexPage, erin: Client
) -> None:
    url = reverse("wagtailadmin_pages:copy", args=[live.pk])
    sent = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(index.pk)}
    assert not while_somebody_publishes(lambda: erin.post(url, sent), lambda: add(index, "imported"))
    assert ConditionPage.objects.filter(slug__in=("copy", "imported")).count() == 2


@pytest.mark.parametrize("bulk_action", [False, True])
def test_a_draft_is_deleted_whose_place_another_page_takes_meanwhile(
    live: ConditionPage, index: ConditionIndexPage, erin: Client, bulk_action: bool
) -> None:
    """It was asked by its old place whether it was ever published, and refused."""
    draft = index.add_child(instance=page_of(words(title="Gone"), "gone"))
    url = bulk("delete", draft) if bulk_action else reverse("wagtailadmin_pages:delete", args=[draft.pk])

    def swap() -> None:
        Page.objects.get(pk=draft.pk).move(Page.objects.get(pk=live.pk), pos="left")

    assert not while_somebody_publishes(lambda: erin.post(url), swap)
    assert not ConditionPage.objects.filter(pk=draft.pk).exists()
    assert is_served(live)


def test_a_page_that_somebody_deletes_meanwhile_is_not_there_to_delete(
    index: ConditionIndexPage, erin: Client
) -> None:
    draft = index.add_child(instance=page_of(words(title="Gone"), "gone"))
    answers: list[int] = []
    url = reverse("wagtailadmin_pages:delete", args=[draft.pk])
    assert not while_somebody_publishes(
        lambda: answers.append(erin.post(url).status_code), lambda: fresh(draft).delete()
    )
    assert answers == [404]
    assert ConditionIndexPage.objects.get(pk=index.pk).numchild == 0
