"""One item's page: what it shows, what it offers to whom, and what its forms do."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from triage.models import AuditEvent
from triage.services import worklist

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
    assert client.get(at(item, "claim")).status_code == 405
    for step in ("", "claim/", "close/"):
        method = client.post if step else client.get
        assert method(f"/care-team/items/{uuid.uuid4()}/{step}").status_code == 404


def test_forms_need_their_token(bob, item, as_staff):
    client = as_staff(bob)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(at(item, "claim")).status_code == 403
