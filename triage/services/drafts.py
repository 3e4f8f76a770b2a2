"""Check-ins that are not sent yet. A first emergency yes reaches staff at once, even if the patient stops there."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping

from django.db import models, transaction
from django.utils import timezone

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer
from conditions.models import Publication
from triage.domain.assessment import Measures
from triage.domain.course import Course
from triage.domain.intake import Fault, parse_check_in
from triage.domain.signs import Answers
from triage.models import AssessmentPurpose, CheckIn, CheckInStatus, Patient, WorkItem
from triage.selectors import site
from triage.selectors.carrying import carried
from triage.services import audit
from triage.services.actor import Actor
from triage.services.decisions import Facts, Outcome, assess_under
from triage.services.episodes import continued, settle
from triage.services.raising import bring_to_staff, open_item_of
from triage.services.storing import store_assessment

ABANDONED_AFTER = datetime.timedelta(hours=24)
"""A draft without a new answer for this long is abandoned."""

Said = str | int | None
"""An answer, or a measure's value; None takes the answer back."""


class NotADraft(Exception):
    """The check-in was sent already, or left for more than 24 hours; it takes no answers."""


class OtherWords(Exception):
    """The draft moved to another publication after the question was read; it is asked again."""


class NotPublished(Exception):
    """The page has no current publication, so nobody can start a check-in (404)."""


class AnswerRefused(Exception):
    """The answer is not one that the question takes."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("The answer was refused.")
        self.faults = faults


@transaction.atomic
def start(*, patient: Patient, page_id: int, by: Actor) -> CheckIn:
    """The patient's open draft about the page, brought up to date, or a new one.

    Raises:
        NotTheirs: `by` may not act for `patient`.
        NotPublished: the page has no current publication.
    """
    by.require_acts_for(patient)
    current = _current(page_id)
    return _up_to_date(_open_draft(patient, current, by), current, by)


@transaction.atomic
def bring_up_to_date(*, check_in: CheckIn, by: Actor) -> CheckIn:
    """The draft on the current publication, with the answers that carry over; the others are asked again.

    Raises:
        NotADraft, NotTheirs, NotPublished.
    """
    draft = _locked(check_in, by)
    return _up_to_date(draft, _current(draft.page_id), by)


@transaction.atomic
def record_answer(*, check_in: CheckIn, key: str, value: Said, by: Actor) -> CheckIn:
    """Keep one answer or measure of a draft. `value` None takes it back.

    An emergency yes that was not there before, or that staff have closed meanwhile, is assessed and brought to staff
    in the same transaction.

    `check_in` says to which publication it is an answer.

    Raises:
        NotADraft, NotTheirs.
        OtherWords: the draft is on another publication by now.
        AnswerRefused: the question is not asked, or does not take `value`.
    """
    now = timezone.now()
    draft = _locked(check_in, by)
    if draft.publication_id != check_in.publication_id:
        raise OtherWords
    before = _emergencies(_interim(draft, now)) if _may_raise(draft, value) else set()
    _set(draft, key, value, site.today(now))
    draft.answered_at = now
    draft.save(update_fields=["answers", "measures", "answered_at"])
    if _may_raise(draft, value):
        new = _emergencies(_interim(draft, now)) - before
        if new or (_makes_an_emergency(draft, key, now) and not _is_with_staff(draft)):
            _reach_staff(draft, by, now)
    return draft


@transaction.atomic
def keep_emergency(
    *, patient: Patient, publication: Publication, answers: Answers, measures: Mapping[str, Said], by: Actor
) -> CheckIn:
    """Keep an emergency of a form whose own draft takes no answers any more, and bring it to staff.

    `answers` and `measures` make an emergency sign of `publication` true, whatever became of it since. They go to the
    patient's open draft about the page, or to a new one; that draft is back on `publication` where the current one no
    longer has the sentence. Again the same: nothing new.

    Raises:
        NotTheirs.
    """
    by.require_acts_for(patient)
    current = Publication.objects.current().filter(page_id=publication.page_id).first()
    draft = _open_draft(patient, current or publication, by)
    if not _would_say_the_same(draft, publication, answers, measures):
        draft = _up_to_date(draft, publication, by)
    for key, value in (*answers.items(), *measures.items()):
        draft = record_answer(check_in=draft, key=key, value=value, by=by)
    return draft


@transaction.atomic
def take_up(*, check_in: CheckIn, by: Actor) -> CheckIn | None:
    """The check-in as a draft of now, after it was left for a day: its patient is back to send it.

    None when it was sent, or when the patient has begun another draft about the page.

    Raises:
        NotTheirs.
    """
    left = CheckIn.objects.select_for_update().get(pk=check_in.pk, patient=check_in.patient)
    by.require_acts_for(check_in.patient)
    others = CheckIn.objects.filter(
        patient=check_in.patient, page_id=left.page_id, status=CheckInStatus.DRAFT
    ).exclude(pk=left.pk)
    if left.status not in (CheckInStatus.DRAFT, CheckInStatus.ABANDONED) or others.exists():
        return None
    left.status, left.answered_at = CheckInStatus.DRAFT, timezone.now()
    left.save(update_fields=["status", "answered_at"])
    return left


@transaction.atomic
def retract_emergency(*, check_in: CheckIn, by: Actor, key: str | None = None) -> CheckIn:
    """ "I tapped by mistake": take back the emergency yes `key` (all of them when not given), to be asked again.

    The work item stays; staff see that it was taken back and can close it as entered in error.

    Raises:
        NotADraft, NotTheirs.
    """
    draft = _locked(check_in, by)
    if draft.emergency_at is None:
        return draft
    asked = {
        question.key
        for question in draft.publication.compiled().questions
        if question.asks == "sign" and question.level is CareLevel.EMERGENCY and key in (None, question.key)
    }
    draft.answers = {
        name: said for name, said in draft.answers.items() if not (name in asked and said == Answer.YES.value)
    }
    draft.retracted_at = timezone.now()
    draft.save(update_fields=["answers", "retracted_at"])
    audit.record(actor=by, verb="check_in.retract_emergency", subject=draft, patient=draft.patient)
    return draft


def abandon_old_drafts(now: datetime.datetime | None = None) -> int:
    """Abandon every draft that had no answer for 24 hours; returns how many. What reached staff stays with them."""
    return _abandon(CheckIn.objects.all(), now or timezone.now())


def typed_answers(check_in: CheckIn) -> dict[str, Answer]:
    """The stored answers of a check-in."""
    return {key: Answer(value) for key, value in sorted(check_in.answers.items())}


def typed_measures(check_in: CheckIn) -> Measures:
    """The stored measures of a check-in; dates are ISO text in JSON."""
    return Measures.model_validate_json(json.dumps(check_in.measures))


def _open_draft(patient: Patient, publication: Publication, by: Actor) -> CheckIn:
    """The patient's draft about the page, locked; a new one on `publication` when there is none of today."""
    page_id = publication.page_id
    _abandon(CheckIn.objects.filter(patient=patient, page_id=page_id), timezone.now())
    wanted = CheckIn(patient=patient, page_id=page_id, publication=publication)
    # Two tabs that start at once get the same draft: the second insert does nothing.
    CheckIn.objects.bulk_create([wanted], ignore_conflicts=True)
    draft = CheckIn.objects.select_for_update().get(
        patient=patient, page_id=page_id, status=CheckInStatus.DRAFT
    )
    if draft.pk == wanted.pk:
        audit.record(actor=by, verb="check_in.start", subject=draft, patient=patient)
    return draft


def _would_say_the_same(
    draft: CheckIn, publication: Publication, answers: Answers, measures: Mapping[str, Said]
) -> bool:
    """Whether the draft's publication has the very sentences of `publication`, and calls them an emergency too."""
    if draft.publication_id == publication.pk:
        return True
    kept = carried(publication, draft.publication, answers)
    course = Course(
        draft.publication.compiled(),
        kept,
        Measures.model_validate_json(json.dumps(dict(measures))),
        draft.patient.age_on(day := site.today(timezone.now())),
        day,
    )
    return len(kept) == len(answers) and bool(course.emergencies())


def _abandon(check_ins: models.QuerySet[CheckIn], now: datetime.datetime) -> int:
    old = check_ins.filter(status=CheckInStatus.DRAFT, answered_at__lte=now - ABANDONED_AFTER)
    return old.update(status=CheckInStatus.ABANDONED)


def _current(page_id: int) -> Publication:
    publication = Publication.objects.current().filter(page_id=page_id).first()
    if publication is None:
        raise NotPublished
    return publication


def _locked(check_in: CheckIn, by: Actor) -> CheckIn:
    """The draft as it is now, for this transaction only."""
    draft = (
        CheckIn.objects.select_for_update(of=("self",))
        .select_related("patient", "publication")
        .get(pk=check_in.pk)
    )
    by.require_acts_for(draft.patient)
    if not draft.is_draft:
        raise NotADraft
    return draft


def _up_to_date(draft: CheckIn, current: Publication, by: Actor) -> CheckIn:
    """The draft on `current`. An answer that it calls an emergency, as the publication before did not, reaches staff:
    nobody is asked it again."""
    if draft.publication_id == current.pk:
        return draft
    now = timezone.now()
    before = _emergencies(_interim(draft, now))
    answers = carried(draft.publication, current, typed_answers(draft))
    draft.answers = {key: answer.value for key, answer in answers.items()}
    draft.publication = current
    draft.save(update_fields=["answers", "publication"])
    if _emergencies(_interim(draft, now)) - before:
        _reach_staff(draft, by, now)
    return draft


def _set(draft: CheckIn, key: str, value: Said, as_of: datetime.date) -> None:
    is_measure = key in Measures.model_fields
    said = {key: value} if value is not None else {}
    parsed = parse_check_in(
        draft.publication.compiled(), {} if is_measure else said, said if is_measure else {}, as_of=as_of
    )
    if parsed.faults:
        raise AnswerRefused(parsed.faults)
    kept = draft.measures if is_measure else draft.answers
    kept.pop(key, None)
    kept.update(said)


def _may_raise(draft: CheckIn, value: Said) -> bool:
    """Only a yes or a measure can newly make an emergency; most taps are a no, and cost nothing more."""
    return value not in (None, Answer.NO.value, Answer.UNSURE.value) and any(
        rule.level is CareLevel.EMERGENCY for rule in draft.publication.compiled().signs
    )


def _interim(draft: CheckIn, now: datetime.datetime) -> Outcome:
    """The decision about the answers so far. Without history: only the patient's own yes counts here."""
    day = site.today(now)
    facts = Facts(typed_answers(draft), typed_measures(draft), day, (), draft.patient.age_on(day))
    return assess_under([draft.publication], facts)[0]


def _emergencies(outcome: Outcome) -> set[str]:
    return {
        reason.key
        for reason in outcome.assessment.reasons
        if reason.level is CareLevel.EMERGENCY and reason.kind in ("sign", "measure")
    }


def _makes_an_emergency(draft: CheckIn, key: str, now: datetime.datetime) -> bool:
    """Whether what `key` says makes an emergency sign true, now."""
    day = site.today(now)
    course = Course(
        draft.publication.compiled(),
        typed_answers(draft),
        typed_measures(draft),
        draft.patient.age_on(day),
        day,
    )
    question = course.find(key)
    return question is not None and bool(course.emergencies_by(question))


def _is_with_staff(draft: CheckIn) -> bool:
    return (
        draft.episode_id is not None
        and WorkItem.objects.filter(episode=draft.episode_id, closed_at__isnull=True).exists()
    )


def _reach_staff(draft: CheckIn, by: Actor, now: datetime.datetime) -> None:
    zone = site.hours().zone
    course = continued(patient=draft.patient, page_id=draft.page_id, now=now)
    day = now.astimezone(zone).date()
    facts = Facts(
        typed_answers(draft), typed_measures(draft), day, course.history(zone), draft.patient.age_on(day)
    )
    outcome = assess_under([draft.publication], facts)[0]
    course = settle(course=course, level=outcome.level, now=now)
    draft.episode = course.episode
    draft.emergency_at = draft.emergency_at or now
    draft.save(update_fields=["episode", "emergency_at"])
    store_assessment(draft, outcome, AssessmentPurpose.INTERIM, governs=True, now=now)
    bring_to_staff(
        item=open_item_of(course),
        episode=course.episode,
        check_in=draft,
        assessment=outcome.assessment,
        by=by,
        now=now,
    )
    audit.record(actor=by, verb="check_in.emergency", subject=draft, patient=draft.patient)
