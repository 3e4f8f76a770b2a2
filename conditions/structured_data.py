"""schema.org JSON-LD of a condition page, for search engines. Says nothing that the page does not say."""

from __future__ import annotations

from typing import Any, Protocol

from conditions.domain.care_level import CareLevel
from conditions.domain.document import ConditionDocument, OptionBlock


class _Facts(Protocol):
    @property
    def published_at(self) -> Any: ...
    @property
    def reviewed_by(self) -> str: ...
    @property
    def reviewed_on(self) -> Any: ...


def structured_data(document: ConditionDocument, *, facts: _Facts, url: str) -> dict[str, Any]:
    """A MedicalWebPage about a MedicalCondition, with its warning signs, codes, treatments and review."""
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": document.title,
        "description": document.main_message,
        "inLanguage": document.language,
        "url": url,
        "about": _condition(document),
        "citation": [source.url or source.title for source in document.sources],
    }
    if facts.published_at:
        page["dateModified"] = facts.published_at.isoformat()
    if facts.reviewed_on and not document.sample:
        page["lastReviewed"] = facts.reviewed_on.isoformat()
        page["reviewedBy"] = {"@type": "Person", "name": facts.reviewed_by}
    return {key: value for key, value in page.items() if value}


def _condition(document: ConditionDocument) -> dict[str, Any]:
    condition: dict[str, Any] = {
        "@type": "MedicalCondition",
        "name": document.title,
        "alternateName": [name.text for name in document.also_called if name.kind != "misspelling"],
        "code": [
            {"@type": "MedicalCode", "code": code.code, "codingSystem": code.system, "name": code.display}
            for code in document.codes
            if code.role == "is"
        ],
        "signOrSymptom": [
            {"@type": "MedicalSignOrSymptom", "name": sign.statement}
            for level, sign in document.signs()
            if level is CareLevel.EMERGENCY
        ],
        "possibleTreatment": [
            {"@type": "MedicalTherapy", "name": block.name}
            for block in document.treatment
            if isinstance(block, OptionBlock)
        ],
    }
    return {key: value for key, value in condition.items() if value}
