"""Statements that are compiled once, for the busiest write.

Django compiles every query anew, which costs more than SQLite or PostgreSQL take to run it. Submitting a check-in
is a dozen small statements, so they are compiled at their first use and kept; values, converters and instances
are Django's own. Rows written here send no signals and read nothing back. `unit_of_work` carries the statements.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from triage.models.unit_of_work import Rows, Statement, fetch_ahead, read, write

M = TypeVar("M", bound=models.Model)
Keep: TypeAlias = Callable[[Rows], Rows]
_Columns: TypeAlias = tuple[tuple[str, Callable[[Any], Any]], ...]
_AS_THEY_ARE = (str, int, bool, type(None))
_PLAIN_FIELDS = (models.CharField, models.TextField, models.BooleanField, models.IntegerField)


def insert(row: models.Model) -> None:
    """Store a new row. A key that the database counts is not read back: `row.pk` stays None."""
    text, columns = _insert_of(type(row), connection.vendor)
    write(Statement(text, tuple([to_driver(getattr(row, name)) for name, to_driver in columns])))
    row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=64)
def _insert_of(model: type[models.Model], vendor: str) -> tuple[str, _Columns]:
    fields = [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField | models.BigAutoField | models.GeneratedField)
    ]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    text = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    return text, tuple((field.attname, _to_driver(field, vendor)) for field in fields)


def update(model: type[models.Model], *, where: dict[str, Any], values: dict[str, Any]) -> None:
    """Set `values` on the rows whose fields equal `where`; both by attribute name."""
    text, columns = _update_of(model, tuple(where), tuple(values), connection.vendor)
    given = [*values.values(), *where.values()]
    write(Statement(text, tuple([at[1](one) for at, one in zip(columns, given, strict=True)])))


@lru_cache(maxsize=64)
def _update_of(
    model: type[models.Model], where: tuple[str, ...], values: tuple[str, ...], vendor: str
) -> tuple[str, _Columns]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(str(by_name[name].column))} = %s" for name in values)
    wanted = " AND ".join(f"{quote(str(by_name[name].column))} = %s" for name in where)
    text = f"UPDATE {quote(model._meta.db_table)} SET {changes} WHERE {wanted}"  # noqa: S608
    return text, tuple((name, _to_driver(by_name[name], vendor)) for name in (*values, *where))


def _to_driver(field: models.Field[Any, Any], vendor: str) -> Callable[[Any], Any]:
    """What makes a value of `field` one that the driver takes: Django's way, or a shorter one that gives the same
    for the types that most values have."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field

    def as_django(value: Any) -> Any:
        return field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])

    if isinstance(target, _PLAIN_FIELDS):
        return lambda value: value if type(value) in _AS_THEY_ARE else as_django(value)
    if isinstance(target, models.UUIDField):
        if vendor == "postgresql":
            return lambda value: value if type(value) is uuid.UUID else as_django(value)
        return lambda value: value.hex if type(value) is uuid.UUID else as_django(value)
    if isinstance(target, models.DateTimeField):
        return _moment_to_driver if vendor == "postgresql" else _moment_to_sqlite
    return as_django


@dataclass(frozen=True)
class _Plan:
    text: str
    params: tuple[Any, ...]
    places: dict[int, str]
    compiler: Any
    converters: Any


class Prepared(Generic[M]):
    """A query over `M` with named values, each of the type of a field.

    `build` makes the query from the values; it is called once, with stand-ins, and must use each value as it is.
    """

    def __init__(
        self, build: Callable[..., models.QuerySet[M, Any]], **fields: models.Field[Any, Any]
    ) -> None:
        self.build, self.fields = build, fields
        self.plans: dict[str, _Plan] = {}

    def rows(self, *, keep: Keep | None = None, **values: Any) -> list[Any]:
        """The query's rows as lists of Python values, in the order of its columns.

        `keep` chooses among the rows as the driver gives them, before they are converted, which costs more.
        """
        plan = self.plans.get(connection.vendor) or self._plan()
        found = read(self.statement(**values))
        if keep is not None:
            found = keep(found)
        if not plan.converters or not found:
            return [list(row) for row in found]
        return list(plan.compiler.apply_converters(found, plan.converters))

    def statement(self, **values: Any) -> Statement:
        """The query with `values` in their places."""
        database = connections[DEFAULT_DB_ALIAS]
        plan = self.plans.get(database.vendor) or self._plan()
        params = list(plan.params)
        for at, name in plan.places.items():
            params[at] = self.fields[name].get_db_prep_value(values[name], database)
        return Statement(plan.text, tuple(params))

    def first(self, **values: Any) -> M | None:
        """The first row as an instance, for a query of whole rows; None when there is none."""
        found = self.rows(**values)
        if not found:
            return None
        info = self.plans[connection.vendor].compiler.klass_info
        names = [field.attname for field in info["model"]._meta.concrete_fields]
        instance: M = info["model"].from_db(connection.alias, names, found[0])
        return instance

    def _plan(self) -> _Plan:
        stand_ins = {name: _stand_in(field) for name, field in self.fields.items()}
        compiler = self.build(**stand_ins).query.get_compiler(connection=connection)
        text, params = compiler.as_sql()
        adapted = {
            name: self.fields[name].get_db_prep_value(value, connection) for name, value in stand_ins.items()
        }
        places = {
            at: name for at, one in enumerate(params) for name, value in adapted.items() if one == value
        }
        if set(places.values()) != set(self.fields):
            raise ValueError("Every value of a prepared query must appear in it as it is.")
        expressions = [column[0] for column in compiler.select[: compiler.col_count]]
        plan = _Plan(text, tuple(params), places, compiler, compiler.get_converters(expressions))
        self.plans[connection.vendor] = plan
        return plan


def _moment_to_driver(value: datetime.datetime | None) -> datetime.datetime | None:
    """psycopg takes a moment as it is; one without a zone means nothing here."""
    if value is not None and value.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return value


def _moment_to_sqlite(value: datetime.datetime | None) -> str | None:
    """As Django writes it: in UTC, without saying so."""
    moment = _moment_to_driver(value)
    return None if moment is None else str(moment.astimezone(datetime.UTC).replace(tzinfo=None))


def read_together(*queries: tuple[Prepared[Any], dict[str, Any]]) -> None:
    """Fetch in one round trip what each query with its values will be asked for next."""
    fetch_ahead([query.statement(**values) for query, values in queries])


def _stand_in(field: models.Field[Any, Any]) -> Any:
    """A value of the field's type that nothing else in the query has."""
    return uuid.uuid4() if isinstance(field, models.UUIDField) else uuid.uuid4().int % 2**31
