"""POST /assessments: a decision for anyone, with nothing stored."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from conditions.api.describe import describe
from conditions.api.endpoint import PublicEndpoint, answer, as_json
from conditions.api.links import api_path, origin_of
from conditions.api.parsing import read_body
from conditions.api.present import emergency_advice
from conditions.api.query import NoQuery, read_query
from conditions.api.rate import count_call, rate_limited
from triage.api import present
from triage.api.reading import facts_of, too_old
from triage.api.shapes import AssessmentAnswer, AssessmentBody
from triage.selectors import site
from triage.services.check_ins import PublicationTooOld, decide


class AssessmentsView(PublicEndpoint):
    """Counted for each sender, because it costs the most of what anyone may call."""

    @describe(
        "Assess without storing",
        operation_id="assess",
        text="The same decision as a check-in gives. Nothing is stored and nobody is told.",
        body=AssessmentBody,
        answers={200: AssessmentAnswer},
        problems=(409, 429),
    )
    def post(self, request: HttpRequest) -> HttpResponse:
        wait = count_call(request, name="assessments", limit=settings.SIGNPOST_ASSESSMENTS_PER_MINUTE)
        if wait is not None:
            raise rate_limited(wait, extra=_safety_envelope(request))
        read_query(request, NoQuery)
        facts = facts_of(read_body(request, AssessmentBody))
        with translation.override(facts.publication.language):
            try:
                decision = decide(
                    publication=facts.publication, answers=facts.answers, measures=facts.measures
                )
            except PublicationTooOld as error:
                raise too_old(error) from None
        return answer(as_json(present.assessment(decision, origin=origin_of(request))))


def _safety_envelope(request: HttpRequest) -> dict[str, object]:
    """Somebody who is turned away here may need help now: whom to call, and where the signs can be read."""
    return {
        "emergency": emergency_advice(site.wording()).model_dump(),
        "links": {
            "conditions": origin_of(request) + api_path("conditions"),
            "site": origin_of(request) + "/",
        },
    }
