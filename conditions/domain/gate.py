"""The gate: what keeps a document from going live. Pure; every route to the public goes through it.

A stop is final: nobody can publish past it. Messages are for editors, in plain words; programs branch on `code`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from conditions.domain.document import (
    BLOCK_SECTIONS,
    MAX_DAYS,
    MAX_PAIN,
    SIGN_SECTIONS,
    ConditionDocument,
    DoDontBlock,
    FigureBlock,
    Sign,
    SignPart,
    SignQuoteBlock,
    TimeframeBlock,
)
from conditions.domain.inlines import inlines, word_key
from conditions.domain.markup import LOST_PAGE, link_fault, links_of, parse, terms_of, web_address
from conditions.domain.questionnaire import RESERVED_SIGN_KEYS
from conditions.domain.sign_logic import never_true

SECTION_NAMES = {
    "title": "Title",
    "main_message": "Main message",
    "also_called": "Other names",
    "virtual_care": "Virtual care",
    "emergency": "Get medical attention right away",
    "urgent": "Get care today",
    "call_provider": "Call your healthcare provider",
    "overview": "What is it?",
    "similar_conditions": "Conditions that feel similar",
    "symptoms": "Symptoms",
    "causes": "Causes",
    "diagnosis": "How it is diagnosed",
    "treatment": "Treatment",
    "prevention": "Prevention",
    "codes": "Codes",
    "sources": "Sources",
    "terms": "Glossary",
}
_REQUIRED = {
    "main_message": "Write the main message: what matters most, in at most 200 characters.",
    "call_provider": "Add at least one sign under “Call your healthcare provider”.",
    "overview": "Write something under “What is it?”.",
    "symptoms": "Write something under “Symptoms”.",
    "treatment": "Write something under “Treatment”.",
    "sources": "Name at least one source.",
}
_ADDRESS_IN_WORDS = re.compile(
    r"://|\bwww\.|\S@[\w-]+\.\w|\b[\w-]+(?:\.[a-z-]{2,})*\.(?-i:(?!and/or\b)[a-z]{2,})/"
    r"|\b[\w-]{2,}\.(?:com|org|net|gov|edu|mil|int|info|biz|io|app|uk|eu|ca|au|ie|nz|es|mx|fr|ch|pe|cl)\b",
    re.IGNORECASE,
)
"""Web and e-mail addresses as people write them: `www.x.example`, `help@x.example`, `x.example/now`, `x.org`."""


@dataclass(frozen=True)
class Stop:
    """One thing that is missing or wrong. `field` is a field of the page, or a path into it."""

    field: str
    code: str
    message: str


def stops(document: ConditionDocument) -> list[Stop]:
    """Everything that keeps `document` from going live, in the page's order; empty when it may."""
    found = [*_missing(document), *_signs(document), *_blocks(document), *_links(document), *_words(document)]
    order = list(SECTION_NAMES)
    return sorted(dict.fromkeys(found), key=lambda stop: order.index(section_of(stop.field)))


def section_of(path: str) -> str:
    """The field of the page that a path leads into."""
    return re.split(r"[.\[]", path)[0]


def _name(path: str) -> str:
    return SECTION_NAMES[section_of(path)]


def _missing(document: ConditionDocument) -> Iterator[Stop]:
    for field, message in _REQUIRED.items():
        if not getattr(document, field):
            yield Stop(field, "missing", message)
    if not document.emergency and not document.emergency_exemption:
        yield Stop(
            "emergency",
            "no_emergency_sign",
            "Add at least one emergency sign, or write why there is none and have a reviewer stand behind it.",
        )


# --- Signs ---------------------------------------------------------------------------------------------------


def _signs(document: ConditionDocument) -> Iterator[Stop]:
    counts = Counter(sign.key for _, sign in document.signs())
    for section in SIGN_SECTIONS:
        for number, sign in enumerate(getattr(document, section)):
            path = f"{section}[{number}]"
            if counts[sign.key] > 1:
                yield Stop(f"{path}.key", "duplicate_key", f"Two signs have the reference “{sign.key}”.")
            if sign.key in RESERVED_SIGN_KEYS:
                message = f"The reference “{sign.key}” is taken: the check-in has a question of that name."
                yield Stop(f"{path}.key", "reserved_key", message)
            yield from _sign(sign, path)
    for number, sign in enumerate(document.emergency):
        yield from _emergency_links(sign, f"emergency[{number}]")


def _sign(sign: Sign, path: str) -> Iterator[Stop]:
    yield from _value(sign, path)
    ages = sign.applies_to
    if ages and ages.age_from is not None and ages.age_to is not None and ages.age_from > ages.age_to:
        yield Stop(f"{path}.applies_to", "ages", f"{_quoted(sign)}: the ages end before they start.")
    if sign.kind == "all_of" and len(sign.all_of) < 2:
        yield Stop(
            f"{path}.all_of", "parts", f"{_quoted(sign)}: add at least two parts that must all be true."
        )
    if sign.kind != "all_of" and sign.all_of:
        yield Stop(f"{path}.all_of", "parts", f"{_quoted(sign)}: it has parts, but is not answered by parts.")
    counts = Counter(part.key for part in sign.all_of)
    for number, part in enumerate(sign.all_of):
        if counts[part.key] > 1:
            message = f"{_quoted(sign)}: two parts have the reference “{part.key}”."
            yield Stop(f"{path}.all_of[{number}].key", "duplicate_key", message)
        yield from _value(part, f"{path}.all_of[{number}]")
    if reason := never_true(sign):
        yield Stop(path, "dead", f"{_quoted(sign)} can never decide anything: {reason}")


def _value(sign: Sign | SignPart, path: str) -> Iterator[Stop]:
    value, message = sign.value, ""
    if sign.kind == "pain_at_least" and (value is None or not 0 <= value <= MAX_PAIN):
        message = "write the pain as a number from 0 to 10."
    elif sign.kind == "lasted_at_least" and (value is None or not 1 <= value <= MAX_DAYS):
        message = f"write the days as a number from 1 to {MAX_DAYS}."
    elif sign.kind in ("yes_no", "all_of") and value is not None:
        message = "a number is only for pain and for how long it lasted."
    if message:
        yield Stop(f"{path}.value", "value", f"{_quoted(sign)}: {message}")


def _emergency_links(sign: Sign, path: str) -> Iterator[Stop]:
    texts = [sign.statement, sign.how_to_tell, *(part.statement for part in sign.all_of)]
    for text in texts:
        others = [link for link in links_of(parse(text)) if not link.startswith("tel:")]
        if others or _ADDRESS_IN_WORDS.search(text):
            message = f"{_quoted(sign)}: no links in emergency advice, except phone numbers."
            yield Stop(path, "emergency_link", message)
            return


def _quoted(sign: Sign | SignPart) -> str:
    return f"Sign “{sign.statement[:60]}”"


# --- Text sections -------------------------------------------------------------------------------------------


def _blocks(document: ConditionDocument) -> Iterator[Stop]:
    keys = {sign.key for _, sign in document.signs()}
    pictures: dict[str, str | None] = {}
    for section in BLOCK_SECTIONS:
        name = SECTION_NAMES[section]
        for number, block in enumerate(getattr(document, section)):
            path = f"{section}[{number}]"
            if isinstance(block, SignQuoteBlock) and block.key not in keys:
                message = f"{name}: it quotes the sign “{block.key}”, which is not on this page."
                yield Stop(path, "unknown_sign", message)
            elif isinstance(block, TimeframeBlock) and block.from_ > block.to:
                yield Stop(path, "timeframe", f"{name}: the time frame “{block.what}” ends before it starts.")
            elif isinstance(block, DoDontBlock) and not block.do and not block.dont:
                yield Stop(path, "empty", f"{name}: a list of do and don’t is empty.")
            elif isinstance(block, FigureBlock):
                if block.sha256 is None:
                    yield Stop(path, "no_picture", f"{name}: the picture “{block.image}” is not there.")
                elif pictures.setdefault(block.image, block.sha256) != block.sha256:
                    message = f"{name}: two different pictures are called “{block.image}”. Rename one."
                    yield Stop(path, "picture_name", message)


def _links(document: ConditionDocument) -> Iterator[Stop]:
    """A link to a page that is not there stops nothing: readers get its words alone, and a warning says so."""
    for path, text in inlines(document):
        for target in links_of(parse(text)):
            if target != LOST_PAGE and (fault := link_fault(target)):
                yield Stop(path, "link", f"{_name(path)}: {fault}")
    for path, address in addresses(document):
        if not web_address(address):
            section = SECTION_NAMES[re.split(r"[.\[]", path)[0]]
            yield Stop(path, "link", f"{section}: the address “{address[:80]}” must be https://…")


def addresses(document: ConditionDocument) -> Iterator[tuple[str, str]]:
    """(path, address) of every web address that has a field of its own."""
    found = [(f"sources[{number}].url", source.url) for number, source in enumerate(document.sources)]
    if care := document.virtual_care:
        found += [("virtual_care.url", care.url), ("virtual_care.learn_more", care.learn_more)]
    return ((path, address) for path, address in found if address)


def _words(document: ConditionDocument) -> Iterator[Stop]:
    known = Counter(word_key(term.word) for term in document.terms)
    for number, term in enumerate(document.terms):
        if known[word_key(term.word)] > 1:
            yield Stop(f"terms[{number}]", "duplicate_term", f"The glossary explains “{term.word}” twice.")
    for path, text in inlines(document):
        for word in terms_of(parse(text)):
            if word_key(word) not in known:
                yield Stop(path, "unknown_term", f"{_name(path)}: the glossary does not explain “{word}”.")
