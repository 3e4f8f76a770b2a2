"""Findings about what a page has and lacks: names, pictures, links to other pages, how long the check-in is."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.domain.document import BLOCK_SECTIONS, LOST, ConditionDocument, FigureBlock
from conditions.domain.findings.finding import Code, Finding, Known, note, warn
from conditions.domain.questionnaire import minutes_for
from conditions.domain.usage import linked


def of_structure(document: ConditionDocument, known: Known) -> Iterator[Finding]:
    if not any(name.kind == "lay" for name in document.also_called):
        message = "No everyday name. Add what people call this, so that they find the page."
        yield warn(Code.NO_LAY_NAME, "also_called", message)
    yield from _pictures(document)
    yield from _links(document, known)
    yield _length(document)
    if not document.urgent:
        yield note(Code.NO_URGENT, "urgent", "No sign says “Get care today”. Is nothing urgent here?")
    if not document.prevention:
        yield note(
            Code.NO_PREVENTION, "prevention", "Nothing is said about prevention; the section is left out."
        )


def _pictures(document: ConditionDocument) -> Iterator[Finding]:
    for section in BLOCK_SECTIONS:
        for number, block in enumerate(getattr(document, section)):
            if isinstance(block, FigureBlock) and not block.alt:
                message = f"The figure “{block.image}” has no description for people who cannot see it."
                yield warn(Code.NO_ALTERNATIVE, f"{section}[{number}].alt", message)


def _links(document: ConditionDocument, known: Known) -> Iterator[Finding]:
    pages = known.pages
    for path, target in linked(document):
        scheme, _, slug = target.partition(":")
        if scheme != "page":
            yield from _address(path, target, known)
        elif _is_broken(slug, pages):
            yield warn(Code.BROKEN_LINK, path, _broken(slug))
    for number, similar in enumerate(document.similar_conditions):
        if similar.page is not None and _is_broken(similar.page, pages):
            yield warn(Code.BROKEN_LINK, f"similar_conditions[{number}].page", _broken(similar.page))


def _address(path: str, address: str, known: Known) -> Iterator[Finding]:
    """Nothing is fetched here: of addresses elsewhere it is known what `check_links` found."""
    if known.leads_nowhere and known.leads_nowhere(address):
        yield warn(Code.BROKEN_LINK, path, f"Broken link: this site has no page at {address}.")
    elif fault := known.link_faults.get(address):
        since = f"{fault.since.day} {fault.since:%B %Y}"
        said = f"has said “not found” since {since}" if fault.gone else f"has not answered since {since}"
        message = f"Broken link: {address} {said}. Find where it moved to, or name something else."
        yield warn(Code.BROKEN_LINK, path, message)


def _is_broken(slug: str, pages: frozenset[str] | None) -> bool:
    return slug == LOST or (pages is not None and slug not in pages)


def _broken(slug: str) -> str:
    if slug == LOST:
        return "Broken link: the page was deleted or is in another language, so readers see only the words."
    return f"Broken link: readers cannot open the page “{slug}”, so they see only the words."


def _length(document: ConditionDocument) -> Finding:
    """The questions as the compiler counts them: asked signs and parts, the measures, and the last worry."""
    parts = [part for _, sign in document.signs() for part in (sign.all_of or (sign,))]
    kinds = {part.kind for part in parts}
    asked = sum(part.kind == "yes_no" for part in parts) + 1
    asked += 2 * (document.asks_pain or "pain_at_least" in kinds)
    asked += document.asks_side + ("lasted_at_least" in kinds)
    minutes = minutes_for(asked)
    questions = "1 question" if asked == 1 else f"{asked} questions"
    unit = "minute" if minutes == 1 else "minutes"
    return note(Code.QUESTIONS, "title", f"The check-in has {questions}: about {minutes} {unit}.")
