"""Counts what an edit of a page would do to its recent check-ins. Plugged into `conditions.impact` at start-up.

Nothing leaves this module but counts that `conditions.domain.impact` has made safe to tell: no answer, no date, no
id, no exact number. Reading is streamed and bounded; it writes nothing, not even an audit row, because no patient's
record is shown.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from conditions.domain.care_level import CareLevel
from conditions.domain.impact import Cell, CountedImpact, Move, Waiting, together, told_apart
from conditions.domain.questionnaire import Questionnaire
from conditions.models import Publication
from conditions.selectors.signing import same_meaning_keys
from triage.domain.impact import Decisions, Edit, Side, causes, decide_again, lower_until_asked, waiting
from triage.domain.replay import EngineInput
from triage.models import Assessment, AssessmentPurpose, CheckInStatus

DAYS = 90
LIMIT = 5_000
"""The latest check-ins that are decided again: a few seconds of work at most. The counts say when there were more."""

_CHUNK = 500


def count_impact(*, page_id: int, current: Questionnaire, draft: Questionnaire) -> CountedImpact:
    """The check-ins of the last `DAYS` days on the page, the latest `LIMIT` of them decided again.

    One that was amended or entered in error is not among them; nor is one whose decision stored no input.
    """
    sent = _sent(page_id, timezone.now() - datetime.timedelta(days=DAYS))
    tally = Tally()
    for key, decisions in _decisions(sent, page_id, current, draft):
        tally.add(decisions, key)
    looked_at = tally.looked_at
    return tally.told(sent=Cell(sent.count(), looked_at.key) if looked_at.number >= LIMIT else looked_at)


def _sent(page_id: int, since: datetime.datetime) -> QuerySet[Assessment]:
    return Assessment.objects.filter(
        governs=True,
        purpose=AssessmentPurpose.SUBMITTED,
        check_in__page_id=page_id,
        check_in__status=CheckInStatus.SUBMITTED,
        check_in__submitted_at__gte=since,
    ).exclude(engine_input="")


def _decisions(
    sent: QuerySet[Assessment], page_id: int, current: Questionnaire, draft: Questionnaire
) -> Iterator[tuple[int, Decisions]]:
    latest = sent.order_by("-check_in__submitted_at").values_list(
        "check_in_id", "publication_id", "engine_input"
    )[:LIMIT]
    edits: dict[int, Edit] = {}
    for check_in_id, publication_id, text in latest.iterator(chunk_size=_CHUNK):
        if publication_id not in edits:
            asked = Publication.objects.get(pk=publication_id).compiled()
            edits[publication_id] = Edit(_side(page_id, asked, current), _side(page_id, asked, draft))
        yield _key(check_in_id), decide_again(EngineInput.model_validate_json(text), edits[publication_id])


def _side(page_id: int, asked: Questionnaire, words: Questionnaire) -> Side:
    return Side.of(asked, words, same_meaning_keys(page_id, asked, words))


def _key(check_in_id: object) -> int:
    """A number of 64 bits that belongs to one check-in, and that nobody can work out without the site's secret."""
    return int.from_bytes(salted_hmac("triage.impact", str(check_in_id), algorithm="sha256").digest()[:8])


@dataclass
class Tally:
    """Running counts. Exact inside; only `told` leaves."""

    looked_at: Cell = field(default_factory=Cell)
    moves: defaultdict[Move, Cell] = field(default_factory=lambda: defaultdict(Cell))
    causes: dict[Move, defaultdict[str, Cell]] = field(default_factory=dict)
    waiting: defaultdict[tuple[str, CareLevel], Cell] = field(default_factory=lambda: defaultdict(Cell))
    until_answered_lower: Cell = field(default_factory=Cell)

    def add(self, decisions: Decisions, key: int) -> None:
        """Count one check-in; `key` is its own."""
        self.looked_at.add(key)
        before, held = decisions.before.level, decisions.held.level
        if held != before:
            self.moves[before, held].add(key)
            because = self.causes.setdefault((before, held), defaultdict(Cell))
            for _key, statement in causes(decisions):
                because[statement].add(key)
        for _key, statement, level in waiting(decisions):
            self.waiting[statement, level].add(key)
        if lower_until_asked(decisions):
            self.until_answered_lower.add(key)

    def told(self, *, sent: Cell) -> CountedImpact:
        """The counts as far as they may be told; next to nothing about very few check-ins."""
        looked_at = self.looked_at.told()
        if looked_at.number is None:
            return CountedImpact(DAYS, sent.told(), looked_at, False, looked_at, looked_at)
        higher = {move: cell for move, cell in self.moves.items() if move[1] > move[0]}
        lower = {move: cell for move, cell in self.moves.items() if move[1] < move[0]}
        return CountedImpact(
            days=DAYS,
            sent=sent.told(),
            looked_at=looked_at,
            sampled=sent.number > self.looked_at.number,
            higher=together(higher.values()).told(),
            lower=together(lower.values()).told(),
            moves=(*told_apart(higher, self.causes), *told_apart(lower, self.causes)),
            waiting=tuple(self._waiting()),
            until_answered_lower=self.until_answered_lower.told(),
        )

    def _waiting(self) -> list[Waiting]:
        told = [Waiting(statement, level, cell.told()) for (statement, level), cell in self.waiting.items()]
        return sorted(told, key=lambda one: (-one.below.at_least, -one.gives.rank, one.statement))
