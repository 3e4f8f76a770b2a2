"""Everything there is to say about a page before it goes live, in three classes that are never mixed.

Stops are the gate's; nothing else blocks. One function serves the editor, the gate's callers and the publication.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from conditions.domain.canonical import canonical_json
from conditions.domain.document import ConditionDocument
from conditions.domain.findings.codes import of_codes
from conditions.domain.findings.finding import (
    Code,
    Codebook,
    CodeFact,
    Finding,
    Kind,
    Known,
    Targets,
    at,
    from_stop,
    note,
)
from conditions.domain.findings.percentages import of_percentages
from conditions.domain.findings.readability import SectionGrade, grades
from conditions.domain.findings.reading import of_reading
from conditions.domain.findings.signs import of_signs
from conditions.domain.findings.sources import of_sources
from conditions.domain.findings.structure import of_structure
from conditions.domain.findings.syllables import true_syllables
from conditions.domain.findings.words import of_words
from conditions.domain.gate import SECTION_NAMES, stops

__all__ = [
    "Code",
    "CodeFact",
    "Codebook",
    "Finding",
    "Kind",
    "Known",
    "SectionGrade",
    "Targets",
    "at",
    "findings",
    "findings_json",
    "from_stop",
    "grades",
    "note",
    "ordered",
    "true_syllables",
]

_NOTHING_KNOWN = Known()
_DEFAULT_TARGETS = Targets()


def findings(
    document: ConditionDocument,
    *,
    today: datetime.date,
    targets: Targets = _DEFAULT_TARGETS,
    known: Known = _NOTHING_KNOWN,
) -> tuple[Finding, ...]:
    """Stops first, then warnings, then notes, each in the page's order. The stops are exactly the gate's."""
    found = [from_stop(stop) for stop in stops(document)]
    found += of_signs(document, targets)
    found += of_reading(document, known, targets)
    found += of_words(document, known)
    found += of_percentages(document)
    found += of_codes(document, known.codebook)
    found += of_sources(document, today, targets)
    found += of_structure(document, known)
    return ordered(found)


def ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once: stops first, then warnings, then notes, each in the page's order."""
    kinds, sections = list(Kind), list(SECTION_NAMES)

    def place(finding: Finding) -> tuple[int, int]:
        section = finding.section
        return kinds.index(finding.kind), sections.index(section) if section in sections else len(sections)

    return tuple(sorted(dict.fromkeys(found), key=place))


def findings_json(found: Iterable[Finding]) -> str:
    """Findings as canonical JSON, as a publication stores them."""
    return canonical_json([finding.as_json() for finding in found])
