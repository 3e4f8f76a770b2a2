"""Any order of drafts, answers, submits and new publications: an open item never falls (P19), nothing that was
acknowledged is lost (P22)."""

from __future__ import annotations

import itertools

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer
from tests.triage.builders import ALL_NO, make_page, make_patient, publish
from triage.domain.assessment import Measures
from triage.models import Assessment, AuditEvent, CheckIn, OutboxEvent, WorkItem
from triage.services.actor import patient_actor
from triage.services.check_ins import record_answer, retract_emergency, start, submit
from triage.services.replaying import Replayed, replay

KEYS = st.sampled_from(sorted(ALL_NO))
WORDS = st.sampled_from(["yes", "no", "unsure"])
URGENT_SIGNS = [
    [{"key": "fever", "statement": "You have a fever that you cannot explain"}],
    [{"key": "fever", "statement": "You have a fever or chills"}],
    [],
]


class CheckInLifecycle(RuleBasedStateMachine):
    """One patient and one page; the model keeps what was acknowledged, and the highest level since it was raised."""

    numbers = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        number = next(self.numbers)
        self.alice = make_patient(f"alice{number}")
        self.by = patient_actor(self.alice)
        self.page = make_page(f"sciatica-{number}")
        self.publication = publish(self.page)
        self.seen = self.publication
        self.draft: CheckIn | None = None
        self.acknowledged: dict[object, str] = {}
        self.highest = CareLevel.SELF_CARE

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @rule()
    def start_or_go_on(self) -> None:
        self.draft = start(patient=self.alice, page_id=self.page.pk, by=self.by)
        self.seen = self.draft.publication

    @precondition(lambda self: self.draft is not None)
    @rule(key=KEYS, word=WORDS)
    def answer(self, key: str, word: str) -> None:
        if key not in {question.key for question in self.seen.compiled().questions}:
            return
        self.draft = record_answer(check_in=self.draft, key=key, value=word, by=self.by)
        if word == "yes" and key in ("cannot-pee", "legs-weak"):
            self.highest = CareLevel.EMERGENCY

    @precondition(lambda self: self.draft is not None)
    @rule()
    def tapped_by_mistake(self) -> None:
        self.draft = retract_emergency(check_in=self.draft, by=self.by)

    @rule(signs=st.sampled_from(URGENT_SIGNS))
    def publish_again(self, signs: list[dict[str, str]]) -> None:
        self.publication = publish(self.page, urgent=signs)

    @precondition(lambda self: self.draft is not None)
    @rule()
    def send_the_draft(self) -> None:
        answers = {key: Answer(word) for key, word in self.draft.answers.items()}
        sent = self._send(self.seen, answers, draft=self.draft)
        again = self._send(self.seen, {}, draft=self.draft)
        assert again.pk == sent.pk
        self.draft = None

    @rule(answers=st.dictionaries(KEYS, WORDS.map(Answer)), pain=st.none() | st.integers(0, 10))
    def send_at_once(self, answers: dict[str, Answer], pain: int | None) -> None:
        self._send(self.publication, answers, measures=Measures(pain_now=pain, pain_worst=pain))

    def _send(self, publication, answers, *, draft=None, measures=None) -> CheckIn:
        sent = submit(
            patient=self.alice,
            publication=publication,
            answers=answers,
            measures=measures or Measures(),
            by=self.by,
            draft=draft,
        )
        self.acknowledged[sent.pk] = sent.care_level
        self.highest = max(self.highest, CareLevel(sent.care_level))
        return sent

    @invariant()
    def nothing_acknowledged_is_lost(self) -> None:
        stored = CheckIn.objects.filter(patient=self.alice, status="submitted")
        assert dict(stored.values_list("pk", "care_level")) == self.acknowledged
        told = OutboxEvent.objects.filter(kind="check_in.submitted", subject_id__in=self.acknowledged)
        audited = AuditEvent.objects.filter(patient_id=self.alice.pk, verb="check_in.submit")
        assert told.count() == audited.count() == len(self.acknowledged)

    @invariant()
    def the_open_item_is_as_high_as_anything_said(self) -> None:
        levels = [CareLevel(item.level) for item in WorkItem.objects.filter(episode__patient=self.alice)]
        assert levels == ([] if self.highest is CareLevel.SELF_CARE else [self.highest])

    @invariant()
    def every_decision_replays(self) -> None:
        rows = Assessment.objects.filter(check_in__patient=self.alice).select_related("publication")
        assert all(replay(row).result is Replayed.SAME for row in rows)


@pytest.mark.django_db(transaction=False)
def test_check_ins_in_any_order():
    run_state_machine_as_test(
        CheckInLifecycle,
        settings=settings(
            max_examples=8,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
