"""One question a page, and every answer once more before sending."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, Question, SignRule
from conditions.models import Publication
from conditions.presenter import LEVELS
from triage.domain.course import Course
from triage.forms.answers import OTHER_DAY, UNSURE
from triage.presenters.moments import day
from triage.presenters.sources import reviewed, source_of

MEASURES = "measures"
GROUPS = {
    CareLevel.EMERGENCY.value: gettext_lazy("Emergency signs"),
    CareLevel.URGENT.value: gettext_lazy("Signs to get care today"),
    CareLevel.CALL_PROVIDER.value: gettext_lazy("Signs to call about"),
    CareLevel.SELF_CARE.value: gettext_lazy("Other signs"),
    MEASURES: gettext_lazy("How it is now"),
}
ANSWERS = {
    Answer.YES: gettext_lazy("Yes"),
    Answer.NO: gettext_lazy("No"),
    Answer.UNSURE: gettext_lazy("Not sure"),
}
EYEBROWS = {
    "pain_now": gettext_lazy("Your pain"),
    "pain_worst": gettext_lazy("Your pain"),
    "side": gettext_lazy("Where it is"),
    "started_on": gettext_lazy("Since when"),
}
DAYS_AGO = (
    (0, gettext_lazy("Today")),
    (1, gettext_lazy("Yesterday")),
    (7, gettext_lazy("A week ago")),
    (14, gettext_lazy("Two weeks ago")),
    (30, gettext_lazy("A month ago")),
    (91, gettext_lazy("Three months ago")),
)
"""The days that are offered by name. Each is shown with its date, so that the person chooses a date."""


def progress(course: Course, question: Question) -> dict[str, Any]:
    """Where the person is: one dash a question, with a gap after each group."""
    questions, here = course.questions, course.number_of(question)
    dashes = [
        {
            "state": "here" if number == here else "done" if number < here else "todo",
            "gap": number < len(questions) and group_of(one) != group_of(questions[number]),
        }
        for number, one in enumerate(questions, start=1)
    ]
    label = EYEBROWS.get(question.key) or GROUPS[group_of(question)]
    return {"current": here, "total": len(questions), "group_label": label, "dashes": dashes}


def group_of(question: Question) -> str:
    """The level of the list that the question stands in, or the measures."""
    return question.level.value if question.level else MEASURES


def question_view(
    course: Course,
    question: Question,
    *,
    publication: Publication,
    condition_url: str,
    again: bool,
    chosen: str,
    typed: str,
    compared: bool = True,
) -> dict[str, Any]:
    """The question as the page shows it, with what was said before or (`chosen`, `typed`) was just refused.

    `compared`: there are other check-ins to compare with; a guest has none.
    """
    value = chosen or said(course, question)
    return {
        "key": question.key,
        "kind": question.kind,
        "text": question.text,
        "eyebrow": EYEBROWS.get(question.key, ""),
        "level": question.level.value if question.level else "",
        "value": value,
        "yes_checked": value == Answer.YES.value,
        "no_checked": value == Answer.NO.value,
        "unsure_checked": value == UNSURE,
        "choices": _choices(question, value, course.as_of),
        "typed": typed or _unnamed_day(question, value, course.as_of),
        "max_date": course.as_of.isoformat(),
        "how_to_tell": question.how_to_tell,
        "asks_again": again,
        "why": _why(course, question, publication, condition_url, compared=compared),
    }


def said(course: Course, question: Question) -> str:
    """The answer as a form value; empty when there is none."""
    if question.asks == "measure":
        measured = getattr(course.measures, question.key)
        return "" if measured is None else str(measured)
    answer = course.answers.get(question.key)
    return answer.value if answer else ""


def in_words(course: Course, question: Question) -> str:
    """The answer as a person reads it."""
    value = said(course, question)
    if not value:
        return _("Not sure") if question.asks == "measure" else _("Not answered")
    if question.kind == "yes_no":
        return str(ANSWERS[Answer(value)])
    if question.kind == "integer":
        return _("%(points)s out of 10") % {"points": value}
    if question.kind == "date":
        return day(datetime.date.fromisoformat(value))
    return next((choice.text for choice in question.choices if choice.value == value), value)


def review_groups(course: Course, change_urls: dict[str, str]) -> list[dict[str, Any]]:
    """Every question that was asked, with its answer, by group. Without a `change_urls` entry a button posts its key."""
    groups: dict[str, list[dict[str, str]]] = {}
    for question in course.questions:
        if course.is_passed_over(question):
            continue
        row = {
            "key": question.key,
            "text": question.text,
            "answer": in_words(course, question),
            "change_url": change_urls.get(question.key, ""),
        }
        groups.setdefault(group_of(question), []).append(row)
    return [
        {"heading": GROUPS[name], "level": "" if name == MEASURES else name, "rows": rows}
        for name, rows in groups.items()
    ]


def _choices(question: Question, value: str, as_of: datetime.date) -> list[dict[str, Any]]:
    if question.kind == "date":
        return _days(value, as_of)
    if question.kind != "choice":
        return []
    named = [
        {"value": one.value, "label": one.text, "hint": "", "checked": value == one.value}
        for one in question.choices
    ]
    return [*named, {"value": UNSURE, "label": _("Not sure"), "hint": "", "checked": value == UNSURE}]


def _days(value: str, as_of: datetime.date) -> list[dict[str, Any]]:
    days = [(as_of - datetime.timedelta(days=ago), label) for ago, label in DAYS_AGO]
    return [
        {"value": on.isoformat(), "label": label, "hint": day(on), "checked": value == on.isoformat()}
        for on, label in days
    ]


def _unnamed_day(question: Question, value: str, as_of: datetime.date) -> str:
    """A date that was given earlier and is none of those that are offered by name."""
    if question.kind != "date" or value in ("", UNSURE, OTHER_DAY):
        return ""
    return "" if any(one["checked"] for one in _days(value, as_of)) else value


def _why(
    course: Course, question: Question, publication: Publication, condition_url: str, *, compared: bool
) -> dict[str, Any] | None:
    """Which sentence of the page the question serves, and what it would mean."""
    rules = {rule.key: rule for rule in course.questionnaire.signs}
    if question.sign is not None:
        return _why_sign(rules[question.sign], question, publication, condition_url)
    kind = {"integer": "pain_at_least", "date": "lasted_at_least"}.get(question.kind)
    served = [rule for rule in rules.values() if any(part.kind == kind for part in rule.parts)]
    if not served:
        if not compared:
            return {"text": _("It helps you to tell a provider how you are."), "open": False}
        return {"text": _("We compare it with your earlier and later check-ins."), "open": False}
    rule = served[0]
    source = source_of(publication, condition_url, rule.key)
    serves = _("It answers this sentence of the page: “%(statement)s”.") % {"statement": rule.statement}
    also = _("We also compare it with your other check-ins.")
    return {
        "text": f"{serves} {also}" if compared else serves,
        "source_label": source.label,
        "source_url": source.url,
        "level_heading": LEVELS[rule.level.value],
        "reviewed": source.reviewed,
        "open": question.kind == "integer",
    }


def _why_sign(
    rule: SignRule, question: Question, publication: Publication, condition_url: str
) -> dict[str, Any]:
    source = source_of(publication, condition_url, rule.key)
    if rule.statement == question.text:
        text = _("It is a sign on the page, word for word. If it is true, the page says: %(heading)s.")
    else:
        text = _(
            "It is one part of the sign “%(statement)s”. If all of it is true, the page says: %(heading)s."
        )
    return {
        "text": text % {"statement": rule.statement, "heading": LEVELS[rule.level.value]},
        "source_label": source.label,
        "source_url": source.url,
        "level_heading": LEVELS[rule.level.value],
        "reviewed": source.reviewed if source.reviewed else reviewed(publication),
        "open": False,
    }
