"""The result: what to do, why, what was left open, what would change it, and what to watch for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conditions.domain.care_level import CareLevel
from conditions.models import Publication
from conditions.presenter import Facts, sign_lists
from triage.domain.explain import Change, what_would_change
from triage.domain.signs import applies
from triage.models import CheckIn, WorkItem
from triage.presenters.frame import taken_down, watching
from triage.presenters.moments import day, local_day, moment, time_of_day
from triage.presenters.reasons import Told, reason_groups
from triage.presenters.standing import in_place_of_a_promise, standing_view, stands_higher
from triage.selectors import site
from triage.selectors.carrying import carried
from triage.services.check_ins import Decision
from triage.services.drafts import typed_answers, typed_measures


@dataclass(frozen=True)
class Shown:
    """A decision with what is needed to explain it to the person."""

    decision: Decision
    told: Told
    age: int | None
    now: datetime.datetime
    slug: str
    last: Publication
    """The page's last publication when it is out of use; else the one that governs."""

    @property
    def level(self) -> CareLevel:
        return self.decision.level


def guest_result(decision: Decision, told: Told, *, slug: str, now: datetime.datetime) -> dict[str, Any]:
    """The result of a guest: nothing was sent, and nobody will call."""
    shown = Shown(decision, _under(told, decision), None, now, slug, decision.publication)
    return {**_result(shown), "is_guest": True, "crumbs": _crumbs(shown)}


def patient_result(
    check_in: CheckIn,
    decision: Decision,
    item: WorkItem | None,
    *,
    last: Publication,
    condition_url: str,
    now: datetime.datetime,
) -> dict[str, Any]:
    """The result of a check-in that was sent, as things are `now`: who has seen it, and when a contact is due.

    `last` is the page's last publication when the page is out of use (`condition_url` empty); else the governing one.
    """
    sent_at = check_in.submitted_at or now
    on = local_day(sent_at)
    told = Told(check_in.publication, typed_answers(check_in), typed_measures(check_in), on, condition_url)
    age = check_in.patient.age_on(on)
    shown = Shown(decision, _under(told, decision), age, now, check_in.page.slug, last)
    mine = {"label": _("My check-ins"), "url": reverse("my_check_ins")}
    result = _result(shown)
    higher = (
        standing_view(check_in, item, shown.level, now) if item and stands_higher(item, shown.level) else {}
    )
    told_of = shown.level > CareLevel.SELF_CARE or bool(higher)
    notices = [higher["notice"]] if higher else _retracted(check_in)
    words = in_place_of_a_promise(item, shown.level, now)
    call = higher["call"] if higher else {"title": words} if words else None
    if call is not None:
        result["steps"] = [call if step.get("who_calls") else step for step in result["steps"]]
    return {
        **result,
        **higher,
        "is_guest": False,
        "crumbs": [mine, *_crumbs(shown)],
        "answered_on": moment(sent_at, now) if (now - sent_at).days >= 1 else "",
        "clock": _clock(check_in, item, now) if told_of else [],
        "watch": watching(now) if told_of else None,
        "notices": [*notices, *_compared(check_in, decision), *result["notices"]],
    }


def _under(told: Told, decision: Decision) -> Told:
    """What was said, as far as it answers the sentences of the publication that governs."""
    governing = decision.publication
    if governing.pk == told.publication.pk:
        return told
    answers = carried(told.publication, governing, told.answers)
    return replace(told, publication=governing, answers=answers)


def _result(shown: Shown) -> dict[str, Any]:
    document, wording = shown.decision.publication.parsed_document(), site.wording()
    return {
        "level": shown.level.value,
        "lead": _lead(shown),
        "sample": document.sample,
        "emergency_number": wording.emergency_number,
        "notices": _standing(shown),
        "steps": _steps(shown),
        "reasons": reason_groups(shown.decision.assessment.reasons, shown.told),
        "changes": _changes(shown),
        "unanswered": _left_open(shown),
        "safety_net": _safety_net(shown),
        "condition_url": shown.told.condition_url,
        "condition_title": document.title,
        "sent_on": day(shown.told.as_of),
        "keep": {
            "again_url": reverse("check_in_start", args=[shown.slug]) if shown.told.condition_url else ""
        },
        "publication": Facts.of(shown.decision.publication),
        "complete": shown.decision.assessment.complete,
    }


def _crumbs(shown: Shown) -> list[dict[str, str]]:
    title = shown.decision.publication.parsed_document().title
    return [{"label": title, "url": shown.told.condition_url}] if shown.told.condition_url else []


def _lead(shown: Shown) -> str:
    """The one sentence under the heading; whoever must not wait is told so here."""
    number = {"number": site.wording().emergency_number}
    rules = shown.decision.publication.compiled().signs
    signs = sum(applies(rule, shown.told.answers, shown.age) for rule in rules)
    words = {
        CareLevel.EMERGENCY: _("Call %(number)s now. We have not called for you.") % number,
        CareLevel.URGENT: _("Your answers mean that a clinician should see you or speak with you today."),
        CareLevel.CALL_PROVIDER: _("Your answers mean that you should talk with your healthcare provider."),
        CareLevel.SELF_CARE: ngettext(
            "You answered no to the one sign.",
            "None of the %(count)d signs is true for you. This changes if any sign becomes true.",
            signs,
        )
        % {"count": signs},
    }
    return " ".join(part for part in (words[shown.level], shown.decision.advice.do_not_wait) if part)


def _steps(shown: Shown) -> list[dict[str, Any]]:
    advice = shown.decision.advice
    first, *others = advice.steps
    steps: list[dict[str, Any]] = [{"title": first, "actions": _actions(shown)}]
    steps += [{"title": advice.who_calls, "who_calls": True}] if advice.who_calls else []
    return [*steps, *({"title": step} for step in others)]


def _actions(shown: Shown) -> list[dict[str, str]]:
    """Whom to call and where to go. In an emergency only the emergency number counts, which stands above."""
    if shown.level is CareLevel.EMERGENCY:
        return []
    wording, virtual = site.wording(), shown.decision.publication.parsed_document().virtual_care
    actions = []
    if wording.care_team_phone and shown.level is not CareLevel.SELF_CARE:
        number = wording.care_team_phone
        url = f"tel:{number.replace(' ', '')}"
        actions.append({"label": _("Call %(phone)s") % {"phone": number}, "url": url, "icon": "phone"})
    if virtual is not None and shown.level is not CareLevel.SELF_CARE:
        actions.append({"label": virtual.label, "url": virtual.url, "icon": "video"})
    if wording.find_care_url and shown.level is not CareLevel.SELF_CARE:
        actions.append({"label": _("Find care near you"), "url": wording.find_care_url, "icon": "search"})
    if shown.level is CareLevel.SELF_CARE and shown.told.condition_url:
        url = f"{shown.told.condition_url}#treatment"
        actions.append({"label": _("Home care steps"), "url": url, "icon": "arrow-right"})
    return [{**action, "style": "" if index == 0 else "outline"} for index, action in enumerate(actions)]


def _changes(shown: Shown) -> list[dict[str, Any]]:
    """The open signs whose yes would raise the level, most urgent first, one card a level."""
    told = shown.told
    open_signs = what_would_change(
        told.publication.compiled(),
        told.answers,
        told.measures,
        level=shown.level,
        age=shown.age,
        as_of=told.as_of,
    )
    by_level: dict[CareLevel, list[Change]] = {}
    for change in open_signs:
        by_level.setdefault(change.level, []).append(change)
    return [_change(level, changes) for level, changes in by_level.items()]


def _change(level: CareLevel, changes: list[Change]) -> dict[str, Any]:
    text = ngettext(
        "You were not sure of one sign, or left it open. If it turns out to be true, the answer is:",
        "You were not sure of %(count)d signs, or left them open. If any of them turns out to be true, the answer is:",
        len(changes),
    )
    return {
        "text": text % {"count": len(changes)},
        "statements": [change.statement for change in changes],
        "level": level.value,
    }


def _left_open(shown: Shown) -> list[dict[str, str]]:
    """Every question that was left open or answered "not sure"."""
    texts = {question.key: question.text for question in shown.told.publication.compiled().questions}
    keys = shown.decision.assessment.unanswered
    return [{"statement": texts[key]} for key in keys if key in texts]


def _safety_net(shown: Shown) -> list[dict[str, Any]]:
    """The page's own lists. Those below the level may be folded; for self-care every list is open."""
    lists = sign_lists(shown.decision.publication.parsed_document(), site.wording())
    return [{**one, "folded": CareLevel(one["level"]) < shown.level} for one in lists]


def _standing(shown: Shown) -> list[str]:
    """What the person must know of the page itself."""
    publication = shown.decision.publication
    notices = []
    if publication.reviewed_on is None:
        notices.append(
            _("This page is not yet clinically reviewed, so its check-in never answers “Care for yourself”.")
        )
    if shown.last.ended_at is not None:
        notices.append(
            _("This page has been out of use since you answered. Talk to a person before you act on it.")
        )
    if reason := taken_down(shown.last)["reason"]:
        notices.append(_("Reason: %(reason)s") % {"reason": reason})
    return notices


def _retracted(check_in: CheckIn) -> list[str]:
    if check_in.retracted_at is None:
        return []
    return [_("You took back an emergency answer. Our care team has both answers.")]


def _compared(check_in: CheckIn, decision: Decision) -> list[str]:
    if decision.publication.pk == check_in.publication_id:
        return []
    return [
        _(
            "The page changed while you were answering. We looked at your answers both ways; the more careful one counts."
        )
    ]


def _clock(check_in: CheckIn, item: WorkItem | None, now: datetime.datetime) -> list[dict[str, Any]]:
    """Sent, seen, due: what has happened, and what is to come."""
    sent = {"state": "past", "what": _("Sent"), "when": moment(check_in.submitted_at or now, now)}
    if item is None:
        return [sent]
    return [sent, _seen(item, now), _called(item, now)]


def _seen(item: WorkItem, now: datetime.datetime) -> dict[str, Any]:
    seen_at = item.claimed_at or item.contacted_at or item.closed_at
    if seen_at is None:
        return {"state": "next", "what": _("Not seen yet"), "when": _("Nobody has opened it"), "icon": "eye"}
    return {"state": "past", "what": _("Seen by the care team"), "when": moment(seen_at, now)}


def _called(item: WorkItem, now: datetime.datetime) -> dict[str, Any]:
    if item.contacted_at is not None:
        return {"state": "past", "what": _("We called you"), "when": moment(item.contacted_at, now)}
    if item.closed_at is not None:
        return {"state": "past", "what": _("Closed by the care team"), "when": moment(item.closed_at, now)}
    if item.due_at < now:
        when = _("Was due %(when)s. Call us.") % {"when": moment(item.due_at, now).rstrip(".")}
        return {"state": "next", "what": _("We have not called you yet"), "when": when}
    watch = site.watch_facts(now)
    if not watch.now and watch.next_at is None:
        return {"state": "next", "what": _("You call"), "when": _("Nobody is watching"), "icon": "phone"}
    if not watch.now and watch.next_at is not None and watch.next_at > item.due_at:
        when = _("Not before %(when)s") % {"when": moment(watch.next_at, now)}
        return {"state": "next", "what": _("A nurse calls you"), "when": when}
    if ends := site.watch_ends_before_call(CareLevel(item.level), item.due_at, now):
        when = _("Until %(when)s. Nobody is watching after that") % {"when": time_of_day(ends).rstrip(".")}
        return {"state": "next", "what": _("A nurse may call you"), "when": when}
    return {
        "state": "next",
        "what": _("A nurse calls you"),
        "when": _("Due %(when)s") % {"when": moment(item.due_at, now)},
    }
