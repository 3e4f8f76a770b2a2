"""One transaction whose statements travel together, for the busiest write.

Submitting a check-in writes up to nine rows. Sent one by one through Django they cost more in wrapping and, on
PostgreSQL, in waiting for nine answers than the databases take to run them. Inside `unit_of_work()` the rows of
`prepared.insert` and `prepared.update` are noted and sent in one go before the commit: on PostgreSQL as one message
with the `COMMIT` in it. Every other statement of the connection, a savepoint too, sends first what is noted, so it
sees what was written before it.

`rehearse()` runs such work before its transaction, for SQLite, where a transaction holds the only write lock: what it
reads and what it would write are noted. Inside the transaction the reads are made again; when they give the same
rows, the writes are those that the work would make now, and only they are left to do under the lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Generic, NoReturn, TypeAlias, TypeVar

from django.db import (
    DEFAULT_DB_ALIAS,
    InterfaceError,
    OperationalError,
    connection,
    connections,
    transaction,
)

from triage.models import one_message
from triage.models.statements import Rows, Statement

T = TypeVar("T")


class KeptConnectionLost(OperationalError):
    """The connection that was kept from an earlier request is gone; nothing was done on it in this one."""


class CannotRehearse(Exception):
    """The work does something that only a transaction can."""


@dataclass
class _Unit:
    """What was asked for since the unit of work began."""

    rehearsing: bool = False
    writes: list[Statement] = field(default_factory=list)
    reads: list[tuple[Statement, Rows]] = field(default_factory=list)
    known: dict[Statement, Rows] = field(default_factory=dict)
    """Rows that were fetched ahead; each is given once."""
    sending: bool = False
    logged: bool | None = None
    """Whether Django logs each statement; None until the connection was looked at, with the first statements."""
    beyond_rehearsal: bool = False
    database: Any = field(default_factory=lambda: connections[DEFAULT_DB_ALIAS])
    """Django's connection of this thread, looked up once."""
    tries_kept: bool = False
    """Whether the next statements are the first that a kept connection gets."""

    def before_another(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Django's wrapper around a statement that is not ours."""
        if not self.sending:
            if self.rehearsing:
                self.refuse()
            self.known.clear()
            self.flush()
        return execute(sql, params, many, context)

    def refuse(self) -> NoReturn:
        """End a rehearsal, also when the work swallows the exception."""
        self.beyond_rehearsal = True
        raise CannotRehearse

    def flush(self) -> None:
        """Send what is noted."""
        if self.writes:
            writes, self.writes = self.writes, []
            self.send(writes)

    def finish(self, *, commit: bool) -> None:
        """Send what is noted; with `commit` PostgreSQL gets the transaction's end in the same message."""
        if not (commit and self.writes and vendor() == "postgresql" and not self.database.queries_logged):
            self.flush()
            return
        writes, self.writes = self.writes, []
        self.database.validate_no_broken_transaction()
        with self.database.wrap_database_errors:
            one_message.exchange(self.database.connection, writes, commit=True)

    def send(self, statements: Sequence[Statement], *, fetch: bool = False) -> list[Rows]:
        self.sending = True
        try:
            if self.logged is None:
                sent = _send(self.database, statements, fetch=fetch)
                self.logged = self.database.queries_logged
                return sent
            self.database.validate_no_broken_transaction()
            return _run(self.database, statements, fetch=fetch, logged=self.logged)
        except (OperationalError, InterfaceError) as error:
            if self.tries_kept and self.database.connection.closed:
                raise KeptConnectionLost from error
            raise
        finally:
            self.sending, self.tries_kept = False, False


class _Here(threading.local):
    unit: _Unit | None = None


_here = _Here()


@cache
def vendor() -> str:
    """The kind of database, asked once: each look at Django's connection costs a look through its thread locals."""
    return connection.vendor


def writes_alone() -> bool:
    """Whether nobody else can write until the running transaction, or the one that is rehearsed, ends."""
    return vendor() == "sqlite"


@contextmanager
def unit_of_work() -> Iterator[_Unit]:
    """A transaction of this module. Inside another one it joins it, without a savepoint: all or nothing."""
    if _here.unit is not None:
        yield _here.unit
        return
    unit = _here.unit = _Unit()
    outermost = not connection.in_atomic_block
    try:
        with transaction.atomic(), connection.execute_wrapper(unit.before_another):
            yield unit
            unit.finish(commit=outermost)
    finally:
        _here.unit = None


def in_unit_of_work(work: Callable[[], T]) -> T:
    """What `work` gives, in a transaction of this module. `work` begins with `fetch_ahead`.

    Django asks a kept connection whether it still works, once a request. Here the first statements show that, and
    when it is gone, `work` is done on a new one.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    tries_kept = (
        vendor() == "postgresql" and database.connection is not None and _is_due_for_a_check(database)
    )
    if tries_kept:
        database.health_check_done = True
    try:
        with unit_of_work() as unit:
            unit.tries_kept = tries_kept
            return work()
    except KeptConnectionLost:
        with unit_of_work():
            return work()


def write(statement: Statement) -> None:
    """Note the statement in the unit of work; without one, run it."""
    if _here.unit is None:
        _send(connections[DEFAULT_DB_ALIAS], [statement])
    else:
        _here.unit.known.clear()
        _here.unit.writes.append(statement)


Proof: TypeAlias = Callable[[Rows], tuple[Statement, Rows] | None]
"""For what a query gave: a cheaper query, and what it gives exactly as long as the first gives the same; None when
the work holds whatever the query would give by then."""


def read(statement: Statement, *, proof: Proof | None = None) -> Rows:
    """The rows of a query. It sees what was written before it.

    `proof`: what a rehearsal asks in the transaction instead of the whole query.
    """
    unit = _here.unit
    if unit is None:
        return _send(connections[DEFAULT_DB_ALIAS], [statement], fetch=True)[0]
    known = unit.known.pop(statement, None)
    if known is not None:
        return known
    if unit.rehearsing:
        if unit.writes:
            unit.refuse()
        rows = unit.send([statement], fetch=True)[0]
        proven = (statement, rows) if proof is None else proof(rows)
        if proven is not None:
            unit.reads.append(proven)
        return rows
    unit.flush()
    return unit.send([statement], fetch=True)[0]


def fetches_ahead() -> bool:
    """Whether `fetch_ahead` does something: in a unit of work, where a round trip costs something."""
    return vendor() == "postgresql" and _here.unit is not None and not _here.unit.rehearsing


def fetch_ahead(statements: Sequence[Statement]) -> None:
    """Run queries in one round trip whose rows `read` will ask for next, in this unit of work, without anything
    written between. Does nothing unless `fetches_ahead()`."""
    unit = _here.unit
    if unit is None or not fetches_ahead():
        return
    unit.flush()
    missing = [statement for statement in statements if statement not in unit.known]
    if missing:
        unit.known.update(zip(missing, unit.send(missing, fetch=True), strict=True))


@dataclass(frozen=True)
class Rehearsal(Generic[T]):
    """Work that was done except for its writes. `reads`: what must give the same rows in the transaction."""

    result: T
    reads: list[tuple[Statement, Rows]]
    writes: list[Statement]

    def perform(self) -> bool:
        """Write, inside a unit of work, when every read still gives what it gave; else say False."""
        unit = _here.unit
        if unit is None:
            raise RuntimeError("A rehearsal is performed inside a unit of work.")
        unit.flush()
        unit.known.clear()
        now = unit.send([statement for statement, _ in self.reads], fetch=True)
        if any(rows != then for rows, (_, then) in zip(now, self.reads, strict=True)):
            return False
        unit.writes.extend(self.writes)
        return True


def rehearse(work: Callable[[], T]) -> Rehearsal[T] | None:
    """`work`, up to its writes, before the transaction. None when that gives nothing to go by: the database has no
    single write lock, a transaction is open already, or the work raised, which it will again where it counts."""
    if vendor() != "sqlite" or connection.in_atomic_block:
        return None
    unit = _here.unit = _Unit(rehearsing=True)
    try:
        with connection.execute_wrapper(unit.before_another):
            result = work()
        return None if unit.beyond_rehearsal else Rehearsal(result, unit.reads, unit.writes)
    except Exception:
        return None
    finally:
        _here.unit = None


def _send(database: Any, statements: Sequence[Statement], *, fetch: bool = False) -> list[Rows]:
    """Run the statements in order; each one's rows when `fetch`. Raises Django's database errors."""
    if fetch and _is_due_for_a_check(database):
        return _send_as_health_check(database, statements)
    database.close_if_health_check_failed()
    return _send_now(database, statements, fetch=fetch)


def _is_due_for_a_check(database: Any) -> bool:
    return bool(
        database.health_check_enabled and not (database.health_check_done or database.in_atomic_block)
    )


def _send_as_health_check(database: Any, statements: Sequence[Statement]) -> list[Rows]:
    """The first queries of a request show as well as a `SELECT 1` whether the kept connection still works."""
    kept = database.connection is not None
    database.health_check_done = True
    try:
        return _send_now(database, statements, fetch=True)
    except (OperationalError, InterfaceError):
        if not kept:
            raise
        database.close()
        return _send_now(database, statements, fetch=True)


def _send_now(database: Any, statements: Sequence[Statement], *, fetch: bool) -> list[Rows]:
    if database.connection is None:
        database.ensure_connection()
    database.validate_no_broken_transaction()
    return _run(database, statements, fetch=fetch, logged=database.queries_logged)


def _run(database: Any, statements: Sequence[Statement], *, fetch: bool, logged: bool) -> list[Rows]:
    if logged:
        return _send_logged(statements, fetch=fetch)
    with database.wrap_database_errors:
        if vendor() == "sqlite":
            return _send_to_sqlite(database.connection, statements, fetch=fetch)
        return one_message.exchange(database.connection, statements, fetch=fetch)


def _send_logged(statements: Sequence[Statement], *, fetch: bool) -> list[Rows]:
    """Through Django, one by one, so that its log of queries is whole."""
    found = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(*statement)
            found.append(cursor.fetchall() if fetch else [])
    return found


def _send_to_sqlite(raw: Any, statements: Sequence[Statement], *, fetch: bool) -> list[Rows]:
    run = raw.execute
    if fetch:
        return [run(_with_question_marks(text), params).fetchall() for text, params in statements]
    for text, params in statements:
        run(_with_question_marks(text), params)
    return []


@lru_cache(maxsize=256)
def _with_question_marks(text: str) -> str:
    return text.replace("%%", "\0").replace("%s", "?").replace("\0", "%")
