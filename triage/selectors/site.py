"""The site's settings, read at most every `SIGNPOST_FRESHNESS_MS`, as `conditions.freshness` promises."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from conditions.domain.care_level import CareLevel
from conditions.freshness import bound_seconds
from conditions.models import SiteWording
from triage.domain import watch
from triage.domain.assessment import Policy
from triage.domain.clocks import Clocks
from triage.models import TriageSettings

T = TypeVar("T")


class _Recent(Generic[T]):
    """A value that is read again when it is older than the bound, timed from before the read."""

    def __init__(self, read: Callable[[], T]) -> None:
        self.read = read
        self.kept: tuple[float, T] | None = None

    def get(self) -> T:
        now = time.monotonic()
        kept = self.kept
        if kept is None or now - kept[0] >= bound_seconds():
            kept = self.kept = (now, self.read())
        return kept[1]


@dataclass(frozen=True)
class CareTeam:
    """The care team's rules, worked out of its settings once a read and not for each answer."""

    policy: Policy
    clocks: Clocks
    hours: watch.WatchedHours

    @classmethod
    def stored(cls) -> CareTeam:
        """As the saved settings say, or the defaults."""
        settings = TriageSettings.stored()
        return cls(settings.policy, settings.clocks, settings.hours)


_care_team = _Recent(CareTeam.stored)
_wording = _Recent(SiteWording.current)
_ALL: tuple[_Recent[Any], ...] = (_care_team, _wording)


def version() -> tuple[float, ...]:
    """Changes whenever any of the settings was read again: what was made of them can be kept under it."""
    oldest = time.monotonic() - bound_seconds()
    for recent in _ALL:
        if recent.kept is None or recent.kept[0] <= oldest:
            recent.get()
    return tuple(recent.kept[0] for recent in _ALL if recent.kept)


def forget() -> None:
    """Read the settings again at their next use."""
    for recent in _ALL:
        recent.kept = None


def care_team() -> CareTeam:
    """The care team's rules: policy, clocks, watched hours."""
    return _care_team.get()


def hours() -> watch.WatchedHours:
    """When the care team watches."""
    return _care_team.get().hours


def wording() -> SiteWording:
    """What the site calls things, and whom to call."""
    return _wording.get()


def today(now: datetime.datetime) -> datetime.date:
    """The date of `now` in the site's time zone: the `as_of` of a decision."""
    return now.astimezone(hours().zone).date()


@dataclass(frozen=True)
class WatchFacts:
    """Whether somebody watches the worklist. `until` when they do, `next_at` when they do not (None: never, or
    always)."""

    now: bool
    until: datetime.datetime | None
    next_at: datetime.datetime | None


def watch_facts(now: datetime.datetime) -> WatchFacts:
    """What to say, at `now`, about who is watching."""
    return _watch_facts(now.replace(microsecond=0), version())


@lru_cache(maxsize=64)
def _watch_facts(now: datetime.datetime, version: tuple[float, ...]) -> WatchFacts:
    """Kept for the second; watched hours begin and end on whole minutes."""
    team_hours = hours()
    is_watched, next_at = watch.watched(now, team_hours)
    return WatchFacts(
        now=is_watched, until=watch.watched_until(now, team_hours) if is_watched else None, next_at=next_at
    )


def watch_ends_before_call(
    level: CareLevel, due_at: datetime.datetime, now: datetime.datetime
) -> datetime.datetime | None:
    """When the watch of `now` ends, if a call that is due at `due_at` cannot be promised for that; else None.

    A call to a provider's patient is due in watched hours already.
    """
    until = watch_facts(now).until
    if level is CareLevel.CALL_PROVIDER or until is None or until >= due_at or watch_facts(due_at).now:
        return None
    return until
