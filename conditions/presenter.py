"""A publication (or a draft) as the view model of `templates/conditions/condition_page.html`.

The only way from content to public HTML: the page, the preview and the tests use it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conditions.domain.care_level import CareLevel
from conditions.domain.document import (
    BLOCK_SECTIONS,
    LOST,
    AgeRange,
    ConditionDocument,
    FigureBlock,
    GlossaryTerm,
    Sign,
    SignQuoteBlock,
)
from conditions.domain.inlines import word_key
from conditions.domain.markup import links_of, parse, public_html, web_address
from conditions.domain.questionnaire import minutes_for
from conditions.figures import figure_url
from conditions.models import Publication, SiteWording
from conditions.structured_data import structured_data

HEADINGS = {
    "overview": gettext_lazy("What is it?"),
    "similar": gettext_lazy("Conditions that feel similar"),
    "symptoms": gettext_lazy("Symptoms"),
    "causes": gettext_lazy("Causes"),
    "diagnosis": gettext_lazy("How it is diagnosed"),
    "treatment": gettext_lazy("Treatment"),
    "prevention": gettext_lazy("Prevention"),
    "about": gettext_lazy("About this page"),
}
LEVELS = {
    "emergency": gettext_lazy("Get medical attention right away"),
    "urgent": gettext_lazy("Get care today"),
    "call_provider": gettext_lazy("Call your healthcare provider"),
    "self_care": gettext_lazy("Care for yourself at home"),
}
WHAT_CHANGED = "what-changed"
"""The last piece of the address of a page's public history, under the page's own address."""
ROLES = {
    "is": gettext_lazy("This condition"),
    "closest": gettext_lazy("Closest code"),
    "related": gettext_lazy("Related"),
}
RELATIONS = {
    "similar": gettext_lazy("Feels similar"),
    "part_of": gettext_lazy("Part of it"),
    "shares_symptoms": gettext_lazy("Shares symptoms"),
}
_INLINE = (
    "text",
    "lead_in",
    "items",
    "do",
    "dont",
    "what",
    "what_happens",
    "what_it_shows",
    "what_to_expect",
    "caption",
)


@dataclass(frozen=True)
class Facts:
    """What the page says about itself: which publication, reviewed by whom and when."""

    number: int | None
    sha256: str
    published_at: datetime.datetime | None
    reviewed_by: str
    reviewed_on: datetime.date | None
    review_due: datetime.date | None = None
    exempted_by: str = ""
    sample: bool = False
    """Sample content: nobody real has reviewed it, and the page must not say so."""

    @classmethod
    def of(cls, publication: Publication) -> Facts:
        return cls(
            number=publication.number,
            sha256=publication.sha256,
            published_at=publication.published_at,
            reviewed_by=publication.reviewer_name,
            reviewed_on=publication.reviewed_on,
            review_due=publication.review_due,
            exempted_by=publication.exempted_by,
            sample=publication.parsed_document().sample,
        )

    @property
    def short(self) -> str:
        """The fingerprint as people compare it: its first twelve digits."""
        return self.sha256[:12]

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_on is not None


DRAFT = Facts(number=None, sha256="", published_at=None, reviewed_by="", reviewed_on=None)


@dataclass
class _Inline:
    """Renders inline markup; the first use of a glossary word on the page says how to pronounce it."""

    urls: Mapping[str, str]
    terms: Mapping[str, tuple[GlossaryTerm, str]]
    """Each word with the fragment of its definition, by `word_key`."""
    _used: set[str] = field(default_factory=set)

    def html(self, text: str) -> SafeString:
        return mark_safe(public_html(parse(text), page_url=self.urls.get, term=self._term))  # noqa: S308

    def _term(self, word: str) -> str | None:
        key = word_key(word)
        if key not in self.terms:
            return None
        term, fragment = self.terms[key]
        link = format_html('<a class="term" href="#{}">{}</a>', fragment, word)
        first = key not in self._used
        self._used.add(key)
        if not (first and term.respelling):
            return link
        return format_html('{} <span class="say">({})</span>', link, term.respelling)


def withdrawn_words(publication: Publication) -> dict[str, Any] | None:
    """Since when and why the page is out of use for safety; None when it is not."""
    withdrawn = publication.withdrawn
    return {"on": withdrawn.at, "reason": withdrawn.reason} if withdrawn else None


def fragments(terms: Iterable[GlossaryTerm]) -> list[str]:
    """Where each word's definition stands on the page: letters, digits and hyphens, no two the same."""
    found: list[str] = []
    for term in terms:
        name = f"term-{slugify(term.word, allow_unicode=True)}"
        same = (f"{name}-{number}" for number in count(2))
        found.append(next(each for each in chain([name], same) if each not in found))
    return found


def slugs_named(document: ConditionDocument) -> set[str]:
    """The other pages that this one links to."""
    slugs = {other.page for other in document.similar_conditions if other.page}
    for text in _all_inline(document):
        slugs |= {link.removeprefix("page:") for link in links_of(parse(text)) if link.startswith("page:")}
    return slugs - {LOST}


def _all_inline(document: ConditionDocument) -> list[str]:
    texts = [other.how_different for other in document.similar_conditions]
    for section in BLOCK_SECTIONS:
        for block in getattr(document, section):
            for name in _INLINE:
                value = getattr(block, name, "")
                texts += list(value) if isinstance(value, tuple) else [value]
    return texts


def present(
    document: ConditionDocument,
    *,
    slug: str,
    facts: Facts,
    wording: SiteWording,
    urls: Mapping[str, str],
    question_count: int,
    address: str = "",
) -> dict[str, Any]:
    """The view model of one condition page. `urls` are the addresses of the pages that it names, by slug."""
    glossary = list(zip(document.terms, fragments(document.terms), strict=True))
    inline = _Inline(urls, {word_key(term.word): (term, fragment) for term, fragment in glossary})
    lists = sign_lists(document, wording)
    sections = [section for name in BLOCK_SECTIONS if (section := _section(document, name, inline))["blocks"]]
    return {
        "slug": slug,
        "language": document.language,
        "title": document.title,
        "sample": document.sample,
        "pronunciation": document.pronunciation,
        "also_called": [{"text": name.text, "kind": name.kind} for name in _names(document)],
        "main_message": document.main_message,
        "main_message_html": document.main_message,
        "description": document.main_message,
        "emergency_number": wording.emergency_number,
        "emergency_action": wording.emergency_action,
        "emergency_exemption": document.emergency_exemption if not document.emergency else "",
        "strip_text": strip_text(document, wording),
        "no_emergency_signs": not document.emergency,
        "lists": lists,
        "sections": sections,
        "similar": _similar(document, urls, inline),
        "contents": _contents(document, lists, sections),
        "virtual_care": _virtual_care(document),
        "codes": [{**code.model_dump(), "role_label": ROLES[code.role]} for code in document.codes],
        "sources": [source.model_dump() | {"url": web_address(source.url)} for source in document.sources],
        "publication": facts,
        "what_changed_url": f"{WHAT_CHANGED}/" if facts.number else "",
        "check_in_url": reverse("check_in_start", args=[slug]),
        "question_count": question_count,
        "minutes": minutes_for(question_count),
        "address": address,
        "json_ld": _script_safe(structured_data(document, facts=facts, url=address)),
        "glossary": [{**term.model_dump(), "fragment": fragment} for term, fragment in glossary],
    }


def _virtual_care(document: ConditionDocument) -> dict[str, str] | None:
    """What a draft may link to is what a page may link to: the gate has not seen its addresses."""
    care = document.virtual_care
    if care is None:
        return None
    return care.model_dump() | {"url": web_address(care.url), "learn_more": web_address(care.learn_more)}


def _similar(document: ConditionDocument, urls: Mapping[str, str], inline: _Inline) -> list[dict[str, Any]]:
    return [
        {
            "title": other.name,
            "url": urls.get(other.page or "", ""),
            "relation_label": RELATIONS[other.relation],
            "how_different_html": inline.html(other.how_different),
        }
        for other in document.similar_conditions
    ]


def _contents(
    document: ConditionDocument, lists: list[dict[str, Any]], sections: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """What "On this page" lists, in the page's order."""
    entries = [
        {"id": each["level"], "heading": LEVELS[each["level"]], "level": each["level"]} for each in lists
    ]
    for section in sections:
        entries.append({"id": section["id"], "heading": section["heading"], "level": ""})
        if section["id"] == "overview" and document.similar_conditions:
            entries.append({"id": "similar", "heading": HEADINGS["similar"], "level": ""})
    return [*entries, {"id": "about", "heading": HEADINGS["about"], "level": ""}]


def _names(document: ConditionDocument) -> list[Any]:
    """Other names for readers; a misspelling is for search only."""
    return [name for name in document.also_called if name.kind != "misspelling"]


def strip_text(document: ConditionDocument, wording: SiteWording) -> str:
    """The one sentence under the h1: whether there are emergency signs, and what to do."""
    if not document.emergency:
        return _("In an emergency, %(action)s.") % {"action": wording.emergency_action}
    return _("Some signs need medical help right away: %(action)s.") % {"action": wording.emergency_action}


def sign_lists(document: ConditionDocument, wording: SiteWording) -> list[dict[str, Any]]:
    """The warning lists, most urgent first; a list without signs is left out."""
    lists: dict[CareLevel, list[Sign]] = {}
    for level, sign in document.signs():
        lists.setdefault(level, []).append(sign)
    return [
        {
            "level": level.value,
            "signs": [_sign_row(sign) for sign in signs],
            "action": _action(level, document, wording),
        }
        for level, signs in lists.items()
    ]


def _sign_row(sign: Sign) -> dict[str, str]:
    return {
        "key": sign.key,
        "anchor": f"sign-{sign.key}",
        "statement": sign.statement,
        "how_to_tell": sign.how_to_tell,
        "note": age_note(sign.applies_to),
    }


def age_note(ages: AgeRange | None) -> str:
    """For whom a sign counts, in words; empty when it counts for everybody."""
    if ages is None:
        return ""
    if ages.age_from is not None and ages.age_to is not None:
        return _("For ages %(from)d to %(to)d.") % {"from": ages.age_from, "to": ages.age_to}
    if ages.age_from is not None:
        return _("For age %(from)d and over.") % {"from": ages.age_from}
    if ages.age_to is not None:
        return _("For age %(to)d and under.") % {"to": ages.age_to}
    return ""


def _action(level: CareLevel, document: ConditionDocument, wording: SiteWording) -> dict[str, str] | None:
    if level is CareLevel.EMERGENCY:
        return None
    if wording.care_team_phone:
        label = _("Call %(phone)s") % {"phone": wording.care_team_phone}
        return {"label": label, "url": f"tel:{wording.care_team_phone}".replace(" ", ""), "icon": "phone"}
    if level is CareLevel.URGENT and document.virtual_care:
        return {
            "label": document.virtual_care.label,
            "url": web_address(document.virtual_care.url),
            "icon": "video",
        }
    return None


def _section(document: ConditionDocument, name: str, inline: _Inline) -> dict[str, Any]:
    known = {sign.key for _level, sign in document.signs()}
    blocks = [
        _block(block, document, inline)
        for block in getattr(document, name)
        # A draft may quote a sign that is gone; the gate says so before it is published.
        if not isinstance(block, SignQuoteBlock) or block.key in known
    ]
    return {"id": name, "heading": HEADINGS[name], "blocks": blocks}


def _block(block: Any, document: ConditionDocument, inline: _Inline) -> dict[str, Any]:
    if isinstance(block, SignQuoteBlock):
        level, sign = next((level, sign) for level, sign in document.signs() if sign.key == block.key)
        return {"kind": "sign", "level": level.value, **_sign_row(sign)}
    view: dict[str, Any] = dict(block.model_dump(by_alias=True))
    for name in _INLINE:
        if name in view:
            value = view[name]
            view[name] = (
                [inline.html(item) for item in value]
                if isinstance(value, list | tuple)
                else inline.html(value)
            )
    if isinstance(block, FigureBlock):
        view["image"] = figure_url(block)
    return view


def _script_safe(data: dict[str, Any]) -> SafeString:
    """JSON that cannot end its script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S308
