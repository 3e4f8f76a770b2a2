"""Keeping a decision with everything that went into it."""

from __future__ import annotations

import datetime

from triage.models import Assessment, AssessmentPurpose, CheckIn
from triage.models.prepared import insert, new
from triage.services.decisions import Outcome


def store_assessment(
    check_in: CheckIn, outcome: Outcome, purpose: AssessmentPurpose, *, governs: bool, now: datetime.datetime
) -> Assessment:
    """The immutable row about `outcome`, in the caller's transaction."""
    row = new(
        Assessment,
        check_in=check_in,
        publication=outcome.publication,
        purpose=purpose,
        governs=governs,
        level=outcome.level.value,
        engine_failed=outcome.failed,
        engine_input=outcome.engine_input,
        result=outcome.assessment.model_dump_json(),
        assessed_at=now,
    )
    insert(row)
    row.parsed = outcome.assessment
    return row
