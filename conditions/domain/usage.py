"""What a page cites and which words it says: for the source radar and for the use of the glossary."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from conditions.domain.document import BLOCK_SECTIONS, Block, ConditionDocument, Sign
from conditions.domain.gate import addresses
from conditions.domain.inlines import inlines, inlines_of_block
from conditions.domain.markup import links_of, parse, plain

MAX_URL = 2000
"""Longer addresses are cut in the reports; the page itself keeps them whole."""


@dataclass(frozen=True)
class Cited:
    """One thing outside this site that a page names: a source in its list, or a link in its text."""

    kind: str
    """`source` or `link`."""
    title: str
    publisher: str
    url: str
    domain: str
    """The host without `www.`, lower case, in ASCII; empty when there is no web address."""
    published: datetime.date | None


def cited(document: ConditionDocument) -> list[Cited]:
    """Every source, then every web link of the text, in the page's order; each once."""
    found = [
        Cited(
            kind="source",
            title=source.title,
            publisher=source.publisher,
            url=source.url[:MAX_URL],
            domain=domain_of(source.url),
            published=source.published,
        )
        for source in document.sources
    ]
    found += [Cited("link", "", "", url[:MAX_URL], domain_of(url), None) for url in _links(document)]
    return list(dict.fromkeys(found))


def linked(document: ConditionDocument) -> Iterator[tuple[str, str]]:
    """(path, target) of every link of the text, then of every web address that has a field of its own."""
    for path, text in inlines(document):
        for target in links_of(parse(text)):
            yield path, target
    yield from addresses(document)


def domain_of(url: str) -> str:
    """The host that `url` leads to, as the radar groups it: lower case, no port, no leading `www.`, and letters beyond
    ASCII as the domain name system spells them, so that `münchen.de` is one domain however it is written."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname if parts.scheme.lower() in ("http", "https") else None
    except ValueError:
        return ""
    return _ascii((host or "").rstrip(".")).removeprefix("www.")[:255]


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:  # no name that there could be; it is grouped as it is written
        return host


def prose(document: ConditionDocument) -> Iterator[str]:
    """What the page says in sentences, as it is read: not its names, its sources or its glossary."""
    yield document.main_message
    for _level, sign in document.signs():
        yield from _said_by(sign)
    for section in BLOCK_SECTIONS:
        for block in getattr(document, section):
            yield from _said_in(block)
    for similar in document.similar_conditions:
        yield similar.how_different


def says(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the words of `phrase` stand in `words` next to each other, in this order."""
    length = len(phrase)
    if not length:
        return False
    starts = (at for at, word in enumerate(words) if word == phrase[0])
    return any(list(words[at : at + length]) == list(phrase) for at in starts)


def _links(document: ConditionDocument) -> Iterator[str]:
    if document.virtual_care:
        care = document.virtual_care
        yield from (url for url in (care.url, care.learn_more) if domain_of(url))
    for _path, text in inlines(document):
        yield from (link for link in links_of(parse(text)) if domain_of(link))


def _said_by(sign: Sign) -> Iterator[str]:
    yield sign.statement
    yield from (part.statement for part in sign.all_of)
    yield sign.how_to_tell


def _said_in(block: Block) -> Iterator[str]:
    for name in ("lead_in", "what", "name", "what_happens", "what_it_shows", "what_to_expect", "caption"):
        yield getattr(block, name, "")
    for _place, text in inlines_of_block(block):
        yield plain(parse(text))
