"""A guest's check-in, which travels in hidden fields because nothing is stored.

The fields come back from outside, so they are read as strictly as any other input: an unknown field, an answer
that is none, or a publication that never was makes the whole form unreadable.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from conditions.domain.questionnaire import Answer, Question
from conditions.models import Publication
from triage.domain.assessment import Measures
from triage.domain.course import Course
from triage.domain.intake import parse_check_in
from triage.forms.answers import Value

SIGN, MEASURE = "sign-", "measure-"
OWN_FIELDS = frozenset(
    {
        "csrfmiddlewaretoken",
        "publication",
        "key",
        "again",
        "warned",
        "review",
        "answer",
        "day",
        "go",
        "change",
    }
)


class UnreadableForm(Exception):
    """The hidden fields are not as this site wrote them."""


@dataclass(frozen=True)
class GuestForm:
    """What the guest said so far, to which publication, and what the form was about."""

    publication: Publication
    answers: Mapping[str, Answer]
    measures: Measures
    key: str = ""
    """The question that this form asks; empty on other pages."""
    again: bool = False
    """It is asked a second time, after a first "not sure"."""
    warned: bool = False
    """The interruption was shown."""
    review: bool = False
    """The guest came from the review page, and goes back there."""

    def course(self, as_of: datetime.date) -> Course:
        """The way through the questions. A guest's age is unknown, so every question is asked."""
        return Course(self.publication.compiled(), self.answers, self.measures, None, as_of)

    def said(self, question: Question, value: Value) -> GuestForm:
        """The form with one more answer; a measure that is left open is taken back."""
        if question.asks == "sign":
            return replace(self, answers={**self.answers, question.key: Answer(str(value))})
        kept = self.measures.model_dump(mode="json", exclude_none=True)
        kept.pop(question.key, None)
        if value is not None:
            kept[question.key] = value
        return replace(self, measures=Measures.model_validate_json(json.dumps(kept)))

    def without(self, keys: set[str]) -> GuestForm:
        """The form without the answers to these questions."""
        return replace(self, answers={key: said for key, said in self.answers.items() if key not in keys})

    def hidden_fields(self) -> list[dict[str, str]]:
        """What the next form carries."""
        fields = {"publication": self.publication.sha256, "key": self.key}
        fields |= {name: "1" for name in ("again", "warned", "review") if getattr(self, name)}
        fields |= {f"{SIGN}{key}": answer.value for key, answer in self.answers.items()}
        measures = self.measures.model_dump(mode="json", exclude_none=True)
        fields |= {f"{MEASURE}{key}": str(value) for key, value in measures.items()}
        return [{"name": name, "value": value} for name, value in fields.items() if value]


def read_guest_form(
    posted: Mapping[str, str], publication: Publication, *, as_of: datetime.date
) -> GuestForm:
    """The form in `posted`, whose answers were given to `publication`.

    Raises:
        UnreadableForm: a field is unknown, or holds what this site never puts there.
    """
    answers = {name.removeprefix(SIGN): value for name, value in posted.items() if name.startswith(SIGN)}
    measures = {
        name.removeprefix(MEASURE): _number(value)
        for name, value in posted.items()
        if name.startswith(MEASURE)
    }
    known = len(answers) + len(measures) + len(OWN_FIELDS & posted.keys())
    parsed = parse_check_in(publication.compiled(), answers, measures, as_of=as_of)
    if parsed.faults or known != len(posted):
        raise UnreadableForm
    form = GuestForm(
        publication,
        parsed.answers,
        parsed.measures,
        key=posted.get("key", ""),
        **{name: _flag(posted, name) for name in ("again", "warned", "review")},
    )
    if form.key and form.course(as_of).find(form.key) is None:
        raise UnreadableForm
    return form


def _flag(posted: Mapping[str, str], name: str) -> bool:
    value = posted.get(name, "")
    if value not in ("", "1"):
        raise UnreadableForm
    return value == "1"


def _number(value: str) -> str | int:
    """Pain travels as text in a form: only the plain numerals that this site writes become numbers."""
    return int(value) if value in {str(point) for point in range(11)} else value
