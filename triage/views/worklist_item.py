"""One work item as the view model of `templates/care_team/work_item.html`."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conditions.domain.care_level import CareLevel
from conditions.models import Publication
from triage.domain.permissions import level_verb, may
from triage.domain.workflow import OWNER_ONLY, State, Verb, verbs_in
from triage.models import CheckIn, WorkItemEvent
from triage.selectors.open_reasons import OpenReason
from triage.selectors.site import care_team
from triage.selectors.work_item import Course
from triage.services.actor import Actor
from triage.views import worklist_words as words
from triage.views.worklist_forms import CloseForm, ContactForm, LevelForm, NoteForm, ReopenForm, StepForm


def item_view(course: Course, actor: Actor, now: datetime.datetime) -> dict[str, Any]:
    """Everything that the page says about the item."""
    zone = care_team().hours.zone
    item, row = course.item, course.row
    return {
        "level": item.level,
        "state_label": words.STATE_NAMES[State(item.state)],
        "time": words.time_left(item, now, care_team().hours, care_team().clocks),
        "raised": words.moment(item.raised_at, now, zone),
        "escalated": escalated_words(row.escalated_at, now, zone),
        "patient": words.patient_words(row.patient, row.identifiers),
        "language": words.language_words(row.patient),
        "condition": row.condition,
        "side": words.SIDES.get(row.side, ""),
        "condition_url": course.publication.page.url or "",
        "claimed": words.claim_words(item, actor.user, now, zone),
        "claim_lapsed": row.claim_lapsed,
        "reasons": reason_groups(course, now),
        "measures": measures(course.check_in),
        "answers": answers(course.check_in, course.publication),
        "notes": [
            {"text": one.text, "when": words.moment(one.written_at, now, zone)} for one in course.notes
        ],
        "earlier": [earlier_words(one, course, now, zone) for one in course.earlier],
        "history": [event_words(event, now, zone) for event in reversed(course.events)],
        "publication": {"number": course.publication.number, "reviewed": reviewed(course.publication)},
        "unfinished": course.check_in.is_draft,
        "has_sent": course.last_sent is not None,
        "retracted": course.check_in.retracted_at is not None,
    }


def reason_groups(course: Course, now: datetime.datetime) -> list[dict[str, Any]]:
    """The reasons by level, most urgent first, each with the sentence, the answer and where it stands."""
    return [
        {"level": level.value, "items": [reason_words(one, course, now) for one in group]}
        for level, group in groupby(course.row.reasons, key=lambda one: one.reason.level)
    ]


def reason_words(one: OpenReason, course: Course, now: datetime.datetime) -> dict[str, Any]:
    """One reason; a rule of the site is called a rule."""
    publication, reason = course.publication, one.reason
    if reason.kind == "policy" or reason.statement_sha256 is None:
        return {"statement": reason.statement, "rule": _("A rule of this site, not a sentence on the page.")}
    answer = {"sign": _("Yes"), "measure": _("Measured"), "trend": _("New since an earlier check-in")}
    left_open = _("Not sure") if course.check_in.answers.get(reason.key) == "unsure" else _("Left open")
    said = {
        "said": _("Answer:"),
        "answer": answer.get(reason.kind, left_open),
        "said_tail": changed_words(one, now),
        "statement": reason.statement,
    }
    if one.publication_id != publication.pk:
        return {**said, "source_label": _("%(title)s, another publication") % {"title": course.row.condition}}
    return {
        **said,
        "source_url": f"{publication.page.url}#sign-{reason.key}" if publication.page.url else "",
        "source_label": _("%(title)s, publication %(number)d")
        % {"title": course.row.condition, "number": publication.number},
        "reviewed": reviewed(publication),
    }


def changed_words(one: OpenReason, now: datetime.datetime) -> str:
    """When it was said and what became of it; empty for what the patient says still."""
    zone = care_team().hours.zone
    if one.changed_at is None:
        return waiting_words(one, now, zone) if one.waits else ""
    times = {
        "said": words.moment(one.said_at, now, zone),
        "changed": words.moment(one.changed_at, now, zone),
        "answer": str(words.ANSWERS.get(one.changed_to, "")).lower(),
    }
    if one.changed_to in ("no", "unsure"):
        return _("at %(said)s, changed to %(answer)s at %(changed)s") % times
    if one.retracted:
        return _("at %(said)s, taken back at %(changed)s") % times
    return _("at %(said)s, no longer so at %(changed)s") % times


def waiting_words(one: OpenReason, now: datetime.datetime, zone: datetime.tzinfo) -> str:
    """Where the patient said it, when she has not answered the question again since."""
    if one.sent_at is None:
        return _("at %(at)s; not answered again yet") % {"at": words.moment(one.said_at, now, zone)}
    sent = words.moment(one.sent_at, now, zone)
    return _("in the check-in sent at %(sent)s; not answered again yet") % {"sent": sent}


def reviewed(publication: Publication) -> str:
    """Who reviewed the words, and when."""
    if publication.reviewed_on is None:
        return _("Not yet clinically reviewed.")
    facts = {"name": publication.reviewer_name, "date": format_date(publication.reviewed_on, "M j, Y")}
    return _("Reviewed by %(name)s on %(date)s.") % facts


def earlier_words(
    check_in: CheckIn, course: Course, now: datetime.datetime, zone: datetime.tzinfo
) -> dict[str, Any]:
    """Another check-in of the same course, to open; one that was never sent is there for its emergency yes.

    What was sent last stands open while the item's own check-in was not sent.
    """
    when = words.moment(check_in.submitted_at or check_in.answered_at, now, zone)
    return {
        "is_last_sent": check_in == course.last_sent,
        "when": when if check_in.submitted_at else _("%(when)s, not sent") % {"when": when},
        "level": check_in.care_level or CareLevel.EMERGENCY.value,
        "measures": measures(check_in),
        "answers": answers(check_in, check_in.publication),
    }


def measures(check_in: CheckIn) -> list[dict[str, Any]]:
    """What was measured, in asking order."""
    given = check_in.measures
    labels = {
        "pain_now": _("Pain now"),
        "pain_worst": _("Worst pain"),
        "side": _("Side"),
        "started_on": _("Started"),
    }
    found = []
    for key, label in labels.items():
        if (value := given.get(key)) is None:
            continue
        if key == "side":
            value = words.SIDES.get(value, value)
        elif key == "started_on":
            value = format_date(datetime.date.fromisoformat(value), "M j, Y")
        else:
            value = _("%d of 10") % value
        found.append({"label": label, "value": value})
    return found


def answers(check_in: CheckIn, publication: Publication) -> list[dict[str, Any]]:
    """Every sign question with its answer, in asking order, as the publication that was answered asks it."""
    given = check_in.answers
    return [
        {"text": question.text, "answer": words.ANSWERS.get(given.get(question.key, ""), _("Not answered"))}
        for question in publication.compiled().questions
        if question.asks == "sign"
    ]


def event_words(event: WorkItemEvent, now: datetime.datetime, zone: datetime.tzinfo) -> dict[str, Any]:
    """One step: what, who and when."""
    who = _("The patient") if event.actor_kind == "patient" else words.person(event.user)
    return {
        "when": words.moment(event.at, now, zone),
        "who": who,
        "what": words.STEP_NAMES.get(event.verb, event.verb),
        "note": event.note,
    }


def escalated_words(at: datetime.datetime | None, now: datetime.datetime, zone: datetime.tzinfo) -> str:
    """Since when the item is flagged; empty when it is not."""
    return _("Escalated %s") % words.moment(at, now, zone) if at else ""


def actions(course: Course, actor: Actor) -> list[dict[str, Any]]:
    """The forms that this person may use on the item now, the next step first."""
    return [make(course, actor) for verb, make in _ACTIONS.items() if offered(course, actor, verb)]


def offered(course: Course, actor: Actor, verb: Verb) -> bool:
    """Whether the page offers the step: permitted, allowed in this state, and by the item's holder."""
    item = course.item
    mine = actor.user is not None and item.claimed_by_id == actor.user.pk
    takes_over = verb is Verb.CLAIM and course.row.claim_lapsed and not mine
    if not may(actor.roles, verb) or not (takes_over or verb in verbs_in(State(item.state))):
        return False
    if verb in OWNER_ONLY:
        return mine
    if verb is Verb.CLAIM:
        return takes_over or item.claimed_by_id is None
    if verb is Verb.RAISE_LEVEL:
        return bool(settable_levels(course, actor))
    return not (verb is Verb.ESCALATE and item.escalated)


def _action(course: Course, name: str, button: str, form: Any = None, **more: str) -> dict[str, Any]:
    return {
        "id": name,
        "title": _TITLES[name],
        "button": button,
        "url": reverse(f"work_item_{name}", args=[course.item.pk]),
        "form": form or StepForm(**form_arguments(course, name)),
        "style": "outline",
        "hint": "",
        **more,
    }


def form_arguments(course: Course, name: str) -> dict[str, Any]:
    """What every form of the page is made with; ids differ, because they stand on one page."""
    return {"initial": {"version": course.version}, "auto_id": f"{name}_%s"}


def _claim(course: Course, _actor: Actor) -> dict[str, Any]:
    hint = _("Claiming does not stop the clock. Only reaching the patient does.")
    if course.row.claim_lapsed:
        hint = _("The claim has been idle, so you can take over.")
    return _action(course, "claim", _("Claim"), style="", hint=hint)


def _contact(course: Course, _actor: Actor) -> dict[str, Any]:
    form = ContactForm(**form_arguments(course, "contact"))
    style = "" if course.item.state != State.CONTACTED else "outline"
    return _action(course, "contact", _("Save contact"), form, style=style)


def _close(course: Course, _actor: Actor) -> dict[str, Any]:
    form = close_form(course, **form_arguments(course, "close"))
    hint = ""
    if course.item.level == CareLevel.EMERGENCY and course.item.state == State.CLAIMED:
        hint = _(
            "An emergency closes only after a contact attempt, or as entered in error with a note that says why."
        )
    if course.item.level == CareLevel.EMERGENCY and course.item.state == State.UNABLE_TO_CONTACT:
        hint = _("Advice given and care arranged can be chosen once the patient was reached.")
    style = "" if course.item.state == State.CONTACTED else "outline"
    return _action(course, "close", _("Close item"), form, hint=hint, style=style)


def close_form(course: Course, **arguments: Any) -> CloseForm:
    """The form to close this item with."""
    return CloseForm(level=CareLevel(course.item.level), state=State(course.item.state), **arguments)


def _escalate(course: Course, _actor: Actor) -> dict[str, Any]:
    form = NoteForm(**form_arguments(course, "escalate"))
    return _action(course, "escalate", _("Escalate"), form)


def _level(course: Course, actor: Actor) -> dict[str, Any]:
    form = level_form(course, actor, **form_arguments(course, "level"))
    return _action(course, "level", _("Change level"), form)


def level_form(course: Course, actor: Actor, **arguments: Any) -> LevelForm:
    """The form with the levels that this person may set."""
    return LevelForm(levels=settable_levels(course, actor), **arguments)


def settable_levels(course: Course, actor: Actor) -> list[CareLevel]:
    """The other levels that this person may give the item; never self_care, for which it is closed."""
    now = CareLevel(course.item.level)
    others = [level for level in CareLevel if level not in (now, CareLevel.SELF_CARE)]
    return [level for level in others if may(actor.roles, level_verb(now, level))]


def _release(course: Course, _actor: Actor) -> dict[str, Any]:
    return _action(course, "release", _("Give back to the list"))


def _reopen(course: Course, _actor: Actor) -> dict[str, Any]:
    form = ReopenForm(**form_arguments(course, "reopen"))
    return _action(course, "reopen", _("Reopen"), form)


_TITLES = {
    "claim": gettext_lazy("Claim"),
    "contact": gettext_lazy("Note a contact"),
    "close": gettext_lazy("Close"),
    "escalate": gettext_lazy("Escalate"),
    "level": gettext_lazy("Change the level"),
    "release": gettext_lazy("Give it back"),
    "reopen": gettext_lazy("Reopen"),
}
_ACTIONS = {
    Verb.CLAIM: _claim,
    Verb.CONTACT_REACHED: _contact,
    Verb.CLOSE: _close,
    Verb.ESCALATE: _escalate,
    Verb.RAISE_LEVEL: _level,
    Verb.RELEASE: _release,
    Verb.REOPEN: _reopen,
}
