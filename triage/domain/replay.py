"""Everything that went into a decision, kept with it, so that the decision can be made again (property
P12)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from conditions.domain.document import Sha256, Strict
from conditions.domain.questionnaire import Answer, Questionnaire
from triage.domain.assessment import (
    DEFAULT_POLICY,
    Assessment,
    EarlierCheckIn,
    Measures,
    Policy,
    PublicationStanding,
)
from triage.domain.engine import ENGINE_VERSION, assess
from triage.domain.signs import Answers


class EngineInput(Strict):
    """What `assess` was given. JSON round trip: `model_dump_json` and `model_validate_json`.

    The questionnaire is named by the fingerprint of its publication, which never changes and is never
    deleted, and not copied: copies of it would be most of what a check-in stores."""

    engine_version: int = ENGINE_VERSION
    publication_sha256: Sha256
    answers: dict[str, Answer]
    measures: Measures = Measures()
    history: tuple[EarlierCheckIn, ...] = ()
    policy: Policy = DEFAULT_POLICY
    standing: PublicationStanding
    age: int | None = None
    as_of: datetime.date
    time_zone: str
    """The IANA name of the zone in which `as_of` and the days of `history` were reckoned. For the record
    only."""


def engine_input(
    *,
    publication_sha256: str,
    answers: Answers,
    measures: Measures,
    history: Sequence[EarlierCheckIn] = (),
    policy: Policy = DEFAULT_POLICY,
    standing: PublicationStanding,
    age: int | None = None,
    as_of: datetime.date,
    time_zone: str,
) -> EngineInput:
    """An `EngineInput` of values that are already typed; nothing is parsed again, for speed."""
    return EngineInput.model_construct(
        engine_version=ENGINE_VERSION,
        publication_sha256=publication_sha256,
        answers=dict(answers),
        measures=measures,
        history=tuple(history),
        policy=policy,
        standing=standing,
        age=age,
        as_of=as_of,
        time_zone=time_zone,
    )


def assess_input(engine_input: EngineInput, questionnaire: Questionnaire) -> Assessment:
    """Decides (again). `questionnaire` is that of `engine_input.publication_sha256`.

    An input of an older `engine_version` is decided by the rules of then; of a newer one by those of today, and the
    caller says that versions differ when results do.
    """
    return assess(
        questionnaire,
        engine_input.answers,
        engine_input.measures,
        history=engine_input.history,
        policy=engine_input.policy,
        standing=engine_input.standing,
        age=engine_input.age,
        as_of=engine_input.as_of,
        version=engine_input.engine_version,
    )
