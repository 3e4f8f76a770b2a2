"""Deciding: the pure engine, given what this site knows, and never without an answer.

An engine that fails does not lose a check-in: the result then counts as urgent, or as an emergency when an
emergency question was answered yes in so many words.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db import models

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, Questionnaire
from conditions.domain.standing import review_overdue
from conditions.models import Publication
from triage.domain import engine, replay
from triage.domain.assessment import Assessment, EarlierCheckIn, Measures, PublicationStanding, Reason
from triage.domain.signs import Answers
from triage.models.prepared import Prepared
from triage.selectors import site
from triage.selectors.carrying import carried

logger = logging.getLogger(__name__)

STILL_ACCEPTED = datetime.timedelta(hours=24)
"""How long a check-in against a publication that is no longer current is still taken."""


class PublicationRefused(Exception):
    """The check-in names a publication that it cannot be assessed under."""


class UnknownPublication(PublicationRefused):
    """The page never had such a publication (422)."""


class PublicationTooOld(PublicationRefused):
    """The publication was superseded or ended more than 24 hours ago (409). `current` is the one to use instead,
    None when the page is no longer published."""

    def __init__(self, current: Publication | None) -> None:
        super().__init__("The publication is too old.")
        self.current = current


@dataclass(frozen=True)
class Facts:
    """What a decision is about, apart from the publication."""

    answers: Answers
    measures: Measures
    as_of: datetime.date
    history: Sequence[EarlierCheckIn] = ()
    age: int | None = None


@dataclass(frozen=True)
class Outcome:
    """A decision under one publication, with what went into it as JSON (empty when that failed)."""

    publication: Publication
    assessment: Assessment
    engine_input: str = ""
    failed: bool = False

    @property
    def level(self) -> CareLevel:
        return self.assessment.level


def named_publication(page_id: int, sha256: str) -> Publication:
    """The page's publication with the fingerprint `sha256`: the current one of several, else the latest.

    Raises:
        UnknownPublication: the page never had one.
    """
    same = list(Publication.objects.filter(page_id=page_id, sha256=sha256).order_by("-number"))
    if not same:
        raise UnknownPublication
    return next((publication for publication in same if publication.is_current), same[0])


def publications_to_assess(publication: Publication, now: datetime.datetime) -> list[Publication]:
    """`publication`, and the current one of its page when that is another; as the database has it now.

    Raises:
        PublicationTooOld: it has not been current for more than 24 hours.
    """
    found = CURRENT.rows(page=publication.page_id)
    if found and found[0][0] == publication.pk:
        return [publication]
    current = Publication.objects.get(pk=found[0][0]) if found else None
    if current is not None and current.sha256 == publication.sha256:
        return [current]
    if publication.is_current:
        # The caller read it before it was superseded or ended.
        publication.refresh_from_db()
    ended_at = publication.superseded_at or publication.ended_at or now
    if now - ended_at > STILL_ACCEPTED:
        raise PublicationTooOld(current)
    return [publication] if current is None else [publication, current]


CURRENT = Prepared(
    lambda page: Publication.objects.current().filter(page_id=page).order_by().values_list("pk"),
    page=models.BigIntegerField(),
)


def standing_of(
    publication: Publication, publications: Sequence[Publication], as_of: datetime.date
) -> PublicationStanding:
    """Whether `publication` may answer self_care: never when it ended, or when none of `publications` is current."""
    return _standing(
        reviewed=publication.reviewed_on is not None,
        withdrawn=publication.ended_at is not None or not any(one.is_current for one in publications),
        review_overdue=review_overdue(
            publication.review_due, as_of, grace_days=site.wording().review_grace_days
        ),
    )


@lru_cache(maxsize=8)
def _standing(*, reviewed: bool, withdrawn: bool, review_overdue: bool) -> PublicationStanding:
    return PublicationStanding(reviewed=reviewed, withdrawn=withdrawn, review_overdue=review_overdue)


def assess_under(publications: Sequence[Publication], facts: Facts) -> list[Outcome]:
    """The decisions about `facts` under each of `publications`, the one that counts first: the worst.

    `facts` answer the first publication; what does not carry to another is unanswered there.
    """
    first = publications[0]
    outcomes = []
    for publication in publications:
        standing = standing_of(publication, publications, facts.as_of)
        outcomes.append(_outcome(publication, _carried(facts, first, publication), standing))
    return sorted(outcomes, key=lambda outcome: -outcome.level.rank)


def _carried(facts: Facts, first: Publication, publication: Publication) -> Facts:
    if publication is first:
        return facts
    return replace(facts, answers=carried(first, publication, facts.answers))


def _outcome(publication: Publication, facts: Facts, standing: PublicationStanding) -> Outcome:
    team = site.care_team()
    text = ""
    try:
        given = replay.engine_input(
            publication_sha256=publication.sha256,
            answers=facts.answers,
            measures=facts.measures,
            history=facts.history,
            policy=team.policy,
            standing=standing,
            age=facts.age,
            as_of=facts.as_of,
            time_zone=team.hours.time_zone,
        )
        text = given.model_dump_json()
        return Outcome(publication, replay.assess_input(given, publication.compiled()), text)
    except Exception as error:
        # Whatever it was, the patient told us something: a person looks at it. The message may hold answers, so
        # only the kind of the error is logged.
        logger.error("The engine failed on publication %s: %s", publication.pk, type(error).__name__)
        return Outcome(publication, _when_failed(publication, facts.answers), text, failed=True)


def _when_failed(publication: Publication, answers: Answers) -> Assessment:
    """Urgent; an emergency when the patient said yes to an emergency question, engine or no engine."""
    try:
        said = [*_emergencies_said(publication.compiled(), answers), *engine.ENGINE_FAILED.reasons]
    except Exception:
        return engine.ENGINE_FAILED
    level = max(reason.level for reason in said)
    return engine.ENGINE_FAILED.model_copy(update={"level": level, "reasons": tuple(said)})


def _emergencies_said(questionnaire: Questionnaire, answers: Answers) -> list[Reason]:
    return [
        Reason(
            kind="sign",
            key=rule.key,
            level=rule.level,
            statement=rule.statement,
            statement_sha256=rule.statement_sha256,
        )
        for rule in questionnaire.signs
        if rule.level is CareLevel.EMERGENCY
        and all(part.answer_key and answers.get(part.answer_key) == Answer.YES for part in rule.parts)
    ]
