"""The triggers in SQLite's words."""

from __future__ import annotations

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model, UniqueConstraint

from conditions.immutability import ImmutableModel


class Sqlite:
    """Triggers on update, delete and insert. The one on insert is for INSERT OR REPLACE, which deletes the row in
    its way without asking the delete trigger unless `recursive_triggers` is on for the connection."""

    @staticmethod
    def preparation() -> list[str]:
        return []

    @staticmethod
    def triggers(model: type[ImmutableModel]) -> dict[str, str]:
        meta = model._meta
        settable = {meta.get_field(name) for name in model.immutable.may_set_once}
        changed = " OR ".join(
            _changed(field, settable=field in settable) for field in meta.local_concrete_fields
        )
        return dict(
            [
                _trigger(model, "update", changed),
                _trigger(model, "delete", "1"),
                _trigger(model, "insert", " OR ".join(_in_its_way(model))),
            ]
        )

    @staticmethod
    def removal(model: type[ImmutableModel]) -> list[str]:
        return [
            f"DROP TRIGGER IF EXISTS {_quoted(_name(model, event))}"
            for event in ("update", "delete", "insert")
        ]

    @staticmethod
    def sound(cursor: CursorWrapper, wanted: dict[str, str]) -> set[str]:
        """Names of those triggers of `wanted` that the database has in exactly this form."""
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name for name, sql in cursor.fetchall() if wanted.get(name) == sql}


def _trigger(model: type[Model], event: str, when: str) -> tuple[str, str]:
    name, table = _name(model, event), model._meta.db_table
    return name, (
        f"CREATE TRIGGER {_quoted(name)} BEFORE {event.upper()} ON {_quoted(table)} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} rows are immutable: {event} refused'); END"
    )


def _changed(field: Field, *, settable: bool) -> str:  # type: ignore[type-arg]
    column = _quoted(field.column)
    differs = f"OLD.{column} IS NOT NEW.{column}"
    return f"(OLD.{column} IS NOT NULL AND OLD.{column} <> '' AND {differs})" if settable else differs


def _in_its_way(model: type[Model]) -> list[str]:
    """SQL for "a stored row has this key", for the primary key and each unique rule of the table."""
    meta = model._meta
    keys = [[field] for field in meta.local_concrete_fields if field.unique]
    keys += [[meta.get_field(name) for name in names] for names in meta.unique_together]  # type: ignore[misc]
    ways = [_same(model, fields, "1") for fields in keys]
    for constraint in meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            fields = [meta.get_field(name) for name in constraint.fields]
            ways.append(_same(model, fields, _condition(model, constraint)))  # type: ignore[arg-type]
    return ways


def _same(model: type[Model], fields: list[Field], condition: str) -> str:  # type: ignore[type-arg]
    new = ", ".join(
        f"NEW.{_quoted(f.column)} AS {_quoted(f.column)}" for f in model._meta.local_concrete_fields
    )
    equal = " AND ".join(f"{_quoted(field.column)} = NEW.{_quoted(field.column)}" for field in fields)
    stored = f"EXISTS (SELECT 1 FROM {_quoted(model._meta.db_table)} WHERE {equal} AND {condition})"  # noqa: S608 - names of our own
    if condition == "1":
        return stored
    return f"({stored} AND EXISTS (SELECT 1 FROM (SELECT {new}) WHERE {condition}))"  # noqa: S608 - as above


def _condition(model: type[Model], constraint: UniqueConstraint) -> str:
    if constraint.condition is None:
        return "1"
    editor = connection.schema_editor(collect_sql=True)
    return f"({constraint._get_condition_sql(model, editor)})"  # type: ignore[attr-defined]


def _name(model: type[Model], event: str) -> str:
    return f"immutable_{event}_{model._meta.db_table}"


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
