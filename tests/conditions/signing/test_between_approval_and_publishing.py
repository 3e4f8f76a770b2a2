"""Words that were approved, and what happens to them before they go live: nothing slips in between."""

from __future__ import annotations

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Revision, Workflow

from conditions.builder import document_of
from conditions.models import ConditionPage, SignOff, Term
from conditions.services import signing
from conditions.services.publishing import PublicationRefused
from tests.conditions.publishing.conftest import publications
from tests.conditions.publishing.test_editor import bulk, form_of
from tests.conditions.signing.conftest import at_desk, draft_of, edit, fresh, person, sign, words_sha
from tests.conditions.signing.test_every_route_by_every_role import NOT_LIVE, REVIEWED, landed, saved

__all__ = ["saved"]
pytestmark = pytest.mark.django_db


def test_a_stale_tab_that_overwrites_the_approved_revision_does_not_go_live(saved: ConditionPage) -> None:
    sign(saved, "rhea")
    approved = fresh(saved).latest_revision_id
    stale = form_of(saved, main_message="Walk on it at once.") | {"overwrite_revision_id": str(approved)}
    at_desk("erin").post(reverse("wagtailadmin_pages:edit", args=[saved.pk]), stale)
    revision = Revision.objects.get(pk=approved)
    assert revision.content["main_message"] == "Walk on it at once."
    with pytest.raises(PublicationRefused) as refused:
        revision.publish()
    assert "unsigned" in [stop.code for stop in refused.value.stops]
    assert publications(saved) == []


def test_a_schedule_whose_sign_off_was_taken_back_is_refused_kept_and_reported(
    saved: ConditionPage, capsys: pytest.CaptureFixture[str]
) -> None:
    sign_off = sign(saved, "rhea")
    late = timezone.now() - datetime.timedelta(hours=1)
    Revision.objects.filter(pk=fresh(saved).latest_revision_id).update(approved_go_live_at=late)
    signing.revoke(sign_off=sign_off, by=person("rhea"), reason="The source was retracted.")
    with pytest.raises(CommandError, match="1 not done"):
        call_command("publish_scheduled")
    assert "No clinical reviewer has signed" in capsys.readouterr().err
    assert Revision.objects.get(pk=fresh(saved).latest_revision_id).approved_go_live_at == late
    assert landed(saved) == NOT_LIVE
    page = at_desk("sam").get(reverse("wagtailadmin_home")).content.decode()
    assert "should have gone live" in page


def test_a_schedule_is_refused_when_a_word_that_it_uses_got_another_meaning(saved: ConditionPage) -> None:
    term = Term.objects.create(locale=Locale.objects.get(language_code="en"), word="band", meaning="A strip.")
    edit(saved, "erin", overview=[("paragraph", "<p>A [[band]].</p>")])
    assert [word.word for word in document_of(draft_of(saved)).terms] == ["band"]
    sign(saved, "rhea")
    late = timezone.now() - datetime.timedelta(hours=1)
    Revision.objects.filter(pk=fresh(saved).latest_revision_id).update(approved_go_live_at=late)
    term.meaning = "Something else."
    term.save()
    with pytest.raises(CommandError, match="1 not done"):
        call_command("publish_scheduled", stderr=io.StringIO())
    assert publications(saved) == []


def test_a_stale_tab_that_overwrites_signed_words_during_the_check_makes_the_review_sign_again(
    saved: ConditionPage,
) -> None:
    Workflow.objects.get(active=True).start(draft_of(saved), person("sam"))
    check = fresh(saved).current_workflow_task_state
    sign(saved, "rhea")
    newest = fresh(saved).latest_revision_id
    stale = form_of(saved, main_message="Walk on it at once.") | {"overwrite_revision_id": str(newest)}
    at_desk("erin").post(reverse("wagtailadmin_pages:edit", args=[saved.pk]), stale)
    assert draft_of(saved).main_message == "Walk on it at once."
    check.task.specific.on_action(check, person("paul"), "approve")
    review = fresh(saved).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[saved.pk, "approve", review.pk])
    at_desk("rhea").post(url, {"comment": ""})
    assert publications(saved) == []
    assert fresh(saved).current_workflow_task_state == review


def test_words_that_nobody_signed_are_not_scheduled(saved: ConditionPage) -> None:
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    data = form_of(saved, go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M")) | {"action-publish": "1"}
    at_desk("paul").post(reverse("wagtailadmin_pages:edit", args=[saved.pk]), data)
    assert not saved.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_an_edit_during_review_makes_the_reviewer_read_again(saved: ConditionPage) -> None:
    shown = words_sha(saved)
    edit(saved, "erin", main_message="Walk on it.")
    with pytest.raises(ValidationError, match="changed while you were reading"):
        sign(saved, "rhea", words=shown)


def test_a_program_that_saves_an_old_copy_over_newer_words_publishes_the_copy_because_that_was_signed(
    saved: ConditionPage,
) -> None:
    sign(saved, "rhea")
    first, second = draft_of(saved), draft_of(saved)
    first.main_message, second.pronunciation = "Walk on it.", "SPRAYN"
    first.save_revision(user=person("erin"))
    revision = second.save_revision(user=person("sam"))
    revision.publish()
    assert landed(saved) == REVIEWED
    assert "Walk on it." not in publications(saved)[0].document


def test_bulk_publish_with_one_unsigned_page_publishes_none_and_names_it(
    saved: ConditionPage, reviewed: ConditionPage
) -> None:
    edit(reviewed, "erin", pronunciation="SPRAYN")
    at_desk("paul").post(bulk("publish", saved, reviewed))
    assert publications(saved) == []
    assert len(publications(reviewed)) == 1


@pytest.mark.parametrize("name", ["erin", "rhea", "paul", "sam"])
def test_whoever_may_not_copy_gets_a_form_and_no_crash(saved: ConditionPage, name: str) -> None:
    assert at_desk(name).get(reverse("wagtailadmin_pages:copy", args=[saved.pk])).status_code in (200, 302)


def test_a_signature_that_was_taken_back_in_the_same_moment_is_taken_back_once(saved: ConditionPage) -> None:
    """A double click: both read it before either took it back."""
    sign_off = sign(saved, "rhea")
    read_before = SignOff.objects.get(pk=sign_off.pk)
    signing.revoke(sign_off=sign_off, by=person("rhea"), reason="The source was retracted.")
    with pytest.raises(ValidationError, match="taken back already"):
        signing.revoke(sign_off=read_before, by=person("rhea"), reason="The source was retracted.")
