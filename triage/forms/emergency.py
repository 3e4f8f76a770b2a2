"""An emergency yes in a form, read from the form itself: what it answers is the publication that it names.

A form stays open in a browser while its draft is sent or abandoned, its session ends and its page changes. What was
tapped then is still an answer to the sentence that stood there.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from conditions.domain.questionnaire import SignRule
from triage.domain.course import MEASURED_BY, Course
from triage.domain.signs import Answers
from triage.forms.answers import NotAnswered, Value, given_answer
from triage.forms.guest import GuestForm


@dataclass(frozen=True)
class EmergencySaid:
    """What was said, and the emergency signs that it makes true."""

    form: GuestForm
    signs: tuple[SignRule, ...]

    @property
    def answers(self) -> Answers:
        """The answers that stand behind the signs, and no others."""
        keys = {part.answer_key for rule in self.signs for part in rule.parts}
        return {key: said for key, said in self.form.answers.items() if key in keys}

    @property
    def measures(self) -> Mapping[str, Value]:
        """The measures that stand behind the signs, and no others."""
        kinds = [part.kind for rule in self.signs for part in rule.parts]
        keys = {key for kind in kinds for key in MEASURED_BY.get(kind, ())}
        known = self.form.measures.model_dump(mode="json", exclude_none=True)
        return {key: value for key, value in known.items() if key in keys}


def emergency_said(
    posted: Mapping[str, str], before: GuestForm, *, age: int | None, as_of: datetime.date
) -> EmergencySaid | None:
    """The emergency that the answer in `posted` makes true, after what was said `before` to the same publication.

    None when it is no answer, or makes no emergency sign true.
    """
    questionnaire = before.publication.compiled()
    question = next((one for one in questionnaire.questions if one.key == posted.get("key")), None)
    if question is None or posted.get("go") == "back":
        return None
    try:
        value = given_answer(questionnaire, question, posted, as_of=as_of)
    except NotAnswered:
        return None
    form = before.said(question, value)
    course = Course(questionnaire, form.answers, form.measures, age, as_of)
    signs = course.emergencies_by(question)
    return EmergencySaid(form, signs) if signs else None
