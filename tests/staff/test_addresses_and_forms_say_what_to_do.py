"""An empty form says what to choose, and an address that takes posts leads back to its form."""

from __future__ import annotations

import pytest
from django.urls import reverse

from triage.services import worklist

pytestmark = pytest.mark.django_db
STEPS = ("claim", "release", "contact", "close", "reopen", "escalate", "level")


@pytest.fixture
def item(raised, alice, bob, actor):
    return worklist.claim(item=raised(alice, fever="yes"), actor=actor(bob))


@pytest.mark.parametrize("step", STEPS)
def test_opening_the_address_of_a_step_leads_to_the_item_and_changes_nothing(as_staff, bob, item, step):
    before = worklist.version_of(item)
    answer = as_staff(bob).get(reverse(f"work_item_{step}", args=[item.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("work_item", args=[item.pk]))
    assert worklist.version_of(item) == before


def test_opening_the_address_of_the_search_leads_to_the_list(as_staff, bob):
    answer = as_staff(bob).get(reverse("worklist_search"))
    assert (answer.status_code, answer.url) == (302, reverse("worklist"))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("contact", "Choose whether you reached the patient."),
        ("close", "Choose why you close the item."),
        ("level", "Choose the new level."),
    ],
)
def test_an_empty_form_says_what_to_choose(as_staff, bob, item, step, words):
    data = {"version": worklist.version_of(item)}
    page = as_staff(bob).post(reverse(f"work_item_{step}", args=[item.pk]), data).content.decode()
    assert words in page
    assert "This field is required." not in page


def test_reopening_without_words_asks_why(as_staff, bob, item, actor):
    worklist.close(item=item, reason=worklist.CloseReason.ADVICE_GIVEN, actor=actor(bob))
    data = {"version": worklist.version_of(item)}
    page = as_staff(bob).post(reverse("work_item_reopen", args=[item.pk]), data).content.decode()
    assert "Say why you reopen the item." in page
