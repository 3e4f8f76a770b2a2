"""The full-text structures of each database, (re)installed after every migrate.

Words are folded in Python (`normalise`), and the databases only look up whole words and prefixes of them. So the
results do not depend on a database's own idea of language, accents or hyphens.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

COLUMNS = ("title", "names", "emergency", "everything")
TABLE = "conditions_searchentry"
WORDS = "conditions_searchword"
FTS = "conditions_searchentry_fts"


def vector(column: str) -> str:
    """The column that holds PostgreSQL's word vector of another one."""
    return f"{column}_words"


def _sqlite() -> list[str]:
    columns = ", ".join(COLUMNS)
    new = ", ".join(f"new.{column}" for column in COLUMNS)
    delete = f"DELETE FROM {FTS} WHERE rowid = old.page_id;"  # noqa: S608  (no input in it)
    insert = f"INSERT INTO {FTS} (rowid, {columns}) VALUES (new.page_id, {new});"  # noqa: S608  (no input in it)
    return [
        # The ascii tokenizer splits at spaces and leaves every other letter alone: the words are folded already.
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS} USING fts5({columns}, tokenize='ascii', prefix='3 4')",
        *(f"DROP TRIGGER IF EXISTS {TABLE}_{event}" for event in ("inserted", "updated", "deleted")),
        f"CREATE TRIGGER {TABLE}_inserted AFTER INSERT ON {TABLE} BEGIN {insert} END",
        f"CREATE TRIGGER {TABLE}_updated AFTER UPDATE ON {TABLE} BEGIN {delete} {insert} END",
        f"CREATE TRIGGER {TABLE}_deleted AFTER DELETE ON {TABLE} BEGIN {delete} END",
    ]


def _postgresql() -> list[str]:
    # Stored, not made when asked: to make one costs most of a millisecond, and the planner, which takes the
    # expression for cheap, would read the table and make one for every row. A word is taken as it is, with no
    # parser or dictionary.
    words = "array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))"
    return [
        f"DROP INDEX IF EXISTS {TABLE}_words",
        *(
            f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS {vector(column)} tsvector"
            f" GENERATED ALWAYS AS ({words.format(column=column)}) STORED"
            for column in COLUMNS
        ),
        *(
            f"CREATE INDEX IF NOT EXISTS {TABLE}_{vector(column)} ON {TABLE} USING gin ({vector(column)})"
            for column in COLUMNS
        ),
    ]


def install(connection: BaseDatabaseWrapper) -> bool:
    """Make the structures that are missing in this database; False where the tables do not exist (yet)."""
    if not {TABLE, WORDS} <= set(connection.introspection.table_names()):
        return False
    statements = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return True
