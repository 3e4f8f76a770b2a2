"""A page without emergency signs prints why, and who stands behind it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db.models import ProtectedError
from django.test import Client

from conditions.builder import document_of
from conditions.models import ConditionIndexPage, ConditionPage, Reviewer
from conditions.services.editing import draft_findings
from conditions.services.publishing import PublicationRefused, refusals_of
from conditions.services.signing import revoke, sign_for
from portal.models import User
from tests.conditions.publishing.conftest import page_of, publications, words
from tests.factories import a_reviewer, signed

pytestmark = pytest.mark.django_db
REASON = {"emergency": [], "emergency_exemption": "Warts are never an emergency."}


@pytest.fixture
def exempt(index: ConditionIndexPage) -> ConditionPage:
    """Live without emergency signs, by Rhea's word."""
    page = index.add_child(instance=page_of(words(title="Warts", **REASON), "warts"))
    page.emergency_exemption_by = a_reviewer(credentials="MD")
    page.save()
    signed(page)
    page.save_revision().publish()
    return ConditionPage.objects.get(pk=page.pk)


def test_the_page_prints_the_reason_and_the_reviewer(exempt: ConditionPage) -> None:
    html = Client().get(exempt.get_url()).content.decode()
    assert "Warts are never an emergency. Rhea Reviewer, MD stands behind this." in html


def test_who_stands_behind_it_is_frozen(exempt: ConditionPage) -> None:
    rhea = a_reviewer()
    rhea.credentials = "Retired"
    rhea.save()
    assert publications(exempt)[-1].exempted_by == "Rhea Reviewer, MD"


def test_a_page_with_emergency_signs_prints_no_reason(live: ConditionPage) -> None:
    assert publications(live)[-1].exempted_by == ""
    assert "stands behind this" not in Client().get(live.get_url()).content.decode()


# --- Who stands behind it has signed it -----------------------------------------------------------------------


def named(page: ConditionPage, reviewer: Reviewer) -> ConditionPage:
    """The newest draft, in which this reviewer is named for it."""
    draft = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.emergency_exemption_by = reviewer
    draft.save_revision()
    return draft


def test_a_reviewer_who_signed_nothing_is_not_named_on_a_live_page(exempt: ConditionPage) -> None:
    draft = named(exempt, a_reviewer("Ruth Second"))
    assert [stop.code for stop in refusals_of(draft)] == ["unsigned_exemption"]
    with pytest.raises(PublicationRefused):
        draft.get_latest_revision().publish()
    assert publications(exempt)[-1].exempted_by == "Rhea Reviewer, MD"


def test_the_editor_is_told_so_before(exempt: ConditionPage) -> None:
    draft = named(exempt, a_reviewer("Ruth Second"))
    found = draft_findings(draft).page_findings.found
    assert any("must sign it" in finding.message for finding in found)


def test_a_later_review_by_somebody_else_keeps_the_reason_signed(exempt: ConditionPage) -> None:
    draft = ConditionPage.objects.get(pk=exempt.pk).get_latest_revision_as_object()
    sign_for(page=draft, document=document_of(draft), reviewer=a_reviewer("Ruth Second"))
    draft.pronunciation = "WARTS"
    draft.save_revision().publish()
    assert "WARTS" in publications(exempt)[-1].document
    assert publications(exempt)[-1].exempted_by == "Rhea Reviewer, MD"


def taken_back(page: ConditionPage) -> ConditionPage:
    """The page, after Rhea took her signature back."""
    sign_off = page.sign_offs.get(reviewer=page.emergency_exemption_by)
    revoke(sign_off=sign_off, by=a_superuser(), reason="There are emergencies.")
    return ConditionPage.objects.get(pk=page.pk)


def a_superuser() -> User:
    return User.objects.create_superuser("root@example.org", "a long password")


def test_who_took_it_back_is_not_named_any_more(exempt: ConditionPage) -> None:
    html = Client().get(taken_back(exempt).get_url()).content.decode()
    assert "Warts are never an emergency." in html
    assert "stands behind this" not in html
    assert "Not yet clinically reviewed" in html


def test_a_review_by_somebody_else_does_not_stand_behind_it_instead(exempt: ConditionPage) -> None:
    sign_for(page=exempt, document=document_of(exempt), reviewer=a_reviewer("Ruth Second"))
    taken_back(exempt)
    newest = publications(exempt)[-1]
    assert (newest.exempted_by, newest.reviewer_name) == ("", "")


def test_a_page_whose_reason_was_taken_back_can_still_be_locked(exempt: ConditionPage) -> None:
    page = taken_back(exempt)
    page.locked = True
    page.save()
    assert len(publications(exempt)) == 2


def test_whoever_signs_it_again_is_named_again(exempt: ConditionPage) -> None:
    page = taken_back(exempt)
    sign_for(page=page, document=document_of(page), reviewer=a_reviewer())
    newest = publications(exempt)[-1]
    assert (newest.exempted_by, newest.reviewer_name) == ("Rhea Reviewer, MD", "Rhea Reviewer, MD")


def test_a_draft_that_names_a_deleted_reviewer_can_be_read(exempt: ConditionPage) -> None:
    gone = a_reviewer("Ruth Second")
    named(exempt, gone)
    gone.delete()
    draft = ConditionPage.objects.get(pk=exempt.pk).get_latest_revision_as_object()
    assert draft.emergency_exemption_by is None
    assert refusals_of(draft)


def test_whoever_signed_the_reason_cannot_be_deleted(exempt: ConditionPage) -> None:
    with pytest.raises(ProtectedError):
        exempt.emergency_exemption_by.delete()


# --- Links to the emergency signs, where there are none --------------------------------------------------------


def test_every_link_within_the_page_leads_somewhere(exempt: ConditionPage) -> None:
    page = BeautifulSoup(Client().get(exempt.get_url()).content, "html.parser")
    places = {str(each["id"]) for each in page.select("[id]")}
    assert [link["href"] for link in page.select("a[href^='#']") if link["href"][1:] not in places] == []
    assert "See all emergency signs" not in page.get_text()


def test_the_strip_of_a_page_without_emergency_signs_leads_to_when_to_call(exempt: ConditionPage) -> None:
    strip = BeautifulSoup(Client().get(exempt.get_url()).content, "html.parser").select_one(".strip")
    assert strip is not None
    assert "In an emergency, call 911" in strip.get_text()
    assert [link["href"] for link in strip.select("a")] == ["#call_provider"]


def test_a_link_from_elsewhere_to_its_emergency_signs_leads_to_why_there_are_none(
    exempt: ConditionPage,
) -> None:
    assert f"{exempt.get_url()}#emergency" in Client().get("/conditions/").content.decode()
    page = BeautifulSoup(Client().get(exempt.get_url()).content, "html.parser")
    place = page.select_one("#emergency")
    assert place is not None
    assert "Warts are never an emergency." in place.get_text()
