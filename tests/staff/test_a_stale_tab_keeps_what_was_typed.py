"""A step that comes too late changes nothing, and loses nothing that the nurse typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from triage.services import worklist

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(raised, alice, bob, actor):
    return worklist.claim(item=raised(alice, fever="yes"), actor=actor(bob))


def post(client, item, version: int, **data):
    return client.post(reverse("work_item_contact", args=[item.pk]), {"version": version, **data})


def test_the_note_and_the_outcome_are_in_the_form_again_and_can_be_sent(as_staff, bob, item, actor):
    stale = worklist.version_of(item)
    worklist.escalate(item=item, actor=actor(bob))
    client = as_staff(bob)
    refused = post(client, item, stale, outcome="reached", note="She is on her way")
    form = next(one["form"] for one in refused.context["actions"] if one["id"] == "contact")
    shown = {name: str(form[name].value()) for name in ("outcome", "note", "version")}
    assert refused.status_code == 409
    assert shown == {
        "outcome": "reached",
        "note": "She is on her way",
        "version": str(worklist.version_of(item)),
    }
    assert post(client, item, **shown).status_code == 302


def test_words_for_a_step_that_is_not_offered_any_more_are_shown_to_be_copied(as_staff, bob, item, actor):
    stale = worklist.version_of(item)
    worklist.close(item=item, reason=worklist.CloseReason.ADVICE_GIVEN, actor=actor(bob))
    refused = post(as_staff(bob), item, stale, outcome="reached", note="She is on her way")
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "Not saved: what you typed" in page
    assert "She is on her way" in page
