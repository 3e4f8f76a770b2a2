"""Statements that are compiled once, for the busiest write.

Django compiles every query anew, which costs more than SQLite or PostgreSQL take to run it. Submitting a check-in
is a dozen small statements, so they are compiled at their first use and kept; values, converters and instances
are Django's own. Rows written here send no signals and read nothing back.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeAlias, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
Keep: TypeAlias = Callable[[list[tuple[Any, ...]]], list[tuple[Any, ...]]]


def insert(row: models.Model) -> None:
    """Store a new row. A key that the database counts is not read back: `row.pk` stays None."""
    text, fields = _insert_of(type(row), connection.vendor)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(text, values)
    row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=64)
def _insert_of(model: type[models.Model], vendor: str) -> tuple[str, tuple[models.Field[Any, Any], ...]]:
    fields = tuple(
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField | models.BigAutoField | models.GeneratedField)
    )
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", fields  # noqa: S608


def update(model: type[models.Model], *, where: dict[str, Any], values: dict[str, Any]) -> None:
    """Set `values` on the rows whose fields equal `where`; both by attribute name."""
    text, fields = _update_of(model, tuple(where), tuple(values), connection.vendor)
    given = [*values.values(), *where.values()]
    params = [field.get_db_prep_save(one, connection) for field, one in zip(fields, given, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(text, params)


@lru_cache(maxsize=64)
def _update_of(
    model: type[models.Model], where: tuple[str, ...], values: tuple[str, ...], vendor: str
) -> tuple[str, tuple[models.Field[Any, Any], ...]]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(str(by_name[name].column))} = %s" for name in values)
    wanted = " AND ".join(f"{quote(str(by_name[name].column))} = %s" for name in where)
    text = f"UPDATE {quote(model._meta.db_table)} SET {changes} WHERE {wanted}"  # noqa: S608
    return text, tuple(by_name[name] for name in (*values, *where))


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
        given = {
            name: self.fields[name].get_db_prep_value(value, connection) for name, value in values.items()
        }
        params = [given[plan.places[at]] if at in plan.places else one for at, one in enumerate(plan.params)]
        with connection.cursor() as cursor:
            cursor.execute(plan.text, params)
            found = cursor.fetchall()
        if keep is not None:
            found = keep(found)
        if not plan.converters or not found:
            return [list(row) for row in found]
        return list(plan.compiler.apply_converters(found, plan.converters))

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


def _stand_in(field: models.Field[Any, Any]) -> Any:
    """A value of the field's type that nothing else in the query has."""
    return uuid.uuid4() if isinstance(field, models.UUIDField) else uuid.uuid4().int % 2**31
