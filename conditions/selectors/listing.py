"""The pages that the public can open, as links: for the A to Z and for links between pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from conditions.models import ConditionIndexPage, SearchEntry


@dataclass(frozen=True)
class Entry:
    """One page in a list."""

    slug: str
    title: str
    main_message: str
    url: str
    number: int
    """Of its current publication."""
    reviewed_on: datetime.date | None
    letter: str
    """What it stands under in the A to Z; # for a title that does not begin with a letter."""


def index_url(language: str) -> str:
    """The address of the language's A to Z, under which its condition pages are; empty when there is none."""
    page = ConditionIndexPage.objects.filter(locale__language_code=language).first()
    return (page.url or "") if page else ""


def entries(language: str) -> list[Entry]:
    """Every page of `language` that has a current publication, by title."""
    base = index_url(language)
    rows = SearchEntry.objects.filter(language=language).order_by("sort_key", "page")
    named = rows.values_list(
        "page__slug",
        "headline",
        "main_message",
        "publication__number",
        "publication__reviewed_on",
        "sort_key",
    )
    return [
        Entry(slug, headline, message, f"{base}{slug}/", number, reviewed_on, _letter(key))
        for slug, headline, message, number, reviewed_on, key in named
    ]


def by_letter(listed: list[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Entries in groups, one a letter."""
    for letter, group in groupby(listed, key=lambda entry: entry.letter):
        yield letter, list(group)


def urls_of(slugs: Iterable[str], language: str) -> dict[str, str]:
    """The addresses of those pages among `slugs` that the public can open."""
    base = index_url(language)
    found = SearchEntry.objects.filter(language=language, page__slug__in=set(slugs))
    return {slug: f"{base}{slug}/" for slug in found.values_list("page__slug", flat=True)}


def _letter(sort_key: str) -> str:
    first = sort_key[:1].upper()
    return first if first.isalpha() else "#"
