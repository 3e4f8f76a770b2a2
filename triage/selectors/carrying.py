"""Which answers survive when a page is published anew, with what its reviewer signed as "same meaning"."""

from __future__ import annotations

from conditions.domain.questionnaire import Answer
from conditions.models import Publication
from conditions.selectors.signing import same_meaning_keys
from triage.domain.carry import carry_answers
from triage.domain.signs import Answers


def carried(first: Publication, then: Publication, answers: Answers) -> dict[str, Answer]:
    """The `answers` to `first` that still answer `then`. Answers to another page never do by "same meaning"."""
    old, new = first.compiled(), then.compiled()
    if first.page_id != then.page_id:
        return carry_answers(old, new, answers)
    return carry_answers(old, new, answers, same_meaning_keys(then.page_id, old, new))
