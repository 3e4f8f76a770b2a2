"""From a request's words to the facts that a decision is about."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from conditions.api.codes import ErrorCode
from conditions.api.parsing import MAX_FAULTS, MAX_POINTER
from conditions.api.present import emergency_advice
from conditions.api.problems import Fault, Problem
from conditions.freshness import current_epoch
from conditions.models import ConditionPage, Publication
from triage.api.shapes import AssessmentBody
from triage.domain.assessment import Measures
from triage.domain.intake import parse_check_in
from triage.domain.signs import Answers
from triage.selectors import site
from triage.services.check_ins import PublicationTooOld, UnknownPublication, named_publication


@dataclass(frozen=True)
class Facts:
    """What was answered, typed, about which publication."""

    publication: Publication
    answers: Answers
    measures: Measures


def facts_of(body: AssessmentBody) -> Facts:
    """The facts in `body`.

    Raises:
        Problem: 422, for a condition or publication that never was, and for every answer or measure that is wrong.
    """
    publication = _publication(current_epoch(), body.condition, body.publication)
    today: datetime.date = site.today(timezone.now())
    read = parse_check_in(publication.compiled(), body.answers, body.measures, as_of=today)
    if read.faults:
        raise Problem(
            422,
            [
                Fault(fault.pointer[:MAX_POINTER], ErrorCode(fault.code.value), fault.detail)
                for fault in read.faults[:MAX_FAULTS]
            ],
        )
    return Facts(publication=publication, answers=read.answers, measures=read.measures)


@lru_cache(maxsize=512)
def _publication(epoch: int, slug: str, sha256: str) -> Publication:
    """The publication that the caller names. Kept by freshness epoch, because it can be superseded.

    Raises:
        Problem: 422; not kept.
    """
    pages = list(
        ConditionPage.objects.filter(slug=slug, publications__isnull=False)
        .distinct()
        .values_list("pk", flat=True)
    )
    if not pages:
        raise Problem.of(422, ErrorCode.UNKNOWN_CONDITION, pointer="/condition")
    for page_id in pages:
        try:
            publication = named_publication(page_id, sha256)
        except UnknownPublication:
            continue
        return Publication.objects.select_related("page", "page__locale").get(pk=publication.pk)
    raise Problem.of(422, ErrorCode.UNKNOWN_PUBLICATION, pointer="/publication")


def too_old(error: PublicationTooOld) -> Problem:
    """The 409 that names the current publication, or says that there is none; and whom to call meanwhile."""
    current = error.current
    named = {"sha256": current.sha256, "number": current.number} if current else None
    extra = {"current": named, "emergency": emergency_advice(site.wording()).model_dump()}
    return Problem.of(409, ErrorCode.PUBLICATION_TOO_OLD, pointer="/publication", extra=extra)
