"""P12: what was decided is decided the same again, whatever became of the page (design 5.2)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from conditions.models import ConditionPage
from conditions.services.publishing import withdraw
from tests import factories
from triage.domain.assessment import Measures
from triage.models import Assessment, Patient
from triage.selectors import site
from triage.services.actor import patient_actor
from triage.services.check_ins import record_answer, start, submit
from triage.services.replaying import Replayed, replay

KEYS = ("numb-saddle", "no-urine", "fever", "older", "both-legs.legs", "both-legs.sit", "other-worry")
pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> ConditionPage:
    return factories.a_condition_page()


@pytest.fixture
def decided(page: ConditionPage) -> dict[Any, tuple[str, str]]:
    """Decisions of every kind: self-care, call, urgent, an emergency that was brought at once, a trend."""
    alice = factories.a_patient()
    started = site.today(timezone.now())
    sent(alice, page, {}, pain_now=2, pain_worst=3, started_on=started)
    sent(alice, page, {}, pain_now=6, pain_worst=6, started_on=started)
    sent(alice, page, {"fever": "yes"})
    draft = start(patient=alice, page_id=page.pk, by=patient_actor(alice))
    record_answer(check_in=draft, key="no-urine", value="yes", by=patient_actor(alice))
    sent(alice, page, {"no-urine": "unsure"})
    return stored()


def sent(patient: Patient, page: ConditionPage, said: dict[str, str], **measures: Any) -> None:
    answers: Any = {**dict.fromkeys(KEYS, "no"), **said}
    submit(
        patient=patient,
        publication=factories.current(page),
        answers=answers,
        measures=Measures(**measures),
        by=patient_actor(patient),
    )


def stored() -> dict[Any, tuple[str, str]]:
    return {row.pk: (row.level, row.result) for row in Assessment.objects.all()}


def edited(page: ConditionPage) -> ConditionPage:
    """Other words, another level for one sign, and one sign less."""
    first, _second = factories.PAGE["emergency"]
    return factories.republish(page, emergency=[first], urgent=[], call_provider=factories.PAGE["urgent"])


def purged(page: ConditionPage) -> None:
    """Every revision that may go is gone; a draft is left in its place."""
    ConditionPage.objects.get(pk=page.pk).save_revision()
    before = Revision.objects.count()
    call_command("purge_revisions", stdout=io.StringIO())
    assert Revision.objects.count() <= before


def test_p12_replay_gives_the_same_after_edit_unpublish_and_purge(
    page: ConditionPage, decided: dict[Any, tuple[str, str]], capsys: Any
) -> None:
    for become in (edited, lambda one: one.unpublish(), purged):
        become(ConditionPage.objects.get(pk=page.pk))
        assert {replay(row).result for row in Assessment.objects.all()} == {Replayed.SAME}
        assert stored() == decided
    call_command("replay_assessments")
    assert f"{len(decided)} assessments replayed: {len(decided)} the same" in capsys.readouterr().out


def test_p12_replay_gives_the_same_after_a_page_was_withdrawn(
    page: ConditionPage, decided: dict[Any, tuple[str, str]]
) -> None:
    withdraw(page=page, reason="Being checked.")
    purged(page)
    assert {replay(row).result for row in Assessment.objects.all()} == {Replayed.SAME}


def test_every_level_and_kind_of_reason_was_among_them(decided: dict[Any, tuple[str, str]]) -> None:
    rows = Assessment.objects.all()
    assert {row.level for row in rows} == {"self_care", "call_provider", "urgent", "emergency"}
    assert {"sign", "trend", "unanswered"} <= {reason.kind for row in rows for reason in row.parsed.reasons}
