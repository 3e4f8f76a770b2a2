"""A result below what the care team still has open: one story, told by the open item and not by the calmer answers."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from conditions.domain.care_level import CareLevel
from triage.domain.workflow import State
from triage.models import CheckIn, WorkItem
from triage.presenters.moments import moment, time_of_day
from triage.selectors import site
from triage.services.advice import Advice
from triage.services.check_ins import is_awaited


def stands_higher(item: WorkItem | None, level: CareLevel) -> bool:
    """Whether a person must still look at something more urgent than `level`."""
    return item is not None and item.is_open and CareLevel(item.level) > level


def standing_view(
    check_in: CheckIn, item: WorkItem, level: CareLevel, now: datetime.datetime
) -> dict[str, Any]:
    """What is said in place of the result's own words. Self-care words are never among them."""
    number = {"number": site.wording().emergency_number}
    call = {"title": who_calls(item, now)}
    notice = _first_answer(check_in, item)
    if level > CareLevel.SELF_CARE:
        return {"notice": notice, "call": call}
    steps = [call]
    if item.level == CareLevel.EMERGENCY:
        title = (
            _("If the emergency sign is true after all, call %(number)s now. Do not wait for us.") % number
        )
        steps.insert(0, {"title": title})
    else:
        steps.append({"title": _("If an emergency sign below becomes true, call %(number)s now.") % number})
    steps.append({"title": _("Until you have talked with us, do not treat this as settled.")})
    return {
        "notice": notice,
        "call": call,
        "tone": CareLevel.CALL_PROVIDER.value,
        "heading": _("Talk with our care team"),
        "lead": _(
            "What you answered last has no sign in it. What you answered before has, so a person looks at both."
        ),
        "steps": steps,
    }


def _first_answer(check_in: CheckIn, item: WorkItem) -> str:
    if check_in.retracted_at is not None:
        return _("You said yes to an emergency sign and took it back. Our care team has both answers.")
    if item.level == CareLevel.EMERGENCY:
        return _("Our care team still has an emergency answer of yours.")
    return _("Our care team still has more urgent answers of yours.")


def advice_beside(check_in: CheckIn, item: WorkItem | None, advice: Advice, now: datetime.datetime) -> Advice:
    """`advice` as it holds beside the care team's `item`: the same story for other systems as on the page."""
    if item is None:
        return advice
    if not stands_higher(item, advice.level):
        words = in_place_of_a_promise(item, advice.level, now)
        return replace(advice, who_calls=words) if words else advice
    view = standing_view(check_in, item, advice.level, now)
    who = f"{view['notice']} {view['call']['title']}"
    if "steps" not in view:
        return replace(advice, who_calls=who)
    steps = tuple(step["title"] for step in view["steps"] if step is not view["call"])
    return replace(
        advice, level=CareLevel(view["tone"]), headline=view["heading"], steps=steps, who_calls=who
    )


def in_place_of_a_promise(item: WorkItem | None, level: CareLevel, now: datetime.datetime) -> str:
    """What is said of the call when none is to come for this check-in: it was made, it is late, or the item is closed.
    Empty while the call is awaited, and where none is."""
    if item is None or level is CareLevel.SELF_CARE or is_awaited(item, now):
        return ""
    nobody = _("Nobody will call you about these answers. Call your provider when you want to talk.")
    if item.closed_at is not None:
        words = [nobody]
    elif item.state == State.CONTACTED:
        words = [who_calls(item, now), nobody]
    else:
        words = [who_calls(item, now)]
    return " ".join([_("We have not called for you."), *words] if level is CareLevel.EMERGENCY else words)


def who_calls(item: WorkItem, now: datetime.datetime) -> str:
    """Whether and when somebody calls, by the item's own due time."""
    if item.state == State.CONTACTED and item.contacted_at is not None:
        return _("We called you %(when)s.") % {"when": moment(item.contacted_at, now).rstrip(".")}
    watch = site.watch_facts(now)
    if not watch.now and watch.next_at is None:
        return _("Nobody is watching our list now. You call.")
    if not watch.now and watch.next_at is not None and watch.next_at > item.due_at:
        when = moment(watch.next_at, now).rstrip(".")
        return _("Nobody is watching until %(when)s. Our care team will call you after that.") % {
            "when": when
        }
    when = moment(item.due_at, now).rstrip(".")
    if item.due_at < now:
        return _("Our care team should have called you by %(when)s. Call us.") % {"when": when}
    if ends := site.watch_ends_before_call(CareLevel(item.level), item.due_at, now):
        until = {"until": time_of_day(ends).rstrip(".")}
        return (
            _("Nobody is watching after %(until)s. If nobody has called you by then, do not wait for us.")
            % until
        )
    return _("Our care team will call you. The call is due %(when)s.") % {"when": when}
