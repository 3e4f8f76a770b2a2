"""Search at 10,000 pages: the words are looked up in an index, and the rows that are put in order are bounded."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conditions.models import SearchEntry
from conditions.search.query import search
from tests.factories import a_condition_page, current

pytestmark = pytest.mark.django_db

FIRST = 1_000_000
COMMON, RARE = "ache", "rareword"
Grow = Callable[[int], None]


def entry(number: int, publication: int) -> SearchEntry:
    """A row as the index writes it, of a page that is not there: only search reads it. Every page says `COMMON` in
    its title, its text and an emergency sign; every thousandth says `RARE`. A row is as wide as one of a real page: by
    that PostgreSQL weighs what reading the whole table costs."""
    rare = f" {RARE}" if number % 1000 == 0 else ""
    wide = " ".join(f"w{(7 * number + place) % 5000}" for place in range(110))
    return SearchEntry(
        page_id=FIRST + number, publication_id=publication, language="en", folding=1,
        headline=f"Condition {number}", sort_key=f"condition {number:06}", title=f"condition {COMMON}", names="",
        emergency=f"{COMMON} §{COMMON}{rare} {wide}", everything=f"condition {COMMON} §{COMMON} word{number}{rare}",
    )  # fmt: skip


@pytest.fixture
def grow() -> Iterator[Grow]:
    """Makes the search table of a site with that many pages."""
    publication = current(a_condition_page(title="Zoster"))

    def make(count: int) -> None:
        there = SearchEntry.objects.filter(page_id__gte=FIRST).count()
        rows = [entry(number, publication.pk) for number in range(there, count)]
        SearchEntry.objects.bulk_create(rows, batch_size=500)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE conditions_searchentry")

    yield make
    made = SearchEntry.objects.filter(page_id__gte=FIRST)
    made._raw_delete(made.db)


def statements(text: str) -> list[str]:
    """What search asks of its table."""
    with CaptureQueriesContext(connection) as captured:
        search(text, language="en")
    return [query["sql"] for query in captured.captured_queries if "SELECT e.publication_id" in query["sql"]]


def explained(statement: str, how: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {statement}")
        return " ".join(str(row) for row in cursor.fetchall())


def steps_of_sqlite(text: str) -> int:
    """How much work SQLite's machine does for a search, in hundreds of its steps."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.connection.set_progress_handler(count, 100)
    search(text, language="en")
    connection.connection.set_progress_handler(None, 100)
    return steps


def rows_of_postgresql(text: str) -> int:
    """The most rows that one statement of a search takes out of the table."""
    plans = []
    with connection.cursor() as cursor:
        for statement in statements(text):
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}")
            found = cursor.fetchone()[0]
            plans.append((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])
    return max(_rows(plan) for plan in plans)


def _rows(plan: dict[str, Any]) -> int:
    own = 0
    if plan.get("Relation Name") == "conditions_searchentry":
        removed = sum(plan.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
        own = int(plan["Actual Rows"] + removed)
    return own + sum(_rows(each) for each in plan.get("Plans", ()))


def test_a_rare_word_is_looked_up_in_the_index(grow: Grow) -> None:
    grow(10_000)
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    asked = statements(RARE)
    assert asked
    for statement in asked:
        plan = explained(statement, how)
        assert re.search("VIRTUAL TABLE INDEX.*SEARCH e USING|conditions_searchentry_[a-z]+_words", plan), (
            plan
        )


@pytest.mark.parametrize("text", [COMMON, f"{COMMON[:3]}", f"condition {COMMON}", f"{COMMON} nowhere"])
def test_a_common_word_costs_no_more_on_a_large_site_than_on_a_small_one(grow: Grow, text: str) -> None:
    grow(2000)
    if connection.vendor == "postgresql":
        grow(10_000)
        assert rows_of_postgresql(text) <= 2000
        return
    small = steps_of_sqlite(text)
    grow(10_000)
    assert steps_of_sqlite(text) <= small * 2  # of five times as many pages; the word lists themselves grow


def test_an_emergency_sign_comes_first_however_many_pages_say_the_words(grow: Grow) -> None:
    grow(3000)
    SearchEntry.objects.filter(page_id__gte=FIRST).update(emergency="other")
    a_condition_page(
        "y", title="Yaws", emergency=[{"key": "a", "statement": "Your leg has an ache and is cold"}]
    )
    hits = search(COMMON, language="en")
    assert (hits[0].document.title, hits[0].field) == ("Yaws", "emergency")
    assert [sign.key for sign in hits[0].emergency] == ["a"]


def test_a_title_comes_before_text_however_many_pages_say_the_words(grow: Grow) -> None:
    grow(3000)
    SearchEntry.objects.filter(page_id__gte=FIRST).update(title="condition", emergency="other")
    a_condition_page("y", title="Yaws with ache")
    assert [hit.document.title for hit in search(COMMON, language="en")] == ["Yaws with ache", "Zoster"]


def test_another_language_is_found_beside_a_large_one(grow: Grow) -> None:
    grow(3000)
    a_condition_page("y", title="Yaws ache")
    SearchEntry.objects.filter(headline="Yaws ache").update(language="es")
    assert [hit.document.title for hit in search(COMMON, language="es")] == ["Yaws ache"]
