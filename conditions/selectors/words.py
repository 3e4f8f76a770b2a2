"""The fingerprints of a page's words as a sign-off is bound to them, with the pages that they link to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from conditions.domain.document import ConditionDocument
from conditions.domain.sections import links_lost, page_links, section_hashes
from conditions.models import ConditionPage, Publication

MOST_TRIED = 64
"""Ways in which moved links are explained, at most. What is not explained by then is not trusted."""


def fingerprints(document: ConditionDocument) -> dict[str, str]:
    """The fingerprint of every clinical section of `document`, each link bound to the page that has the slug now.

    For words that are edited now. What a publication was bound to is stored with it, because slugs change.
    """
    slugs = page_links(document)
    return section_hashes(document, _pages_now(document, slugs)) if slugs else section_hashes(document)


def served_document(publication: Publication) -> ConditionDocument:
    """What `publication` says, as its links lead today. A link that would lead to another page than when it went live
    is lost: another page can have got an address that these words name, and nobody signed that. Where nobody can tell
    which link of a section it is, all of them are.
    """
    document = publication.parsed_document()
    slugs = page_links(document)
    if not slugs:
        return document
    now, bound = _pages_now(document, slugs), publication.section_hashes
    hashes = section_hashes(document, now)
    moved = {section for section in bound.keys() & hashes.keys() if hashes[section] != bound[section]}
    if not moved:
        return document
    lost: dict[str, set[str]] = dict.fromkeys(moved, slugs)
    for then in islice(_pages_then(sorted(slugs)), MOST_TRIED):
        hashes = section_hashes(document, then)
        for section in moved:
            if hashes[section] == bound[section] and lost[section] is slugs:
                lost[section] = {slug for slug in slugs if then.get(slug) != now.get(slug)}
    return links_lost(document, lost)


def _pages_now(document: ConditionDocument, slugs: Iterable[str]) -> dict[str, str]:
    found = ConditionPage.objects.filter(locale__language_code=document.language, slug__in=slugs)
    return {slug: str(key) for slug, key in found.values_list("slug", "translation_key")}


def _pages_then(slugs: list[str]) -> Iterator[dict[str, str]]:
    """Where the links may have led: each slug to a page that was saved under it, or to none."""
    choices: list[list[tuple[str, str] | None]] = [[*_saved_as(slug), None] for slug in slugs]
    return (dict(filter(None, choice)) for choice in product(*choices))


def _saved_as(slug: str) -> list[tuple[str, str]]:
    saved = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(ConditionPage), content__slug=slug
    )
    keys = saved.order_by().values_list("content__translation_key", flat=True).distinct()
    return [(slug, str(key)) for key in keys]
