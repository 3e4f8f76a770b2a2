"""A yes of a sent check-in stays a yes while the patient has not answered it again in the next one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from conditions.domain.document import Sign
from conditions.domain.questionnaire import Answer
from tests.staff import conftest
from triage.models import CheckIn, WorkItem
from triage.services.actor import patient_actor
from triage.services.drafts import record_answer, retract_emergency, start

pytestmark = pytest.mark.django_db
TWO = (Sign(key="cannot-pee", statement="You cannot pee"), Sign(key="numb", statement="You feel numb"))


@pytest.fixture
def publication(monkeypatch):
    monkeypatch.setitem(conftest.SIGNS, "emergency", TWO)
    return conftest.make_publication("back-pain", "Back pain")


@pytest.fixture
def begun(alice, publication):
    """Begins a check-in and gives these answers only; what was sent before stays as it was."""

    def begin(**given: str) -> CheckIn:
        by = patient_actor(alice)
        draft = start(patient=alice, page_id=publication.page_id, by=by)
        for key, answer in given.items():
            draft = record_answer(check_in=draft, key=key.replace("_", "-"), value=Answer(answer), by=by)
        return draft

    return begin


def reasons(client) -> list[tuple[str, str, str]]:
    item = client.get(reverse("work_item", args=[WorkItem.objects.get().pk])).context["item"]
    return [
        (one["statement"], str(one["answer"]), one["said_tail"])
        for g in item["reasons"]
        for one in g["items"]
    ]


def said_of(client, statement: str) -> list[tuple[str, str]]:
    return [(answer, tail) for text, answer, tail in reasons(client) if text == statement]


def test_it_is_a_yes_of_the_check_in_that_was_sent_and_not_left_open(as_staff, bob, alice, check_in, begun):
    check_in(alice, cannot_pee="yes")
    begun(numb="yes")
    ((answer, tail),) = said_of(as_staff(bob), "You cannot pee")
    assert answer == "Yes"
    assert tail.startswith("in the check-in sent at ")
    assert tail.endswith("; not answered again yet")


def test_the_list_marks_nothing_as_taken_back(as_staff, bob, alice, check_in, begun):
    check_in(alice, cannot_pee="yes")
    begun(numb="yes")
    (row,) = as_staff(bob).get("/care-team/").context["items"]
    assert (row["badge"], row["more_count"]) == (None, 1)


def test_an_answer_in_the_new_check_in_is_a_change(as_staff, bob, alice, check_in, begun):
    check_in(alice, cannot_pee="yes")
    begun(cannot_pee="no", numb="yes")
    assert "changed to no at" in said_of(as_staff(bob), "You cannot pee")[0][1]


def test_the_list_calls_a_later_no_changed_and_not_taken_back(as_staff, bob, alice, check_in):
    check_in(alice, cannot_pee="yes")
    check_in(alice, fever="yes")
    (row,) = as_staff(bob).get("/care-team/").context["items"]
    assert row["badge"]["text"] == "Said yes, then changed"


def test_a_no_that_was_sent_in_between_is_not_forgotten(as_staff, bob, alice, check_in, begun):
    check_in(alice, cannot_pee="yes")
    check_in(alice)
    begun(numb="yes")
    assert "changed to no at" in said_of(as_staff(bob), "You cannot pee")[0][1]


def test_taking_one_yes_back_leaves_the_other(as_staff, bob, begun):
    draft = begun(cannot_pee="yes", numb="yes")
    retract_emergency(check_in=draft, by=patient_actor(draft.patient), key="numb")
    client = as_staff(bob)
    assert said_of(client, "You cannot pee") == [("Yes", "")]
    assert "taken back at" in said_of(client, "You feel numb")[0][1]
