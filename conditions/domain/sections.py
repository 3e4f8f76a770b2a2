"""The clinical sections of a page, and the fingerprint of each, which a sign-off is bound to.

Clinical is what can change what a reader does: the title (which condition it is about), the main message, the offer of
virtual care with where it leads, the signs with the reason for having no emergency ones, what the check-in asks, and
every text section with what it links to. Not clinical, and so free for a typo fix without a new sign-off: other names,
how the title is said, codes, sources, and the mark "sample".
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping

from conditions.domain.canonical import Json, canonical_json, sha256_of
from conditions.domain.document import (
    BLOCK_SECTIONS,
    LOST,
    SIGN_SECTIONS,
    ConditionDocument,
    document_json,
)
from conditions.domain.gate import SECTION_NAMES
from conditions.domain.inlines import inlines, word_key
from conditions.domain.markup import links_of, parse, terms_of

FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "main_message": ("main_message",),
    "virtual_care": ("virtual_care",),
    "emergency": ("emergency", "emergency_exemption"),
    "urgent": ("urgent",),
    "call_provider": ("call_provider",),
    "measures": ("asks_pain", "asks_side"),
    "overview": ("overview",),
    "similar_conditions": ("similar_conditions",),
    "symptoms": ("symptoms",),
    "causes": ("causes",),
    "diagnosis": ("diagnosis",),
    "treatment": ("treatment",),
    "prevention": ("prevention",),
}
"""Each clinical section with the fields of the document that it is made of."""

CLINICAL_SECTIONS = tuple(FIELDS_OF)

DECIDING_SECTIONS = (*SIGN_SECTIONS, "measures")
"""The sections that decide the level of a check-in."""

CLINICAL_NAMES = SECTION_NAMES | {"measures": "What the check-in asks"}
"""How people call a section."""

PART_NAMES = CLINICAL_NAMES | {"pronunciation": "How the title is said", "sample": "Sample content"}
"""How people call any part of a page, clinical or not."""

_PAGE_ADDRESS = re.compile(r"""(\]\(page:|"page":")([a-z0-9-]+)""")
_NO_TARGETS: Mapping[str, str] = {}


def page_links(document: ConditionDocument) -> set[str]:
    """The slugs of this site's own pages that the document links to."""
    links = [target for _, text in inlines(document) for target in links_of(parse(text))]
    found = {link.removeprefix("page:") for link in links if link.startswith("page:")}
    return found | {similar.page for similar in document.similar_conditions if similar.page}


def section_hashes(document: ConditionDocument, targets: Mapping[str, str] = _NO_TARGETS) -> dict[str, str]:
    """The fingerprint of every clinical section, empty ones too: taking a section away is a change of it.

    A section that uses a glossary word is bound to the word's meaning as well, because readers see both. A link
    to another page of this site is bound to that page: `targets` gives what stays the same when it is renamed, by
    its slug. Another page voids the section, a new address of the same page does not. A slug that is not in
    `targets` counts as it is written.
    """

    def bound(link: re.Match[str]) -> str:
        return link[1] + targets.get(link[2], link[2])

    fields = document_json(document)
    meanings = meanings_by_section(document)
    hashes: dict[str, str] = {}
    for section, names in FIELDS_OF.items():
        words: dict[str, Json] = {name: fields[name] for name in names if name in fields}
        if section in meanings:
            words["terms"] = dict(sorted(meanings[section].items()))
        hashes[section] = sha256_of(_PAGE_ADDRESS.sub(bound, canonical_json(words)))
    return hashes


def links_lost(document: ConditionDocument, lost: Mapping[str, Collection[str]]) -> ConditionDocument:
    """`document` without the links to these pages of this site, by section; their words stay."""
    fields = document_json(document)
    for section, slugs in lost.items():

        def told(link: re.Match[str], slugs: Collection[str] = slugs) -> str:
            return link[1] + (LOST if link[2] in slugs else link[2])

        for name in (name for name in FIELDS_OF[section] if name in fields):
            fields[name] = json.loads(_PAGE_ADDRESS.sub(told, canonical_json(fields[name])))
    return ConditionDocument.model_validate_json(canonical_json(fields))


def meanings_by_section(document: ConditionDocument) -> dict[str, dict[str, str]]:
    """The glossary meanings that each section shows, by the word's key (`word_key`)."""
    known = {word_key(term.word): term.meaning for term in document.terms}
    found: dict[str, dict[str, str]] = {}
    for path, text in inlines(document):
        for word in terms_of(parse(text)):
            key = word_key(word)
            if key in known:
                section = path.split("[")[0].split(".")[0]
                found.setdefault(section, {})[key] = known[key]
    return {section: words for section, words in found.items() if section in BLOCK_SECTIONS}
