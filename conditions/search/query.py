"""Asks the search table. Best field first: the title, other names, then any text of the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from conditions.domain.document import ConditionDocument, Sign
from conditions.models import Publication
from conditions.search.normalise import MIN_PREFIX, query_words, tokens
from conditions.search.tables import FTS, TABLE, vector
from conditions.selectors.publications import served

MAX_QUESTIONS = 3
"""Pages that come first because an emergency sign of theirs says what was asked."""
TIERS = ("title", "names", "everything")
MAX_HITS = 50


@dataclass(frozen=True)
class Hit:
    """One page that was found, and its emergency signs that hold every word of the query."""

    publication: Publication
    document: ConditionDocument
    field: str
    emergency: tuple[Sign, ...]


def search(text: str, *, language: str, limit: int = 20) -> list[Hit]:
    """Current publications that hold every word of `text`; the last word may be a prefix of `MIN_PREFIX` letters.

    Up to `MAX_QUESTIONS` pages of which an emergency sign says it come first, then those whose title, other names
    and other text say it; equals by title.
    Returns nothing for a query without a letter or digit. `limit` is at most `MAX_HITS`.
    """
    words = query_words(text)
    if not words:
        return []
    limit = min(limit, MAX_HITS)
    asked = _matches(words, "emergency", language, MAX_QUESTIONS)
    found = dict.fromkeys(asked, "emergency")
    for field in TIERS:
        if len(found) >= limit:
            break
        for publication_id in _matches(words, field, language, limit):
            found.setdefault(publication_id, field)
    publications = served().select_related("page").in_bulk(found)
    hits = [_hit(publications[pk], field, words) for pk, field in found.items() if pk in publications]
    return sorted(hits, key=_place)[:limit]


def _place(hit: Hit) -> int:
    """0: an emergency sign says it. 1: in the order of the fields. 2: only several emergency signs together do."""
    if hit.field != "emergency":
        return 1
    return 0 if hit.emergency else 2


def _hit(publication: Publication, field: str, words: list[str]) -> Hit:
    document = publication.parsed_document()
    signs = tuple(sign for sign in document.emergency if says(sign.statement, words))
    return Hit(publication=publication, document=document, field=field, emergency=signs)


def says(sentence: str, words: list[str]) -> bool:
    """Whether one sentence holds every word (the last one as a prefix)."""
    own = tokens(sentence)
    whole, last = words[:-1], words[-1]
    if not set(whole) <= set(own):
        return False
    return any(word.startswith(last) if len(last) >= MIN_PREFIX else word == last for word in own)


def _matches(words: list[str], field: str, language: str, limit: int) -> list[int]:
    prefix = len(words[-1]) >= MIN_PREFIX
    if connection.vendor == "sqlite":
        sql, query = _sqlite(words, field, prefix)
    else:
        sql, query = _postgresql(words, field, prefix)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*query, language, limit])
        return [row[0] for row in cursor.fetchall()]


def _sqlite(words: list[str], field: str, prefix: bool) -> tuple[str, list[str]]:
    quoted = [f'"{word}"' for word in words]
    if prefix:
        quoted[-1] += " *"
    # CROSS JOIN: SQLite must ask the words first; left to itself it walks the pages by title and asks the words
    # again for each. Field names come from this module, never from the query.
    sql = (
        f"SELECT e.publication_id FROM {FTS} f CROSS JOIN {TABLE} e ON e.page_id = f.rowid"  # noqa: S608
        f" WHERE {FTS} MATCH %s AND e.language = %s ORDER BY e.sort_key, e.page_id LIMIT %s"
    )
    return sql, [f"{{{field}}} : ({' AND '.join(quoted)})"]


def _postgresql(words: list[str], field: str, prefix: bool) -> tuple[str, list[str]]:
    quoted = [f"'{word}'" for word in words]
    if prefix:
        quoted[-1] += ":*"
    match = " & ".join(quoted)
    narrowed = "" if field == "everything" else f" AND {vector(f'e.{field}')} @@ %s::tsquery"
    sql = (
        f"SELECT e.publication_id FROM {TABLE} e WHERE {vector('e.everything')} @@ %s::tsquery{narrowed}"  # noqa: S608
        ' AND e.language = %s ORDER BY e.sort_key COLLATE "C", e.page_id LIMIT %s'
    )
    return sql, [match] * (1 if field == "everything" else 2)
