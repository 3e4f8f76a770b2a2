"""The fingerprints of a page's words as a sign-off is bound to them, with the pages that they link to."""

from __future__ import annotations

from conditions.domain.document import ConditionDocument
from conditions.domain.sections import links_lost, page_links, section_hashes
from conditions.models import ConditionPage, Publication


def fingerprints(document: ConditionDocument) -> dict[str, str]:
    """The fingerprint of every clinical section of `document`, each link bound to the page that has the slug now.

    For words that are edited now. What a publication was bound to is stored with it, because slugs change.
    """
    slugs = page_links(document)
    if not slugs:
        return section_hashes(document)
    found = ConditionPage.objects.filter(locale__language_code=document.language, slug__in=slugs)
    return section_hashes(
        document, {slug: str(key) for slug, key in found.values_list("slug", "translation_key")}
    )


def served_document(publication: Publication) -> ConditionDocument:
    """What `publication` says, as its links lead today. A section of which a link would lead to another page than when
    it went live loses its links: another page can have got an address that these words name, and nobody signed that.
    """
    document = publication.parsed_document()
    if not page_links(document):
        return document
    bound, now = publication.section_hashes, fingerprints(document)
    moved = [section for section, hash_ in bound.items() if section in now and now[section] != hash_]
    return links_lost(document, moved) if moved else document
