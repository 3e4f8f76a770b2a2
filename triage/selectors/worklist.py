"""Reading the worklist: open items, most urgent first, an explicit yes before unsure, then longest waiting."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from conditions.domain.care_level import CareLevel
from triage.domain.clocks import has_lapsed
from triage.domain.workflow import State, Verb
from triage.models import CheckIn, Patient, PatientIdentifier, WorkItem, WorkItemEvent
from triage.selectors.open_reasons import OpenReason, open_reasons
from triage.selectors.site import care_team

PAGE_SIZE = 25
DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y")
ORDER = (F("level_rank").desc(), F("explicit_yes").desc(), F("raised_at"), F("id"))


class Show(StrEnum):
    """Which of the open items a list shows."""

    ALL = "all"
    MINE = "mine"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Counts:
    """How many items are open. `overdue` are those whose patient was not reached in time."""

    total: int
    emergency: int
    urgent: int
    call_provider: int
    mine: int
    overdue: int


@dataclass(frozen=True)
class Row:
    """One item with what a nurse needs to choose it."""

    item: WorkItem
    patient: Patient
    identifiers: tuple[PatientIdentifier, ...]
    condition: str
    side: str
    reasons: tuple[OpenReason, ...]
    pain_before: int | None
    pain_now: int | None
    is_first: bool
    """The patient's first check-in of the episode."""
    claim_lapsed: bool
    escalated_at: datetime.datetime | None


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and the id to go on after; None on the last page."""

    rows: tuple[Row, ...]
    next_after: uuid.UUID | None


def overdue_at(now: datetime.datetime) -> Q:
    """Items whose patient should have been reached by `now`. A call that nobody answered does not count."""
    return Q(due_at__lt=now) & ~Q(state=State.CONTACTED.value)


def open_items() -> QuerySet[WorkItem]:
    """Every open item, in working order."""
    return WorkItem.objects.filter(closed_at__isnull=True).order_by(*ORDER)


def counts(*, user_id: uuid.UUID, now: datetime.datetime) -> Counts:
    """The numbers above the list, in one query."""
    found = WorkItem.objects.filter(closed_at__isnull=True).aggregate(
        total=Count("id"),
        **{level.value: Count("id", filter=Q(level=level.value)) for level in list(CareLevel)[1:]},
        mine=Count("id", filter=Q(claimed_by_id=user_id)),
        overdue=Count("id", filter=overdue_at(now)),
    )
    return Counts(**found)


def page_of_items(
    *,
    show: Show,
    user_id: uuid.UUID,
    now: datetime.datetime,
    after: uuid.UUID | None = None,
    size: int = PAGE_SIZE,
) -> Page:
    """One page of the list, from the item after `after` on. An unknown `after` starts at the top."""
    items = open_items()
    if show is Show.MINE:
        items = items.filter(claimed_by_id=user_id)
    if show is Show.OVERDUE:
        items = items.filter(overdue_at(now))
    if after is not None and (last := WorkItem.objects.filter(pk=after).first()) is not None:
        items = items.filter(_behind(last))
    found = rows(items[: size + 1], now)
    return Page(rows=tuple(found[:size]), next_after=found[size - 1].item.pk if len(found) > size else None)


def items_of(patients: QuerySet[Patient]) -> QuerySet[WorkItem]:
    """Items of these patients: open ones first, in working order; then the closed ones, the latest first."""
    found = WorkItem.objects.filter(episode__patient__in=patients)
    return found.order_by(F("closed_at").desc(nulls_first=True), *ORDER)


def rows(items: QuerySet[WorkItem], now: datetime.datetime) -> list[Row]:
    """The items with everything that a row shows, in a fixed number of queries."""
    found: list[Any] = list(_with_facts(items))
    reasons = open_reasons(found, {item.pk: item.opened_at for item in found})
    clocks = care_team().clocks
    return [_row(item, reasons[item.pk], now, clocks) for item in found]


def find_items(words: str, now: datetime.datetime, *, size: int) -> tuple[list[Row], bool]:
    """The first items of the patients that match `words`, and whether there are more.

    Every patient that matches is looked at before any is cut off: of many namesakes the most urgent comes first.
    """
    found = rows(items_of(find_patients(words))[: size + 1], now)
    return found[:size], len(found) > size


def find_patients(words: str) -> QuerySet[Patient]:
    """Patients by name, date of birth (1984-08-19 or 8/19/1984) or a number of another system; every word must match.

    Matches the beginnings of names, and whole numbers and dates.
    """
    patients = Patient.objects.all() if words.strip() else Patient.objects.none()
    for word in words.split()[:6]:
        patients = patients.filter(_matches(word))
    return patients


def _matches(word: str) -> Q:
    name = Q(given_name__istartswith=word) | Q(family_name__istartswith=word)
    number = Q(pk__in=PatientIdentifier.objects.filter(value=word).values("patient"))
    for form in DATE_FORMS:
        try:
            # A date without a time: no time zone can matter.
            return name | number | Q(birth_date=datetime.datetime.strptime(word, form).date())  # noqa: DTZ007
        except ValueError:
            continue
    return name | number


def _behind(last: WorkItem) -> Q:
    """Every item that stands after `last` in working order."""
    same_level = Q(level_rank=last.level_rank)
    same_answer = same_level & Q(explicit_yes=last.explicit_yes)
    unsure = same_level & Q(explicit_yes=False) if last.explicit_yes else Q(pk__in=[])
    return (
        Q(level_rank__lt=last.level_rank)
        | unsure
        | (same_answer & Q(raised_at__gt=last.raised_at))
        | (same_answer & Q(raised_at=last.raised_at, pk__gt=last.pk))
    )


def _with_facts(items: QuerySet[WorkItem]) -> QuerySet[WorkItem]:
    events = WorkItemEvent.objects.filter(work_item=OuterRef("pk")).order_by("-id")
    earlier = CheckIn.objects.filter(
        episode=OuterRef("episode"),
        submitted_at__lt=Coalesce(OuterRef("check_in__submitted_at"), OuterRef("check_in__answered_at")),
    ).exclude(pk=OuterRef("check_in"))
    identifiers = Prefetch("episode__patient__identifiers", PatientIdentifier.objects.order_by("id"))
    return (
        items.select_related("episode__patient", "check_in", "claimed_by", "closed_by")
        .prefetch_related(identifiers)
        .annotate(
            condition=F("episode__page__title"),
            own_last_step=Subquery(events.filter(user=OuterRef("claimed_by")).values("at")[:1]),
            opened_at=Coalesce(Subquery(events.order_by("id").values("at")[:1]), F("raised_at")),
            escalated_at=Subquery(events.filter(verb=Verb.ESCALATE.value).values("at")[:1]),
            earlier_measures=Subquery(earlier.order_by("-submitted_at").values("measures")[:1]),
        )
    )


def _row(item: WorkItem, reasons: tuple[OpenReason, ...], now: datetime.datetime, clocks: Any) -> Row:
    facts: Any = item  # the annotations of _with_facts
    measures = item.check_in.measures
    earlier = facts.earlier_measures
    idle_since = max(filter(None, [facts.own_last_step, item.claimed_at]), default=None)
    return Row(
        item=item,
        patient=item.episode.patient,
        identifiers=tuple(item.episode.patient.identifiers.all()),
        condition=facts.condition,
        side=measures.get("side") or "",
        reasons=reasons,
        pain_before=(earlier or {}).get("pain_now"),
        pain_now=measures.get("pain_now"),
        is_first=earlier is None,
        claim_lapsed=item.claimed_at is not None and has_lapsed(idle_since or now, now, clocks),
        escalated_at=facts.escalated_at if item.escalated else None,
    )
