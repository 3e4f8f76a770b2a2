"""One item's page: what it shows, what it offers to whom, and what its forms do."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conditions.domain.questionnaire import Answer
from tests.staff.conftest import make_publication
from triage.domain.assessment import Measures
from triage.domain.permissions import NotPermitted
from triage.models import AuditEvent, WorkItem
from triage.services import worklist
from triage.services.actor import SYSTEM, patient_actor
from triage.services.check_ins import submit
from triage.services.drafts import record_answer, start
from triage.views.worklist import work_item
from triage.views.worklist_access import reader_id

pytestmark = pytest.mark.django_db


def at(item, step: str = "") -> str:
    return reverse(f"work_item_{step}" if step else "work_item", args=[item.pk])


def offered(response) -> list[str]:
    return [action["id"] for action in response.context["actions"]]


@pytest.fixture
def item(raised, alice):
    return raised(alice, cannot_pee="yes", fever="unsure", note="It began last night")


def test_it_shows_reasons_with_their_source_every_answer_the_note_and_the_history(as_staff, bob, item):
    page = as_staff(bob).get(at(item)).content.decode()
    for words in (
        "You cannot pee",
        "Ankle sprain, publication 1",
        "Reviewed by Rhea Reviewer",
        "You have a fever that you cannot explain",
        "Not sure",
        "It began last night",
        "Came in",
        "3 of 10",
    ):
        assert words in page


def test_the_patients_number_can_be_called_from_the_page(as_staff, bob, item, alice):
    alice.phone = "(312) 555-0199"
    alice.save()
    page = as_staff(bob).get(at(item)).content.decode()
    assert 'href="tel:3125550199">Call (312) 555-0199</a>' in page


def test_without_a_number_it_says_where_to_look(as_staff, bob, item, alice):
    assert "look in the hospital’s record." in as_staff(bob).get(at(item)).content.decode()
    alice.identifiers.create(system="urn:ehr", value="MRN-7")
    assert "look in the hospital’s record (MRN MRN-7)." in as_staff(bob).get(at(item)).content.decode()


def test_each_read_of_an_item_is_audited(as_staff, bob, item, alice):
    as_staff(bob).get(at(item))
    event = AuditEvent.objects.get(verb="work_item.read")
    assert (event.user_id, event.patient_id, event.subject_id) == (bob.pk, alice.pk, str(item.pk))


def test_nothing_about_the_patient_stands_in_the_title_or_the_address(as_staff, bob, item):
    response = as_staff(bob).get(at(item))
    title = response.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert "Alice" not in title
    assert "alice" not in response.request["PATH_INFO"]


def test_it_offers_only_what_the_state_allows(as_staff, bob, nora, item, actor):
    client = as_staff(bob)
    assert offered(client.get(at(item))) == ["claim", "escalate"]
    worklist.claim(item=item, actor=actor(bob))
    assert offered(client.get(at(item))) == ["contact", "close", "escalate", "release"]
    assert offered(as_staff(nora).get(at(item))) == ["escalate"]


def test_it_offers_lowering_the_level_to_clinicians_only(as_staff, bob, dana, item):
    assert "level" in offered(as_staff(dana).get(at(item)))
    assert "level" not in offered(as_staff(bob).get(at(item)))  # an emergency cannot be raised further


def test_the_whole_way_through_forms(as_staff, bob, item):
    client = as_staff(bob)

    def post(step, **data):
        version = client.get(at(item)).context["actions"][0]["form"].initial["version"]
        response = client.post(at(item, step), {"version": version, **data})
        assert (response.status_code, response.headers.get("Location")) == (302, at(item))

    post("claim")
    post("contact", outcome="reached", note="Sent to the ER")
    post("close", reason="care_arranged", note="")
    post("reopen", reason="She called back")
    item.refresh_from_db()
    assert item.state == "new"
    page = client.get(at(item)).content.decode()
    assert "Sent to the ER" in page
    assert "She called back" in page


def test_a_second_claim_gets_a_clear_conflict(as_staff, bob, nora, item):
    as_staff(bob).post(at(item, "claim"))
    response = as_staff(nora).post(at(item, "claim"))
    assert response.status_code == 409
    assert "Bob has already claimed this item." in response.content.decode()


def test_a_stale_tab_gets_a_clear_conflict_and_changes_nothing(as_staff, bob, item, actor):
    client = as_staff(bob)
    worklist.claim(item=item, actor=actor(bob))
    stale = worklist.version_of(item)
    worklist.add_contact(item=item, reached=False, actor=actor(bob))
    response = client.post(at(item, "close"), {"version": stale, "reason": "not_reached"})
    assert response.status_code == 409
    item.refresh_from_db()
    assert item.state == "unable_to_contact"


def test_an_incomplete_form_comes_back_with_what_was_typed(as_staff, bob, item, actor):
    worklist.claim(item=item, actor=actor(bob))
    response = as_staff(bob).post(
        at(item, "contact"), {"version": worklist.version_of(item), "note": "She did not say"}
    )
    assert response.status_code == 422
    assert "She did not say" in response.content.decode()


def test_an_emergency_cannot_be_closed_before_a_contact_through_the_form(as_staff, bob, item, actor):
    worklist.claim(item=item, actor=actor(bob))
    client = as_staff(bob)
    form = client.get(at(item)).context["actions"][1]["form"]
    assert [value for value, _ in form.fields["reason"].choices] == ["", "entered_in_error"]
    answer = client.post(at(item, "close"), {"version": worklist.version_of(item), "reason": "advice_given"})
    assert answer.status_code == 422


def test_an_emergency_that_nobody_answered_is_not_closed_as_advice_given(as_staff, bob, item, actor):
    worklist.claim(item=item, actor=actor(bob))
    worklist.add_contact(item=item, reached=False, actor=actor(bob))
    client = as_staff(bob)
    form = client.get(at(item)).context["actions"][1]["form"]
    assert [value for value, _ in form.fields["reason"].choices] == ["", "not_reached", "entered_in_error"]
    answer = client.post(at(item, "close"), {"version": worklist.version_of(item), "reason": "advice_given"})
    assert answer.status_code == 422


def test_lowering_needs_a_reason_in_the_form(as_staff, dana, item):
    client, lower = as_staff(dana), {"version": worklist.version_of(item), "level": "urgent"}
    assert client.post(at(item, "level"), lower).status_code == 422
    assert client.post(at(item, "level"), {**lower, "reason": "Seen today"}).status_code == 302
    item.refresh_from_db()
    assert (item.level, item.check_in.care_level) == ("urgent", "emergency")


def test_a_nurse_who_posts_a_lower_level_by_hand_is_refused(as_staff, bob, item):
    lower = {"version": worklist.version_of(item), "level": "urgent", "reason": "Seen today"}
    assert as_staff(bob).post(at(item, "level"), lower).status_code == 422
    item.refresh_from_db()
    assert item.level == "emergency"


def test_an_idle_claim_says_so_and_offers_to_take_over(as_staff, bob, nora, item, actor, time_machine):
    worklist.claim(item=item, actor=actor(bob))
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=31))
    client = as_staff(nora)
    response = client.get(at(item))
    assert offered(response)[0] == "claim"
    assert "anybody may take over" in response.content.decode()
    assert client.post(at(item, "claim")).status_code == 302


def test_steps_are_posts_and_unknown_items_are_not_found(as_staff, bob, item):
    client = as_staff(bob)
    assert client.put(at(item, "claim")).status_code == 405
    for step in ("", "claim/", "close/"):
        method = client.post if step else client.get
        assert method(f"/care-team/items/{uuid.uuid4()}/{step}").status_code == 404


def test_forms_need_their_token(bob, item, as_staff):
    client = as_staff(bob)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(at(item, "claim")).status_code == 403


def test_an_item_is_given_back_and_escalated_through_forms(as_staff, bob, item, actor):
    worklist.claim(item=item, actor=actor(bob))
    client = as_staff(bob)
    assert (
        client.post(at(item, "escalate"), {"version": worklist.version_of(item), "note": "x"}).status_code
        == 302
    )
    assert client.post(at(item, "release"), {"version": worklist.version_of(item)}).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.escalated) == ("new", True)
    assert "Escalated" in client.get("/care-team/").content.decode()


def test_a_role_that_is_lost_in_the_middle_of_a_step_stops_it(as_staff, bob, item, monkeypatch):
    def lost(**_):
        raise NotPermitted

    monkeypatch.setattr(worklist, "claim", lost)
    assert as_staff(bob).post(at(item, "claim")).status_code == 403


def test_a_rule_of_the_site_is_called_a_rule(as_staff, bob, raised, alice, measured):
    raised(alice, measures=measured(pain_now=2), not_better="yes")
    item = raised(alice, measures=measured(pain_now=7), not_better="yes")
    assert "A rule of this site" in as_staff(bob).get(at(item)).content.decode()


def test_a_page_without_review_says_so(as_staff, bob, alice, raised):
    publication = make_publication("sore-knee", "Sore knee", reviewed=False)
    item = raised(alice, measures=Measures(pain_now=2), on=publication, fever="yes")
    page = as_staff(bob).get(at(item)).content.decode()
    assert "Not yet clinically reviewed" in page
    assert "Worst pain" not in page


def test_an_emergency_reaches_the_page_before_the_check_in_is_sent(as_staff, bob, alice, publication):
    draft = start(patient=alice, page_id=publication.page_id, by=patient_actor(alice))
    record_answer(check_in=draft, key="cannot-pee", value=Answer.YES, by=patient_actor(alice))
    item = WorkItem.objects.get(check_in=draft)
    page = as_staff(bob).get(at(item)).content.decode()
    assert "has not sent this check-in yet" in page
    assert "You cannot pee" in page


def test_the_sent_check_in_takes_the_place_of_what_came_before_it_was_sent(as_staff, bob, alice, publication):
    by = patient_actor(alice)
    draft = start(patient=alice, page_id=publication.page_id, by=by)
    draft = record_answer(check_in=draft, key="cannot-pee", value=Answer.YES, by=by)
    both = {"cannot-pee": Answer.YES, "fever": Answer.YES}
    submit(patient=alice, publication=publication, answers=both, measures=Measures(), by=by, draft=draft)
    page = as_staff(bob).get(at(WorkItem.objects.get())).content.decode()
    assert "has not sent this check-in yet" not in page
    assert page.count("You have a fever") == 2  # among the reasons, and among the answers


@pytest.mark.parametrize("who", ["stranger", "charlie"])
def test_the_views_refuse_by_themselves_without_the_gate(who, rf, item, charlie):
    request = rf.get("/")
    request.user = AnonymousUser() if who == "stranger" else charlie.user
    with pytest.raises(PermissionDenied):
        work_item(request, item_id=item.pk)


def test_a_reader_is_a_person():
    with pytest.raises(PermissionDenied):
        reader_id(SYSTEM)


def test_a_note_of_an_open_item_is_shown_however_many_check_ins_came_after(
    item, alice, check_in, as_staff, bob
):
    for _ in range(12):
        check_in(alice, fever="yes")
    assert "It began last night" in as_staff(bob).get(at(item)).content.decode()
