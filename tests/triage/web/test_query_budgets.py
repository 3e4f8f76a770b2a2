"""How many queries a page may cost, whatever the number of questions."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

URGENT = ("no", "no", "yes", "no", "no", "2", "3", "left", "unsure")
# Session, user, patient, check-in, index page and search entry are in each of them.
QUESTION, ANSWER, RESULT, LIST = 6, 9, 8, 7
KEPT = ("conditions_sitewording", "triage_triagesettings", "conditions_freshnessepoch")
"""Read at most every 250 ms in production, each time in tests."""


def queries(action: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        action()
    return sum(not any(table in query["sql"] for table in KEPT) for query in captured.captured_queries)


def test_a_question(walker):
    here = walker.start().path
    assert queries(lambda: walker.client.get(here)) <= QUESTION


def test_an_answer(walker):
    walker.start()
    fields = {**walker.fields, "answer": "no", "go": "next"}
    assert queries(lambda: walker.client.post(walker.path, fields)) <= ANSWER


def test_a_result(walker):
    walker.start().answer(*URGENT).press("submit")
    assert queries(lambda: walker.client.get(walker.path)) <= RESULT


def test_a_list_costs_the_same_for_one_and_for_many(walker):
    for _time in range(2):
        walker.start().answer(*URGENT).press("submit")
    assert queries(lambda: walker.client.get("/check-ins/")) <= LIST
