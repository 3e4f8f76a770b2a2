"""Keeps the search table in step with the current publications, in the publishing transaction."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from conditions.domain.document import ConditionDocument
from conditions.domain.markup import parse, plain
from conditions.models import Publication, SearchEntry
from conditions.search.normalise import tokens

# Words that name things to programs, not to readers.
_NOT_TEXT = {
    "kind",
    "key",
    "url",
    "learn_more",
    "sha256",
    "image",
    "page",
    "relation",
    "role",
    "unit",
    "system",
    "language",
}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield plain(parse(value))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _NOT_TEXT:
                yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


def _words(texts: list[str]) -> str:
    """The distinct folded words of `texts`, in order."""
    return " ".join(dict.fromkeys(word for text in texts for word in tokens(text)))


def entry_values(document: ConditionDocument) -> dict[str, str]:
    """The text columns of one page's row."""
    return {
        "headline": document.title[:255],
        "main_message": document.main_message,
        "sort_key": " ".join(tokens(document.title))[:255],
        "title": _words([document.title]),
        "names": _words([name.text for name in document.also_called]),
        "emergency": _words([sign.statement for sign in document.emergency]),
        "everything": _words(list(_texts(document))),
    }


def index(publication: Publication) -> None:
    """Make `publication` the one that search finds for its page."""
    SearchEntry.objects.update_or_create(
        page_id=publication.page_id,
        defaults={
            "publication": publication,
            "language": publication.language,
            **entry_values(publication.parsed_document()),
        },
    )


def remove(page_id: int) -> None:
    """Search no longer finds the page."""
    SearchEntry.objects.filter(page_id=page_id).delete()
