"""All files of one import together: what they would change, or everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from conditions.builder import canonical_document, read_page
from conditions.domain.document import LOST, ConditionDocument, GlossaryTerm
from conditions.domain.inlines import inlines, word_key, words_used
from conditions.domain.markup import LOST_PAGE, links_of, parse, word_fault
from conditions.importing.faults import Fault, ImportRefused
from conditions.importing.parse import FilePage, gate_faults, parse_file
from conditions.models import ConditionPage, Reviewer, Term

SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Step:
    """What one file does: `document` is what the page will say; `stored` is the page that is there, if any."""

    file: FilePage
    document: ConditionDocument
    stored: ConditionPage | None
    changes: bool


def plan(paths: list[Path], *, publish: bool, reviewer_name: str = "") -> tuple[list[Step], Reviewer | None]:
    """What importing `paths` does, page by page, the site's own language first; and who reviewed it.

    Raises:
        ImportRefused: with every fault of every file.
    """
    pages, faults = read_pages(paths)
    reviewer = None
    try:
        reviewer = find_reviewer("--reviewed-by", reviewer_name)
    except ImportRefused as refused:
        faults += refused.faults
    for page in pages:
        gate_faults(page, publish=publish)
        _check_language(page)
        if publish and not reviewer_name and _is_exempt(page):
            page.text.fault("needs a reviewer who stands behind it: --reviewed-by", "emergency_exemption")
    _check_together(pages)
    faults += [fault for page in pages for fault in page.text.faults]
    if faults:
        raise ImportRefused(faults)
    pages.sort(key=lambda page: (page.document.language != settings.LANGUAGE_CODE, page.document.language))
    return [step_of(page) for page in pages], reviewer


def read_pages(paths: list[Path]) -> tuple[list[FilePage], list[Fault]]:
    """The pages of these files and folders, with the glossary words that the site knows; each page has the faults
    of its own file. The faults beside them are of files that cannot be read as pages at all."""
    files, faults = _files(paths)
    pages = [parse_file(path) for path in files]
    _add_known_terms(pages)
    return pages, faults


def find_reviewer(option: str, name: str) -> Reviewer | None:
    """The active reviewer of that name; None when none is named.

    Raises:
        ImportRefused: nobody has the name.
    """
    reviewer: Reviewer | None = Reviewer.objects.filter(name=name, active=True).first() if name else None
    if name and reviewer is None:
        raise ImportRefused([Fault(option, f"there is no reviewer “{name}”; add one in the admin first")])
    return reviewer


def _files(paths: list[Path]) -> tuple[list[Path], list[Fault]]:
    found: list[Path] = []
    faults: list[Fault] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.suffix in SUFFIXES)
            found += inside
            if not inside:
                faults.append(Fault(str(path), f"holds no files that end in {', '.join(SUFFIXES)}"))
        elif path.suffix not in SUFFIXES:
            faults.append(Fault(str(path), f"must end in {', '.join(SUFFIXES)}"))
        else:
            found.append(path)
    return list(dict.fromkeys(found)), faults


def _is_exempt(page: FilePage) -> bool:
    document = page.shaped.document
    return document is not None and not document.emergency and bool(document.emergency_exemption)


def _check_language(page: FilePage) -> None:
    document = page.shaped.document
    if document and page.shaped.whole and document.language not in dict(settings.LANGUAGES):
        page.text.fault(f"this site has no {document.language}; see LANGUAGES in the settings", "language")


# --- Glossary ------------------------------------------------------------------------------------------------


def _add_known_terms(pages: list[FilePage]) -> None:
    """A word may be explained in the file, in another file of the same run, or in the glossary already."""
    offered: dict[tuple[str, str], GlossaryTerm] = {}
    for page in pages:
        if (document := page.shaped.document) is not None:
            for term in document.terms:
                offered.setdefault((document.language, word_key(term.word)), term)
    for row in Term.objects.select_related("locale"):
        known = GlossaryTerm(
            word=row.word, respelling=row.respelling, meaning=row.meaning, syllables=row.syllables
        )
        offered.setdefault((row.locale.language_code, word_key(row.word)), known)
    for page in pages:
        document = page.shaped.document
        if document is None:
            continue
        own = {word_key(term.word) for term in document.terms}
        more = [
            offered[document.language, word]
            for word in sorted(words_used(document) - own)
            if (document.language, word) in offered
        ]
        page.complete(document.model_copy(update={"terms": (*document.terms, *more)}))


# --- Files together ------------------------------------------------------------------------------------------


def _check_together(pages: list[FilePage]) -> None:
    whole = [page for page in pages if page.shaped.document is not None]
    _check_twice(whole)
    _check_terms(whole)
    slugs: dict[str, set[str]] = {}
    for language, slug in ConditionPage.objects.values_list("locale__language_code", "slug"):
        slugs.setdefault(language, set()).add(slug)
    for page in whole:
        slugs.setdefault(page.document.language, set()).add(page.slug)
    for page in whole:
        for path, slug in _page_references(page.document):
            if slug not in slugs[page.document.language]:
                page.text.fault(f"there is no page “{slug}”, neither here nor in these files", path)


def _check_twice(pages: list[FilePage]) -> None:
    first: dict[tuple[str, str], str] = {}
    for page in pages:
        key = (page.document.language, page.slug)
        if page.slug and key in first:
            page.text.fault(f"the page “{page.slug}” is in {first[key]} as well", "slug")
        first.setdefault(key, page.text.file)


def _check_terms(pages: list[FilePage]) -> None:
    first: dict[tuple[str, str], tuple[str, GlossaryTerm]] = {}
    for page in pages:
        for number, term in enumerate(page.document.terms):
            if fault := word_fault(term.word):
                page.text.fault(fault, f"terms[{number}].word")
            key = (page.document.language, word_key(term.word))
            file, other = first.setdefault(key, (page.text.file, term))
            if other != term:
                page.text.fault(f"“{term.word}” is explained in another way in {file}", f"terms[{number}]")


def _page_references(document: ConditionDocument) -> Iterator[tuple[str, str]]:
    for number, similar in enumerate(document.similar_conditions):
        if similar.page and similar.page != LOST:
            yield f"similar_conditions[{number}].page", similar.page
    for path, text in inlines(document):
        for target in links_of(parse(text)):
            if target.startswith("page:") and target != LOST_PAGE:
                yield path, target.removeprefix("page:")


# --- What changes --------------------------------------------------------------------------------------------


def step_of(page: FilePage) -> Step:
    """What this file does to the page that there is now."""
    document = canonical_document(page.document)
    stored = ConditionPage.objects.filter(locale__language_code=document.language, slug=page.slug).first()
    return Step(page, document, stored, stored is None or not _says(stored, document))


def _says(stored: ConditionPage, document: ConditionDocument) -> bool:
    latest = stored.get_latest_revision_as_object()
    reading = read_page(latest)
    exempt = {"emergency_exemption": latest.emergency_exemption}
    return not [stop for stop in reading.stops if stop.code == "incomplete"] and (
        reading.document.model_copy(update=exempt) == document
    )
