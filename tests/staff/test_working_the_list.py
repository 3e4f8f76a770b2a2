"""Claim, release, contact, escalate, close and reopen: who, when, and what is written with it."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from conditions.domain.care_level import CareLevel
from triage.domain.permissions import NotPermitted
from triage.domain.workflow import CloseReason, TransitionRefused
from triage.models import ActorKind, AuditEvent, OutboxEvent, WorkItem, WorkItemEvent
from triage.services import worklist
from triage.services.actor import Actor, patient_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def emergency(raised, alice):
    return raised(alice, cannot_pee="yes")


@pytest.fixture
def urgent(raised, alice):
    return raised(alice, fever="yes")


def test_a_nurse_claims_calls_and_closes(emergency, bob, actor):
    item = worklist.claim(item=emergency, actor=actor(bob))
    assert (item.state, item.claimed_by) == ("claimed", bob)
    item = worklist.add_contact(item=item, reached=True, note="On her way to the ER", actor=actor(bob))
    assert item.state == "contacted"
    item = worklist.close(item=item, reason=CloseReason.CARE_ARRANGED, actor=actor(bob))
    assert (item.state, item.closed_by, item.close_reason) == ("closed", bob, "care_arranged")


def test_a_note_loses_characters_that_turn_its_words_around(emergency, bob, actor):
    item = worklist.claim(item=emergency, actor=actor(bob))
    worklist.add_contact(item=item, reached=True, note="She is\u202e not\u2066 alone", actor=actor(bob))
    assert WorkItemEvent.objects.filter(note="She is not alone").count() == 1


def test_each_step_writes_its_event_audit_row_and_message(urgent, bob, actor, alice):
    worklist.claim(item=urgent, actor=actor(bob))
    event = WorkItemEvent.objects.filter(work_item=urgent).last()
    assert (event.verb, event.from_state, event.to_state, event.user) == ("claim", "new", "claimed", bob)
    audited = AuditEvent.objects.last()
    assert (audited.verb, audited.user_id, audited.patient_id) == ("work_item.claim", bob.pk, alice.pk)
    message = OutboxEvent.objects.last()
    assert (message.kind, message.subject_id) == ("work_item.claimed", urgent.pk)


def test_a_second_claim_is_refused_and_names_who_has_it(urgent, bob, nora, actor):
    worklist.claim(item=urgent, actor=actor(bob))
    with pytest.raises(worklist.WorklistConflict, match="Bob") as refused:
        worklist.claim(item=urgent, actor=actor(nora))
    assert refused.value.code == "already_claimed"


def test_claiming_twice_is_claiming_once(urgent, bob, actor):
    worklist.claim(item=urgent, actor=actor(bob))
    worklist.claim(item=urgent, actor=actor(bob))
    assert WorkItemEvent.objects.filter(work_item=urgent, verb="claim").count() == 1


def test_a_stale_tab_is_told_that_the_item_changed(urgent, bob, actor):
    seen = worklist.version_of(urgent)
    worklist.claim(item=urgent, actor=actor(bob), version=seen)
    with pytest.raises(worklist.WorklistConflict) as refused:
        worklist.close(item=urgent, reason=CloseReason.ADVICE_GIVEN, actor=actor(bob), version=seen)
    assert refused.value.code == "changed"
    urgent.refresh_from_db()
    assert urgent.state == "claimed"


def test_an_emergency_does_not_close_without_a_contact_attempt(emergency, bob, actor):
    worklist.claim(item=emergency, actor=actor(bob))
    with pytest.raises(TransitionRefused) as refused:
        worklist.close(item=emergency, reason=CloseReason.ADVICE_GIVEN, actor=actor(bob))
    assert refused.value.code == "contact_first"


def test_an_emergency_closes_as_entered_in_error_and_after_a_call_nobody_answered(emergency, bob, actor):
    worklist.claim(item=emergency, actor=actor(bob))
    error = {"reason": CloseReason.ENTERED_IN_ERROR, "note": "Her brother used her account"}
    worklist.close(item=emergency, **error, actor=actor(bob))
    worklist.reopen(item=emergency, reason="She called back", actor=actor(bob))
    worklist.claim(item=emergency, actor=actor(bob))
    worklist.add_contact(item=emergency, reached=False, actor=actor(bob))
    assert worklist.close(item=emergency, reason=CloseReason.NOT_REACHED, actor=actor(bob)).state == "closed"


def test_only_the_person_who_claimed_it_works_on_it(urgent, bob, nora, actor):
    worklist.claim(item=urgent, actor=actor(bob))
    for step in (
        lambda: worklist.release(item=urgent, actor=actor(nora)),
        lambda: worklist.add_contact(item=urgent, reached=True, actor=actor(nora)),
        lambda: worklist.close(item=urgent, reason=CloseReason.ADVICE_GIVEN, actor=actor(nora)),
    ):
        with pytest.raises(worklist.WorklistConflict) as refused:
            step()
        assert refused.value.code == "not_yours"


def test_claiming_and_releasing_do_not_move_the_clock(urgent, bob, actor):
    due = urgent.due_at
    worklist.claim(item=urgent, actor=actor(bob))
    assert worklist.release(item=urgent, actor=actor(bob)).due_at == due


def test_an_idle_claim_may_be_taken_over(urgent, bob, nora, actor, time_machine):
    worklist.claim(item=urgent, actor=actor(bob))
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=31))
    assert worklist.claim(item=urgent, actor=actor(nora)).claimed_by == nora
    verbs = list(WorkItemEvent.objects.filter(work_item=urgent).order_by("id").values_list("verb", flat=True))
    assert verbs == ["raise", "claim", "lapse", "claim"]


def test_a_claim_with_a_step_in_it_is_not_idle(urgent, bob, nora, actor, time_machine):
    worklist.claim(item=urgent, actor=actor(bob))
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=20))
    worklist.add_contact(item=urgent, reached=False, actor=actor(bob))
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=20))
    with pytest.raises(worklist.WorklistConflict):
        worklist.claim(item=urgent, actor=actor(nora))


def test_reopening_starts_a_new_clock_and_needs_a_reason(urgent, bob, actor, time_machine):
    worklist.claim(item=urgent, actor=actor(bob))
    worklist.close(item=urgent, reason=CloseReason.ADVICE_GIVEN, actor=actor(bob))
    with pytest.raises(worklist.ReasonMissing):
        worklist.reopen(item=urgent, reason="  ", actor=actor(bob))
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=5))
    item = worklist.reopen(item=urgent, reason="She called back", actor=actor(bob))
    assert (item.state, item.claimed_by, item.closed_at) == ("new", None, None)
    assert item.due_at - timezone.now() > datetime.timedelta(minutes=119)


def test_an_item_is_not_reopened_beside_an_open_one(urgent, bob, actor, raised, alice):
    worklist.claim(item=urgent, actor=actor(bob))
    worklist.close(item=urgent, reason=CloseReason.ADVICE_GIVEN, actor=actor(bob))
    raised(alice, cannot_pee="yes")
    with pytest.raises(worklist.WorklistConflict) as refused:
        worklist.reopen(item=urgent, reason="She called back", actor=actor(bob))
    assert refused.value.code == "another_open"


def test_escalating_flags_the_item_once_and_leaves_its_state(urgent, bob, actor):
    worklist.escalate(item=urgent, actor=actor(bob))
    item = worklist.escalate(item=urgent, actor=actor(bob))
    assert (item.escalated, item.state) == (True, "new")
    assert WorkItemEvent.objects.filter(work_item=urgent, verb="escalate").count() == 1


def test_a_nurse_raises_a_level_and_its_clock_gets_shorter(urgent, bob, actor):
    item = worklist.change_level(item=urgent, level=CareLevel.EMERGENCY, actor=actor(bob))
    assert item.level == "emergency"
    assert item.due_at - timezone.now() <= datetime.timedelta(minutes=15)


def test_lowering_needs_a_clinician_and_a_reason_and_keeps_the_computed_result(urgent, bob, dana, actor):
    lower = {"item": urgent, "level": CareLevel.CALL_PROVIDER}
    with pytest.raises(NotPermitted):
        worklist.change_level(**lower, reason="Known, seen yesterday", actor=actor(bob))
    with pytest.raises(worklist.ReasonMissing):
        worklist.change_level(**lower, actor=actor(dana))
    item = worklist.change_level(**lower, reason="Known, seen yesterday", actor=actor(dana))
    assert item.level == "call_provider"
    assert item.check_in.care_level == "urgent"


def test_no_level_falls_to_self_care(urgent, dana, actor):
    with pytest.raises(ValueError, match="Close"):
        worklist.change_level(item=urgent, level=CareLevel.SELF_CARE, reason="Fine", actor=actor(dana))


def test_strangers_and_superusers_may_do_nothing(urgent, charlie, alice, root_admin, actor):
    strangers = [patient_actor(charlie), patient_actor(alice), actor(root_admin), actor(charlie.user)]
    for stranger in strangers:
        for step in (
            lambda who: worklist.claim(item=urgent, actor=who),
            lambda who: worklist.escalate(item=urgent, actor=who),
            lambda who: worklist.close(item=urgent, reason=CloseReason.ENTERED_IN_ERROR, actor=who),
        ):
            with pytest.raises(NotPermitted):
                step(stranger)
    urgent.refresh_from_db()
    assert urgent.state == "new"


def test_a_refused_step_writes_nothing(urgent, charlie):
    written = (WorkItemEvent.objects.count(), AuditEvent.objects.count(), OutboxEvent.objects.count())
    with pytest.raises(NotPermitted):
        worklist.claim(item=urgent, actor=patient_actor(charlie))
    assert written == (WorkItemEvent.objects.count(), AuditEvent.objects.count(), OutboxEvent.objects.count())


def test_a_new_emergency_asks_for_a_new_contact_before_closing(emergency, bob, actor, raised, alice):
    worklist.claim(item=emergency, actor=actor(bob))
    worklist.add_contact(item=emergency, reached=True, actor=actor(bob))
    again = raised(alice, cannot_pee="yes")
    assert (again.pk, again.state, again.claimed_by) == (emergency.pk, "new", None)
    worklist.claim(item=again, actor=actor(bob))
    with pytest.raises(TransitionRefused):
        worklist.close(item=again, reason=CloseReason.ADVICE_GIVEN, actor=actor(bob))


def test_a_level_that_somebody_else_changed_meanwhile_is_a_conflict(urgent, bob, dana, actor):
    worklist.change_level(
        item=WorkItem.objects.get(pk=urgent.pk), level=CareLevel.EMERGENCY, actor=actor(bob)
    )
    with pytest.raises(worklist.WorklistConflict) as refused:
        worklist.change_level(
            item=urgent, level=CareLevel.CALL_PROVIDER, reason="Seen", actor=actor(dana), version=0
        )
    assert refused.value.code == "changed"


def test_a_raise_that_would_now_lower_is_a_conflict(raised, alice, bob, dana, actor):
    seen = raised(alice, not_better="yes")
    worklist.change_level(item=WorkItem.objects.get(pk=seen.pk), level=CareLevel.EMERGENCY, actor=actor(bob))
    with pytest.raises(worklist.WorklistConflict):
        worklist.change_level(item=seen, level=CareLevel.URGENT, actor=actor(dana))


def test_an_item_that_nobody_has_has_no_claim_to_lapse(urgent):
    assert not worklist.claim_has_lapsed(urgent, timezone.now())


def test_a_step_needs_a_person(urgent):
    nobody = Actor(kind=ActorKind.STAFF, roles=frozenset({"nurse"}))
    with pytest.raises(NotPermitted):
        worklist.claim(item=urgent, actor=nobody)


def test_reopening_takes_the_lock_of_the_episode_first_as_a_check_in_does(
    urgent, bob, actor, django_assert_max_num_queries
):
    """In the other order a check-in of this moment would be refused by the database."""
    worklist.claim(item=urgent, actor=actor(bob))
    worklist.close(item=urgent, reason=CloseReason.ADVICE_GIVEN, actor=actor(bob))
    with django_assert_max_num_queries(20) as asked:
        worklist.reopen(item=urgent, reason="They called back.", actor=actor(bob))
    tables = [
        query["sql"].split(" FROM ")[1].split()[0].strip('"') for query in asked if " FROM " in query["sql"]
    ]
    assert tables.index("triage_episode") < tables.index("triage_workitem")
