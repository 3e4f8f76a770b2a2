"""Why the level is what it is: each sentence word for word, the answer that met it, and where it comes from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conditions.domain.care_level import CareLevel
from conditions.domain.questionnaire import Answer, RulePart, SignRule
from conditions.models import Publication
from triage.domain.assessment import Measures, Reason, RuleKey
from triage.domain.signs import Answers
from triage.presenters.moments import day
from triage.presenters.sources import source_of
from triage.selectors import site

RULES = {
    RuleKey.PAIN_RISING: gettext_lazy("Your pain is clearly worse than it was at an earlier check-in"),
    RuleKey.BOTH_SIDES: gettext_lazy("It was on one side and is now on both sides"),
    RuleKey.SITE_FLOOR: gettext_lazy("Everybody who checks in here is asked to contact us"),
    RuleKey.NOT_REVIEWED: gettext_lazy("This page is not yet clinically reviewed"),
    RuleKey.WITHDRAWN: gettext_lazy("This page has been withdrawn"),
    RuleKey.REVIEW_OVERDUE: gettext_lazy("The clinical review of this page is overdue"),
    RuleKey.ENGINE_FAILED: gettext_lazy("We could not work out the result, so a person must look at it"),
}
"""`RULE_STATEMENTS` of the domain, in the reader's language."""


@dataclass(frozen=True)
class Told:
    """What the person said, as the governing publication counts it."""

    publication: Publication
    answers: Answers
    measures: Measures
    as_of: datetime.date
    condition_url: str
    """Where the page stands; empty when it is not public."""


def reason_groups(reasons: tuple[Reason, ...], told: Told) -> list[dict[str, Any]]:
    """The reasons by level, the most urgent first, each once."""
    by_level = groupby(reasons, key=lambda reason: reason.level)
    return [
        {"level": level.value, "items": [_entry(reason, told) for reason in group]}
        for level, group in by_level
    ]


def _entry(reason: Reason, told: Told) -> dict[str, str]:
    if reason.statement_sha256 is None:
        return _rule_entry(reason, told)
    rule = next((rule for rule in told.publication.compiled().signs if rule.key == reason.key), None)
    source = source_of(told.publication, told.condition_url, reason.key)
    entry = {
        "statement": reason.statement,
        "source_label": source.label,
        "source_url": source.url,
        "reviewed": source.reviewed,
    }
    if reason.kind == "trend":
        name = site.wording().site_name
        rule_words = _(
            "A rule of %(site)s: new numbness or weakness needs care today. The sentence is from the page."
        )
        return {
            **entry,
            "said": _("This is new since an earlier check-in."),
            "rule": rule_words % {"site": name},
        }
    return entry if rule is None else {**entry, **_said(rule, told)}


def _rule_entry(reason: Reason, told: Told) -> dict[str, str]:
    """A rule of the site is called a rule; nobody should look for it on the page."""
    said = ""
    if reason.key == RuleKey.PAIN_RISING and told.measures.pain_now is not None:
        said = _("You said that your pain is %(points)d now.") % {"points": told.measures.pain_now}
    return {
        "said": said,
        "statement": str(RULES.get(RuleKey(reason.key), reason.statement)),
        "rule": _("A rule of %(site)s, not a sentence on the page.") % {"site": site.wording().site_name},
    }


def _said(rule: SignRule, told: Told) -> dict[str, str]:
    if len(rule.parts) > 1:
        parts = [_part(part, told) for part in rule.parts]
        return {"said": _("You answered: %(parts)s.") % {"parts": "; ".join(parts)}}
    part = rule.parts[0]
    if part.answer_key is None:
        return {"said": _measured(part, told)}
    tail = _("to an emergency sign") if rule.level is CareLevel.EMERGENCY else ""
    match told.answers.get(part.answer_key):
        case Answer.YES:
            return {"said": _("You answered"), "answer": _("yes"), "said_tail": tail}
        case Answer.UNSURE:
            return {"said": _("You answered"), "answer": _("not sure"), "said_tail": tail}
    return {"said": _("You left this open. It counts as"), "answer": _("not sure"), "said_tail": ""}


def _part(part: RulePart, told: Told) -> str:
    """One part of a sign that has several."""
    if part.answer_key is None:
        return _("“%(part)s”: %(said)s") % {"part": part.statement, "said": _measured(part, told).rstrip(".")}
    words = {Answer.YES: _("yes"), Answer.NO: _("no"), Answer.UNSURE: _("not sure")}
    answer = told.answers.get(part.answer_key)
    return _("“%(part)s”: %(said)s") % {
        "part": part.statement,
        "said": words[answer] if answer else _("left open"),
    }


def _measured(part: RulePart, told: Told) -> str:
    if part.kind == "pain_at_least":
        return _pain(told.measures)
    started = told.measures.started_on
    if started is None:
        return _("You did not say when it started. It counts as not sure.")
    return _("You said that it started on %(day)s.") % {"day": day(started)}


def _pain(measures: Measures) -> str:
    now, worst = measures.pain_now, measures.pain_worst
    if now is None and worst is None:
        return _("You did not say how strong your pain is. It counts as not sure.")
    if worst is None:
        return _("You said that your pain is %(now)d now, and not how strong it was at its worst.") % {
            "now": now
        }
    if now is None:
        return _("You said that your pain was %(worst)d at its worst, and not how strong it is now.") % {
            "worst": worst
        }
    return _("You said that your pain is %(now)d now, and was %(worst)d at its worst.") % {
        "now": now,
        "worst": worst,
    }
