"""The groups and the default workflow that the migration makes, and what each group may do."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage

from conditions.models import ClinicalReviewTask, ConditionPage, EditorialCheckTask
from tests.conditions.signing.conftest import at_desk, person

pytestmark = pytest.mark.django_db
MIGRATION = importlib.import_module("conditions.migrations.0008_groups_and_workflow")

ON_PAGES = {
    "erin": {"add_page", "change_page"},
    "rhea": {"change_page"},
    "paul": {"change_page", "publish_page"},
    "sam": {"add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"},
}
MAY = {
    "conditions.sign_words": {"rhea"},
    "conditions.publish_unsigned": {"sam"},
    "conditions.change_term": {"erin", "sam"},
    "conditions.add_reviewer": {"sam"},
    "conditions.change_reviewer": {"sam"},
    "conditions.change_sitewording": {"sam"},
    "conditions.view_content_reports": {"erin", "rhea", "paul", "sam"},
    "wagtailadmin.access_admin": {"erin", "rhea", "paul", "sam"},
    "auth.change_group": set(),
}


@pytest.mark.parametrize("name", ON_PAGES)
def test_what_a_group_may_do_with_pages(db: None, name: str) -> None:
    group = person(name).groups.get()
    given = GroupPagePermission.objects.filter(group=group, page__depth=1)
    assert set(given.values_list("permission__codename", flat=True)) == ON_PAGES[name]


@pytest.mark.parametrize("permission", MAY)
def test_who_may_do_what_else(db: None, permission: str) -> None:
    cast = ("erin", "rhea", "paul", "sam", "charlie")
    assert {name for name in cast if person(name).has_perm(permission)} == MAY[permission]


def test_wagtails_moderators_became_publishers(db: None) -> None:
    assert not Group.objects.filter(name="Moderators").exists()
    assert not Workflow.objects.filter(name="Moderators approval", active=True).exists()


def test_the_default_workflow_is_the_check_then_clinical_review(db: None) -> None:
    assert [type(task.specific) for task in Page.get_first_root_node().get_workflow().tasks] == [
        EditorialCheckTask,
        ClinicalReviewTask,
    ]


def counts() -> list[int]:
    models = (Group, GroupPagePermission, Workflow, WorkflowPage, EditorialCheckTask, ClinicalReviewTask)
    return [model.objects.count() for model in models]


def test_making_them_again_changes_nothing(db: None) -> None:
    before = counts()
    MIGRATION.make_groups(apps, None)
    MIGRATION.make_workflow(apps, None)
    assert counts() == before


def test_a_site_keeps_a_workflow_of_its_own_choosing(db: None) -> None:
    own = Workflow.objects.create(name="Ours")
    WorkflowPage.objects.update(workflow=own)
    MIGRATION.make_workflow(apps, None)
    assert Page.get_first_root_node().get_workflow() == own


@pytest.mark.parametrize("name", ["erin", "rhea", "paul", "sam", "root"])
def test_everybody_who_works_on_pages_sees_who_signed(reviewed: ConditionPage, name: str) -> None:
    text = at_desk(name).get(reverse("condition_sign_offs", args=[reviewed.pk])).content.decode()
    assert "Signed by Rhea Reviewer on" in text
    assert "Publish unsigned" not in text


def test_a_patient_does_not(reviewed: ConditionPage) -> None:
    assert at_desk("charlie").get(reverse("condition_sign_offs", args=[reviewed.pk])).status_code == 403


def test_the_editor_leads_to_the_form(written: ConditionPage) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[written.pk])
    assert "Review and sign" in at_desk("rhea").get(edit).content.decode()
    assert reverse("condition_sign_offs", args=[written.pk]) in at_desk("erin").get(edit).content.decode()


def test_the_forms_are_offered_to_whoever_may_send_them(written: ConditionPage) -> None:
    url = reverse("condition_sign_offs", args=[written.pk])
    assert "Sign these words" in at_desk("rhea").get(url).content.decode()
    assert "Sign these words" not in at_desk("paul").get(url).content.decode()
    assert "Publish unsigned" in at_desk("sam").get(url).content.decode()
    assert "Never signed" in at_desk("erin").get(url).content.decode()


def test_a_form_that_is_wrong_is_shown_again_with_what_is_missing(written: ConditionPage) -> None:
    response = at_desk("rhea").post(reverse("condition_sign", args=[written.pk]), {"words": "x"})
    assert response.status_code == 422
    assert "This field is required" in response.content.decode()
