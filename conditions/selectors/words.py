"""The fingerprints of a page's words as a sign-off is bound to them, with the pages that they link to."""

from __future__ import annotations

from conditions.domain.document import ConditionDocument
from conditions.domain.sections import page_links, section_hashes
from conditions.models import ConditionPage


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
