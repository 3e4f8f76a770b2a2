"""A patient's course with one condition: which check-ins belong together, and what came before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Subquery
from django.db.models.functions import Cast

from conditions.domain.care_level import CareLevel
from triage.domain.assessment import EarlierCheckIn
from triage.models import CheckIn, CheckInStatus, Episode, EpisodeCloseReason, Patient
from triage.models.prepared import Prepared, insert, new
from triage.models.statements import Rows, Statement
from triage.models.unit_of_work import writes_alone

REOPEN_WITHIN = datetime.timedelta(days=90)
"""A worse check-in this long after an episode was closed still belongs to it; later it is a new one."""
HISTORY_LIMIT = 50
"""Earlier check-ins that a decision looks at, the latest first: more than three a day of the trend window."""


@dataclass(frozen=True)
class Course:
    """An episode inside the transaction that writes to it. `is_new`: this transaction opened it, so nothing belongs to
    it yet and there is nothing to read."""

    episode: Episode
    is_new: bool = False

    def history(self, zone: ZoneInfo) -> tuple[EarlierCheckIn, ...]:
        """What earlier check-ins said; see `history_of`."""
        if self.is_new:
            return ()
        return _earlier_said(self.episode, HISTORY_OF_COURSE, place_of(self.episode), zone)


def continued(*, patient: Patient, page_id: int, now: datetime.datetime) -> Course:
    """The episode that a new check-in may belong to, locked: the open one, else the last closed, else a new one.

    The lock makes check-ins of one course follow one another. It must run inside a transaction.
    """
    found = _locked(patient, page_id)
    if found is not None:
        return Course(found)
    opened = _opened(patient, page_id, now, unless_there=True)
    if writes_alone():
        return Course(opened, is_new=True)
    # Another request may open it in this moment: then the insert waited for it, and did nothing.
    found = OPEN_OR_LAST.first(patient=patient.pk, page=page_id)
    if found is None:
        raise Episode.DoesNotExist
    return Course(found, is_new=found.pk == opened.pk)


def settle(*, course: Course, level: CareLevel, now: datetime.datetime) -> Course:
    """The course that a check-in of `level` joins: this one, its episode reopened when it is worse, or a new one."""
    episode = course.episode
    if episode.closed_at is None:
        return course
    if _gets_worse(episode, level, now):
        episode.closed_at, episode.close_reason = None, ""
        episode.save(update_fields=["closed_at", "close_reason"])
        return course
    return Course(_opened(episode.patient, episode.page_id, now), is_new=True)


def history_of(episode: Episode, zone: ZoneInfo) -> tuple[EarlierCheckIn, ...]:
    """What earlier check-ins of the episode said, the earliest first; each said thing once, on its latest day.

    Days are in the site's `zone`. Trend rules ask what was said last, and what was said within some days: for
    both, the latest of equal check-ins stands for all of them.
    """
    return _earlier_said(episode, _HISTORY, {"episode": episode.pk}, zone)


def _earlier_said(
    episode: Episode, history: Prepared[CheckIn], values: dict[str, Any], zone: ZoneInfo
) -> tuple[EarlierCheckIn, ...]:
    def proof(rows: Rows) -> tuple[Statement, Rows]:
        return _MOMENTS.statement(episode=episode.pk), [row[:1] for row in rows]

    rows = history.rows(**values, keep=_latest_of_each, proof=proof)
    said = ((_moment(at).astimezone(zone).date(), answers, measures) for at, answers, measures in rows)
    return tuple(_earlier(*one) for one in sorted(said))


def _moment(text: str) -> datetime.datetime:
    """A moment as a database writes it: SQLite's are in UTC and do not say so."""
    moment = datetime.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _latest_of_each(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The first of rows that differ in their moment only; the latest comes first."""
    return list({row[1:]: row for row in reversed(rows)}.values())


def _locked(patient: Patient, page_id: int) -> Episode | None:
    return OPEN_OR_LAST.first(patient=patient.pk, page=page_id)


def place_of(episode: Episode) -> dict[str, Any]:
    """Whose course it is, and with what: the values of `OPEN_OR_LAST` and of what is asked with it."""
    return {"patient": episode.patient_id, "page": episode.page_id}


def last_episodes(patient: Any, page: Any) -> models.QuerySet[Episode]:
    """Of a patient and a condition, the one that a check-in may belong to first: the open one, else the last closed."""
    return Episode.objects.filter(patient_id=patient, page_id=page).order_by(
        F("closed_at").desc(nulls_first=True), "-opened_at"
    )


OPEN_OR_LAST = Prepared(
    lambda patient, page: last_episodes(patient, page).select_for_update()[:1],
    patient=models.UUIDField(),
    page=models.BigIntegerField(),
)


def _submitted(episode: Any) -> models.QuerySet[CheckIn]:
    """The course's check-ins that count, the latest first."""
    return CheckIn.objects.filter(episode_id=episode, status=CheckInStatus.SUBMITTED).order_by(
        "-submitted_at"
    )


_AT = Cast("submitted_at", models.TextField())


def _history(episode: Any) -> Any:
    return (
        _submitted(episode)
        .annotate(
            at=_AT,
            said=Cast("answers", models.TextField()),
            measured=Cast("measures", models.TextField()),
        )
        .values_list("at", "said", "measured")[:HISTORY_LIMIT]
    )


_HISTORY = Prepared(_history, episode=models.UUIDField())
HISTORY_OF_COURSE = Prepared(
    lambda patient, page: _history(Subquery(last_episodes(patient, page).values("pk")[:1])),
    patient=models.UUIDField(),
    page=models.BigIntegerField(),
)
"""Of the episode that `OPEN_OR_LAST` locks, so that both can be asked at once."""
_MOMENTS = Prepared(
    lambda episode: _submitted(episode).annotate(at=_AT).values_list("at")[:HISTORY_LIMIT],
    episode=models.UUIDField(),
)
"""Stands for `HISTORY` from an index alone: what was submitted is not answered anew, so equal moments mean equal rows."""


def _opened(patient: Patient, page_id: int, now: datetime.datetime, *, unless_there: bool = False) -> Episode:
    episode = new(Episode, patient=patient, page_id=page_id, opened_at=now)
    insert(episode, unless_there=unless_there)
    return episode


def _gets_worse(episode: Episode, level: CareLevel, now: datetime.datetime) -> bool:
    if episode.close_reason == EpisodeCloseReason.ENTERED_IN_ERROR or episode.closed_at is None:
        return False
    last = (
        CheckIn.objects.filter(episode=episode, status=CheckInStatus.SUBMITTED)
        .order_by("-submitted_at")
        .values_list("care_level", flat=True)
        .first()
    )
    return now - episode.closed_at <= REOPEN_WITHIN and level > CareLevel(last or CareLevel.SELF_CARE)


@lru_cache(maxsize=4096)
def _earlier(day: datetime.date, answers: str, measures: str) -> EarlierCheckIn:
    """Parsed once a process: the same words on the same day mean the same. No id of a patient is kept."""
    text = f'{{"submitted_on":"{day.isoformat()}","answers":{answers},"measures":{measures}}}'
    return EarlierCheckIn.model_validate_json(text)
