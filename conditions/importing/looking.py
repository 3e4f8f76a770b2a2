"""Findings about files, and about every page of the site: for people at a command line, and for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from conditions.domain.canonical import Json
from conditions.domain.findings import Finding, Kind, from_stop, ordered
from conditions.domain.gate import Stop
from conditions.importing.faults import Fault
from conditions.importing.parse import FilePage
from conditions.importing.plan import read_pages
from conditions.models import ConditionPage, Publication
from conditions.selectors.findings import findings_about
from conditions.services.editing import draft_findings

LIVE, DRAFT, FILE = "live", "draft", "file"


@dataclass(frozen=True)
class Looked:
    """What there is to say about one text. `what`: the words that are live, the newest draft, or a file."""

    name: str
    language: str
    what: str
    found: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each class, always all three."""
        return {kind.value: sum(one.kind is kind for one in self.found) for kind in Kind}

    def as_json(self) -> dict[str, Json]:
        """For other programs."""
        return {
            "name": self.name,
            "language": self.language,
            "what": self.what,
            "counts": {**self.counts},
            "findings": [one.as_json() for one in self.found],
        }


def at_pages(pages: Iterable[ConditionPage]) -> Iterator[Looked]:
    """The words of each page that are live, as they stand today, and its newest draft."""
    for page in pages:
        language = page.locale.language_code
        current = Publication.objects.current().filter(page_id=page.pk).first()
        if current is not None:
            yield Looked(page.slug, language, LIVE, findings_about(current.parsed_document()))
        draft = page.get_latest_revision_as_object()
        yield Looked(page.slug, language, DRAFT, draft_findings(draft).page_findings.found)


def at_files(paths: list[Path]) -> Iterator[Looked]:
    """The page of each file; what is wrong with a file is a stop."""
    pages, faults = read_pages(paths)
    for fault in faults:
        yield Looked(fault.file, "", FILE, (_of_fault(fault),))
    for page in pages:
        document = page.shaped.document
        yield Looked(page.text.file, document.language if document else "", FILE, _of_file(page))


def _of_file(page: FilePage) -> tuple[Finding, ...]:
    document = page.shaped.document
    found = findings_about(document) if document is not None else ()
    return ordered([*map(_of_fault, page.text.faults), *found])


def _of_fault(fault: Fault) -> Finding:
    return from_stop(Stop(fault.path or "file", "file", str(fault)))
