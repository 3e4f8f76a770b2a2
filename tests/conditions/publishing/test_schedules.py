"""publish_scheduled: what is due goes live or ends; a refused page keeps its schedule and stops nobody else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from conditions.models import ConditionPage
from conditions.services import signing
from tests.conditions.publishing.conftest import is_served, publications
from tests.conditions.signing.conftest import at_desk, draft_of, edit, person, reviewed, sign

__all__ = ["reviewed"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    """Demo accounts need no second factor."""
    settings.SIGNPOST_DEMO = True


def schedule(page: ConditionPage, *, hours_ago: int) -> Revision:
    revision = page.save_revision()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(hours=hours_ago)
    revision.save()
    return revision


def test_the_command_is_ours() -> None:
    assert get_commands()["publish_scheduled"] == "conditions"


def test_a_due_page_goes_live(draft: ConditionPage) -> None:
    schedule(draft, hours_ago=1)
    call_command("publish_scheduled")
    assert is_served(draft)
    assert publications(draft)[0].revision_id is not None


def test_a_page_that_is_not_due_stays_a_draft(draft: ConditionPage) -> None:
    schedule(draft, hours_ago=-1)
    call_command("publish_scheduled")
    assert publications(draft) == []


def test_a_refused_page_stops_nobody_and_is_reported(
    draft: ConditionPage, unsafe: ConditionPage, capsys: pytest.CaptureFixture[str]
) -> None:
    schedule(unsafe, hours_ago=2)
    schedule(draft, hours_ago=1)
    with pytest.raises(CommandError, match="1 not done"):
        call_command("publish_scheduled")
    assert "Unsafe" in capsys.readouterr().err
    assert is_served(draft)
    assert publications(unsafe) == []


def test_a_refused_page_keeps_its_schedule(unsafe: ConditionPage) -> None:
    revision = schedule(unsafe, hours_ago=2)
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at == revision.approved_go_live_at
    assert not Page.objects.get(pk=unsafe.pk).live


def test_a_broken_page_stops_nobody(
    draft: ConditionPage, unsafe: ConditionPage, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = schedule(unsafe, hours_ago=2)
    Revision.objects.filter(pk=broken.pk).update(content={"pk": unsafe.pk, "emergency": 7})
    schedule(draft, hours_ago=1)
    with pytest.raises(CommandError, match="1 not done"):
        call_command("publish_scheduled")
    assert "Failed to publish" in capsys.readouterr().err
    assert is_served(draft)


def test_a_dry_run_changes_nothing(draft: ConditionPage, capsys: pytest.CaptureFixture[str]) -> None:
    schedule(draft, hours_ago=1)
    call_command("publish_scheduled", "--dryrun")
    assert "Would publish" in capsys.readouterr().out
    assert publications(draft) == []


def test_running_it_twice_publishes_once(draft: ConditionPage) -> None:
    schedule(draft, hours_ago=1)
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert len(publications(draft)) == 1


def front_page() -> str:
    text = at_desk("paul").get(reverse("wagtailadmin_home")).content.decode()
    return " ".join(text.split())


def test_before_its_hour_the_front_page_names_a_scheduled_draft_whose_signature_is_gone(
    reviewed: ConditionPage,
) -> None:
    edit(reviewed, "erin", main_message="Walk on it.")
    sign_off = sign(reviewed, "rhea")
    schedule(draft_of(reviewed), hours_ago=-100)
    assert "would be refused" not in front_page()
    signing.revoke(sign_off=sign_off, by=person("rhea"), reason="I read an older source.")
    assert "“Reviewed” is scheduled for" in front_page()
    assert "would be refused as it is now" in front_page()


def test_a_scheduled_draft_that_cannot_be_read_is_named_and_breaks_nothing(unsafe: ConditionPage) -> None:
    broken = schedule(unsafe, hours_ago=-1)
    Revision.objects.filter(pk=broken.pk).update(content={"pk": unsafe.pk, "emergency": 7})
    assert "would be refused as it is now" in front_page()
