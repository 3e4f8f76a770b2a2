"""A page's fields to its document, and back. `fill_page` then `document_of` gives the same document."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from wagtail.blocks import StreamValue
from wagtail.models import Locale

from conditions.blocks.facts import rows
from conditions.domain.canonical import Json
from conditions.domain.document import (
    BLOCK_SECTIONS,
    LOST,
    SIGN_SECTIONS,
    UNTITLED,
    ConditionDocument,
    FigureBlock,
    Sign,
    VirtualCare,
)
from conditions.domain.draftail import from_draftail, passages, to_draftail
from conditions.domain.gate import SECTION_NAMES, Stop, section_of, stops
from conditions.domain.inlines import word_key, words_used
from conditions.domain.markup import LOST_PAGE, canonical, parse, write
from conditions.domain.places import Kept, on_page, without_rows
from conditions.domain.wording import path_of, reason_of
from conditions.figures import bytes_of, fault_of, find_image, fingerprint, name_of
from conditions.models import ConditionPage, Term

_ITEM_LISTS = frozenset(("items", "do", "dont"))
_BLOCK_IDS = uuid.UUID("0d2c9c4e-6c0e-4b5c-9d0e-1f6a3f1d7a11")


@dataclass(frozen=True)
class PageReading:
    """What a page says so far, and what in it is too incomplete to be part of a document. `kept`: the numbers of
    the rows that are part of it."""

    document: ConditionDocument
    stops: list[Stop]
    kept: Kept

    def on_page(self, path: str) -> str:
        """A path into the document as a path into the page, where the incomplete rows stand as well."""
        return on_page(path, self.kept)

    def all_stops(self) -> list[Stop]:
        """What had to be left out, and the gate's stops of the rest, each at its place on the page."""
        of_gate = [replace(stop, field=self.on_page(stop.field)) for stop in stops(self.document)]
        return list(dict.fromkeys([*self.stops, *of_gate]))


def document_of(page: ConditionPage) -> ConditionDocument:
    """What `page` says so far, for a preview. What is incomplete is left out: to publish, take `read_page`,
    which says so."""
    return read_page(page).document


def read_page(page: ConditionPage) -> PageReading:
    """The document of `page`, draft or not, and a stop for everything that had to be left out of it."""
    raw = _raw(page)
    kept = _leave_out_empty_items(raw)
    found = [*_no_title(page), *_unsigned_exemption(page)]
    while True:
        try:
            document = ConditionDocument.model_validate_json(
                json.dumps(raw, ensure_ascii=False).encode(errors="replace")
            )
        except ValidationError as error:
            wrong = [(tuple(detail["loc"]), reason_of(detail)) for detail in error.errors(include_url=False)]
            found += [_stop(on_page(path_of(place), kept), reason) for place, reason in wrong]
            _leave_out(raw, {place[:2] for place, _ in wrong}, kept)
        else:
            return PageReading(_with_terms(document, page), list(dict.fromkeys(found)), kept)


def _stop(path: str, reason: str) -> Stop:
    section = section_of(path)
    name, detail = SECTION_NAMES.get(section, section), path[len(section) :]
    what = name
    if found := re.match(r"\[(\d+)\]", detail):
        what, detail = f"{name}, number {int(found[1]) + 1}", detail[found.end() :]
    return Stop(path, "incomplete", f"{what}: {detail.strip('.')} {reason}.".replace(":  ", ": "))


def _leave_out_empty_items(raw: dict[str, Any]) -> Kept:
    """An item of a list that nobody has written yet is nothing to stop a page for."""
    kept: Kept = {}
    for section in BLOCK_SECTIONS:
        for number, block in enumerate(raw[section]):
            for name in _ITEM_LISTS & block.keys():
                path, items = f"{section}[{number}].{name}", block[name]
                empty = {at for at, item in enumerate(items) if not item}
                block[name] = without_rows(items, empty, path, kept)
    return kept


def _leave_out(raw: dict[str, Any], places: set[tuple[int | str, ...]], kept: Kept) -> None:
    for place in sorted(places, key=str, reverse=True):
        section = str(place[0])
        if section == "title":
            raw["title"] = UNTITLED
        elif len(place) == 1 or not isinstance(place[1], int):
            raw.pop(section, None)
    for section in {str(place[0]) for place in places}:
        if isinstance(raw.get(section), list):
            gone = {int(place[1]) for place in places if place[0] == section and len(place) > 1}
            raw[section] = without_rows(raw[section], gone, section, kept)


def _no_title(page: ConditionPage) -> list[Stop]:
    if page.title != UNTITLED:
        return []
    return [Stop("title", "incomplete", f"Give the page a title: “{UNTITLED}” only keeps its place.")]


def _unsigned_exemption(page: ConditionPage) -> list[Stop]:
    if page.emergency_exemption and page.emergency_exemption_by_id is None and not len(page.emergency):
        message = "Choose the reviewer who stands behind the reason for no emergency signs."
        return [Stop("emergency_exemption_by", "unsigned_exemption", message)]
    return []


# --- From the page -------------------------------------------------------------------------------------------


def _raw(page: ConditionPage) -> dict[str, Any]:
    signed = page.emergency_exemption if page.emergency_exemption_by_id else ""
    raw: dict[str, Any] = {
        "language": page.locale.language_code,
        "title": page.title,
        "sample": page.sample,
        "pronunciation": page.pronunciation,
        "also_called": [dict(value) for value in rows(page.also_called)],
        "main_message": page.main_message,
        "virtual_care": _virtual_care(page),
        "asks_pain": page.asks_pain,
        "asks_side": page.asks_side,
        "emergency_exemption": signed,
        "similar_conditions": _similar(page),
        "codes": [dict(value) for value in rows(page.codes)],
        "sources": [_source(value) for value in rows(page.sources)],
    }
    for section in SIGN_SECTIONS:
        raw[section] = [_sign(value) for value in rows(getattr(page, section))]
    link = _PageLinks(page)
    for section in BLOCK_SECTIONS:
        raw[section] = [block for child in getattr(page, section) for block in _blocks(child, link)]
    return raw


def _virtual_care(page: ConditionPage) -> dict[str, str] | None:
    care = {
        "text": page.virtual_care_text,
        "label": page.virtual_care_label,
        "url": page.virtual_care_url,
        "learn_more": page.virtual_care_learn_more,
    }
    return care if any(care.values()) else None


def _similar(page: ConditionPage) -> list[dict[str, Any]]:
    stream = page.similar_conditions
    return [
        {
            **value,
            "page": _slug_of(value.get("page"), page) or (LOST if _was_chosen(stream, number) else None),
        }
        for number, value in enumerate(rows(stream))
    ]


def _slug_of(other: Any, page: ConditionPage) -> str | None:
    return other.slug if other is not None and other.locale_id == page.locale_id else None


def _was_chosen(stream: StreamValue, number: int) -> bool:
    """Whether a page stands there: the block gives None for one that was deleted, and what is stored its id."""
    return bool(dict(stream.raw_data[number]["value"]).get("page"))


def _source(value: Any) -> dict[str, Any]:
    published = value.get("published")
    return {**value, "published": str(published) if published else None}


def _sign(value: Any) -> dict[str, Any]:
    ages = {"age_from": value.get("age_from"), "age_to": value.get("age_to")}
    return {
        "key": value.get("key") or "",
        "statement": value.get("statement") or "",
        "kind": value.get("kind") or "",
        "value": value.get("value"),
        "all_of": [
            {
                "key": part.get("key") or "",
                "statement": part.get("statement") or "",
                "kind": part.get("kind") or "",
                "value": part.get("value"),
            }
            for part in value.get("all_of") or ()
        ],
        "how_to_tell": value.get("how_to_tell") or "",
        "finding": value.get("finding") or "",
        "applies_to": ages if any(age is not None for age in ages.values()) else None,
    }


class _PageLinks:
    """The slug of a condition page by id, for links in this page's language; any other page is lost."""

    def __init__(self, page: ConditionPage) -> None:
        self._locale = page.locale_id

    def __call__(self, number: int) -> str:
        page = ConditionPage.objects.filter(pk=number, locale_id=self._locale).only("slug").first()
        return f"page:{page.slug}" if page else LOST_PAGE


def _blocks(child: Any, link: _PageLinks) -> list[dict[str, Json]]:
    kind, value = child.block_type, child.value
    if kind == "paragraph":
        return _passages(value.source, link)
    if kind == "sign":
        return [{"kind": "sign", "key": value or ""}]
    fields: dict[str, Any] = {"kind": kind}
    for name, content in value.items():
        fields[name] = _items(content, link) if name in _ITEM_LISTS else content
    if kind == "timeframe":
        fields["from"], fields["to"] = fields.pop("shortest"), fields.pop("longest")
    if kind == "figure":
        fields |= _figure(fields["image"])
    return [{name: content for name, content in fields.items() if content is not None}]


def _passages(html: str, link: _PageLinks) -> list[dict[str, Json]]:
    """A paragraph block may hold lists, which the document keeps as blocks of their own."""
    found: list[dict[str, Json]] = []
    for passage in passages(html, page_link=link):
        texts = [write(pieces) for pieces in passage.items]
        if passage.kind == "paragraph":
            found += [{"kind": "paragraph", "text": text} for text in texts]
        else:
            found.append(
                {"kind": "bullets" if passage.kind == "ul" else "steps", "lead_in": "", "items": [*texts]}
            )
    return found


def _items(values: Any, link: _PageLinks) -> list[str]:
    return [write(from_draftail(value.source, page_link=link)) for value in values or ()]


def _figure(image: Any) -> dict[str, Json]:
    """Name and fingerprint; a picture that is gone or holds a program has no fingerprint, which the gate stops."""
    if image is None:
        return {"image": "", "sha256": None}
    try:
        content = bytes_of(image)
    except OSError:
        return {"image": name_of(image), "sha256": None}
    name = name_of(image)
    return {"image": name, "sha256": None if fault_of(name, content) else fingerprint(content)}


def _with_terms(document: ConditionDocument, page: ConditionPage) -> ConditionDocument:
    used = words_used(document)
    if not used:
        return document
    known = [term for term in Term.objects.filter(locale_id=page.locale_id) if word_key(term.word) in used]
    terms = [
        {
            "word": term.word,
            "respelling": term.respelling,
            "meaning": term.meaning,
            "syllables": term.syllables,
        }
        for term in sorted(known, key=lambda term: word_key(term.word))
    ]
    data = document.model_dump(mode="json", by_alias=True) | {"terms": terms}
    return ConditionDocument.model_validate_json(json.dumps(data))


# --- To the page ---------------------------------------------------------------------------------------------


def canonical_document(document: ConditionDocument) -> ConditionDocument:
    """`document` as a page gives it back: markup in its one spelling, and only the glossary words it uses."""
    used = words_used(document)
    terms = sorted(
        (term for term in document.terms if word_key(term.word) in used), key=lambda t: word_key(t.word)
    )
    data = document.model_dump(mode="json", by_alias=True)
    data["terms"] = [term.model_dump(mode="json") for term in terms]
    for section in BLOCK_SECTIONS:
        data[section] = [_canonical_block(block) for block in data[section]]
    for section in SIGN_SECTIONS:
        for sign in data[section]:
            if sign["applies_to"] and all(age is None for age in sign["applies_to"].values()):
                sign["applies_to"] = None
    return ConditionDocument.model_validate_json(json.dumps(data))


def _canonical_block(block: dict[str, Any]) -> dict[str, Any]:
    if block["kind"] == "paragraph":
        return block | {"text": canonical(block["text"])}
    return block | {
        name: [canonical(item) for item in block[name]] for name in ("items", "do", "dont") if name in block
    }


def fill_page(page: ConditionPage, document: ConditionDocument) -> None:
    """Put `document` into the fields of `page`, without saving. Glossary words, the address and the reviewer
    behind an exemption are not the page's own; whoever calls this sees to them.

    Raises:
        LookupError: a picture of the document is not in the library.
    """
    page.locale = Locale.objects.get(language_code=document.language)
    for name in ("title", "sample", "pronunciation", "main_message"):
        setattr(page, name, getattr(document, name))
    fill_signs(page, document)
    care = document.virtual_care or VirtualCare.model_construct(text="", label="", url="", learn_more="")
    page.virtual_care_text, page.virtual_care_label = care.text, care.label
    page.virtual_care_url, page.virtual_care_learn_more = care.url, care.learn_more
    ids = {found.slug: found for found in ConditionPage.objects.filter(locale=page.locale).only("slug")}
    page.also_called = [("name", name.model_dump()) for name in document.also_called]
    page.codes = [("code", code.model_dump()) for code in document.codes]
    page.sources = [("source", source.model_dump()) for source in document.sources]
    page.similar_conditions = [
        ("condition", similar.model_dump() | {"page": ids.get(similar.page or "")})
        for similar in document.similar_conditions
    ]
    for section in BLOCK_SECTIONS:
        setattr(page, section, [_child(block, ids) for block in getattr(document, section)])


DECIDING_FIELDS = (*SIGN_SECTIONS, "emergency_exemption", "asks_pain", "asks_side")
"""The fields of a page that decide the level of a check-in."""


def fill_signs(page: ConditionPage, document: ConditionDocument) -> None:
    """Put what decides in `document` into the fields of `page`, without saving, and nothing else."""
    for name in DECIDING_FIELDS:
        if name not in SIGN_SECTIONS:
            setattr(page, name, getattr(document, name))
    for section in SIGN_SECTIONS:
        block = ConditionPage._meta.get_field(section).stream_block
        children = [_sign_child(block, sign) for sign in getattr(document, section)]
        setattr(page, section, StreamValue(block, children))


def _sign_child(block: Any, sign: Sign) -> tuple[str, Any, str]:
    fields = sign.model_dump(exclude={"applies_to"})
    fields |= {"all_of": list(fields["all_of"])}
    ages = sign.applies_to
    fields |= {"age_from": ages.age_from if ages else None, "age_to": ages.age_to if ages else None}
    return "sign", block.child_blocks["sign"].normalize(fields), str(uuid.uuid5(_BLOCK_IDS, sign.key))


def _child(block: Any, pages: dict[str, ConditionPage]) -> tuple[str, Any]:
    def html(text: str) -> str:
        return to_draftail(parse(text), page_id=lambda slug: pages[slug].pk if slug in pages else None)

    if block.kind == "paragraph":
        return "paragraph", html(block.text)
    if block.kind == "sign":
        return "sign", block.key
    fields = block.model_dump(exclude={"kind"})
    for name in ("items", "do", "dont"):
        if name in fields:
            fields[name] = [html(item) for item in fields[name]]
    if block.kind == "timeframe":
        fields["shortest"], fields["longest"] = fields.pop("from_"), fields.pop("to")
    if isinstance(block, FigureBlock):
        fields = {"image": _picture(block), "alt": block.alt, "caption": block.caption}
    return block.kind, fields


def _picture(block: FigureBlock) -> Any:
    image = find_image(block.image, block.sha256)
    if image is None:
        raise LookupError(f"The picture {block.image} is not in the image library.")
    return image
