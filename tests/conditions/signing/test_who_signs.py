"""Who may sign, and who may not: nobody approves words that they wrote or submitted."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Workflow

from conditions.builder import fill_page
from conditions.models import ConditionPage, Reviewer, SignOff, Term
from conditions.selectors.writers import last_writers
from conditions.services import signing
from tests.conditions.publishing.conftest import is_served, publications, words
from tests.conditions.signing.conftest import at_desk, draft_of, edit, fresh, person, sign, words_sha

pytestmark = pytest.mark.django_db


def submit(page: ConditionPage, by: str = "erin") -> None:
    Workflow.objects.get(active=True).start(draft_of(page), person(by))


def approve_check(page: ConditionPage, by: str) -> None:
    """The editorial check, as the editor's button approves it."""
    state = fresh(page).current_workflow_task_state
    state.task.specific.on_action(state, person(by), "approve")


@pytest.mark.parametrize("name", ["erin", "paul", "sam", "charlie"])
def test_only_a_reviewer_signs(written: ConditionPage, name: str) -> None:
    with pytest.raises(PermissionDenied):
        sign(written, name)
    assert not SignOff.objects.exists()


def test_a_superuser_signs_only_as_a_reviewer(written: ConditionPage) -> None:
    with pytest.raises(PermissionDenied):
        sign(written, "root")


def test_a_reviewer_who_left_does_not_sign(written: ConditionPage) -> None:
    person("rhea")
    Reviewer.objects.update(active=False)
    with pytest.raises(PermissionDenied):
        sign(written, "rhea")


def test_the_last_writer_of_a_section_does_not_sign(written: ConditionPage) -> None:
    edit(written, "rhea", main_message="Rest it.")
    with pytest.raises(ValidationError, match="You were the last to write “Main message”"):
        sign(written, "rhea")


def test_a_typo_fix_by_somebody_else_does_not_hide_who_wrote_the_rest(written: ConditionPage) -> None:
    edit(written, "rhea", main_message="Rest it.")
    edit(written, "erin", pronunciation="SPRAYN")
    with pytest.raises(ValidationError, match="Main message"):
        sign(written, "rhea")


def test_saving_without_a_change_makes_nobody_a_writer(written: ConditionPage) -> None:
    edit(written, "rhea")
    assert set(last_writers(written).values()) == {str(person("erin").pk)}
    assert sign(written, "rhea").reviewer_name == "Rhea Reviewer"


def test_what_another_reviewer_signed_may_be_reviewed_again_by_its_writer_but_for_that(
    written: ConditionPage,
) -> None:
    edit(written, "rhea", main_message="Rest it.")
    sign(written, "ruth")
    again = sign(written, "rhea")
    assert "main_message" not in again.section_hashes
    assert "treatment" in again.section_hashes


def test_words_that_changed_since_they_were_shown_are_not_signed(written: ConditionPage) -> None:
    shown = words_sha(written)
    edit(written, "erin", main_message="Walk on it.")
    with pytest.raises(ValidationError, match="changed while you were reading"):
        sign(written, "rhea", words=shown)


def test_every_statement_of_the_checklist_is_ticked(written: ConditionPage) -> None:
    with pytest.raises(ValidationError, match="Tick every statement"):
        sign(written, "rhea", statements=signing.STATEMENTS[:2])


@pytest.mark.parametrize("days", [0, -1])
def test_the_next_review_is_in_the_future(written: ConditionPage, days: int) -> None:
    with pytest.raises(ValidationError):
        sign(written, "rhea", review_due=timezone.localdate() + datetime.timedelta(days=days))


def test_a_page_that_may_not_go_live_is_not_signed(written: ConditionPage) -> None:
    edit(written, "erin", call_provider=[])
    with pytest.raises(ValidationError, match="Add at least one sign"):
        sign(written, "rhea")


# --- The workflow ---------------------------------------------------------------------------------------------


def test_the_default_workflow_checks_then_reviews_then_publishes(written: ConditionPage) -> None:
    submit(written)
    approve_check(written, "paul")
    assert fresh(written).current_workflow_task_state.task.name == "Clinical review"
    sign(written, "rhea")
    assert is_served(written)
    assert publications(written)[0].reviewer_name == "Rhea Reviewer, MD"


def test_the_writer_does_not_check_her_own_words(written: ConditionPage) -> None:
    submit(written, "paul")
    with pytest.raises(ValidationError, match="You were the last to write"):
        approve_check(written, "erin")


def test_whoever_submitted_does_not_check(written: ConditionPage) -> None:
    submit(written, "paul")
    with pytest.raises(ValidationError, match="You submitted these words"):
        approve_check(written, "paul")


def test_whoever_submitted_does_not_sign(written: ConditionPage) -> None:
    submit(written, "rhea")
    with pytest.raises(ValidationError, match="You submitted these words"):
        sign(written, "rhea")


@pytest.mark.parametrize("name", ["rhea", "root"])
def test_clinical_review_is_not_approved_without_signing(written: ConditionPage, name: str) -> None:
    submit(written)
    approve_check(written, "paul")
    state = fresh(written).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[written.pk, "approve", state.pk])
    assert at_desk(name).post(url).status_code in (302, 403)
    with pytest.raises(ValidationError, match="approved by signing"):
        state.task.specific.on_action(state, person(name), "approve")
    assert publications(written) == []


def test_a_reviewer_sends_words_back(written: ConditionPage) -> None:
    submit(written)
    approve_check(written, "paul")
    state = fresh(written).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[written.pk, "reject", state.pk])
    at_desk("rhea").post(url, {"comment": "Add a sign."})
    assert fresh(written).current_workflow_state.status == "needs_changes"


def test_only_her_own_sign_off_does_a_reviewer_take_back(reviewed: ConditionPage) -> None:
    signed_by_ruth = sign(edit(reviewed, "erin", main_message="Rest it."), "ruth")
    with pytest.raises(PermissionDenied):
        signing.revoke(sign_off=signed_by_ruth, by=person("rhea"), reason="I disagree.")
    with pytest.raises(ValidationError):
        signing.revoke(sign_off=signed_by_ruth, by=person("ruth"), reason=" ")
    signing.revoke(sign_off=signed_by_ruth, by=person("ruth"), reason="I was wrong.")
    signed_by_ruth.refresh_from_db()
    assert signed_by_ruth.revoked_by == person("ruth")


# --- Glossary meanings are words of the section that shows them -----------------------------------------------


def explain(page: ConditionPage, by: str, meaning: str) -> None:
    """`by` changes the meaning of a word that the page uses, in the glossary."""
    term, _ = Term.objects.update_or_create(
        locale=page.locale, word="ligament", defaults={"meaning": meaning}
    )
    log(instance=term, action="wagtail.edit", user=person(by))


def with_the_word(page: ConditionPage) -> ConditionPage:
    fill_page(page, words(overview=[{"kind": "paragraph", "text": "A stretched [[ligament]]."}]))
    page.save_revision(user=person("erin"))
    return page


def test_who_changed_a_meaning_does_not_sign_the_section_that_shows_it(written: ConditionPage) -> None:
    with_the_word(written)
    explain(written, "rhea", "A strong band between bones.")
    assert signing.own_sections(written, person("rhea")) == ["overview"]
    with pytest.raises(ValidationError, match="You were the last to write"):
        sign(written, "rhea")
    explain(written, "erin", "A strong band that holds bones together.")
    sign(written, "rhea")


def test_a_meaning_that_is_published_already_keeps_nobody_from_signing(written: ConditionPage) -> None:
    explain(written, "rhea", "A strong band between bones.")
    with_the_word(written)
    sign(written, "ruth")
    ConditionPage.objects.get(pk=written.pk).get_latest_revision().publish()
    edit(written, "erin", main_message="Rest it well.")
    assert signing.own_sections(written, person("rhea")) == []
