"""Two editors who publish one page in the same moment get two numbers."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from conditions.models import ConditionPage
from tests.conditions.publishing.processes import shared_database, start_publisher

TIMES = 3
QUERY = "SELECT number, superseded_at IS NULL FROM conditions_publication ORDER BY number"


def rows(database: str) -> list[tuple[int, bool]]:
    if database.startswith("sqlite"):
        with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
            return [(number, bool(current)) for number, current in connection.execute(QUERY)]
    with psycopg.connect(database) as connection:
        return [(number, bool(current)) for number, current in connection.execute(QUERY).fetchall()]


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_each_publishing_gets_a_number_of_its_own(live: ConditionPage, tmp_path: Path) -> None:
    database = shared_database(tmp_path)
    publishers = [start_publisher(database, "live", name, str(TIMES)) for name in ("A", "B")]
    for publisher in publishers:
        publisher.communicate(timeout=120)
    found = rows(database)
    assert [publisher.returncode for publisher in publishers] == [0, 0]
    assert [number for number, _ in found] == list(range(1, 2 * TIMES + 2))
    assert [number for number, current in found if current] == [2 * TIMES + 1]
