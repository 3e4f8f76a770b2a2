"""What goes live is what was signed: every route, by every role, with words that are signed and words that are not."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, Workflow

from conditions.builder import document_of
from conditions.domain.canonical import canonical_json
from conditions.domain.document import document_json
from conditions.importing.write import file_text
from conditions.models import ConditionIndexPage, ConditionPage, Publication, SignOff
from conditions.services import signing
from conditions.services.publishing import PublicationRefused
from tests.conditions.publishing.conftest import is_served, page_of, publications, words
from tests.conditions.publishing.test_editor import bulk, form_of, publish_latest, save
from tests.conditions.signing.conftest import (
    at_desk,
    draft_of,
    edit,
    fresh,
    one_more_sign,
    person,
    sign,
    words_sha,
)
from tests.factories import a_reviewer, signed

pytestmark = pytest.mark.django_db

ROLES = ("erin", "rhea", "paul", "sam", "root", "charlie")
NOT_LIVE, UNREVIEWED, REVIEWED = "not live", "live, not reviewed", "live, reviewed"


def landed(page: ConditionPage) -> str:
    """What a reader gets of the newest draft."""
    current = Publication.objects.current().filter(page_id=page.pk).first()
    if current is None or current.document != _words_of_draft(page):
        return NOT_LIVE
    assert is_served(page)
    return REVIEWED if current.reviewed_on else UNREVIEWED


def _words_of_draft(page: ConditionPage) -> str:

    return canonical_json(document_json(document_of(draft_of(page))))


@pytest.fixture
def saved(index: ConditionIndexPage) -> ConditionPage:
    """A draft that Erin saved in the editor."""
    page = index.add_child(instance=page_of(words()))
    page.save_revision(user=person("erin"))
    save(at_desk("erin"), page)
    return fresh(page)


# --- Routes through the admin ---------------------------------------------------------------------------------


def by_editor(page: ConditionPage, name: str) -> None:
    publish_latest(at_desk(name), page)


def by_bulk(page: ConditionPage, name: str) -> None:
    at_desk(name).post(bulk("publish", page))


def by_bulk_of_the_parent(page: ConditionPage, name: str) -> None:
    at_desk(name).post(bulk("publish", page.get_parent()), {"include_descendants": "on"})


def by_signing(page: ConditionPage, name: str) -> None:
    """Clinical review is under way; the form is sent whether or not it was offered."""
    Workflow.objects.get(active=True).start(draft_of(page), person("erin"))
    state = fresh(page).current_workflow_task_state
    state.task.specific.on_action(state, person("paul"), "approve")
    data = {
        "words": words_sha(page), "reviewer": str(a_reviewer().pk), "signed_on": str(timezone.localdate()),
        "months": "12", "statements": [str(number) for number in range(len(signing.STATEMENTS))],
    }  # fmt: skip
    at_desk(name).post(reverse("condition_sign", args=[page.pk]), data)


def by_workflow_button(page: ConditionPage, name: str) -> None:
    Workflow.objects.get(active=True).start(draft_of(page), person("erin"))
    for _step in range(2):
        state = fresh(page).current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        at_desk(name).post(url, {"comment": ""})


def by_unsigned_with_reason(page: ConditionPage, name: str) -> None:
    url = reverse("condition_publish_unsigned", args=[page.pk])
    at_desk(name).post(url, {"words": words_sha(page), "reason": "A flood is coming."})


def by_unsigned_without_reason(page: ConditionPage, name: str) -> None:
    url = reverse("condition_publish_unsigned", args=[page.pk])
    at_desk(name).post(url, {"words": words_sha(page), "reason": " "})


def by_copy(page: ConditionPage, name: str) -> None:
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(page.get_parent().pk)}
    at_desk(name).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data | {"publish_copies": "on"})


Route = Callable[[ConditionPage, str], None]
ADMIN: dict[Route, dict[str, dict[str, str]]] = {
    by_editor: {"signed": dict.fromkeys(("paul", "sam", "root"), REVIEWED), "unsigned": {}},
    by_bulk: {"signed": dict.fromkeys(("paul", "sam", "root"), REVIEWED), "unsigned": {}},
    by_bulk_of_the_parent: {"signed": dict.fromkeys(("paul", "sam", "root"), REVIEWED), "unsigned": {}},
    by_signing: {"signed": {"rhea": REVIEWED}, "unsigned": {"rhea": REVIEWED}},
    by_workflow_button: {"signed": {"root": REVIEWED}, "unsigned": {}},
    by_unsigned_with_reason: {
        "signed": dict.fromkeys(("sam", "root"), REVIEWED),
        "unsigned": dict.fromkeys(("sam", "root"), UNREVIEWED),
    },
    by_unsigned_without_reason: {"signed": {}, "unsigned": {}},
    by_copy: {"signed": {}, "unsigned": {}},
}
CASES = [
    pytest.param(
        route, name, state, outcomes[state].get(name, NOT_LIVE), id=f"{route.__name__}-{name}-{state}"
    )
    for route, outcomes in ADMIN.items()
    for state in ("signed", "unsigned")
    for name in ROLES
]


@pytest.mark.parametrize(("route", "name", "state", "expected"), CASES)
def test_what_lands_by_a_route_through_the_admin(
    saved: ConditionPage, route: Route, name: str, state: str, expected: str
) -> None:
    person("rhea")
    if state == "signed":
        signed(draft_of(saved))
    route(saved, name)
    assert landed(saved) == expected
    assert not ConditionPage.objects.filter(slug="copy", live=True).exists()


@pytest.mark.parametrize("name", ROLES)
def test_who_publishes_a_new_sign_at_once(reviewed: ConditionPage, name: str) -> None:
    edit(reviewed, "erin", emergency=one_more_sign(draft_of(reviewed)))
    at_desk(name).post(
        reverse("condition_publish_at_once", args=[reviewed.pk]), {"words": words_sha(reviewed)}
    )
    assert landed(reviewed) == (REVIEWED if name == "rhea" else NOT_LIVE)


@pytest.mark.parametrize("name", ROLES)
@pytest.mark.parametrize(
    "view", ["condition_sign", "condition_publish_at_once", "condition_publish_unsigned"]
)
def test_a_decision_is_never_taken_by_reading(written: ConditionPage, name: str, view: str) -> None:
    at_desk(name).get(reverse(view, args=[written.pk]))
    assert publications(written) == []
    assert not SignOff.objects.exists()


# --- Routes of the system -------------------------------------------------------------------------------------


def by_revision(page: ConditionPage) -> None:
    page.get_latest_revision().publish()


def by_generic_page(page: ConditionPage) -> None:
    Page.objects.get(pk=page.pk).get_latest_revision().publish()


def by_save(page: ConditionPage) -> None:
    draft = draft_of(page)
    draft.live = True
    draft.save()


def by_schedule(page: ConditionPage) -> None:
    late = timezone.now() - datetime.timedelta(hours=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=late)
    try:
        call_command("publish_scheduled", stderr=io.StringIO())
    except CommandError as error:
        raise ValidationError(str(error)) from error


SYSTEM = [by_revision, by_generic_page, by_save, by_schedule]


@pytest.mark.parametrize("route", SYSTEM)
def test_the_system_publishes_signed_words(
    saved: ConditionPage, route: Callable[[ConditionPage], None]
) -> None:
    signed(draft_of(saved))
    route(fresh(saved))
    assert landed(saved) == REVIEWED


@pytest.mark.parametrize("route", SYSTEM)
def test_the_system_publishes_nothing_else(
    saved: ConditionPage, route: Callable[[ConditionPage], None]
) -> None:
    with pytest.raises(ValidationError):
        route(fresh(saved))
    assert landed(saved) == NOT_LIVE


@pytest.mark.parametrize(
    ("options", "expected"), [({}, UNREVIEWED), ({"reviewed_by": "Rhea Reviewer"}, REVIEWED)]
)
def test_an_import_lands_as_it_was_named(
    index: ConditionIndexPage, tmp_path: Path, options: dict[str, str], expected: str
) -> None:
    a_reviewer()
    (tmp_path / "sprain.yaml").write_text(file_text("sprain", words()))
    call_command("import_conditions", str(tmp_path), publish=True, stdout=io.StringIO(), **options)
    assert landed(ConditionPage.objects.get(slug="sprain")) == expected


def test_an_import_that_lowers_needs_a_second_name(index: ConditionIndexPage, tmp_path: Path) -> None:
    a_reviewer(), a_reviewer("Ruth Second")
    file = tmp_path / "sprain.yaml"
    one = {"publish": True, "reviewed_by": "Rhea Reviewer", "stdout": io.StringIO()}
    file.write_text(file_text("sprain", words()))
    call_command("import_conditions", str(file), **one)
    file.write_text(file_text("sprain", words(asks_side=False)))
    with pytest.raises(CommandError, match="second clinical reviewer"):
        call_command("import_conditions", str(file), **one)
    call_command("import_conditions", str(file), second_approval_by="Ruth Second", **one)
    assert landed(ConditionPage.objects.get(slug="sprain")) == REVIEWED


# --- Between approval and publishing --------------------------------------------------------------------------


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
