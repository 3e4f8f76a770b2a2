"""What a patient is told to do, in one wording for the pages and the API.

Says who calls whom, and never lets anybody wait for a team that is not there. Guests are told that nobody here
knows of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from conditions.domain.canonical import Json
from conditions.domain.care_level import CareLevel
from conditions.models import Publication
from triage.selectors import site
from triage.selectors.site import WatchFacts

DAY_AND_TIME = "l, N j, P"
"""Monday, March 2, 8 a.m., as everywhere else on the result."""


@dataclass(frozen=True)
class Advice:
    """One result in words. Lines are whole sentences, the most important first."""

    level: CareLevel
    headline: str
    steps: tuple[str, ...]
    """What to do."""
    who_calls: str
    """Who calls whom, and when."""
    do_not_wait: str
    """A warning against waiting for us; empty when it is safe to wait."""
    call: str
    """The number to dial; empty when the site names none."""
    where_to_go: str
    """A link to places that give care when we do not; empty when the site names none."""

    def as_json(self) -> dict[str, Json]:
        """The `advice` of the API."""
        return {**asdict(self), "level": self.level.value, "steps": list(self.steps)}


@dataclass(frozen=True)
class SafetyNet:
    """What to watch for from now on: the publication's own sentences."""

    emergency: tuple[str, ...]
    urgent: tuple[str, ...]
    call_provider: tuple[str, ...]

    def as_json(self) -> dict[str, Json]:
        """The `safety_net` of the API."""
        return {name: list(lines) for name, lines in asdict(self).items()}


@dataclass(frozen=True)
class _Situation:
    level: CareLevel
    told: bool
    """Staff see the check-in: it is stored, and above self_care."""
    watch: WatchFacts
    ends_at: datetime.datetime | None
    """When watching ends, if that is before the call would be due."""


def advise(
    level: CareLevel, *, told: bool, watch: WatchFacts, ends_at: datetime.datetime | None = None
) -> Advice:
    """What to do at `level`. `told`: the check-in is stored, so that staff see it; false for a guest.

    `ends_at`: when watching ends, if that is before the call would be due, so that no call can be promised.
    """
    situation = _Situation(level, told and level > CareLevel.SELF_CARE, watch, ends_at)
    return _advice(situation, site.version(), get_language())


@lru_cache(maxsize=256)
def _advice(situation: _Situation, version: tuple[float, ...], language: str | None) -> Advice:
    """Made once for what it depends on: the situation, the site's settings as last read, the language."""
    return _BY_LEVEL[situation.level](situation)


def safety_net_of(publication: Publication) -> SafetyNet:
    """Every sign of the publication by level, in the page's order, the site's last question included."""
    by_level: dict[CareLevel, list[str]] = {level: [] for level in CareLevel}
    for rule in publication.compiled().signs:
        by_level[rule.level].append(rule.statement)
    return SafetyNet(
        emergency=tuple(by_level[CareLevel.EMERGENCY]),
        urgent=tuple(by_level[CareLevel.URGENT]),
        call_provider=tuple(by_level[CareLevel.CALL_PROVIDER]),
    )


def _emergency(situation: _Situation) -> Advice:
    wording = site.wording()
    return Advice(
        level=situation.level,
        headline=_("Call %(number)s now") % {"number": wording.emergency_number},
        steps=(
            _("%(action)s. Do it now.") % {"action": capfirst(wording.emergency_action)},
            _("Tell them what you answered here."),
        ),
        who_calls=" ".join([_("We have not called for you."), _who_sees(situation)]),
        do_not_wait=_("Do not wait for us."),
        call=wording.emergency_number,
        where_to_go=wording.find_care_url,
    )


def _urgent(situation: _Situation) -> Advice:
    wording = site.wording()
    safe_to_wait = situation.told and situation.watch.now
    elsewhere = _("Go to an urgent care clinic or an emergency room today.")
    return Advice(
        level=situation.level,
        headline=_("Get care today"),
        steps=(
            _("A provider needs to see or talk to you today.") if safe_to_wait else elsewhere,
            _get_worse(wording.emergency_action),
        ),
        who_calls=_who_sees(situation),
        do_not_wait="" if safe_to_wait else _("Do not wait for us."),
        call=wording.care_team_phone,
        where_to_go=wording.find_care_url,
    )


def _call_provider(situation: _Situation) -> Advice:
    wording = site.wording()
    return Advice(
        level=situation.level,
        headline=_("Call your healthcare provider"),
        steps=(
            _("Talk to your provider %(when)s about what you answered here.") % {"when": _in_working_days()},
            _get_worse(wording.emergency_action),
        ),
        who_calls=_who_sees(situation),
        do_not_wait="" if situation.told else _("Do not wait for us."),
        call=wording.care_team_phone,
        where_to_go=wording.find_care_url,
    )


def _self_care(situation: _Situation) -> Advice:
    wording = site.wording()
    return Advice(
        level=situation.level,
        headline=_("Care for yourself at home"),
        steps=(
            _("Follow the home care steps on the page."),
            _("Check in again when something changes."),
            _get_worse(wording.emergency_action),
        ),
        who_calls=_("Nobody will call you about these answers. Call your provider when you want to talk."),
        do_not_wait="",
        call=wording.care_team_phone,
        where_to_go=wording.find_care_url,
    )


_BY_LEVEL: dict[CareLevel, Callable[[_Situation], Advice]] = {
    CareLevel.EMERGENCY: _emergency,
    CareLevel.URGENT: _urgent,
    CareLevel.CALL_PROVIDER: _call_provider,
    CareLevel.SELF_CARE: _self_care,
}


def _get_worse(action: str) -> str:
    return _("If any emergency sign below starts, %(action)s.") % {"action": action}


def _who_sees(situation: _Situation) -> str:
    if not situation.told:
        return _("Nobody here has been told. Nobody will call you: you call.")
    if situation.watch.now and situation.ends_at is not None:
        return _until_it_ends(situation.level, situation.ends_at)
    if situation.watch.now:
        return _("Our care team can see your answers now and will call you %(when)s.") % {
            "when": _within(situation)
        }
    if situation.watch.next_at is None:
        return _("Nobody is watching our list now. You call.")
    when = _without_stop(situation.watch.next_at, DAY_AND_TIME)
    return _("Nobody is watching until %(when)s. Our care team will call you after that.") % {"when": when}


def _until_it_ends(level: CareLevel, ends_at: datetime.datetime) -> str:
    until = {"until": _without_stop(ends_at, DAY_AND_TIME)}
    seen = _("Our care team can see your answers now. Nobody is watching after %(until)s.") % until
    if level is CareLevel.EMERGENCY:
        return seen
    elsewhere = _("If nobody has called you by then, go to an urgent care clinic or an emergency room.")
    return f"{seen} {elsewhere}"


def _without_stop(at: datetime.datetime, form: str) -> str:
    """The time where the site is, for the end of a sentence: the stop of "a.m." is the sentence's."""
    return formats.date_format(at.astimezone(site.hours().zone), form).removesuffix(".")


def _in_working_days() -> str:
    days = site.care_team().clocks.call_provider
    return ngettext("in the next working day", "in the next %(count)d working days", days) % {"count": days}


def _within(situation: _Situation) -> str:
    """The site's clock for the level, in words."""
    clocks = site.care_team().clocks
    if situation.level is CareLevel.CALL_PROVIDER:
        days = clocks.call_provider
        return ngettext("within %(count)d working day", "within %(count)d working days", days) % {
            "count": days
        }
    emergency = situation.level is CareLevel.EMERGENCY
    minutes = round((clocks.emergency if emergency else clocks.urgent) / datetime.timedelta(minutes=1))
    if minutes % 60:
        return ngettext("within %(count)d minute", "within %(count)d minutes", minutes) % {"count": minutes}
    return ngettext("within %(count)d hour", "within %(count)d hours", minutes // 60) % {
        "count": minutes // 60
    }
