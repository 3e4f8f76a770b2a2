"""The content of one condition page: what an import file holds and what a publication freezes.

One shape serves the editor's page, the file of design section 4.4 and the immutable publication, so that
export then import gives the same fingerprint. Parsing is strict: an unknown key or a wrong type is a fault.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from conditions.domain.canonical import Json, canonical_json, sha256_of, without_empty
from conditions.domain.care_level import CareLevel

MAX_STATEMENT = 160
MAX_HOW_TO_TELL = 200
MAX_MAIN_MESSAGE = 200
MAX_PAIN = 10
MAX_DAYS = 3650
"""Ten years: longer than any `lasted_at_least` statement makes sense for."""


def _printable(text: str) -> str:
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", text):
        raise ValueError("holds a control character")
    return text


Text = Annotated[str, AfterValidator(_printable)]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[^\r\n]*$"), AfterValidator(_printable)
]
RequiredLine = Annotated[Line, StringConstraints(min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
UNTITLED = "Untitled"
"""In the place of a title that nobody has written yet. No page goes live with it."""
LOST = "?"
"""In the place of a slug: a page that is not there any more, or is in another language."""
PageSlug = Annotated[
    str,
    StringConstraints(pattern=r"^(\?|[a-z0-9]+(-[a-z0-9]+)*)$", max_length=100),
    WithJsonSchema({"type": "string", "maxLength": 100, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
]
"""What others get of it is a slug, or nothing (`conditions.domain.inlines.without_lost_links`)."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Strict(BaseModel):
    """Base of every content model: frozen, no unknown keys, no coercion."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


# --- Signs ---------------------------------------------------------------------------------------------------


class AgeRange(Strict):
    """Whole years, both ends included; an absent end is open."""

    age_from: Annotated[int, Field(ge=0, le=120)] | None = None
    age_to: Annotated[int, Field(ge=0, le=120)] | None = None


SimpleKind = Literal["yes_no", "pain_at_least", "lasted_at_least"]


class SignPart(Strict):
    """One part of an `all_of` sign. `key` is unique inside its sign; the answer key is `<sign>.<key>`."""

    key: Key
    statement: Annotated[RequiredLine, StringConstraints(max_length=MAX_STATEMENT)]
    kind: SimpleKind = "yes_no"
    value: int | None = None
    """pain_at_least: 0 to 10; lasted_at_least: days, 1 to 3650; absent for yes_no."""


class Sign(Strict):
    """One "get help if" sentence, and how it is answered. Its level comes from the section it stands in."""

    key: Key
    statement: Annotated[RequiredLine, StringConstraints(max_length=MAX_STATEMENT)]
    kind: Literal["yes_no", "pain_at_least", "lasted_at_least", "all_of"] = "yes_no"
    value: int | None = None
    """pain_at_least: 0 to 10; lasted_at_least: days, 1 to 3650; absent for the other kinds."""
    all_of: tuple[SignPart, ...] = ()
    how_to_tell: Annotated[Line, StringConstraints(max_length=MAX_HOW_TO_TELL)] = ""
    finding: Literal["", "numbness", "weakness"] = ""
    applies_to: AgeRange | None = None


# --- Blocks --------------------------------------------------------------------------------------------------
# `Inline` text is the light markup of `conditions.domain.markup`: **bold**, [link](https://…), [[term]].

Inline = Annotated[Line, StringConstraints(min_length=1, max_length=5000)]


class ParagraphBlock(Strict):
    kind: Literal["paragraph"] = "paragraph"
    text: Inline


class BulletsBlock(Strict):
    kind: Literal["bullets"] = "bullets"
    lead_in: Line = ""
    items: Annotated[tuple[Inline, ...], Field(min_length=1)]


class StepsBlock(Strict):
    kind: Literal["steps"] = "steps"
    lead_in: Line = ""
    items: Annotated[tuple[Inline, ...], Field(min_length=1)]


class DoDontBlock(Strict):
    kind: Literal["do_dont"] = "do_dont"
    do: tuple[Inline, ...] = ()
    dont: tuple[Inline, ...] = ()


class TimeframeBlock(Strict):
    """How long something takes, for instance 2 to 6 weeks. `from_` is written `from` in files."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)
    kind: Literal["timeframe"] = "timeframe"
    what: RequiredLine
    from_: Annotated[int, Field(ge=0, le=1000, alias="from")]
    to: Annotated[int, Field(ge=0, le=1000)]
    unit: Literal["hours", "days", "weeks", "months"]


class FigureBlock(Strict):
    """A picture; `sha256` fingerprints its bytes, so a replaced picture is a new publication."""

    kind: Literal["figure"] = "figure"
    image: RequiredLine
    alt: Line = ""
    caption: Line = ""
    sha256: Sha256 | None = None


class TestBlock(Strict):
    kind: Literal["test"] = "test"
    name: RequiredLine
    what_happens: Line = ""
    what_it_shows: Line = ""


class OptionBlock(Strict):
    kind: Literal["option"] = "option"
    name: RequiredLine
    what_to_expect: Line = ""
    home_care: bool = False


class SignQuoteBlock(Strict):
    """Quotes one of the page's own signs by key; its words are never typed twice."""

    kind: Literal["sign"] = "sign"
    key: Key


Block = Annotated[
    ParagraphBlock
    | BulletsBlock
    | StepsBlock
    | DoDontBlock
    | TimeframeBlock
    | FigureBlock
    | TestBlock
    | OptionBlock
    | SignQuoteBlock,
    Field(discriminator="kind"),
]


# --- The page ------------------------------------------------------------------------------------------------


class OtherName(Strict):
    text: RequiredLine
    kind: Literal["lay", "medical", "abbreviation", "misspelling"]


class VirtualCare(Strict):
    text: Annotated[RequiredLine, StringConstraints(max_length=200)]
    label: Annotated[RequiredLine, StringConstraints(max_length=80)]
    url: Annotated[RequiredLine, StringConstraints(max_length=500)]
    learn_more: Annotated[Line, StringConstraints(max_length=500)] = ""


class SimilarCondition(Strict):
    page: PageSlug | None = None
    name: RequiredLine
    relation: Literal["similar", "part_of", "shares_symptoms"]
    how_different: Line = ""


class Code(Strict):
    system: RequiredLine
    code: RequiredLine
    display: Line = ""
    role: Literal["is", "closest", "related"]


class Source(Strict):
    title: RequiredLine
    publisher: Line = ""
    url: Line = ""
    published: datetime.date | None = None


class GlossaryTerm(Strict):
    """A word, how to say it, what it means, and its true number of syllables."""

    word: Annotated[RequiredLine, StringConstraints(max_length=100)]
    respelling: Annotated[Line, StringConstraints(max_length=200)] = ""
    meaning: Annotated[RequiredLine, StringConstraints(max_length=500)]
    syllables: Annotated[int, Field(ge=1, le=20)] | None = None


class ConditionDocument(Strict):
    """Everything that a condition page says, in the template's fixed order. Which parts must be there to
    publish is the gate's question (`conditions.domain.gate`), so that a draft can be incomplete."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    title: Annotated[RequiredLine, StringConstraints(max_length=200)]
    sample: bool = False
    pronunciation: Annotated[Line, StringConstraints(max_length=200)] = ""
    also_called: tuple[OtherName, ...] = ()
    main_message: Annotated[Line, StringConstraints(max_length=MAX_MAIN_MESSAGE)] = ""
    virtual_care: VirtualCare | None = None
    asks_pain: bool = False
    asks_side: bool = False
    emergency: tuple[Sign, ...] = ()
    emergency_exemption: Annotated[Line, StringConstraints(max_length=500)] = ""
    urgent: tuple[Sign, ...] = ()
    call_provider: tuple[Sign, ...] = ()
    overview: tuple[Block, ...] = ()
    similar_conditions: tuple[SimilarCondition, ...] = ()
    symptoms: tuple[Block, ...] = ()
    causes: tuple[Block, ...] = ()
    diagnosis: tuple[Block, ...] = ()
    treatment: tuple[Block, ...] = ()
    prevention: tuple[Block, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[Source, ...] = ()
    terms: tuple[GlossaryTerm, ...] = ()

    def signs(self) -> list[tuple[CareLevel, Sign]]:
        """Every sign with the level of its section, most urgent first, in the page's order."""
        return [
            (level, sign)
            for level, section in (
                (CareLevel.EMERGENCY, self.emergency),
                (CareLevel.URGENT, self.urgent),
                (CareLevel.CALL_PROVIDER, self.call_provider),
            )
            for sign in section
        ]

    def sections_by_sign(self) -> dict[str, str]:
        """The section of each sign, by its key."""
        return {sign.key: section for section in SIGN_SECTIONS for sign in getattr(self, section)}


BLOCK_SECTIONS = ("overview", "symptoms", "causes", "diagnosis", "treatment", "prevention")
SIGN_SECTIONS = ("emergency", "urgent", "call_provider")


def document_json(document: ConditionDocument) -> dict[str, Json]:
    """`document` as JSON without empty fields: what is hashed, and what an export file holds."""
    fields = document.model_dump(mode="json", by_alias=True)
    return {
        name: value
        for name, value in ((name, without_empty(value)) for name, value in fields.items())
        if value not in (None, "", [], {})
    }


def document_sha256(document: ConditionDocument) -> str:
    """The fingerprint of the words alone, which a review is bound to (a publication's also covers the
    compiled questionnaire)."""
    return sha256_of(canonical_json(document_json(document)))
