"""Statements that are compiled once, for the busiest write.

Django compiles every query anew, which costs more than SQLite or PostgreSQL take to run it. Submitting a check-in
is a dozen small statements, so they are compiled at their first use and kept; values, converters and instances
are Django's own. Rows written here send no signals and read nothing back. `unit_of_work` carries the statements.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from json import dumps
from typing import Any, Generic, TypeAlias, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.base import ModelState

from triage.models.statements import Rows, Statement
from triage.models.unit_of_work import Proof, fetch_ahead, fetches_ahead, read, vendor, write

M = TypeVar("M", bound=models.Model)
Keep: TypeAlias = Callable[[Rows], Rows]
_Columns: TypeAlias = tuple[tuple[str, frozenset[type], Callable[[Any], Any]], ...]
"""Of each column its attribute, the types whose values the driver takes as they are, and what changes others."""
_AS_THEY_ARE = (str, int, type(None))
_JSON = (dict, list)
_PLAIN_FIELDS = (models.CharField, models.TextField, models.BooleanField, models.IntegerField)


def insert(row: models.Model, *, unless_there: bool = False) -> None:
    """Store a new row. A key that the database counts is not read back: `row.pk` stays None.

    `unless_there`: do nothing when a unique constraint has the row's place taken, after waiting for whoever is just
    taking it.
    """
    text, columns = _insert_of(type(row), vendor(), unless_there)
    values = row.__dict__
    given = [
        one if type(one := values[name]) in as_they_are else to_driver(one)
        for name, as_they_are, to_driver in columns
    ]
    write(Statement(text, tuple(given)))
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def insert_values(model: type[models.Model], **values: Any) -> None:
    """Store a row of `values`, by attribute name, that nobody asks for again: without an instance, which costs more
    than the statement. What is not given has its field's default."""
    plan = _new_row_of(model, vendor(), tuple(values))
    row = plan.constants.copy()
    for (at, as_they_are, to_driver), value in zip(plan.given, values.values(), strict=True):
        row[at] = value if type(value) in as_they_are else to_driver(value)
    for at, make, to_driver in plan.made:
        row[at] = to_driver(make())
    write(Statement(plan.text, tuple(row)))


def new(model: type[M], **values: Any) -> M:
    """An instance as `model(**values)` makes it, without signals, which costs a third. Values go by field name; an
    instance of another model by the name of its foreign key."""
    shape = _shape_of(model)
    own = dict(shape.constants)
    related = {}
    for name, value in values.items():
        attribute = shape.relations.get(name)
        if attribute is None:
            own[name] = value
        else:
            own[attribute], related[name] = value.pk, value
    for name, make in shape.made.items():
        if name not in own:
            own[name] = make()
    if len(own) != shape.size:
        raise TypeError(f"{model.__name__} has no such field among {', '.join(values)}.")
    instance = _instance(model, own, adding=True)
    if related:
        instance._state.fields_cache = related
    return instance


def _instance(model: type[M], values: dict[str, Any], *, adding: bool) -> M:
    instance = model.__new__(model)
    instance.__dict__.update(values)
    state = instance._state = ModelState()
    state.adding, state.db = adding, None if adding else DEFAULT_DB_ALIAS
    return instance


@dataclass(frozen=True)
class _Shape:
    """How an instance of a model begins: by attribute name, except `relations`, from field name to attribute name."""

    constants: dict[str, Any]
    made: dict[str, Callable[[], Any]]
    relations: dict[str, str]
    size: int


@lru_cache(maxsize=64)
def _shape_of(model: type[models.Model]) -> _Shape:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]
    made = {
        field.attname: cast(Callable[[], Any], field.default)
        for field in fields
        if field.has_default() and callable(field.default)
    }
    constants = {field.attname: field.get_default() for field in fields if field.attname not in made}
    relations = {field.name: field.attname for field in fields if field.is_relation}
    return _Shape(constants, made, relations, len(fields))


@dataclass(frozen=True)
class _NewRow:
    """How a row begins of which some columns are given: by the place of each in the statement."""

    text: str
    constants: list[Any]
    given: tuple[tuple[int, frozenset[type], Callable[[Any], Any]], ...]
    made: tuple[tuple[int, Callable[[], Any], Callable[[Any], Any]], ...]


@lru_cache(maxsize=128)
def _new_row_of(model: type[models.Model], vendor: str, names: tuple[str, ...]) -> _NewRow:
    text, columns = _insert_of(model, vendor, False)
    at = {name: place for place, (name, _, _) in enumerate(columns)}
    if unknown := set(names) - at.keys():
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}.")
    shape = _shape_of(model)
    return _NewRow(
        text,
        [to_driver(shape.constants.get(name)) for name, _, to_driver in columns],
        tuple((at[name], *columns[at[name]][1:]) for name in names),
        tuple(
            (at[name], make, columns[at[name]][2]) for name, make in shape.made.items() if name not in names
        ),
    )


def _stored_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """What a statement names: not what the database makes itself."""
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField | models.BigAutoField | models.GeneratedField)
    ]


@lru_cache(maxsize=64)
def _insert_of(model: type[models.Model], vendor: str, unless_there: bool) -> tuple[str, _Columns]:
    fields = _stored_fields(model)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    text = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    if unless_there:
        text += " ON CONFLICT DO NOTHING"
    return text, _columns(fields, vendor)


def update(model: type[models.Model], *, where: dict[str, Any], values: dict[str, Any]) -> None:
    """Set `values` on the rows whose fields equal `where`; both by attribute name."""
    text, columns = _update_of(model, tuple(where), tuple(values), vendor())
    given = [*values.values(), *where.values()]
    params = [to_driver(one) for (_, _, to_driver), one in zip(columns, given, strict=True)]
    write(Statement(text, tuple(params)))


@lru_cache(maxsize=64)
def _update_of(
    model: type[models.Model], where: tuple[str, ...], values: tuple[str, ...], vendor: str
) -> tuple[str, _Columns]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(str(by_name[name].column))} = %s" for name in values)
    wanted = " AND ".join(f"{quote(str(by_name[name].column))} = %s" for name in where)
    text = f"UPDATE {quote(model._meta.db_table)} SET {changes} WHERE {wanted}"  # noqa: S608
    return text, _columns([by_name[name] for name in (*values, *where)], vendor)


def _columns(fields: Sequence[models.Field[Any, Any]], vendor: str) -> _Columns:
    absent = frozenset({type(None)})
    plain = absent | {str, int, bool}
    return tuple(
        (
            field.attname,
            plain if isinstance(_target_of(field), _PLAIN_FIELDS) else absent,
            _to_driver(field, vendor),
        )
        for field in fields
    )


def _target_of(field: models.Field[Any, Any]) -> models.Field[Any, Any]:
    """The field whose values `field` holds: a page's key is itself a key of another table."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field


def _to_driver(field: models.Field[Any, Any], vendor: str) -> Callable[[Any], Any]:
    """What makes a value of `field` one that the driver takes: Django's way, or a shorter one that gives the same
    for the types that most values have."""
    target = _target_of(field)

    def as_django(value: Any) -> Any:
        return field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])

    if isinstance(target, _PLAIN_FIELDS):
        return lambda value: value if isinstance(value, _AS_THEY_ARE) else as_django(value)
    if isinstance(target, models.UUIDField):
        if vendor == "postgresql":
            return lambda value: value if type(value) is uuid.UUID else as_django(value)
        return lambda value: value.hex if type(value) is uuid.UUID else as_django(value)
    if isinstance(target, models.JSONField):
        encoder = target.encoder
        return lambda value: dumps(value, cls=encoder) if type(value) in _JSON else as_django(value)
    if isinstance(target, models.DateTimeField):
        return _moment_to_postgresql if vendor == "postgresql" else _moment_to_sqlite
    return as_django


@dataclass(frozen=True)
class _Plan:
    text: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, str, Callable[[Any], Any]], ...]
    """Where each named value goes, and what makes it one that the driver takes."""
    model: type[models.Model]
    compiler: Any
    converters: Any
    names: list[str]
    """The attributes of the model, for a query of whole rows."""

    def statement(self, values: dict[str, Any]) -> Statement:
        params = list(self.params)
        for at, name, to_driver in self.places:
            params[at] = to_driver(values[name])
        return Statement(self.text, tuple(params))


class Prepared(Generic[M]):
    """A query over `M` with named values, each of the type of a field.

    `build` makes the query from the values; it is called once, with stand-ins, and must use each value as it is.
    """

    def __init__(
        self, build: Callable[..., models.QuerySet[M, Any]], **fields: models.Field[Any, Any]
    ) -> None:
        self.build, self.fields = build, fields
        self.plans: dict[str, _Plan] = {}

    def rows(self, *, keep: Keep | None = None, proof: Proof | None = None, **values: Any) -> list[Any]:
        """The query's rows as lists of Python values, in the order of its columns.

        `keep` chooses among the rows as the driver gives them, before they are converted, which costs more. `proof`:
        see `unit_of_work.read`.
        """
        plan = self._plan_here()
        found = read(plan.statement(values), proof=proof)
        if keep is not None:
            found = keep(found)
        if not plan.converters or not found:
            return [list(row) for row in found]
        return list(plan.compiler.apply_converters(found, plan.converters))

    def statement(self, **values: Any) -> Statement:
        """The query with `values` in their places."""
        return self._plan_here().statement(values)

    def first(self, *, proof: Proof | None = None, **values: Any) -> M | None:
        """The first row as an instance, for a query of whole rows; None when there is none. `proof`: as in `rows`."""
        found = self.rows(proof=proof, **values)
        if not found:
            return None
        plan = self._plan_here()
        values = dict(zip(plan.names, found[0], strict=True))
        return cast(M, _instance(plan.model, values, adding=False))

    def _plan_here(self) -> _Plan:
        return self.plans.get(vendor()) or self._plan()

    def _plan(self) -> _Plan:
        stand_ins = {name: _stand_in(field) for name, field in self.fields.items()}
        compiler = self.build(**stand_ins).query.get_compiler(connection=connection)
        text, params = compiler.as_sql()
        to_driver = {name: _to_driver(field, vendor()) for name, field in self.fields.items()}
        adapted = {name: to_driver[name](value) for name, value in stand_ins.items()}
        places = tuple(
            (at, name, to_driver[name])
            for at, one in enumerate(params)
            for name, value in adapted.items()
            if one == value
        )
        if {name for _, name, _ in places} != set(self.fields):
            raise ValueError("Every value of a prepared query must appear in it as it is.")
        expressions = [column[0] for column in compiler.select[: compiler.col_count]]
        plan = self.plans[vendor()] = _Plan(
            text,
            tuple(params),
            places,
            compiler.query.model,
            compiler,
            compiler.get_converters(expressions),
            [field.attname for field in self.build(**stand_ins).model._meta.concrete_fields],
        )
        return plan


def _moment_to_postgresql(value: datetime.datetime | None) -> str | None:
    """As text, which psycopg would make of it each time anew."""
    return None if value is None else f"{_in_utc(value)}+00"


def _moment_to_sqlite(value: datetime.datetime | None) -> str | None:
    """As Django writes it: in UTC, without saying so."""
    return None if value is None else _in_utc(value)


def _in_utc(moment: datetime.datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return _utc(moment if moment.tzinfo is datetime.UTC else moment.astimezone(datetime.UTC))


@lru_cache(maxsize=64)
def _utc(moment: datetime.datetime) -> str:
    """Kept, because most of a check-in happens at one moment. Of UTC alone: elsewhere an hour that comes twice has two
    moments that count as equal."""
    return str(moment.replace(tzinfo=None))


def read_together(*queries: tuple[Prepared[Any], dict[str, Any]]) -> None:
    """Fetch in one round trip what each query with its values will be asked for next."""
    if fetches_ahead():
        fetch_ahead([query.statement(**values) for query, values in queries])


def _stand_in(field: models.Field[Any, Any]) -> Any:
    """A value of the field's type that nothing else in the query has."""
    one = uuid.uuid4()
    if isinstance(field, models.UUIDField):
        return one
    return one.hex if isinstance(field, models.CharField) else one.int % 2**31
