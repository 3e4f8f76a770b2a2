"""The findings about a page or a document of this site, with what the site knows: pages, glossary, codes, targets."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from conditions.builder import PageReading, read_page
from conditions.domain.document import ConditionDocument
from conditions.domain.findings import (
    Finding,
    Kind,
    Known,
    SectionGrade,
    Targets,
    at,
    findings,
    from_stop,
    grades,
    ordered,
    true_syllables,
)
from conditions.domain.inlines import word_key
from conditions.icd10cm import look_up
from conditions.models import ConditionPage, SiteWording, Term
from conditions.selectors.links import link_faults
from conditions.selectors.own_addresses import leads_nowhere
from conditions.selectors.publications import served


@dataclass(frozen=True)
class PageFindings:
    """What there is to say about a page as it is now, saved or not. The paths lead into the page."""

    reading: PageReading
    found: tuple[Finding, ...]
    grades: tuple[SectionGrade, ...]
    target: float

    @property
    def document(self) -> ConditionDocument:
        return self.reading.document

    def of_kind(self, kind: Kind) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.found if finding.kind is kind)

    def of_section(self, *sections: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.found if finding.section in sections)


def findings_of(page: ConditionPage) -> PageFindings:
    """The findings about `page`, draft or live, as its fields are now."""
    reading = read_page(page)
    targets = _targets(SiteWording.current())
    known = known_in(reading.document.language)
    about = findings_about(reading.document, targets=targets, known=known)
    left_out = map(from_stop, reading.stops)
    found = ordered([*left_out, *(at(reading.on_page(finding.path), finding) for finding in about)])
    return PageFindings(reading, found, grades(reading.document, known.syllables), targets.grade)


def findings_about(
    document: ConditionDocument, *, targets: Targets | None = None, known: Known | None = None
) -> tuple[Finding, ...]:
    """The findings about `document` on this site today."""
    return findings(
        document,
        today=timezone.localdate(),
        targets=targets or _targets(SiteWording.current()),
        known=known or known_in(document.language),
    )


def _targets(wording: SiteWording) -> Targets:
    return Targets(
        grade=float(wording.reading_grade_target),
        smog=float(wording.smog_target),
        source_years=wording.source_years,
    )


def known_in(language: str) -> Known:
    """What the site knows today about pages in `language`; the whole glossary and all broken links in a query each."""
    pages = served().filter(language=language).values_list("page__slug", flat=True)
    terms = Term.objects.filter(locale__language_code=language)
    rows = list(terms.values_list("word", "syllables", "respelling"))
    counts = {word_key(word): true_syllables(count, respelling) for word, count, respelling in rows}
    return Known(
        pages=frozenset(pages),
        glossary=frozenset(counts),
        syllables={word: count for word, count in counts.items() if count},
        codebook=look_up,
        leads_nowhere=leads_nowhere,
        link_faults=link_faults(),
    )
