"""Keeps the search table in step with the current publications, in the publishing transaction."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from conditions.domain.document import ConditionDocument
from conditions.domain.markup import parse, plain
from conditions.models import Publication, SearchEntry, SearchWord
from conditions.search.language import FOLDING, STEM, Language, language
from conditions.search.normalise import tokens
from conditions.search.question import MIN_TYPO

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


def _words(texts: list[str], tongue: Language) -> str:
    """The distinct words of `texts`, whole and without their endings."""
    return " ".join(dict.fromkeys(word for text in texts for word in tongue.indexed(text)))


def entry_values(document: ConditionDocument) -> dict[str, str]:
    """The text columns of one page's row."""
    tongue = language(document.language)
    return {
        "headline": document.title[:255],
        "main_message": document.main_message,
        "sort_key": " ".join(tokens(document.title))[:255],
        "title": _words([document.title], tongue),
        "names": _words([name.text for name in document.also_called], tongue),
        "emergency": _words([sign.statement for sign in document.emergency], tongue),
        "everything": _words(list(_texts(document)), tongue),
    }


def index(publication: Publication) -> None:
    """Make `publication` the one that search finds for its page."""
    values = entry_values(publication.parsed_document())
    SearchEntry.objects.update_or_create(
        page_id=publication.page_id,
        defaults={
            "publication": publication,
            "language": publication.language,
            "folding": FOLDING,
            **values,
        },
    )
    _remember(values["everything"], publication.language)


def index_again() -> None:
    """Index every page anew whose words were folded in an earlier way. Raising `FOLDING` is enough to cause it."""
    stale = SearchEntry.objects.exclude(folding=FOLDING).select_related("publication")
    for entry in stale.iterator(chunk_size=100):
        index(entry.publication)


def _remember(words: str, code: str) -> None:
    """Add the whole words to those that a misspelled one may have meant. Words of ended pages stay: they find nothing."""
    whole = sorted(word for word in words.split() if not word.startswith(STEM) and len(word) >= MIN_TYPO - 1)
    SearchWord.objects.bulk_create(
        [SearchWord(language=code, word=word) for word in whole], batch_size=1000, ignore_conflicts=True
    )


def remove(page_id: int) -> None:
    """Search no longer finds the page."""
    SearchEntry.objects.filter(page_id=page_id).delete()
