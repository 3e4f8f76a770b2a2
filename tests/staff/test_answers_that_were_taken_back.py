"""An emergency yes that was taken back stays in front of the care team, which decides what it meant."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from conditions.domain.questionnaire import Answer
from triage.domain.assessment import Measures
from triage.models import CheckIn, WorkItem
from triage.services import worklist
from triage.services.actor import patient_actor
from triage.services.check_ins import submit
from triage.services.drafts import record_answer, retract_emergency, start

pytestmark = pytest.mark.django_db
NO = {"cannot-pee": Answer.NO, "fever": Answer.NO, "not-better": Answer.NO, "other-worry": Answer.NO}
CALM = Measures(pain_now=3, pain_worst=4)


@pytest.fixture
def tapped(alice, publication) -> CheckIn:
    """Alice said yes to "You cannot pee" at 8:15 and, a minute later, that she tapped by mistake."""
    by = patient_actor(alice)
    draft = start(patient=alice, page_id=publication.page_id, by=by)
    return record_answer(check_in=draft, key="cannot-pee", value=Answer.YES, by=by)


def take_back(draft: CheckIn) -> CheckIn:
    return retract_emergency(check_in=draft, by=patient_actor(draft.patient))


def send(draft: CheckIn, **said: Answer) -> CheckIn:
    answers = {**NO, **{key.replace("_", "-"): answer for key, answer in said.items()}}
    return submit(
        patient=draft.patient,
        publication=draft.publication,
        answers=answers,
        measures=CALM,
        by=patient_actor(draft.patient),
        draft=draft if draft.is_draft else None,
    )


def the_row(client):
    (row,) = client.get("/care-team/").context["items"]
    return row


def the_item(client):
    return client.get(reverse("work_item", args=[WorkItem.objects.get().pk]))


def reasons_of(response) -> list[tuple[str, str]]:
    return [
        (one["statement"], one["said_tail"])
        for g in response.context["item"]["reasons"]
        for one in g["items"]
    ]


def test_the_list_still_says_why_after_the_patient_sent_no_to_all(as_staff, bob, tapped):
    send(take_back(tapped))
    row = the_row(as_staff(bob))
    assert (row["level"], row["reason"]) == ("emergency", "You cannot pee")
    assert row["badge"]["text"] == "Said yes, then taken back"


def test_the_item_shows_both_answers_with_their_times(as_staff, bob, tapped, time_machine):
    started = timezone.now().replace(hour=13, minute=15, second=0, microsecond=0) + datetime.timedelta(days=1)
    time_machine.move_to(started, tick=False)
    CheckIn.objects.update(answered_at=started)
    by = patient_actor(tapped.patient)
    draft = record_answer(check_in=take_back(tapped), key="cannot-pee", value=Answer.YES, by=by)
    time_machine.move_to(started + datetime.timedelta(minutes=1), tick=False)
    send(take_back(draft))
    statement, tail = reasons_of(the_item(as_staff(bob)))[0]
    assert statement == "You cannot pee"
    assert "changed to no at 8:16\N{NO-BREAK SPACE}a.m." in tail


def test_a_mistake_that_is_not_answered_again_yet_is_marked(as_staff, bob, tapped):
    take_back(tapped)
    assert "taken back at" in reasons_of(the_item(as_staff(bob)))[0][1]


def test_a_yes_after_a_mistake_stands(as_staff, bob, tapped):
    by = patient_actor(tapped.patient)
    record_answer(check_in=take_back(tapped), key="cannot-pee", value=Answer.YES, by=by)
    assert the_row(as_staff(bob))["badge"] is None


def test_a_yes_that_was_changed_without_the_button_stays_too(as_staff, bob, tapped):
    record_answer(check_in=tapped, key="cannot-pee", value=Answer.NO, by=patient_actor(tapped.patient))
    assert the_row(as_staff(bob))["reason"] == "You cannot pee"
    send(CheckIn.objects.get())
    assert the_row(as_staff(bob))["reason"] == "You cannot pee"


def test_a_later_check_in_with_a_lesser_reason_does_not_hide_it(as_staff, bob, check_in, alice):
    check_in(alice, cannot_pee="yes")
    check_in(alice, fever="yes")
    client = as_staff(bob)
    shown = [statement for statement, _tail in reasons_of(the_item(client))]
    assert shown[:2] == ["You cannot pee", "You have a fever that you cannot explain"]
    assert the_row(client)["more_count"] == 1


def test_the_other_check_ins_can_be_opened(as_staff, bob, check_in, alice):
    check_in(alice, cannot_pee="yes")
    check_in(alice, fever="yes")
    (earlier,) = the_item(as_staff(bob)).context["item"]["earlier"]
    answers = {row["text"]: str(row["answer"]) for row in earlier["answers"]}
    assert (earlier["level"], answers["You cannot pee"]) == ("emergency", "Yes")


def test_a_new_item_does_not_repeat_what_an_earlier_one_settled(
    as_staff, bob, check_in, raised, alice, actor
):
    item = raised(alice, cannot_pee="yes")
    worklist.claim(item=item, actor=actor(bob))
    worklist.add_contact(item=item, reached=True, actor=actor(bob))
    worklist.close(item=item, reason=worklist.CloseReason.CARE_ARRANGED, actor=actor(bob))
    check_in(alice, fever="yes")
    row = the_row(as_staff(bob))
    assert row["reason"] == "You have a fever that you cannot explain"


def test_questions_left_open_are_not_counted_as_reasons(as_staff, bob, tapped):
    row = the_row(as_staff(bob))
    assert (row["more_count"], row["open_count"]) == (0, 3)
    assert "3 questions not sure or left open" in as_staff(bob).get("/care-team/").content.decode()
