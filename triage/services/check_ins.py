"""The check-in, from the first answer to the decision that counts. The verbs of design 5.3.

Guests decide and store nothing. Patients, and systems for them, submit: one transaction holds the check-in, the
decision with everything that went into it, the care team's work item, the audit row and the message to others.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer
from conditions.models import Publication
from triage.domain.assessment import Assessment, Measures
from triage.domain.clocks import due_at
from triage.domain.hidden_characters import without_hidden
from triage.domain.signs import Answers
from triage.models import Assessment as StoredAssessment
from triage.models import (
    AssessmentPurpose,
    CheckIn,
    CheckInNote,
    CheckInStatus,
    Episode,
    Patient,
    WorkItem,
)
from triage.models.prepared import Prepared, insert, new, read_together
from triage.models.unit_of_work import unit_of_work
from triage.selectors import site
from triage.services import audit, outbox
from triage.services.actor import Actor, NotTheirs
from triage.services.advice import Advice, SafetyNet, advise, safety_net_of
from triage.services.decisions import (
    CURRENT,
    Facts,
    Outcome,
    PublicationTooOld,
    UnknownPublication,
    assess_under,
    named_publication,
    publications_to_assess,
)
from triage.services.drafts import (
    AnswerRefused,
    NotADraft,
    NotPublished,
    OtherWords,
    abandon_old_drafts,
    bring_up_to_date,
    keep_emergency,
    record_answer,
    retract_emergency,
    start,
    take_up,
)
from triage.services.episodes import HISTORY_OF_COURSE, OPEN_OR_LAST, Course, continued, history_of, settle
from triage.services.raising import OPEN_ITEM, bring_to_staff, open_item_of
from triage.services.storing import store_assessment

__all__ = [
    "AnswerRefused",
    "AnswersChanged",
    "Decision",
    "NotADraft",
    "NotPublished",
    "OtherWords",
    "PublicationTooOld",
    "UnknownPublication",
    "abandon_old_drafts",
    "bring_up_to_date",
    "decide",
    "decision_of",
    "is_awaited",
    "keep_emergency",
    "named_publication",
    "reads_of_submit",
    "record_answer",
    "retract_emergency",
    "start",
    "submit",
    "take_up",
]


class AnswersChanged(Exception):
    """The draft was answered otherwise, in another tab, after what is sent was read; nothing is sent."""


@dataclass(frozen=True)
class Decision:
    """A result with everything that is said about it."""

    assessment: Assessment
    publication: Publication
    """The publication that governs: of two, the one that gave the higher level."""
    advice: Advice
    watched_now: bool
    next_watched_at: datetime.datetime | None

    @property
    def level(self) -> CareLevel:
        return self.assessment.level

    @property
    def safety_net(self) -> SafetyNet:
        return safety_net_of(self.publication)

    @property
    def unanswered(self) -> tuple[str, ...]:
        return self.assessment.unanswered


def decide(
    *,
    publication: Publication,
    answers: Answers,
    measures: Measures,
    patient: Patient | None = None,
    episode: Episode | None = None,
    as_of: datetime.date | None = None,
) -> Decision:
    """The decision about `answers`, with nothing stored: for guests, and for `POST /assessments`.

    `publication` is current when it says so: the caller has just read it, or keeps it by the freshness epoch.
    `as_of` is today in the site's time zone unless given.

    Raises:
        PublicationTooOld: the publication has not been current for more than 24 hours.
    """
    now = timezone.now()
    day = as_of or site.today(now)
    facts = Facts(
        answers=_typed(answers),
        measures=measures,
        as_of=day,
        history=() if episode is None else history_of(episode, site.hours().zone),
        age=None if patient is None else patient.age_on(day),
    )
    publications = [publication] if publication.is_current else publications_to_assess(publication, now)
    worst = assess_under(publications, facts)[0]
    return _decision(worst.assessment, worst.publication, told=False, now=now)


def decision_of(
    check_in: CheckIn, *, item: WorkItem | None = None, now: datetime.datetime | None = None
) -> Decision:
    """What is said about a submitted check-in, as things are `now`: who is watching can have changed since.

    `item` is the care team's, when there is one. A call that was made, that is late, or that nobody will make is not
    promised again.
    """
    stored, now = check_in.governing, now or timezone.now()
    told = item is None or is_awaited(item, now)
    return _decision(stored.parsed, stored.publication, told=told, now=now)


def is_awaited(item: WorkItem, now: datetime.datetime) -> bool:
    """Whether the first call of this item is still to come, and not late."""
    return item.closed_at is None and item.contacted_at is None and item.due_at >= now


def submit(
    *,
    patient: Patient,
    publication: Publication,
    answers: Answers,
    measures: Measures,
    note: str = "",
    by: Actor,
    draft: CheckIn | None = None,
) -> CheckIn:
    """Store the check-in with its decision, and bring it to staff when a person must look: one transaction.

    Submitting the same draft again gives the check-in that it became. `note` is kept only when somebody will read
    it: above self_care, or while an item of the episode is open. `answers` and `measures` are typed: interfaces read
    them through `domain.intake`.

    Raises:
        NotTheirs: `by` may not act for `patient`, or the draft is another patient's.
        AnswersChanged: the draft holds other answers by now than when it was read.
        PublicationTooOld: the publication has not been current for more than 24 hours.
    """
    by.require_acts_for(patient)
    # Settings are read before the transaction, so that it holds its locks for less time.
    zone, now = site.hours().zone, timezone.now()
    with unit_of_work():
        check_in = _to_submit(patient, publication, draft)
        if not check_in.is_draft:
            return check_in
        read_together(*reads_of_submit(patient.pk, publication))
        candidates = publications_to_assess(publication, now)
        course = continued(patient=patient, page_id=publication.page_id, now=now)
        day = now.astimezone(zone).date()
        facts = Facts(_typed(answers), measures, day, course.history(zone), patient.age_on(day))
        outcomes = assess_under(candidates, facts)
        course = settle(course=course, level=outcomes[0].level, now=now)
        check_in.episode = course.episode
        check_in.answers = dict(facts.answers)
        check_in.measures = measures.model_dump(mode="json", exclude_none=True)
        _store(check_in, course, outcomes, note=note, by=by, now=now)
    return check_in


def reads_of_submit(
    patient_id: uuid.UUID, publication: Publication
) -> list[tuple[Prepared[Any], dict[str, Any]]]:
    """What a `submit` asks before it writes; the lock comes first. For `idempotency.once`, too."""
    of_course = {"patient": patient_id, "page": publication.page_id}
    return [
        (OPEN_OR_LAST, of_course),
        (CURRENT, {"page": publication.page_id}),
        (HISTORY_OF_COURSE, of_course),
        (OPEN_ITEM, of_course),
    ]


def _typed(answers: Answers) -> dict[str, Answer]:
    """In the order of their keys, so that equal answers are stored as equal bytes. Raises ValueError for a word
    that is no answer."""
    return {key: one if type(one := answers[key]) is Answer else Answer(one) for key in sorted(answers)}


def _to_submit(patient: Patient, publication: Publication, draft: CheckIn | None) -> CheckIn:
    """A new check-in, or the draft, locked, as it is now. An abandoned draft is taken up again."""
    if draft is None:
        return new(CheckIn, patient=patient, page_id=publication.page_id, publication=publication)
    mine = CheckIn.objects.select_for_update().filter(patient=patient, page_id=publication.page_id)
    stored = mine.filter(pk=draft.pk).first()
    if stored is None:
        raise NotTheirs
    if stored.status == CheckInStatus.ABANDONED:
        stored.status = CheckInStatus.DRAFT
    if stored.is_draft:
        if _said(stored) != _said(draft):
            raise AnswersChanged
        stored.publication = publication
    return stored


def _said(check_in: CheckIn) -> tuple[object, ...]:
    return check_in.publication_id, check_in.answers, check_in.measures


def _store(
    check_in: CheckIn,
    course: Course,
    outcomes: list[Outcome],
    *,
    note: str,
    by: Actor,
    now: datetime.datetime,
) -> None:
    """Everything that a submit writes; inside its transaction."""
    governing = outcomes[0]
    check_in.status, check_in.submitted_at = CheckInStatus.SUBMITTED, now
    check_in.care_level = governing.level.value
    item = open_item_of(course)
    if check_in._state.adding:
        insert(check_in)
    else:
        check_in.save()
    item = bring_to_staff(
        item=item, episode=course.episode, check_in=check_in, assessment=governing.assessment, by=by, now=now
    )
    check_in.staff_item = item
    note = without_hidden(note)
    if note and (item is not None or governing.level > CareLevel.SELF_CARE):
        CheckInNote.objects.create(check_in=check_in, text=note, written_at=now)
    check_in.governing = _store_assessments(check_in, outcomes, now)
    audit.record(actor=by, verb="check_in.submit", subject=check_in, patient=check_in.patient)
    outbox.enqueue(outbox.Kind.CHECK_IN_SUBMITTED, check_in)


def _store_assessments(
    check_in: CheckIn, outcomes: list[Outcome], now: datetime.datetime
) -> StoredAssessment:
    """One row for each publication; returns the one that counts, the first."""
    rows = [
        store_assessment(check_in, outcome, AssessmentPurpose.SUBMITTED, governs=index == 0, now=now)
        for index, outcome in enumerate(outcomes)
    ]
    return rows[0]


def _decision(
    assessment: Assessment, publication: Publication, *, told: bool, now: datetime.datetime
) -> Decision:
    watch = site.watch_facts(now)
    return Decision(
        assessment=assessment,
        publication=publication,
        advice=advise(assessment.level, told=told, watch=watch, ends_at=_ends_at(assessment.level, now)),
        watched_now=watch.now,
        next_watched_at=watch.next_at,
    )


def _ends_at(level: CareLevel, now: datetime.datetime) -> datetime.datetime | None:
    """When nobody watches any more, if that is before the call is due. A call to a provider's patient is due in watched
    hours, and self_care waits for none."""
    if level not in (CareLevel.EMERGENCY, CareLevel.URGENT):
        return None
    team = site.care_team()
    due = due_at(level, now, team.hours, team.clocks)
    return site.watch_ends_before_call(level, due, now)
