"""Submitting a check-in: one transaction, one decision, one work item."""

from __future__ import annotations

import pytest

from tests.triage.builders import send
from triage.domain.assessment import Measures
from triage.models import (
    Assessment,
    AuditEvent,
    CheckIn,
    CheckInNote,
    OutboxEvent,
    WorkItem,
)
from triage.services.actor import GUEST, NotTheirs, patient_actor
from triage.services.check_ins import start


def test_all_no_is_self_care_and_raises_no_work_item(alice, publication):
    check_in = send(alice, publication)
    assert check_in.care_level == "self_care"
    assert not WorkItem.objects.exists()


def test_it_stores_check_in_decision_audit_and_message_together(alice, publication):
    check_in = send(alice, publication, fever="yes")
    assert CheckIn.objects.get().status == "submitted"
    assert Assessment.objects.get(check_in=check_in).level == "urgent"
    assert list(AuditEvent.objects.values_list("verb", "patient_id")) == [("check_in.submit", alice.pk)]
    assert sorted(OutboxEvent.objects.values_list("kind", flat=True)) == [
        "check_in.submitted",
        "work_item.raised",
    ]


def test_the_result_cites_the_sentence_of_the_publication(alice, publication):
    decided = send(alice, publication, fever="yes").governing.parsed
    rule = next(rule for rule in publication.compiled().signs if rule.key == "fever")
    assert [(reason.key, reason.statement_sha256) for reason in decided.reasons] == [
        ("fever", rule.statement_sha256)
    ]


def test_a_level_above_self_care_reaches_staff_with_a_clock(alice, publication):
    check_in = send(alice, publication, fever="yes")
    item = WorkItem.objects.get()
    assert (item.level, item.level_rank, item.state, item.explicit_yes) == ("urgent", 2, "new", True)
    assert (item.due_at - check_in.submitted_at).total_seconds() == 2 * 60 * 60


def test_unsure_about_an_emergency_sign_is_urgent_and_not_explicit(alice, publication):
    send(alice, publication, cannot_pee="unsure")
    item = WorkItem.objects.get()
    assert (item.level, item.explicit_yes) == ("urgent", False)


def test_what_was_left_out_counts_as_unsure(alice, publication):
    check_in = send(alice, publication, cannot_pee="", measures=Measures())
    assert check_in.care_level == "urgent"
    assert "cannot-pee" in check_in.governing.parsed.unanswered


def test_a_note_is_kept_when_somebody_will_read_it(alice, publication):
    send(alice, publication, fever="yes", note="It began on Monday.")
    assert CheckInNote.objects.get().text == "It began on Monday."


def test_a_note_is_kept_without_characters_that_turn_its_words_around(alice, publication):
    send(alice, publication, fever="yes", note="I am\u202e not\u2066 well.")
    assert CheckInNote.objects.get().text == "I am not well."


def test_a_note_that_nobody_would_read_is_not_kept(alice, publication):
    send(alice, publication, note="All fine.")
    assert not CheckInNote.objects.exists()


def test_nobody_submits_for_another_patient(alice, charlie, publication):
    with pytest.raises(NotTheirs):
        send(alice, publication, by=patient_actor(charlie))
    assert not CheckIn.objects.exists()


def test_a_guest_cannot_submit(alice, publication):
    with pytest.raises(NotTheirs):
        send(alice, publication, by=GUEST)


def test_nobody_submits_another_patients_draft(alice, charlie, publication):
    draft = start(patient=alice, page_id=publication.page_id, by=patient_actor(alice))
    with pytest.raises(NotTheirs):
        send(charlie, publication, draft=draft)


def test_submitting_a_draft_twice_gives_the_same_check_in(alice, publication):
    draft = start(patient=alice, page_id=publication.page_id, by=patient_actor(alice))
    first = send(alice, publication, draft=draft, fever="yes")
    second = send(alice, publication, draft=draft)
    assert (second.pk, second.care_level) == (first.pk, "urgent")
    assert CheckIn.objects.count() == Assessment.objects.count() == 1


def test_an_unreviewed_publication_never_gives_self_care(alice, page):
    from tests.triage.builders import publish

    check_in = send(alice, publish(page, reviewed=False))
    assert check_in.care_level == "call_provider"


def test_the_age_of_the_patient_decides_which_signs_apply(alice, page):
    from tests.triage.builders import publish

    signs = [{"key": "limp", "statement": "Your child limps", "applies_to": {"age_to": 15}}]
    check_in = send(alice, publish(page, urgent=signs), fever="")
    assert check_in.care_level == "self_care"
