"""Statements for PostgreSQL that travel as one message, with the transaction's `BEGIN` and `COMMIT` among them.

psycopg's own pipeline hands the server each statement as it comes, and both processes wake up for each. Here they are
put into libpq's buffer, sent together, and their answers are fetched together: one round trip. A statement is
prepared on its connection once it has been used `prepare_threshold` times, psycopg's own setting. The types of values
are left to the server, which takes them from the columns, so that a value and its absence are one statement.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import Connection, IsolationLevel, adapt
from psycopg.abc import Buffer, PQGen, Transformer
from psycopg.adapt import PyFormat
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send
from psycopg.pq import DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

from triage.models.statements import Rows, Statement

_COMMIT = Statement("COMMIT", ())
_FORGET_ALL_AFTER = (b"26000", b"0A000")
"""The server does not know a prepared statement, because somebody cleared them, or its plan does not fit its table any
more. Each is prepared anew at its next use."""


@dataclass
class _Session:
    """What is prepared on one connection. Only the thread that has the connection asks."""

    transformer: Transformer
    uses: Counter[str] = field(default_factory=Counter)
    names: dict[str, bytes] = field(default_factory=dict)
    """Of the prepared statements, by their text."""
    given: int = 0
    """How many names were given, so that none is given twice."""


_sessions: WeakKeyDictionary[Connection[Any], _Session] = WeakKeyDictionary()


def exchange(
    raw: Connection[Any], statements: Sequence[Statement], *, fetch: bool = False, commit: bool = False
) -> list[Rows]:
    """Run the statements in order; each one's rows when `fetch`. Begins the transaction that the connection is due to
    begin, and ends it when `commit`. What follows an error is not run.

    Raises:
        psycopg.Error: the first that the server gave. A connection that is lost on the way is closed; whether a
            `commit` was done is then not known.
    """
    session = _sessions.get(raw)
    if session is None:
        session = _sessions[raw] = _Session(adapt.Transformer(raw))
    message = [*statements, _COMMIT] if commit else statements
    # What cannot be sent fails here, before anything is sent or named.
    dump = session.transformer.dump_sequence
    ready = [(text, dump(params, _texts(len(params)))) for text, params in message]
    begin, new = _begin(raw), _names_for_due(raw, session, message)
    with raw.lock:
        answers = _ask(raw, session, begin, new, ready)
    for answer in answers:
        if answer.status == ExecStatus.FATAL_ERROR:
            _forget(session, new, answer)
            raise error_from_result(answer, raw.info.encoding)
    if not fetch:
        return []
    first = len(begin) + len(new)
    return [_rows(session.transformer, answer) for answer in answers[first : first + len(statements)]]


def _ask(
    raw: Connection[Any],
    session: _Session,
    begin: Sequence[bytes],
    new: dict[str, bytes],
    statements: Sequence[tuple[str, Sequence[Buffer | None]]],
) -> list[PGresult]:
    """The answers to what begins the transaction, to what is prepared, and to each statement."""
    pgconn = raw.pgconn
    try:
        pgconn.enter_pipeline_mode()
        for command in begin:
            pgconn.send_query_params(command, None)
        for text, name in new.items():
            pgconn.send_prepare(name, _numbered(text))
        for text, values in statements:
            if text in session.names:
                pgconn.send_query_prepared(session.names[text], values)
            else:
                pgconn.send_query_params(_numbered(text), values)
        pgconn.pipeline_sync()
        answers = raw.wait(_fetch(pgconn, len(begin) + len(new) + len(statements) + 1))
        pgconn.exit_pipeline_mode()
    except BaseException:
        raw.close()  # nobody can tell any more which answer is whose
        raise
    return answers


def _begin(raw: Connection[Any]) -> tuple[bytes, ...]:
    """What begins the transaction that is due, as psycopg would; empty when none is."""
    if raw.autocommit or raw.pgconn.transaction_status != TransactionStatus.IDLE:
        return ()
    if raw.isolation_level is None:
        return (b"BEGIN",)
    level = IsolationLevel(raw.isolation_level).name.replace("_", " ")
    return (f"BEGIN ISOLATION LEVEL {level}".encode(),)


def _names_for_due(raw: Connection[Any], session: _Session, message: Sequence[Statement]) -> dict[str, bytes]:
    """Names for the statements that are to be prepared now, by their text."""
    new: dict[str, bytes] = {}
    if raw.prepare_threshold is None:
        return new
    for text, _ in message:
        if text in session.names:
            continue
        if session.uses[text] >= raw.prepare_threshold:
            session.given += 1
            new[text] = session.names[text] = b"signpost_%d" % session.given
        session.uses[text] += 1
    return new


def _forget(session: _Session, new: dict[str, bytes], error: PGresult) -> None:
    """After an error: what was to be prepared may not be; and perhaps nothing is any more."""
    for text in new:
        session.names.pop(text, None)
    if error.error_field(DiagnosticField.SQLSTATE) in _FORGET_ALL_AFTER:
        session.names.clear()


def _fetch(pgconn: PGconn, expected: int) -> PQGen[list[PGresult]]:
    """Send what is in the buffer and fetch `expected` answers."""
    yield from send(pgconn)
    answers: list[PGresult] = []
    for _ in range(expected):
        answers += yield from fetch_many(pgconn)
    return answers


def _rows(transformer: Transformer, answer: PGresult) -> Rows:
    transformer.set_pgresult(answer)
    return list(transformer.load_rows(0, answer.ntuples, tuple))


@lru_cache(maxsize=256)
def _numbered(text: str) -> bytes:
    """`text` as the server wants it: `$1`, `$2` and so on for `%s`, and `%` for `%%`."""
    numbers = count(1)
    return re.sub("%[s%]", lambda mark: f"${next(numbers)}" if mark[0] == "%s" else "%", text).encode()


@lru_cache(maxsize=64)
def _texts(values: int) -> list[PyFormat]:
    return [PyFormat.TEXT] * values
