"""Whatever staff and patients do in whatever order, the rules of design 5.3 hold."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.domain.care_level import CareLevel
from triage.domain.permissions import NotPermitted
from triage.domain.workflow import CloseReason, State, TransitionRefused, Verb, after
from triage.models import AuditEvent, OutboxEvent, WorkItem, WorkItemEvent
from triage.services import worklist
from triage.services.actor import staff_actor

pytestmark = pytest.mark.django_db
REFUSALS = (NotPermitted, TransitionRefused, worklist.WorklistConflict, worklist.ReasonMissing)
STEPS = st.one_of(
    st.tuples(st.just("claim")),
    st.tuples(st.just("release")),
    st.tuples(st.just("contact"), st.booleans()),
    st.tuples(
        st.just("close"), st.sampled_from(CloseReason), st.sampled_from(["", " ", "A brother's answers"])
    ),
    st.tuples(st.just("reopen")),
    st.tuples(st.just("escalate")),
    st.tuples(
        st.just("level"), st.sampled_from([level for level in CareLevel if level is not CareLevel.SELF_CARE])
    ),
    st.tuples(st.just("again"), st.sampled_from(["cannot_pee", "fever"])),
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(st.tuples(st.integers(0, 2), STEPS), min_size=1, max_size=12))
def test_the_rules_hold_after_every_step(steps, raised, make_patient, bob, nora, dana):
    patient = make_patient(f"alice{AuditEvent.objects.count()}")
    raised(patient, fever="yes")
    for who, step in steps:
        item = WorkItem.objects.filter(episode__patient=patient).latest("raised_at")
        before = (item.level, WorkItemEvent.objects.count(), OutboxEvent.objects.count())
        try:
            take(step, item, staff_actor([bob, nora, dana][who]), patient, raised)
        except (*REFUSALS, ValueError):
            assert before == (
                WorkItem.objects.get(pk=item.pk).level,
                WorkItemEvent.objects.count(),
                OutboxEvent.objects.count(),
            )
        check(patient)


def take(step, item, actor, patient, raised) -> None:
    name, *arguments = step
    if name == "claim":
        worklist.claim(item=item, actor=actor)
    elif name == "release":
        worklist.release(item=item, actor=actor)
    elif name == "contact":
        worklist.add_contact(item=item, reached=arguments[0], actor=actor)
    elif name == "close":
        worklist.close(item=item, reason=arguments[0], note=arguments[1], actor=actor)
    elif name == "reopen":
        worklist.reopen(item=item, reason="She called back", actor=actor)
    elif name == "escalate":
        worklist.escalate(item=item, actor=actor)
    elif name == "level":
        worklist.change_level(item=item, level=arguments[0], reason="Seen today", actor=actor)
    else:
        raised(patient, **{arguments[0]: "yes"})


def check(patient) -> None:
    items = WorkItem.objects.filter(episode__patient=patient)
    assert items.filter(closed_at__isnull=True).count() <= 1
    for item in items:
        events = list(WorkItemEvent.objects.filter(work_item=item).order_by("id"))
        assert events[-1].to_state == item.state
        for earlier, later in itertools.pairwise(events):
            assert later.from_state == earlier.to_state
            assert later.to_state == after(State(later.from_state), Verb(later.verb))
            fell = CareLevel(later.level) < CareLevel(earlier.level)
            assert not fell or (later.verb == Verb.LOWER_LEVEL and later.note)
            if later.verb == Verb.CLOSE and later.level == "emergency":
                assert later.from_state != State.CLAIMED or item.close_reason in ("entered_in_error", "")
        if item.close_reason == "entered_in_error" and item.level == "emergency":
            assert [event.note for event in events if event.verb == Verb.CLOSE][-1]
