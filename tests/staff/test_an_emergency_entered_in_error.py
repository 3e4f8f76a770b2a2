"""An emergency closes as entered in error only with words that say why."""

from __future__ import annotations

import pytest
from django.urls import reverse

from triage.domain.workflow import CloseReason
from triage.models import WorkItemEvent
from triage.services import worklist

pytestmark = pytest.mark.django_db
ERROR = CloseReason.ENTERED_IN_ERROR


@pytest.fixture
def item(raised, alice, bob, actor):
    return worklist.claim(item=raised(alice, cannot_pee="yes"), actor=actor(bob))


def post(client, item, note: str):
    data = {"version": worklist.version_of(item), "reason": ERROR.value, "note": note}
    return client.post(reverse("work_item_close", args=[item.pk]), data)


@pytest.mark.parametrize("note", ["", "  ", "\u202e"], ids=["empty", "blank", "hidden"])
def test_the_step_is_refused_without_words(item, bob, actor, note):
    with pytest.raises(worklist.ReasonMissing, match="entered in error"):
        worklist.close(item=item, reason=ERROR, note=note, actor=actor(bob))
    item.refresh_from_db()
    assert item.state == "claimed"


def test_the_form_says_so_at_the_note(as_staff, bob, item):
    refused = post(as_staff(bob), item, "")
    form = next(one["form"] for one in refused.context["actions"] if one["id"] == "close")
    assert refused.status_code == 422
    assert form.errors == {"note": ["Say why this emergency was entered in error."]}


def test_with_words_it_closes_and_they_are_kept(as_staff, bob, item):
    assert post(as_staff(bob), item, "Her brother used her account").status_code == 302
    assert WorkItemEvent.objects.get(verb="close").note == "Her brother used her account"


def test_what_is_no_emergency_needs_no_words(raised, alice, bob, actor):
    item = worklist.claim(item=raised(alice, fever="yes"), actor=actor(bob))
    assert worklist.close(item=item, reason=ERROR, actor=actor(bob)).state == "closed"


def test_a_refusal_of_the_step_itself_stands_at_the_note_too(as_staff, bob, item, monkeypatch):
    def refuse(**_):
        raise worklist.ReasonMissing("Say why.")

    monkeypatch.setattr(worklist, "close", refuse)
    refused = post(as_staff(bob), item, "Her brother used her account")
    form = next(one["form"] for one in refused.context["actions"] if one["id"] == "close")
    assert form.errors == {"note": ["Say why."]}
