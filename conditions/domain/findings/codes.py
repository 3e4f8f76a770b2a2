"""Findings about ICD-10-CM codes: unknown, not billable, of a misspelled system, and pairs that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from conditions.domain.document import Code as MedicalCode
from conditions.domain.document import ConditionDocument
from conditions.domain.findings.finding import Code, Codebook, CodeFact, Finding, warn

_ICD_10_CM = re.compile(r"icd10(?:cm)?(?:fy)?(?:20\d\d)?")
_ELSEWHERE = re.compile(
    r"icd(?:9|11|o|10(?:who|gm|am|ca|pcs|fm))|snomed|sct|loinc|orpha|omim|mesh|icpc|icf|umls|read|cpt"
)
"""Systems whose codes nobody looks up here; editions of ICD-10 of other countries are among them."""


def of_codes(document: ConditionDocument, codebook: Codebook | None) -> Iterator[Finding]:
    """Nothing is said when nobody can look codes up."""
    if codebook is None:
        return
    known: list[tuple[int, MedicalCode, CodeFact]] = []
    for number, code in enumerate(document.codes):
        system = re.sub(r"[\W_]", "", code.system.casefold())
        if not _ICD_10_CM.fullmatch(system):
            yield from _of_system(code.system, system, f"codes[{number}].system")
            continue
        path, fact = f"codes[{number}].code", codebook(code.code)
        if fact is None:
            yield warn(Code.UNKNOWN_CODE, path, f"ICD-10-CM has no code “{code.code}”.")
            continue
        if not fact.billable:
            message = f"“{code.code}” is a heading of ICD-10-CM, not a billable code. Choose one below it."
            yield warn(Code.NOT_BILLABLE, path, message)
        known.append((number, code, fact))
    marked = [entry for entry in known if entry[1].role == "is"]
    for (_, one, fact), (number, other, other_fact) in combinations(marked, 2):
        if excludes(fact, other.code) or excludes(other_fact, one.code):
            message = (
                f"“{one.code}” and “{other.code}” are both marked “is this condition”, but ICD-10-CM never "
                "lets them stand together (Excludes1). Mark one as closest or related."
            )
            yield warn(Code.EXCLUDES1, f"codes[{number}].role", message)


def _of_system(name: str, folded: str, path: str) -> Iterator[Finding]:
    if not _ELSEWHERE.match(folded):
        message = f"“{name}” is no system that is known here, so nobody checks its code. Is it ICD-10-CM?"
        yield warn(Code.UNKNOWN_SYSTEM, path, message)


def excludes(fact: CodeFact, code: str) -> bool:
    """Whether `code` stands in one of the ranges that `fact` excludes."""
    bare = code.replace(".", "").upper()
    return any(first <= bare[: len(first)] and bare[: len(last)] <= last for first, last in fact.excludes1)
