"""Check-ins before they are sent: an emergency yes reaches staff at once."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests import factories
from tests.triage.builders import SIGNS, publish, send
from triage.domain.workflow import CloseReason
from triage.models import Assessment, AuditEvent, CheckIn, WorkItem
from triage.services import worklist
from triage.services.actor import NotTheirs, patient_actor, staff_actor
from triage.services.check_ins import (
    AnswerRefused,
    AnswersChanged,
    NotADraft,
    NotPublished,
    OtherWords,
    bring_up_to_date,
    record_answer,
    retract_emergency,
    start,
)


@pytest.fixture
def by(alice):
    return patient_actor(alice)


@pytest.fixture
def draft(alice, publication, by):
    return start(patient=alice, page_id=publication.page_id, by=by)


def leave_for(draft: CheckIn, hours: int) -> None:
    CheckIn.objects.filter(pk=draft.pk).update(answered_at=timezone.now() - datetime.timedelta(hours=hours))


def test_starting_twice_gives_the_same_draft(alice, publication, by, draft):
    assert start(patient=alice, page_id=publication.page_id, by=by).pk == draft.pk
    assert AuditEvent.objects.filter(verb="check_in.start").count() == 1


def test_nobody_starts_for_another_patient(alice, charlie, publication):
    with pytest.raises(NotTheirs):
        start(patient=alice, page_id=publication.page_id, by=patient_actor(charlie))


def test_a_page_that_is_not_published_starts_nothing(alice, page, by):
    with pytest.raises(NotPublished):
        start(patient=alice, page_id=page.pk, by=by)


def test_answers_and_measures_are_kept(draft, by):
    record_answer(check_in=draft, key="fever", value="unsure", by=by)
    kept = record_answer(check_in=draft, key="pain_now", value=4, by=by)
    kept.refresh_from_db()
    assert (kept.answers, kept.measures) == ({"fever": "unsure"}, {"pain_now": 4})


def test_an_answer_can_be_taken_back(draft, by):
    record_answer(check_in=draft, key="fever", value="no", by=by)
    assert record_answer(check_in=draft, key="fever", value=None, by=by).answers == {}


@pytest.mark.parametrize(
    ("key", "value"),
    [("fever", "maybe"), ("unheard-of", "yes"), ("pain_now", 11), ("started_on", "2999-01-01")],
)
def test_an_answer_that_the_question_does_not_take_is_refused(draft, by, key, value):
    with pytest.raises(AnswerRefused) as caught:
        record_answer(check_in=draft, key=key, value=value, by=by)
    assert caught.value.faults[0].pointer.endswith(key)


def test_a_stranger_answers_nothing(draft, charlie):
    with pytest.raises(NotTheirs):
        record_answer(check_in=draft, key="fever", value="yes", by=patient_actor(charlie))


def test_an_emergency_yes_reaches_staff_before_anything_is_sent(draft, by):
    record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    item, stored = WorkItem.objects.get(), Assessment.objects.get()
    assert (item.level, item.explicit_yes, item.check_in_id) == ("emergency", True, draft.pk)
    assert (stored.purpose, stored.level) == ("interim", "emergency")
    assert AuditEvent.objects.filter(verb="check_in.emergency", subject_id=str(draft.pk)).exists()


@pytest.mark.parametrize(("key", "value"), [("fever", "yes"), ("cannot-pee", "unsure"), ("cannot-pee", "no")])
def test_other_answers_wait_until_they_are_sent(draft, by, key, value):
    record_answer(check_in=draft, key=key, value=value, by=by)
    assert not WorkItem.objects.exists()
    assert not Assessment.objects.exists()


def test_the_same_emergency_yes_again_tells_staff_once(draft, by):
    for _ in range(2):
        record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    assert WorkItem.objects.get().events.count() == 1


def test_a_second_emergency_sign_raises_the_item_again(draft, by):
    record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    record_answer(check_in=draft, key="legs-weak", value="yes", by=by)
    assert list(WorkItem.objects.get().events.values_list("verb", flat=True)) == ["raise", "reraise"]


def test_a_measured_emergency_reaches_staff_too(alice, page, by):
    signs = [{"key": "worst", "statement": "Your pain is 10", "kind": "pain_at_least", "value": 10}]
    publish(page, emergency=signs)
    draft = start(patient=alice, page_id=page.pk, by=by)
    record_answer(check_in=draft, key="pain_now", value=10, by=by)
    assert WorkItem.objects.get().level == "emergency"


def test_tapped_by_mistake_asks_again_and_leaves_the_item(draft, by):
    record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    after = retract_emergency(check_in=draft, by=by)
    assert after.answers == {}
    assert after.retracted_at is not None
    assert WorkItem.objects.get().level == "emergency"


def test_there_is_nothing_to_take_back_without_an_emergency(draft, by):
    assert retract_emergency(check_in=draft, by=by).retracted_at is None


def test_a_stranger_takes_nothing_back(draft, by, charlie):
    record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    with pytest.raises(NotTheirs):
        retract_emergency(check_in=draft, by=patient_actor(charlie))


def test_sending_after_a_mistake_keeps_the_items_level(alice, publication, draft, by):
    record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    retract_emergency(check_in=draft, by=by)
    sent = send(alice, publication, draft=draft)
    assert sent.care_level == "self_care"
    assert WorkItem.objects.get().level == "emergency"


def test_a_sent_check_in_takes_no_more_answers(alice, publication, draft, by):
    send(alice, publication, draft=draft)
    with pytest.raises(NotADraft):
        record_answer(check_in=draft, key="fever", value="yes", by=by)


def test_a_new_publication_asks_again_what_it_changed(draft, by, page):
    record_answer(check_in=draft, key="fever", value="no", by=by)
    record_answer(check_in=draft, key="worse", value="no", by=by)
    publish(page, urgent=[{"key": "fever", "statement": "You have a fever or chills"}])
    assert bring_up_to_date(check_in=draft, by=by).answers == {"worse": "no"}


def test_an_answer_is_never_taken_for_other_words(draft, by, page):
    read = CheckIn.objects.get(pk=draft.pk)
    publish(page, urgent=[{"key": "fever", "statement": "You have a fever or chills"}])
    bring_up_to_date(check_in=draft, by=by)
    with pytest.raises(OtherWords):
        record_answer(check_in=read, key="fever", value="no", by=by)
    assert CheckIn.objects.get().answers == {}


def test_a_draft_that_was_left_for_a_day_is_abandoned(draft):
    leave_for(draft, 25)
    call_command("abandon_drafts")
    draft.refresh_from_db()
    assert draft.status == "abandoned"


def test_a_draft_of_today_is_not_abandoned(draft, capsys):
    leave_for(draft, 23)
    call_command("abandon_drafts")
    assert "0 drafts" in capsys.readouterr().out


def test_starting_after_a_day_begins_anew(alice, publication, by, draft):
    leave_for(draft, 25)
    assert start(patient=alice, page_id=publication.page_id, by=by).pk != draft.pk


def test_an_abandoned_draft_that_is_sent_after_all_is_taken(alice, publication, draft):
    CheckIn.objects.filter(pk=draft.pk).update(status="abandoned")
    sent = send(alice, publication, draft=draft, fever="yes")
    assert (sent.pk, sent.status) == (draft.pk, "submitted")


# --- What becomes an emergency without a new answer ------------------------------------------------------------

RAISED = {
    "emergency": [*SIGNS["emergency"], {"key": "fever", "statement": SIGNS["urgent"][0]["statement"]}],
    "urgent": [],
}
"""The page after a clinician raised a sign."""


@pytest.mark.parametrize("move", [bring_up_to_date, None])
def test_a_yes_that_the_new_page_calls_an_emergency_reaches_staff_when_the_draft_moves(
    alice, page, publication, by, draft, move
):
    record_answer(check_in=draft, key="fever", value="yes", by=by)
    publish(page, **RAISED)
    if move is None:
        start(patient=alice, page_id=page.pk, by=by)
    else:
        move(check_in=draft, by=by)
    draft.refresh_from_db()
    item = WorkItem.objects.get()
    assert (item.level, item.check_in_id, item.episode_id) == ("emergency", draft.pk, draft.episode_id)
    assert draft.emergency_at is not None


def test_a_measure_that_the_new_page_calls_an_emergency_reaches_staff_too(page, publication, by, draft):
    record_answer(check_in=draft, key="pain_now", value=9, by=by)
    strong = {"key": "very-strong-pain", "statement": "Your pain is 9", "kind": "pain_at_least", "value": 9}
    publish(page, emergency=[*SIGNS["emergency"], strong])
    bring_up_to_date(check_in=draft, by=by)
    assert WorkItem.objects.get().level == "emergency"


def test_a_draft_that_moves_without_a_new_emergency_tells_nobody_again(page, publication, by, draft):
    record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    publish(page, title="Sciatica, explained")
    bring_up_to_date(check_in=draft, by=by)
    assert WorkItem.objects.get().events.count() == 1


def test_an_emergency_yes_after_staff_closed_the_first_reaches_them_again(by, draft):
    record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    close_item(WorkItem.objects.get())
    record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    assert WorkItem.objects.filter(closed_at__isnull=True).count() == 1


def test_another_answer_after_staff_closed_it_tells_nobody(by, draft):
    record_answer(check_in=draft, key="cannot-pee", value="yes", by=by)
    close_item(WorkItem.objects.get())
    record_answer(check_in=draft, key="pain_now", value=3, by=by)
    record_answer(check_in=draft, key="fever", value="yes", by=by)
    assert not WorkItem.objects.filter(closed_at__isnull=True).exists()


def close_item(item: WorkItem) -> None:
    """As a nurse does after the call."""
    bob = staff_actor(factories.a_nurse())
    worklist.claim(item=item, actor=bob)
    worklist.add_contact(item=item, reached=True, actor=bob)
    worklist.close(item=item, reason=CloseReason.ADVICE_GIVEN, note="", actor=bob)


# --- What was sent is what was read ----------------------------------------------------------------------------


def test_an_answer_that_another_tab_gave_meanwhile_is_not_overwritten(alice, publication, by, draft):
    record_answer(check_in=draft, key="fever", value="no", by=by)
    read = CheckIn.objects.get(pk=draft.pk)
    record_answer(check_in=draft, key="fever", value="yes", by=by)
    with pytest.raises(AnswersChanged):
        send(alice, publication, draft=read)
    draft.refresh_from_db()
    assert draft.is_draft
    assert draft.answers == {"fever": "yes"}
