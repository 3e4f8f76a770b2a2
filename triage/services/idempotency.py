"""A request that is sent twice is done once: the second gets the answer of the first.

The key's row is written, with the answer, in the transaction of what the request does, so either both are stored or
neither. Of two at the same moment the second waits for the first in the database, is undone and gets its answer.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, OperationalError, models

from conditions.domain.canonical import sha256_of
from triage.models import IdempotencyKey
from triage.models.prepared import Prepared, insert_values, read_together
from triage.models.unit_of_work import in_unit_of_work, rehearse, writes_alone
from triage.services.actor import Actor
from triage.services.turns import perform, turn_to_write


class KeyReused(Exception):
    """The key came with another request before (422)."""


class StillBusy(Exception):
    """The first request with this key did not end before the lock time-out (409)."""


@dataclass(frozen=True)
class Answer:
    """What a client is told. `subject_id` is what the request created; `body` holds no free text of a patient."""

    status: int
    body: str
    subject_id: uuid.UUID | None = None
    replayed: bool = False


def fingerprint_of(method: str, path: str, body: bytes) -> str:
    """What makes two requests the same: method, path and the very bytes of the body."""
    return sha256_of(f"{method} {path}\n{body.hex()}")


def scope_of(actor: Actor) -> str:
    """Whose keys these are: a person's, a system's, or an app's for one person, so that apps do not share keys.

    Raises ValueError for an actor without a name: guests have no keys.
    """
    if actor.user is None and not actor.client_id:
        raise ValueError("An idempotency key needs a user or a client.")
    if actor.user is None:
        return f"client:{actor.client_id}"
    own = f"user:{actor.user.pk}"
    # By its hash, because both together can be longer than the column.
    return f"{own}:{sha256_of(actor.client_id)}" if actor.client_id else own


def kept_answer(*, actor: Actor, key: str, fingerprint: str) -> Answer | None:
    """The answer that was kept for this request, for one that cannot be done any more; None when there is none.

    Raises:
        KeyReused: the key was used for another request.
    """
    return _kept(scope_of(actor), key, fingerprint)


def once(
    *,
    actor: Actor,
    key: str,
    fingerprint: str,
    work: Callable[[], Answer],
    reads: Sequence[tuple[Prepared[Any], dict[str, Any]]] = (),
) -> Answer:
    """Do `work` and keep its answer, or give the answer that was kept (`replayed`), in one transaction.

    `reads` are queries that `work` begins with; they travel with the key's. A row that they lock makes a second
    request wait before its key is looked up.

    What `work` raises undoes everything and keeps no answer: the client may try again with the same key. Before
    a replayed answer goes out, the caller checks again that the actor may see `subject_id`.

    Raises:
        KeyReused: the key was used for another request.
        StillBusy: the first request with the key holds it for longer than the lock time-out.
    """
    scope = scope_of(actor)

    def work_and_keep() -> Answer:
        answer = work()
        _keep(scope, key, fingerprint, answer)
        return answer

    def kept_or_done() -> Answer:
        read_together(*reads, (_OF_KEY, {"scope": scope, "key": key}))
        return _kept(scope, key, fingerprint) or work_and_keep()

    try:
        if writes_alone():
            # The key is not part of the rehearsal: its unique constraint refuses the second of two.
            kept = _kept(scope, key, fingerprint)
            if kept is not None:
                return kept
            rehearsal = rehearse(work_and_keep)
            if rehearsal is not None and perform(rehearsal):
                return rehearsal.result
        with turn_to_write():
            return in_unit_of_work(kept_or_done)
    except IntegrityError:
        kept = _kept(scope, key, fingerprint)
        if kept is None:
            raise
        return kept
    except OperationalError as error:
        if _is_lock_timeout(error):
            raise StillBusy from error
        raise


def _keep(scope: str, key: str, fingerprint: str, answer: Answer) -> None:
    insert_values(
        IdempotencyKey,
        scope=scope,
        key=key,
        fingerprint=fingerprint,
        status=answer.status,
        body=answer.body,
        subject_id=answer.subject_id,
    )


_OF_KEY = Prepared(
    lambda scope, key: IdempotencyKey.objects.filter(scope=scope, key=key),
    scope=models.CharField(),
    key=models.CharField(),
)


def _kept(scope: str, key: str, fingerprint: str) -> Answer | None:
    row = _OF_KEY.first(scope=scope, key=key)
    if row is None:
        return None
    if row.fingerprint != fingerprint:
        raise KeyReused
    return Answer(row.status, row.body, row.subject_id, replayed=True)


def _is_lock_timeout(error: OperationalError) -> bool:
    """PostgreSQL says it with a code (55P03); SQLite only in words, which are its API here."""
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) == "55P03" or "database is locked" in str(error)
