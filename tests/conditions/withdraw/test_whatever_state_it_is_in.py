"""A page is taken out of use at once whatever else happens to it: locked, scheduled, in a workflow, edited."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Workflow

from conditions.models import ConditionPage
from conditions.services.publishing import withdraw
from tests.conditions.publishing.conftest import index, is_served
from tests.conditions.signing.conftest import _demo, at_desk, draft_of, edit, fresh, person, reviewed

__all__ = ["_demo", "index", "reviewed"]

pytestmark = pytest.mark.django_db


def take_out_of_use(page: ConditionPage) -> None:
    at_desk("rhea").post(f"/admin/conditions/{page.pk}/withdraw/", {"reason": "Unsafe."})
    assert Client().get("/conditions/reviewed/").status_code == 410
    assert not fresh(page).live


def test_a_locked_page(reviewed: ConditionPage) -> None:
    ConditionPage.objects.filter(pk=reviewed.pk).update(locked=True, locked_by=person("sam"))
    take_out_of_use(reviewed)


def test_a_page_in_a_workflow(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", also_called=[])
    Workflow.objects.get(active=True, name__startswith="Editorial").start(draft_of(reviewed), person("erin"))
    take_out_of_use(reviewed)


def test_a_scheduled_draft_does_not_bring_it_back(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", also_called=[], go_live_at=timezone.now() + datetime.timedelta(hours=1))
    draft_of(reviewed).get_latest_revision().publish()
    assert fresh(reviewed).scheduled_revision
    take_out_of_use(reviewed)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        call_command("publish_scheduled")
    assert not is_served(reviewed)


def test_a_draft_that_was_scheduled_off_the_site_does_not_bring_it_back(reviewed: ConditionPage) -> None:
    fresh(reviewed).unpublish()
    edit(reviewed, "erin", go_live_at=timezone.now() + datetime.timedelta(hours=1))
    draft_of(reviewed).get_latest_revision().publish()
    take_out_of_use(reviewed)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    with time_machine.travel(tomorrow), pytest.raises(CommandError, match="1 not done"):
        call_command("publish_scheduled")
    assert not is_served(reviewed)


def test_a_draft_that_was_saved_meanwhile_stays_the_newest(reviewed: ConditionPage) -> None:
    read_before = fresh(reviewed)
    edit(reviewed, "erin", main_message="Newer words.")
    withdraw(page=read_before, reason="Unsafe.", by=person("paul"))
    assert draft_of(reviewed).main_message == "Newer words."
    assert fresh(reviewed).has_unpublished_changes
