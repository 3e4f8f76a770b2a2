"""Asks the search table. Best field first: the title, other names, then any text of the page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from django.db import connection

from conditions.domain.document import ConditionDocument, Sign
from conditions.models import Publication, SearchWord
from conditions.search.language import language as language_of
from conditions.search.question import Group, Question, question
from conditions.search.tables import FTS, TABLE, vector
from conditions.selectors.publications import served

MAX_QUESTIONS = 3
"""Pages that come first because an emergency sign of theirs says what was asked."""
TIERS = ("title", "names", "everything")
MAX_HITS = 50
MAX_CANDIDATES = 1000
"""Pages that say what was asked and are put in order. A word that more pages say tells them apart no more: which of
them come first is then a matter of their titles alone, and to sort them all would cost more on a larger site."""


@dataclass(frozen=True)
class Hit:
    """One page that was found, and its emergency signs that say what was asked, best first."""

    publication: Publication
    document: ConditionDocument
    field: str
    emergency: tuple[Sign, ...]


@dataclass(frozen=True)
class Found:
    """What a search found, best first; `partly` when no page holds all that was asked, and these hold some of it."""

    hits: list[Hit]
    partly: bool = False


def search(text: str, *, language: str, limit: int = 20) -> list[Hit]:
    """Current publications that say every word of `text`, in these or other words; nothing less. See `find`."""
    asked = question(text, language, lambda words: _known(words, language))
    return _whole(asked, language, min(limit, MAX_HITS)) if asked else []


def find(text: str, *, language: str, limit: int = 20) -> Found:
    """Current publications that say every word of `text`; when there is none, those that say most of it.

    Up to `MAX_QUESTIONS` pages of which an emergency sign says it come first, then those whose title, other names
    and other text hold the very words (the last one may be a beginning), then those that say it in other words:
    without endings, in the lay words of `lay_words.yaml`, or one slip of the fingers away. Equals by title.
    Finds nothing for a question without a letter or digit. `limit` is at most `MAX_HITS`. At most sixteen queries.
    """
    asked = question(text, language, lambda words: _known(words, language))
    if asked is None:
        return Found([])
    limit = min(limit, MAX_HITS)
    if hits := _whole(asked, language, limit):
        return Found(hits)
    hits = _some(asked, language, limit)
    return Found(hits, partly=bool(hits))


def _known(words: set[str], language: str) -> set[str]:
    return set(SearchWord.objects.filter(language=language, word__in=words).values_list("word", flat=True))


def _whole(asked: Question, language: str, limit: int) -> list[Hit]:
    found: dict[int, str] = {}
    if asked.says_something:
        for groups in (asked.exact, asked.wide):
            if len(found) < MAX_QUESTIONS:
                matched = _matches(groups, len(groups), "emergency", language, MAX_QUESTIONS)
                found.update(dict.fromkeys(matched[: MAX_QUESTIONS - len(found)], "emergency"))
    for groups in (asked.exact, asked.wide):
        for field in TIERS:
            if len(found) < limit and groups:
                for publication_id in _matches(groups, len(groups), field, language, limit):
                    found.setdefault(publication_id, field)
    return _hits(found, asked.wide, len(asked.wide))[:limit]


def _some(asked: Question, language: str, limit: int) -> list[Hit]:
    """Pages that say all but one of the telling words, or else any of them."""
    groups = asked.strong
    if not groups:
        return []
    for held in dict.fromkeys((len(groups), len(groups) - 1, 1)):
        if not held:
            continue
        found = dict.fromkeys(_matches(groups, held, "emergency", language, MAX_QUESTIONS), "emergency")
        for publication_id in _matches(groups, held, "everything", language, limit):
            found.setdefault(publication_id, "everything")
        if found:
            return _hits(found, groups, 1)[:limit]
    return []


def _hits(found: dict[int, str], groups: tuple[Group, ...], least: int) -> list[Hit]:
    publications = served().select_related("page").in_bulk(found)
    hits = [_hit(publications[pk], field, groups, least) for pk, field in found.items() if pk in publications]
    return sorted(hits, key=_place)


def _place(hit: Hit) -> int:
    """0: an emergency sign says it. 1: in the order of the fields. 2: only several emergency signs together do."""
    if hit.field != "emergency":
        return 1
    return 0 if hit.emergency else 2


def _hit(publication: Publication, field: str, groups: tuple[Group, ...], least: int) -> Hit:
    document = publication.parsed_document()
    ranked = sorted(
        ((*_rank(sign, groups, document.language), place) for place, sign in enumerate(document.emergency)),
    )
    holding = [document.emergency[place] for missing, _, place in ranked if len(groups) - missing >= least]
    return Hit(publication, document, field, tuple(holding) if groups else ())


def _rank(sign: Sign, groups: tuple[Group, ...], language: str) -> tuple[int, int]:
    """How many of the groups one sign's sentence does not say, and how far from the typed words it says the others."""
    own = set(language_of(language).indexed(sign.statement))
    said = [group.distance_in(own) for group in groups if group.said_in(own)]
    return len(groups) - len(said), sum(said)


def _matches(groups: tuple[Group, ...], held: int, field: str, language: str, limit: int) -> list[int]:
    """Publications whose field says at least `held` of the groups, by title."""
    sql, query = (_sqlite if connection.vendor == "sqlite" else _postgresql)(groups, held, field)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*query, language, limit])
        return [row[0] for row in cursor.fetchall()]


def _expression(
    groups: tuple[Group, ...], held: int, *, either: str, both: str, prefix: str, quote: str
) -> str:
    """The groups in a database's words. Folded words are letters, digits and the stem mark: none needs escaping."""

    def word(text: str) -> str:
        return f"{quote}{text}{quote}"

    def group(each: Group) -> str:
        ways = [f"({both.join(map(word, way))})" for way in each.ways]
        if each.prefix:
            ways.append(f"{word(each.prefix)}{prefix}")
        return f"({either.join(ways)})"

    sets = combinations([group(each) for each in groups], held)
    return either.join(f"({both.join(chosen)})" for chosen in sets)


def _sqlite(groups: tuple[Group, ...], held: int, field: str) -> tuple[str, list[str]]:
    # CROSS JOIN: SQLite must ask the words first; left to itself it walks the pages by title and asks the words
    # again for each. Field names come from this module, never from the query.
    candidates = (
        f"SELECT e.publication_id, e.sort_key, e.page_id FROM {FTS} f CROSS JOIN {TABLE} e"  # noqa: S608
        f" ON e.page_id = f.rowid WHERE {FTS} MATCH %s AND e.language = %s LIMIT {MAX_CANDIDATES}"
    )
    match = _expression(groups, held, either=" OR ", both=" AND ", prefix=" *", quote='"')
    return _in_order(candidates, collation=""), [f"{{{field}}} : ({match})"]


def _postgresql(groups: tuple[Group, ...], held: int, field: str) -> tuple[str, list[str]]:
    candidates = (
        f"SELECT e.publication_id, e.sort_key, e.page_id FROM {TABLE} e"  # noqa: S608
        f" WHERE {vector(f'e.{field}')} @@ %s::tsquery AND e.language = %s LIMIT {MAX_CANDIDATES}"
    )
    match = _expression(groups, held, either=" | ", both=" & ", prefix=":*", quote="'")
    return _in_order(candidates, collation=' COLLATE "C"'), [match]


def _in_order(candidates: str, *, collation: str) -> str:
    return (
        f"SELECT e.publication_id FROM ({candidates}) e"  # noqa: S608  (no input in it)
        f" ORDER BY e.sort_key{collation}, e.page_id LIMIT %s"
    )
