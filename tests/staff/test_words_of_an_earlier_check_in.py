"""What a patient sent stays in front of the nurse when the patient begins another check-in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from conditions.domain.questionnaire import Answer
from triage.models import WorkItem
from triage.services import worklist
from triage.services.actor import patient_actor
from triage.services.drafts import record_answer, start

pytestmark = pytest.mark.django_db
OPEN_ITEM = {"closed_at__isnull": True}


@pytest.fixture
def another(alice, publication):
    """Alice begins another check-in and says yes to the emergency sign."""

    def begin() -> None:
        by = patient_actor(alice)
        draft = start(patient=alice, page_id=publication.page_id, by=by)
        record_answer(check_in=draft, key="cannot-pee", value=Answer.YES, by=by)

    return begin


def page_of(client) -> str:
    return client.get(reverse("work_item", args=[WorkItem.objects.get(**OPEN_ITEM).pk])).content.decode()


def test_her_note_stays_with_when_she_wrote_it(as_staff, bob, alice, check_in, another):
    check_in(alice, fever="yes", note="I am alone at home")
    another()
    page = page_of(as_staff(bob))
    assert "I am alone at home" in page
    assert "Written at" in page


def test_the_notes_of_two_check_ins_stand_together_newest_first(as_staff, bob, alice, check_in):
    check_in(alice, fever="yes", note="I am alone at home")
    check_in(alice, cannot_pee="yes", note="It is worse")
    page = page_of(as_staff(bob))
    assert 0 < page.index("It is worse") < page.index("I am alone at home")


def test_the_answers_that_she_sent_stand_open_below_those_so_far(as_staff, bob, alice, check_in, another):
    check_in(alice, fever="yes")
    another()
    page = page_of(as_staff(bob))
    assert '<a href="#last-sent">' in page
    assert 'id="last-sent" open' in page
    assert "Answers so far, not sent yet" in page


def test_a_note_that_an_earlier_item_settled_is_not_repeated(as_staff, bob, actor, alice, raised, check_in):
    item = raised(alice, fever="yes", note="I am alone at home")
    worklist.claim(item=item, actor=actor(bob))
    worklist.close(item=item, reason=worklist.CloseReason.ADVICE_GIVEN, actor=actor(bob))
    check_in(alice, cannot_pee="yes")
    assert "I am alone at home" not in page_of(as_staff(bob))
