"""Database triggers that refuse any change of an immutable row, made from the models' metadata.

They are taken off before a migration and put back after it, because SQLite drops a table's triggers whenever a
migration rebuilds the table and refuses to alter a column that a trigger names. `missing()` compares what the
live database holds with what it should hold; a system check reports the difference.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from conditions.immutability import ImmutableModel
from conditions.triggers import postgresql, sqlite

ImmutableClass = type[ImmutableModel]


class UnsupportedDatabaseError(RuntimeError):
    """Immutable rows cannot be promised on this database."""


def immutable_models() -> list[ImmutableClass]:
    """Every model of the project whose rows never change."""
    return [model for model in apps.get_models() if issubclass(model, ImmutableModel) and model._meta.managed]


def install(connection: BaseDatabaseWrapper, models: Iterable[ImmutableClass] | None = None) -> None:
    """Put the triggers on the tables that exist, replacing older ones.

    Raises:
        UnsupportedDatabaseError: neither SQLite nor PostgreSQL.
    """
    vendor = _vendor(connection)
    chosen = _existing(connection, immutable_models() if models is None else models)
    with connection.cursor() as cursor:
        for statement in vendor.preparation():
            cursor.execute(statement)
        for model in chosen:
            for statement in (*vendor.removal(model), *vendor.triggers(model).values()):
                cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for the time of a migration, and for the flush between tests; nothing else."""
    vendor = _vendor(connection)
    with connection.cursor() as cursor:
        for model in _existing(connection, immutable_models()):
            for statement in vendor.removal(model):
                cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that the live database lacks, has switched off, or has in another form."""
    vendor = _vendor(connection)
    wanted: dict[str, str] = {}
    for model in _existing(connection, immutable_models()):
        wanted |= vendor.triggers(model)
    with connection.cursor() as cursor:
        sound = vendor.sound(cursor, wanted)
    return sorted(wanted.keys() - sound)


def _vendor(connection: BaseDatabaseWrapper) -> type[sqlite.Sqlite] | type[postgresql.PostgreSQL]:
    if connection.vendor == "sqlite":
        return sqlite.Sqlite
    if connection.vendor == "postgresql":
        return postgresql.PostgreSQL
    raise UnsupportedDatabaseError(f"Immutable rows need SQLite or PostgreSQL, not {connection.vendor}.")


def _existing(connection: BaseDatabaseWrapper, models: Iterable[ImmutableClass]) -> list[ImmutableClass]:
    tables = set(connection.introspection.table_names())
    return [model for model in models if model._meta.db_table in tables]
