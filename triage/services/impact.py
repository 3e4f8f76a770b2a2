"""Counts what an edit of a page would do to its recent check-ins. Plugged into `conditions.impact` at start-up.

Nothing leaves this module but counts that `conditions.domain.impact` has made safe to tell: no answer, no date, no
id. Reading is streamed and bounded; it writes nothing, not even an audit row, because no patient's record is shown.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from conditions.domain.care_level import CareLevel
from conditions.domain.impact import Count, CountedImpact, Waiting, told_apart
from conditions.domain.questionnaire import Questionnaire
from conditions.models import Publication
from triage.domain.carry import NOTHING
from triage.domain.impact import Carrying, Decisions, Edit, causes, decide_again, edit, waiting
from triage.domain.replay import EngineInput
from triage.models import Assessment, AssessmentPurpose, CheckInStatus

DAYS = 90
LIMIT = 5_000
"""The latest check-ins that are decided again: a few seconds of work at most. The counts say when there were more."""

_CHUNK = 500

Move = tuple[CareLevel, CareLevel]


def count_impact(
    *,
    page_id: int,
    current: Questionnaire,
    draft: Questionnaire,
    same_meaning: AbstractSet[str] = NOTHING,
) -> CountedImpact:
    """The check-ins of the last `DAYS` days on the page, the latest `LIMIT` of them decided again.

    One that was amended or entered in error is not among them; nor is one whose decision stored no input.
    """
    sent = _sent(page_id, timezone.now() - datetime.timedelta(days=DAYS))
    tally = Tally(edit(current, draft, same_meaning))
    for decisions in _decisions(sent, tally.edit):
        tally.add(decisions)
    return tally.told(sent=sent.count() if tally.looked_at >= LIMIT else tally.looked_at)


def _sent(page_id: int, since: datetime.datetime) -> QuerySet[Assessment]:
    return Assessment.objects.filter(
        governs=True,
        purpose=AssessmentPurpose.SUBMITTED,
        check_in__page_id=page_id,
        check_in__status=CheckInStatus.SUBMITTED,
        check_in__submitted_at__gte=since,
    ).exclude(engine_input="")


def _decisions(sent: QuerySet[Assessment], edit: Edit) -> Iterator[Decisions]:
    latest = sent.order_by("-check_in__submitted_at").values_list("publication_id", "engine_input")[:LIMIT]
    carrying: dict[int, Carrying] = {}
    for publication_id, text in latest.iterator(chunk_size=_CHUNK):
        if publication_id not in carrying:
            asked = Publication.objects.get(pk=publication_id).compiled()
            carrying[publication_id] = Carrying.of(asked, edit)
        yield decide_again(EngineInput.model_validate_json(text), carrying[publication_id], edit)


@dataclass
class Tally:
    """Running counts. Exact inside; only `told` leaves."""

    edit: Edit
    looked_at: int = 0
    moves: Counter[Move] = field(default_factory=Counter)
    causes: dict[Move, Counter[str]] = field(default_factory=dict)
    waiting: Counter[tuple[str, CareLevel]] = field(default_factory=Counter)
    until_answered_lower: int = 0

    def add(self, decisions: Decisions) -> None:
        """Count one check-in."""
        self.looked_at += 1
        before, held, strict = decisions.before.level, decisions.held.level, decisions.strict.level
        if held != before:
            self.moves[before, held] += 1
            sentences = Counter(statement for _key, statement in causes(decisions))
            self.causes.setdefault((before, held), Counter()).update(sentences)
        for _key, statement, level in waiting(decisions, self.edit):
            self.waiting[statement, level] += 1
        self.until_answered_lower += strict < held

    def told(self, *, sent: int) -> CountedImpact:
        """The counts as far as they may be told; next to nothing about very few check-ins."""
        looked_at = Count.of(self.looked_at)
        if looked_at.number is None:
            return CountedImpact(DAYS, Count.of(sent), looked_at, False, looked_at, looked_at)
        higher = {move: number for move, number in self.moves.items() if move[1] > move[0]}
        lower = {move: number for move, number in self.moves.items() if move[1] < move[0]}
        return CountedImpact(
            days=DAYS,
            sent=Count.of(sent),
            looked_at=looked_at,
            sampled=sent > self.looked_at,
            higher=Count.of(sum(higher.values())),
            lower=Count.of(sum(lower.values())),
            moves=(*told_apart(higher, self.causes), *told_apart(lower, self.causes)),
            waiting=tuple(self._waiting()),
            until_answered_lower=Count.of(self.until_answered_lower),
        )

    def _waiting(self) -> Iterable[Waiting]:
        for (statement, level), number in sorted(self.waiting.items(), key=lambda one: (-one[1], one[0])):
            yield Waiting(statement, level, Count.of(number))
