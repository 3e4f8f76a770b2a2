"""What the patient endpoints take and answer. The names are the contract of design section 6."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from conditions.api.shapes import PublicationInfo, SafetyNet, Shape
from conditions.domain.care_level import CareLevel
from conditions.domain.document import RequiredLine, Sha256, Slug, Text
from conditions.domain.questionnaire import Answer, Side
from triage.domain.hidden_characters import has_hidden
from triage.domain.intake import MAX_PAIN, iso_date
from triage.models import MAX_NOTE

MAX_IDENTIFIERS = 20
_PAIN_SCHEMA = {"type": "integer", "minimum": 0, "maximum": MAX_PAIN}
_ANSWERS_SCHEMA = {
    "type": "object",
    "description": "Answer keys of the questionnaire; a key that is left out is not answered. Measured signs are"
    " never here.",
    "additionalProperties": {"enum": [answer.value for answer in Answer]},
}
_MEASURES_SCHEMA = {
    "type": "object",
    "properties": {
        "pain_now": _PAIN_SCHEMA,
        "pain_worst": _PAIN_SCHEMA,
        "side": {"enum": [side.value for side in Side]},
        "started_on": {"type": "string", "format": "date", "description": "Not in the future."},
    },
    "additionalProperties": False,
}


class Body(BaseModel):
    """Base of every request body: nothing unknown, nothing converted."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class AssessmentBody(Body):
    """The body of `POST /assessments`. Answers and measures are read by `triage.domain.intake`, as everywhere."""

    condition: Slug
    publication: Annotated[
        Sha256, Field(description="The sha256 of the publication whose questions were answered.")
    ]
    answers: Annotated[dict[str, Any], WithJsonSchema(_ANSWERS_SCHEMA)]
    measures: Annotated[dict[str, Any], WithJsonSchema(_MEASURES_SCHEMA)] = Field(default_factory=dict)


class CheckInBody(AssessmentBody):
    """The body of `POST /check-ins`."""

    note: Annotated[
        Text,
        StringConstraints(max_length=MAX_NOTE),
        Field(description="Kept only above self_care, when a person reads it."),
    ] = ""
    patient: Annotated[
        uuid.UUID | None, Field(description="Required from a system; patients leave it out.")
    ] = None


class ReasonAnswer(Shape):
    """One cited cause of the level; `url` is the sentence on its page."""

    kind: Literal["sign", "measure", "trend", "unanswered", "policy"]
    key: str
    level: CareLevel
    statement: str
    statement_sha256: str | None
    url: str


class AdviceAnswer(Shape):
    """What to do, in whole sentences."""

    level: CareLevel
    headline: str
    steps: tuple[str, ...]
    who_calls: str
    do_not_wait: Annotated[str, Field(description="Empty when it is safe to wait for us.")]
    call: str
    where_to_go: str


class AssessmentLinks(Shape):
    condition: str
    questionnaire: str
    emergency: str


class CheckInLinks(AssessmentLinks):
    self: str
    patient: str


class AssessmentAnswer(Shape):
    """A decision. Nothing of it is stored."""

    condition: str
    care_level: CareLevel
    complete: Annotated[bool, Field(description="Nothing was left open or not sure.")]
    reasons: list[ReasonAnswer]
    unanswered: tuple[str, ...]
    advice: AdviceAnswer
    watched_now: Annotated[bool, Field(description="Whether a care team is watching.")]
    next_watched_at: Annotated[
        datetime.datetime | None, Field(description="Null while somebody watches, or never.")
    ]
    safety_net: SafetyNet
    publication: PublicationInfo
    links: AssessmentLinks


class CheckInAnswer(AssessmentAnswer):
    """A stored check-in with its decision."""

    id: uuid.UUID
    episode: uuid.UUID
    status: Literal["submitted", "amended", "entered_in_error"]
    submitted_at: datetime.datetime
    links: CheckInLinks


class CheckInSummary(Shape):
    """One line of the list of check-ins."""

    id: uuid.UUID
    condition: str
    episode: uuid.UUID
    status: Literal["submitted", "amended", "entered_in_error"]
    care_level: CareLevel
    submitted_at: datetime.datetime
    publication: PublicationInfo
    links: CheckInLinks


class CheckInList(Shape):
    items: list[CheckInSummary]
    next: Annotated[str | None, Field(description="The `cursor` of the next page; null on the last one.")]


def _real_email(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        raise ValueError("is not an e-mail address") from None
    return value


_EARLIEST_BIRTH = datetime.date(1880, 1, 1)


def _only_iso(value: object) -> object:
    """pydantic alone would also read a text of digits, as seconds or milliseconds since 1970."""
    return iso_date(value) if isinstance(value, str) else value


IsoDate = Annotated[datetime.date, BeforeValidator(_only_iso)]
"""A date in a body: written YYYY-MM-DD, as everywhere, and nothing else."""


def _possible_birth(value: datetime.date) -> datetime.date:
    if not _EARLIEST_BIRTH <= value <= timezone.localdate() + datetime.timedelta(days=1):
        raise ValueError("is no birth date of a living person")
    return value


def _visible(value: str) -> str:
    if has_hidden(value):
        raise ValueError("holds a character that cannot be seen: a mark of direction or of zero width")
    return value


Name = Annotated[RequiredLine, StringConstraints(max_length=100), AfterValidator(_visible)]
IdentifierPart = Annotated[RequiredLine, StringConstraints(max_length=200)]
BirthDate = Annotated[IsoDate, AfterValidator(_possible_birth)]
Email = Annotated[
    str,
    StringConstraints(max_length=254),
    AfterValidator(_real_email),
    Field(json_schema_extra={"format": "email"}),
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
SexCode = Literal["female", "male", "other", "unknown"]


class IdentifierBody(Body):
    """A number by which another system knows the patient."""

    system: Annotated[IdentifierPart, Field(description="Whose number it is, for instance a URI.")]
    value: IdentifierPart


class PatientBody(Body):
    """The body of `POST /patients`."""

    identifiers: Annotated[list[IdentifierBody], Field(min_length=1, max_length=MAX_IDENTIFIERS)]
    given_name: Name
    family_name: Name
    birth_date: BirthDate
    sex: SexCode | None = None
    language: Language | None = None
    email: Email | None = None


class PatientSearchBody(Body):
    """The body of `POST /patients/search`: a search is a POST, so that no identifier stands in an address."""

    identifier: IdentifierBody


class IdentifierAnswer(Shape):
    system: str
    value: str


class PatientLinks(Shape):
    self: str
    check_ins: str


class PatientAnswer(Shape):
    """Who a patient is. Null: unknown."""

    id: uuid.UUID
    identifiers: list[IdentifierAnswer]
    given_name: str
    family_name: str
    birth_date: datetime.date | None
    sex: SexCode | None
    language: str | None
    email: str | None
    links: PatientLinks


class PatientList(Shape):
    items: list[PatientAnswer]
