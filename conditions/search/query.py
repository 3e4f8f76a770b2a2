"""Asks the search table. Best field first: the title, other names, then any text of the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from conditions.domain.document import ConditionDocument, Sign
from conditions.models import Publication
from conditions.search.normalise import MIN_PREFIX, query_words, tokens
from conditions.search.tables import FTS, TABLE, vector
from conditions.selectors.publications import served

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

    Pages whose emergency signs say it come first, then title, other names and other text; equals by title.
    Returns nothing for a query without a letter or digit. `limit` is at most `MAX_HITS`.
    """
    words = query_words(text)
    if not words:
        return []
    found: dict[int, str] = {}
    for field in ("emergency", *TIERS):
        wanted = min(limit, MAX_HITS) + len(found)
        for publication_id in _matches(words, field, language, wanted):
            found.setdefault(publication_id, field)
    publications = served().select_related("page").in_bulk(found)
    hits = [_hit(publications[pk], field, words) for pk, field in found.items() if pk in publications]
    order = {"title": 0, "names": 1, "emergency": 2, "everything": 2}
    hits.sort(key=lambda hit: (not hit.emergency, order[hit.field], " ".join(tokens(hit.document.title))))
    return hits[: min(limit, MAX_HITS)]


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
    sql = (  # field names come from this module, never from the query
        f"SELECT e.publication_id FROM {FTS} f JOIN {TABLE} e ON e.page_id = f.rowid"  # noqa: S608
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
