"""What the condition endpoints answer. The names are the contract of design section 6."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from conditions.domain.care_level import CareLevel
from conditions.domain.document import (
    AgeRange,
    Block,
    Code,
    GlossaryTerm,
    OtherName,
    Sign,
    SignPart,
    SimilarCondition,
    Source,
    VirtualCare,
)
from conditions.domain.findings import Kind
from conditions.domain.questionnaire import Question


class Shape(BaseModel):
    """Base of every answer: frozen, and nothing in it that is not named."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=False)


class PublicationInfo(Shape):
    """Which frozen content this is, and who stands behind it. Not reviewed: both `reviewed_` fields are null."""

    sha256: str
    number: int
    published_at: datetime.datetime
    reviewed_by: str | None
    reviewed_on: datetime.date | None
    url: str


class SafetyNet(Shape):
    """When to get help, in the page's own sentences: goes with every part of a page."""

    emergency: tuple[str, ...]
    urgent: tuple[str, ...]
    call_provider: tuple[str, ...]


class EmergencyAdvice(Shape):
    """Whom to call in an emergency, as this site says it."""

    number: str
    tel: Annotated[str, Field(description="The number as a tel: address.")]
    action: str


class ConditionLinks(Shape):
    self: str
    page: str
    emergency: Annotated[str, Field(description="The page's emergency signs.")]
    call_provider: Annotated[str, Field(description='The page\'s "call your healthcare provider" signs.')]
    questionnaire: str
    assessments: str
    check_ins: str


class ConditionSummary(Shape):
    """One line of the list."""

    slug: str
    language: str
    title: str
    sample: bool
    main_message: str
    also_called: tuple[OtherName, ...]
    codes: tuple[Code, ...]
    publication: PublicationInfo
    links: ConditionLinks


class ConditionList(Shape):
    items: list[ConditionSummary]
    next: Annotated[str | None, Field(description="The `cursor` of the next page; null on the last one.")]
    emergency: EmergencyAdvice


class PublishedSign(Shape):
    """A sign with the level of its section, its sentence's fingerprint and its address."""

    key: str
    level: CareLevel
    kind: str
    value: int | None
    statement: str
    statement_sha256: str
    all_of: tuple[SignPart, ...]
    how_to_tell: str
    finding: str
    applies_to: AgeRange | None
    url: str

    @classmethod
    def of(cls, sign: Sign, *, level: CareLevel, sha256: str, url: str) -> PublishedSign:
        """`sign` as it stands in the section of `level`."""
        return cls(
            key=sign.key,
            level=level,
            kind=sign.kind,
            value=sign.value,
            statement=sign.statement,
            statement_sha256=sha256,
            all_of=sign.all_of,
            how_to_tell=sign.how_to_tell,
            finding=sign.finding,
            applies_to=sign.applies_to,
            url=url,
        )


class Sections(Shape):
    """The typed blocks of each section, in the page's order."""

    overview: tuple[Block, ...]
    symptoms: tuple[Block, ...]
    causes: tuple[Block, ...]
    diagnosis: tuple[Block, ...]
    treatment: tuple[Block, ...]
    prevention: tuple[Block, ...]


class ConditionDetail(Shape):
    """Everything that the page says, from its current publication."""

    slug: str
    language: str
    title: str
    sample: bool
    pronunciation: str
    also_called: tuple[OtherName, ...]
    main_message: str
    virtual_care: VirtualCare | None
    emergency: EmergencyAdvice
    signs: list[PublishedSign]
    emergency_exemption: str
    sections: Sections
    similar_conditions: tuple[SimilarCondition, ...]
    codes: tuple[Code, ...]
    sources: tuple[Source, ...]
    terms: tuple[GlossaryTerm, ...]
    publication: PublicationInfo
    links: ConditionLinks


class QuestionnaireAnswer(Shape):
    """What a check-in asks, most urgent first, with the publication that `POST /check-ins` must name."""

    condition: str
    language: str
    title: str
    publication: PublicationInfo
    questions: tuple[Question, ...]
    safety_net: SafetyNet
    emergency: EmergencyAdvice
    links: ConditionLinks


class Withdrawal(Shape):
    """When and why a page was taken out of use."""

    on: datetime.datetime
    reason: str


class OutOfUse(Shape):
    """What a 410 says of a withdrawn page beside the problem itself."""

    withdrawn: Withdrawal
    publication: PublicationInfo
    safety_net: SafetyNet
    emergency: EmergencyAdvice


class FindingItem(Shape):
    """One remark about a page."""

    kind: Annotated[
        Kind,
        Field(
            description="`stop`: such words cannot go live. `warn`: please look; it never blocks. `note`: good to know."
        ),
    ]
    code: Annotated[str, Field(description="Stable: what programs branch on.")]
    section: str
    path: Annotated[
        str, Field(description="Leads to the words, in the names of the page, as in `treatment[2].items[0]`.")
    ]
    where: Annotated[str, Field(description="The same place in words.")]
    message: Annotated[str, Field(description="For people; may change.")]


class FindingCounts(Shape):
    stop: int
    warn: int
    note: int


class FindingsAnswer(Shape):
    """What there is to say today about the words that are live."""

    condition: str
    language: str
    publication: PublicationInfo
    counts: FindingCounts
    findings: list[FindingItem]
    links: ConditionLinks


class ErrorItem(Shape):
    pointer: Annotated[
        str,
        Field(
            description="RFC 6901 JSON Pointer into the body, or query.NAME, or header.NAME. Empty: the whole."
        ),
    ]
    code: Annotated[str, Field(description="Stable; docs/api.md lists every code.")]
    detail: Annotated[str, Field(description="For people; may change.")]


class ProblemDetails(BaseModel):
    """RFC 9457. Some problems carry further members."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    detail: str
    errors: Annotated[list[ErrorItem], Field(min_length=1)]
