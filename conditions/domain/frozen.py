"""What a publication freezes of a document: canonical text and its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass

from conditions.domain.canonical import Json, canonical_json, sha256_of, without_empty
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import ConditionDocument, document_json


@dataclass(frozen=True)
class Frozen:
    """Canonical JSON of the sections and of the questionnaire compiled from them, and the sha256 of both.

    The page's address is not part of it: an address is not content.
    """

    document: str
    questionnaire: str
    sha256: str


def freeze(document: ConditionDocument, *, other_worry: str) -> Frozen:
    """`document` and its questionnaire, ready to be stored. Equal content has equal text and fingerprint."""
    sections: Json = document_json(document)
    compiled = compile_questionnaire(document, other_worry=other_worry)
    questions = without_empty(compiled.model_dump(mode="json", by_alias=True))
    return Frozen(
        document=canonical_json(sections),
        questionnaire=canonical_json(questions),
        sha256=sha256_of(canonical_json({"document": sections, "questionnaire": questions})),
    )
