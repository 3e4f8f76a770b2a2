"""Puts decisions, check-ins and patients into the shapes of the contract."""

from __future__ import annotations

from typing import Any

from conditions.api.links import api_path
from conditions.api.present import condition_links, publication_info, sign_url
from conditions.api.shapes import PublicationInfo, SafetyNet
from conditions.domain.questionnaire import OTHER_WORRY_KEY
from conditions.models import Publication
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
from triage.services.check_ins import Decision


def assessment(decision: Decision, *, origin: str) -> AssessmentAnswer:
    """A decision that was not stored."""
    links = condition_links(decision.publication, origin=origin)
    return AssessmentAnswer(
        **_decided(decision, origin=origin),
        links=AssessmentLinks(condition=links.self, questionnaire=links.questionnaire, emergency=links.emergency),
    )


def check_in(stored: CheckIn, decision: Decision, *, origin: str) -> CheckInAnswer:
    """A submitted check-in."""
    return CheckInAnswer.model_validate(
        {
            **_decided(decision, origin=origin),
            "id": stored.pk,
            "episode": stored.episode_id,
            "status": stored.status,
            "submitted_at": stored.submitted_at,
            "links": _check_in_links(stored, decision.publication, origin=origin),
        }
    )


def check_in_summary(stored: CheckIn, *, origin: str) -> CheckInSummary:
    """One line of the list; needs the check-in's publication and its page loaded."""
    return CheckInSummary.model_validate(
        {
            "id": stored.pk,
            "condition": stored.publication.page.slug,
            "episode": stored.episode_id,
            "status": stored.status,
            "care_level": stored.care_level,
            "submitted_at": stored.submitted_at,
            "publication": publication_info(stored.publication, origin=origin),
            "links": _check_in_links(stored, stored.publication, origin=origin),
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


def _check_in_links(stored: CheckIn, publication: Publication, *, origin: str) -> CheckInLinks:
    links = condition_links(publication, origin=origin)
    return CheckInLinks(
        self=origin + api_path("check-ins", str(stored.pk)),
        patient=origin + api_path("patients", str(stored.patient_id)),
        condition=links.self,
        questionnaire=links.questionnaire,
        emergency=links.emergency,
    )


def _decided(decision: Decision, *, origin: str) -> dict[str, Any]:
    publication = publication_info(decision.publication, origin=origin)
    decided = decision.assessment
    return {
        "condition": decision.publication.page.slug,
        "care_level": decided.level,
        "complete": decided.complete,
        "reasons": [_reason(reason, publication) for reason in decided.reasons],
        "unanswered": decided.unanswered,
        "advice": AdviceAnswer.model_validate(decision.advice, from_attributes=True),
        "watched_now": decision.watched_now,
        "next_watched_at": decision.next_watched_at,
        "safety_net": SafetyNet.model_validate(decision.safety_net, from_attributes=True),
        "publication": publication,
    }


def _reason(reason: Reason, publication: PublicationInfo) -> ReasonAnswer:
    """A sentence of the page is linked to where it stands; everything else to the page."""
    on_page = reason.statement_sha256 is not None and reason.key != OTHER_WORRY_KEY
    return ReasonAnswer(
        kind=reason.kind,
        key=reason.key,
        level=reason.level,
        statement=reason.statement,
        statement_sha256=reason.statement_sha256,
        url=sign_url(publication.url, reason.key) if on_page else publication.url,
    )
