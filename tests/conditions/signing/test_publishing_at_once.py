"""What one clinician publishes at once is the live page with the signs that the draft adds or raises; nothing else of
the draft goes with them, and nothing of it is lost."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry, Workflow

from conditions.admin.sign_off_forms import raised_choices
from conditions.builder import document_of
from conditions.models import (
    ConditionIndexPage,
    ConditionPage,
    SecondReview,
    SignOff,
    SignOffKind,
    SiteWording,
    Term,
)
from conditions.selectors.writers import last_writers
from conditions.services import signing
from conditions.services.at_once import publish_at_once
from tests.conditions.publishing.conftest import is_served, page_of, publications, words
from tests.conditions.signing.conftest import (
    at_desk,
    draft_of,
    edit,
    fresh,
    one_more_sign,
    person,
    reworded_sign,
    sign,
    words_sha,
)
from tests.factories import signed

pytestmark = pytest.mark.django_db
NEW = "Your foot is cold and pale"


def send(page: ConditionPage, by: str = "rhea", *signs: str, sha: str = "") -> Any:
    """The form, as the browser sends it: a single sign is hidden in it, of several some are ticked."""
    shown = [key for key, _ in raised_choices(fresh(page))]
    data = {"words": sha or words_sha(page), "signs": list(signs) or (shown if len(shown) == 1 else [])}
    return at_desk(by).post(reverse("condition_publish_at_once", args=[page.pk]), data)


def add_sign(page: ConditionPage, **others: Any) -> ConditionPage:
    """Erin's draft: one more emergency sign, and other edits."""
    return edit(page, "erin", emergency=one_more_sign(draft_of(page)), **others)


def reopened(page: ConditionPage) -> list[str]:
    """What the clinician is offered."""
    return at_desk("rhea").get(reverse("condition_sign_offs", args=[page.pk])).content.decode()


# --- Whatever else there is -----------------------------------------------------------------------------------


def test_other_edits_of_the_draft_stay_in_the_draft(reviewed: ConditionPage) -> None:
    add_sign(reviewed, main_message="Walk on it.", pronunciation="SPRAYN")
    assert "Publish these signs at once" in reopened(reviewed)
    assert send(reviewed).status_code == 302
    live = publications(reviewed)[-1]
    assert NEW in live.document
    assert "Walk on it." not in live.document
    assert "SPRAYN" not in live.document
    draft = draft_of(reviewed)
    assert (draft.main_message, draft.pronunciation) == ("Walk on it.", "SPRAYN")
    assert fresh(reviewed).has_unpublished_changes
    assert is_served(reviewed)


def test_the_public_page_has_the_sign_and_keeps_its_reviewer(reviewed: ConditionPage) -> None:
    add_sign(reviewed, main_message="Walk on it.")
    send(reviewed)
    live = publications(reviewed)[-1]
    assert live.reviewer_name == "Rhea Reviewer, MD; Rhea Reviewer"
    assert live.published_by == person("rhea")
    assert SignOff.objects.get(kind=SignOffKind.AT_ONCE).section_hashes.keys() == {"emergency"}
    assert SecondReview.objects.open().count() == 1


def test_a_reworded_sign_beside_it_stays_in_the_draft(reviewed: ConditionPage) -> None:
    draft = draft_of(reviewed)
    edit(reviewed, "erin", emergency=[*reworded_sign(draft), one_more_sign(draft)[-1]])
    send(reviewed)
    statements = [sign.statement for sign in publications(reviewed)[-1].parsed_document().emergency]
    assert statements == ["You can see bone", NEW]
    assert document_of(draft_of(reviewed)).emergency[0].statement == "You see bone"


def test_the_draft_can_be_signed_and_published_afterwards(reviewed: ConditionPage) -> None:
    add_sign(reviewed, main_message="Walk on it.")
    send(reviewed)
    sign(reviewed, "ruth")
    draft_of(reviewed).get_latest_revision().publish()
    assert "Walk on it." in publications(reviewed)[-1].document
    assert not fresh(reviewed).has_unpublished_changes


def test_the_draft_survives_a_purge_of_revisions(reviewed: ConditionPage) -> None:
    add_sign(reviewed, main_message="Walk on it.")
    send(reviewed)
    call_command("purge_revisions", stdout=io.StringIO())
    assert draft_of(reviewed).main_message == "Walk on it."


def test_the_draft_keeps_its_writers(reviewed: ConditionPage) -> None:
    edit(reviewed, "rhea", main_message="Walk on it.")
    add_sign(reviewed)
    send(reviewed)
    writers = last_writers(edit(reviewed, "paul", pronunciation="SPRAYN"))
    assert writers["main_message"] == str(person("rhea").pk)
    assert writers["emergency"] == str(person("erin").pk)
    assert writers["pronunciation"] == str(person("paul").pk)


def test_a_review_of_the_draft_that_is_under_way_goes_on(reviewed: ConditionPage) -> None:
    add_sign(reviewed, main_message="Walk on it.")
    Workflow.objects.get(active=True).start(draft_of(reviewed), person("erin"))
    send(reviewed)
    state = fresh(reviewed).current_workflow_task_state
    assert state is not None
    assert state.revision_id == fresh(reviewed).latest_revision_id


def test_a_draft_with_nothing_else_in_it_is_live_afterwards(reviewed: ConditionPage) -> None:
    add_sign(reviewed)
    send(reviewed)
    page = fresh(reviewed)
    assert not page.has_unpublished_changes
    assert page.live_revision_id == page.latest_revision_id == publications(reviewed)[-1].revision_id


def test_it_is_in_the_history_of_the_page(reviewed: ConditionPage) -> None:
    add_sign(reviewed, main_message="Walk on it.")
    send(reviewed)
    entry = PageLogEntry.objects.filter(page=reviewed.pk, action="wagtail.publish").latest("timestamp")
    assert entry.user == person("rhea")


# --- What nobody can take back in the draft -------------------------------------------------------------------


@pytest.fixture
def explained(index: ConditionIndexPage) -> ConditionPage:
    """Live and signed, with a glossary word."""
    Term.objects.create(locale=Locale.objects.get(language_code="en"), word="ligament", meaning="A band.")
    text = [{"kind": "paragraph", "text": "A stretched [[ligament]]."}]
    page = index.add_child(instance=page_of(words(title="Explained", overview=text), "explained"))
    page.save_revision(user=person("erin"))
    signed(fresh(page))
    fresh(page).get_latest_revision().publish()
    return fresh(page)


@pytest.mark.parametrize("change", [{"meaning": "Another thing."}, {"respelling": "LIGG-a-ment"}])
def test_a_glossary_word_that_changed_holds_up_no_sign(
    explained: ConditionPage, change: dict[str, str]
) -> None:
    term = Term.objects.get()
    for name, value in change.items():
        setattr(term, name, value)
    term.save()
    add_sign(explained)
    assert send(explained).status_code == 302
    live = publications(explained)[-1]
    assert NEW in live.document
    assert not any(value in live.document for value in change.values())
    assert live.reviewer_name


def test_a_page_that_it_links_to_was_renamed_and_holds_up_no_sign(
    index: ConditionIndexPage, reviewed: ConditionPage
) -> None:
    similar = [{"page": "reviewed", "name": "That", "relation": "similar"}]
    page = index.add_child(instance=page_of(words(title="Linked", similar_conditions=similar), "linked"))
    revision = page.save_revision(user=person("erin"))
    signed(fresh(page))
    revision.publish()
    other = fresh(reviewed)
    other.slug = "renamed"
    other.save()
    add_sign(page)
    assert send(page).status_code == 302
    assert NEW in publications(page)[-1].document
    assert publications(page)[-1].reviewer_name


def test_a_sign_off_that_was_taken_back_holds_up_no_sign_and_the_page_stays_not_reviewed(
    reviewed: ConditionPage,
) -> None:
    signing.revoke(sign_off=SignOff.objects.get(), by=person("sam"), reason="The source was retracted.")
    add_sign(reviewed)
    assert send(reviewed).status_code == 302
    live = publications(reviewed)[-1]
    assert NEW in live.document
    assert live.reviewer_name == ""
    assert is_served(reviewed)


def test_a_reason_for_no_emergency_signs_whose_signer_left_holds_up_no_other_sign(
    index: ConditionIndexPage,
) -> None:
    person("rhea")
    page = index.add_child(instance=page_of(words(title="Exempt", emergency=[]), "exempt"))
    rhea = person("rhea").reviewer
    edit(page, "erin", emergency_exemption="None known.", emergency_exemption_by=rhea)
    sign_off = sign(page, "rhea")
    draft_of(page).get_latest_revision().publish()
    signing.revoke(sign_off=sign_off, by=person("rhea"), reason="Not sure any more.")
    urgent = [(child.block_type, child.value) for child in draft_of(page).urgent]
    edit(page, "erin", urgent=[*urgent, one_more_sign(draft_of(page))[-1]])
    assert send(page).status_code == 302
    live = publications(page)[-1]
    assert NEW in live.document
    assert (live.exempted_by, live.reviewed_on) == ("", None)


# --- The choice -----------------------------------------------------------------------------------------------


def two_raised(page: ConditionPage) -> None:
    """One new emergency sign, and the urgent one becomes an emergency."""
    draft = draft_of(page)
    urgent = [(child.block_type, child.value) for child in draft.urgent]
    edit(page, "erin", emergency=[*one_more_sign(draft), *urgent], urgent=[])


def test_the_clinician_chooses_among_several_signs(reviewed: ConditionPage) -> None:
    two_raised(reviewed)
    assert "Signs to publish at once" in reopened(reviewed)
    send(reviewed, "rhea", "cold-foot")
    live = publications(reviewed)[-1].parsed_document()
    assert [sign.key for sign in live.emergency] == ["bone-visible", "cold-foot"]
    assert [sign.key for sign in live.urgent] == ["cannot-stand"]
    assert document_of(draft_of(reviewed)).urgent == ()
    send(reviewed)
    assert publications(reviewed)[-1].parsed_document().urgent == ()


def test_all_of_them_are_ticked_at_first(reviewed: ConditionPage) -> None:
    two_raised(reviewed)
    response = at_desk("rhea").get(reverse("condition_sign_offs", args=[reviewed.pk]))
    assert response.context["at_once_form"]["signs"].initial == ["cold-foot", "cannot-stand"]


def test_none_of_them_is_not_all_of_them(reviewed: ConditionPage) -> None:
    two_raised(reviewed)
    assert send(reviewed).status_code == 422
    assert len(publications(reviewed)) == 1


def test_a_sign_that_the_draft_does_not_raise_is_not_published(reviewed: ConditionPage) -> None:
    two_raised(reviewed)
    assert send(reviewed, "rhea", "bone-visible").status_code == 422
    with pytest.raises(ValidationError, match="Only a draft that adds or raises"):
        publish_at_once(page=reviewed, by=person("rhea"), words=words_sha(reviewed), keys=["bone-visible"])


# --- At the same time -----------------------------------------------------------------------------------------


def test_a_sign_that_was_left_out_stays_out_when_a_colleague_published_the_chosen_one(
    reviewed: ConditionPage,
) -> None:
    """Both have the form open; the one sign that is left is not what Ruth chose."""
    two_raised(reviewed)
    send(reviewed, "rhea", "cold-foot")
    assert send(reviewed, "ruth", "cold-foot").status_code == 422
    assert [sign.key for sign in publications(reviewed)[-1].parsed_document().urgent] == ["cannot-stand"]
    assert not SignOff.objects.filter(reviewer_name="Ruth Second").exists()


def test_who_left_all_out_publishes_none_when_a_colleague_published_one_of_two(
    reviewed: ConditionPage,
) -> None:
    """Ruth has the form of two signs open and unticks both; by the time she sends it, a single one is left."""
    two_raised(reviewed)
    send(reviewed, "rhea", "cold-foot")
    url = reverse("condition_publish_at_once", args=[reviewed.pk])
    refused = at_desk("ruth").post(url, {"words": words_sha(reviewed)})
    assert refused.status_code == 422
    assert "Choose the signs that you publish at once." in refused.content.decode()
    assert [sign.key for sign in publications(reviewed)[-1].parsed_document().urgent] == ["cannot-stand"]


def test_a_single_sign_needs_no_tick_and_is_named_by_the_form(reviewed: ConditionPage) -> None:
    add_sign(reviewed)
    page = at_desk("rhea").get(reverse("condition_sign_offs", args=[reviewed.pk])).content.decode()
    assert '<input type="hidden" name="signs" value="cold-foot"' in page
    assert send(reviewed).status_code == 302


def test_a_draft_that_changed_between_the_form_and_the_click_is_refused(reviewed: ConditionPage) -> None:
    add_sign(reviewed)
    shown = words_sha(reviewed)
    edit(reviewed, "erin", pronunciation="SPRAYN")
    response = send(reviewed, sha=shown)
    assert response.status_code == 422
    assert "The words changed while you were reading. Read them again." in response.content.decode()
    assert len(publications(reviewed)) == 1


def test_what_somebody_else_published_meanwhile_is_not_published_twice(reviewed: ConditionPage) -> None:
    add_sign(reviewed)
    shown = words_sha(reviewed)
    send(reviewed, "ruth", sha=shown)
    assert send(reviewed, "rhea", sha=shown).status_code == 422
    assert len(publications(reviewed)) == 2


# --- Who gives the second review ------------------------------------------------------------------------------


def test_whoever_published_at_once_is_not_offered_the_second_review(reviewed: ConditionPage) -> None:
    add_sign(reviewed)
    send(reviewed)
    text = reopened(reviewed)
    assert "Another reviewer gives the second review." in " ".join(text.split())
    with pytest.raises(ValidationError, match="Another reviewer gives the second review"):
        sign(reviewed, "rhea")
    sign(reviewed, "ruth")
    assert not SecondReview.objects.open().exists()


def test_they_may_still_sign_what_else_is_in_the_draft(reviewed: ConditionPage) -> None:
    add_sign(reviewed, main_message="Walk on it.")
    send(reviewed)
    sign(reviewed, "rhea")
    assert SecondReview.objects.open().exists()


def test_a_review_before_the_first_clinicians_own_signature_is_the_second_review(
    reviewed: ConditionPage,
) -> None:
    add_sign(reviewed)
    send(reviewed)
    edit(reviewed, "erin", main_message="Walk on it.")
    sign(reviewed, "ruth")
    sign(reviewed, "rhea")
    draft_of(reviewed).get_latest_revision().publish()
    assert not SecondReview.objects.open().exists()


def test_the_sites_last_question_does_not_change_with_them(reviewed: ConditionPage) -> None:
    asked = publications(reviewed)[-1].compiled().other_worry
    wording = SiteWording.current()
    wording.other_worry = "You need a new prescription"
    wording.save()
    add_sign(reviewed)
    send(reviewed)
    assert publications(reviewed)[-1].compiled().other_worry == asked
