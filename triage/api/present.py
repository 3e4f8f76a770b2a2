"""Puts decisions, check-ins and patients into the shapes of the contract.

The answers of the two busiest calls are made without validation: their values are typed already, and the fuzz tests
hold every answer against its description.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from conditions.api.links import api_path
from conditions.api.present import Face, face_of, sign_url
from conditions.api.shapes import ConditionLinks
from conditions.domain.questionnaire import OTHER_WORRY_KEY
from triage.api.shapes import (
    AdviceAnswer,
    AssessmentAnswer,
    AssessmentLinks,
    CheckInAnswer,
    CheckInLinks,
    CheckInSummary,
    IdentifierAnswer,
    PatientAnswer,
    PatientLinks,
    ReasonAnswer,
)
from triage.domain.assessment import Reason
from triage.models import CheckIn, Patient
from triage.services.advice import Advice
from triage.services.check_ins import Decision


def assessment(decision: Decision, *, origin: str) -> AssessmentAnswer:
    """A decision that was not stored."""
    face = face_of(decision.publication, origin=origin)
    values = _decided(decision, face, decision.advice)
    return AssessmentAnswer.model_construct(**values, links=_assessment_links(face.links))


def check_in(
    stored: CheckIn, decision: Decision, face: Face, *, origin: str, advice: Advice
) -> CheckInAnswer:
    """A submitted check-in; `face` is of the publication that governs. `advice`: as it holds beside the care team's
    item."""
    values = _decided(decision, face, advice) | {
        "id": stored.pk,
        "episode": stored.episode_id,
        "status": stored.status,
        "submitted_at": stored.submitted_at,
        "links": _check_in_links(stored, face.links, origin=origin),
    }
    return CheckInAnswer.model_construct(**values)


def check_in_summary(stored: CheckIn, *, origin: str) -> CheckInSummary:
    """One line of the list; needs the check-in's publication and its page loaded."""
    face = face_of(stored.publication, origin=origin)
    return CheckInSummary.model_validate(
        {
            "id": stored.pk,
            "condition": stored.publication.page.slug,
            "episode": stored.episode_id,
            "status": stored.status,
            "care_level": stored.care_level,
            "submitted_at": stored.submitted_at,
            "publication": face.info,
            "links": _check_in_links(stored, face.links, origin=origin),
        }
    )


def patient(stored: Patient, *, origin: str) -> PatientAnswer:
    """Who the patient is."""
    path = api_path("patients", str(stored.pk))
    return PatientAnswer.model_validate(
        {
            "id": stored.pk,
            "identifiers": [
                IdentifierAnswer(system=identifier.system, value=identifier.value)
                for identifier in stored.identifiers.order_by("system", "value")
            ],
            "given_name": stored.given_name,
            "family_name": stored.family_name,
            "birth_date": stored.birth_date,
            "sex": stored.sex or None,
            "language": stored.language or None,
            "email": stored.email or None,
            "links": PatientLinks(
                self=origin + path, check_ins=f"{origin}{api_path('check-ins')}?patient={stored.pk}"
            ),
        }
    )


def _assessment_links(links: ConditionLinks) -> AssessmentLinks:
    return AssessmentLinks.model_construct(
        condition=links.self, questionnaire=links.questionnaire, emergency=links.emergency
    )


def _check_in_links(stored: CheckIn, links: ConditionLinks, *, origin: str) -> CheckInLinks:
    return CheckInLinks.model_construct(
        self=origin + api_path("check-ins", str(stored.pk)),
        patient=origin + api_path("patients", str(stored.patient_id)),
        condition=links.self,
        questionnaire=links.questionnaire,
        emergency=links.emergency,
    )


def _decided(decision: Decision, face: Face, advice: Advice) -> dict[str, Any]:
    decided = decision.assessment
    return {
        "condition": decision.publication.page.slug,
        "care_level": decided.level,
        "complete": decided.complete,
        "reasons": [_reason(reason, face.info.url) for reason in decided.reasons],
        "unanswered": decided.unanswered,
        "advice": _advice(advice),
        "watched_now": decision.watched_now,
        "next_watched_at": decision.next_watched_at,
        "safety_net": face.safety_net,
        "publication": face.info,
    }


@lru_cache(maxsize=256)
def _advice(advice: Advice) -> AdviceAnswer:
    """Kept: most check-ins of a minute are told the same."""
    return AdviceAnswer.model_construct(
        level=advice.level,
        headline=advice.headline,
        steps=advice.steps,
        who_calls=advice.who_calls,
        do_not_wait=advice.do_not_wait,
        call=advice.call,
        where_to_go=advice.where_to_go,
    )


def _reason(reason: Reason, page_url: str) -> ReasonAnswer:
    """A sentence of the page is linked to where it stands; everything else to the page."""
    on_page = reason.statement_sha256 is not None and reason.key != OTHER_WORRY_KEY
    return ReasonAnswer.model_construct(
        kind=reason.kind,
        key=reason.key,
        level=reason.level,
        statement=reason.statement,
        statement_sha256=reason.statement_sha256,
        url=sign_url(page_url, reason.key) if on_page else page_url,
    )
