"""Puts publications into the shapes of the contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from conditions.api.links import api_path, page_path
from conditions.api.shapes import (
    ConditionDetail,
    ConditionLinks,
    ConditionSummary,
    EmergencyAdvice,
    FindingCounts,
    FindingItem,
    FindingsAnswer,
    OutOfUse,
    PublicationInfo,
    PublishedSign,
    QuestionnaireAnswer,
    SafetyNet,
    Sections,
    Withdrawal,
)
from conditions.domain.care_level import CareLevel
from conditions.domain.findings import Finding, Kind
from conditions.domain.inlines import without_lost_links
from conditions.freshness import current_epoch
from conditions.models import Publication, SiteWording
from conditions.selectors.words import served_document


def emergency_advice(wording: SiteWording) -> EmergencyAdvice:
    """Whom to call, from the site's wording."""
    dialled = "".join(character for character in wording.emergency_number if character in "+0123456789")
    return EmergencyAdvice(
        number=wording.emergency_number, tel=f"tel:{dialled}", action=wording.emergency_action
    )


@dataclass(frozen=True)
class Face:
    """What every answer about a publication says of it."""

    info: PublicationInfo
    links: ConditionLinks
    safety_net: SafetyNet


def face_of(publication: Publication, *, origin: str) -> Face:
    """What names `publication` to a caller; kept by freshness epoch, because its address can change."""
    return _face(current_epoch(), publication.pk, origin)


@lru_cache(maxsize=512)
def _face(epoch: int, pk: int, origin: str) -> Face:
    publication = Publication.objects.select_related("page", "page__locale").get(pk=pk)
    return Face(
        info=publication_info(publication, origin=origin),
        links=condition_links(publication, origin=origin),
        safety_net=safety_net(publication),
    )


def publication_info(publication: Publication, *, origin: str) -> PublicationInfo:
    """What names `publication` to a caller."""
    return PublicationInfo(
        sha256=publication.sha256,
        number=publication.number,
        published_at=publication.published_at,
        reviewed_by=publication.reviewer_name or None,
        reviewed_on=publication.reviewed_on,
        url=origin + page_path(publication.page),
    )


def sign_url(page_url: str, key: str) -> str:
    """The address of one sign on its page."""
    return f"{page_url}#sign-{key}"


def condition_links(publication: Publication, *, origin: str) -> ConditionLinks:
    """Where everything about this condition is."""
    page, language = publication.page, publication.language
    url = origin + page_path(page)
    return ConditionLinks(
        self=origin + api_path("conditions", page.slug, language=language),
        page=url,
        emergency=f"{url}#emergency",
        call_provider=f"{url}#call_provider",
        questionnaire=origin + api_path("conditions", page.slug, "questionnaire", language=language),
        assessments=origin + api_path("assessments"),
        check_ins=origin + api_path("check-ins"),
    )


def summary(publication: Publication, *, origin: str) -> ConditionSummary:
    """One line of the list."""
    document = publication.parsed_document()
    return ConditionSummary(
        slug=publication.page.slug,
        language=publication.language,
        title=document.title,
        sample=document.sample,
        main_message=document.main_message,
        also_called=document.also_called,
        codes=document.codes,
        publication=publication_info(publication, origin=origin),
        links=condition_links(publication, origin=origin),
    )


def detail(publication: Publication, *, origin: str, wording: SiteWording) -> ConditionDetail:
    """The whole page."""
    document = without_lost_links(served_document(publication))
    url = origin + page_path(publication.page)
    fingerprints = {rule.key: rule.statement_sha256 for rule in publication.compiled().signs}
    return ConditionDetail(
        slug=publication.page.slug,
        language=publication.language,
        title=document.title,
        sample=document.sample,
        pronunciation=document.pronunciation,
        also_called=document.also_called,
        main_message=document.main_message,
        virtual_care=document.virtual_care,
        emergency=emergency_advice(wording),
        signs=[
            PublishedSign.of(sign, level=level, sha256=fingerprints[sign.key], url=sign_url(url, sign.key))
            for level, sign in document.signs()
        ],
        emergency_exemption=document.emergency_exemption,
        sections=Sections(
            overview=document.overview,
            symptoms=document.symptoms,
            causes=document.causes,
            diagnosis=document.diagnosis,
            treatment=document.treatment,
            prevention=document.prevention,
        ),
        similar_conditions=document.similar_conditions,
        codes=document.codes,
        sources=document.sources,
        terms=document.terms,
        publication=publication_info(publication, origin=origin),
        links=condition_links(publication, origin=origin),
    )


def safety_net(publication: Publication) -> SafetyNet:
    """The sentences that go with every part of the page."""

    def of(level: CareLevel) -> tuple[str, ...]:
        return tuple(rule.statement for rule in publication.compiled().signs if rule.level is level)

    return SafetyNet(
        emergency=of(CareLevel.EMERGENCY),
        urgent=of(CareLevel.URGENT),
        call_provider=of(CareLevel.CALL_PROVIDER),
    )


def out_of_use(publication: Publication, *, origin: str, wording: SiteWording) -> OutOfUse:
    """What is still said of a page that was withdrawn."""
    why = publication.withdrawn
    return OutOfUse(
        withdrawn=Withdrawal(
            on=why.at if why else publication.published_at, reason=why.reason if why else ""
        ),
        publication=publication_info(publication, origin=origin),
        safety_net=safety_net(publication),
        emergency=emergency_advice(wording),
    )


def questionnaire(publication: Publication, *, origin: str, wording: SiteWording) -> QuestionnaireAnswer:
    """What a check-in asks."""
    return QuestionnaireAnswer(
        condition=publication.page.slug,
        language=publication.language,
        title=publication.parsed_document().title,
        publication=publication_info(publication, origin=origin),
        questions=publication.compiled().questions,
        safety_net=safety_net(publication),
        emergency=emergency_advice(wording),
        links=condition_links(publication, origin=origin),
    )


def remarks(publication: Publication, found: Sequence[Finding], *, origin: str) -> FindingsAnswer:
    """The findings about the words of `publication`: never mixed, and counted by class."""
    of_kind = Counter(finding.kind.value for finding in found)
    return FindingsAnswer(
        condition=publication.page.slug,
        language=publication.language,
        publication=publication_info(publication, origin=origin),
        counts=FindingCounts(**{kind.value: of_kind[kind.value] for kind in Kind}),
        findings=[FindingItem.model_validate(finding.as_json()) for finding in found],
        links=condition_links(publication, origin=origin),
    )
