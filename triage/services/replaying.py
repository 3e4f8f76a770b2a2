"""Making a stored decision again (property P12)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import ValidationError

from triage.domain.assessment import Assessment as Decided
from triage.domain.engine import ENGINE_VERSION
from triage.domain.replay import EngineInput, assess_input
from triage.models import Assessment


class Replayed(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    ENGINE_FAILED = "engine_failed"
    """The stored level was given by rule, because the engine had failed; it is at least what the engine says."""


@dataclass(frozen=True)
class Replay:
    """What came out. `detail` names levels and versions, never answers."""

    result: Replayed
    detail: str = ""


def replay(row: Assessment) -> Replay:
    """Decide `row` again from its stored input and its publication, and compare all of the result."""
    try:
        stored = Decided.model_validate_json(row.result)
        given = EngineInput.model_validate_json(row.engine_input) if row.engine_input else None
    except ValidationError:
        return Replay(Replayed.DIFFERENT, "what is stored cannot be read")
    if given is None:
        return Replay(Replayed.ENGINE_FAILED)
    if given.publication_sha256 != row.publication.sha256:
        return Replay(Replayed.DIFFERENT, "the input names another publication")
    try:
        again = assess_input(given, row.publication.compiled())
    except Exception as error:
        return _when_engine_fails(row, type(error).__name__)
    return _compare(row, stored, again, given.engine_version)


def _when_engine_fails(row: Assessment, error: str) -> Replay:
    if row.engine_failed:
        return Replay(Replayed.ENGINE_FAILED)
    return Replay(Replayed.DIFFERENT, f"the engine fails now ({error})")


def _compare(row: Assessment, stored: Decided, again: Decided, version: int) -> Replay:
    if row.engine_failed and again.level <= stored.level:
        return Replay(Replayed.ENGINE_FAILED)
    if again == stored and row.level == stored.level:
        return Replay(Replayed.SAME)
    engines = "" if version == ENGINE_VERSION else f" (engine {version} then, {ENGINE_VERSION} now)"
    what = f"{row.level} then, {again.level} now" if again.level != row.level else "other reasons"
    return Replay(Replayed.DIFFERENT, what + engines)
