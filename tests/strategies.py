"""Hypothesis strategies for documents, questionnaires, answers, measures, histories and whole cases."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from conditions.domain.care_level import CareLevel
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.document import AgeRange, ConditionDocument, Sign, SignPart
from conditions.domain.questionnaire import Answer, Questionnaire, Side
from triage.domain.assessment import (
    DEFAULT_POLICY,
    Assessment,
    EarlierCheckIn,
    Measures,
    Policy,
    PublicationStanding,
)
from triage.domain.engine import assess

settings.register_profile("local", max_examples=200, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=3000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "local"))

AS_OF = datetime.date(2026, 3, 1)
OTHER_WORRY = "Something else worries you, or you are getting worse fast"
REVIEWED = PublicationStanding(reviewed=True)


# --- Documents ---
# Signs are drawn whole, from every combination of kind, finding and ages below: one draw a sign keeps the
# properties fast.

KINDS_AND_VALUES = (
    ("yes_no", None),
    ("pain_at_least", 1),
    ("pain_at_least", 7),
    ("pain_at_least", 10),
    ("lasted_at_least", 1),
    ("lasted_at_least", 14),
    ("lasted_at_least", 60),
)
AGES = (None, None, AgeRange(age_from=18), AgeRange(age_to=17), AgeRange(age_from=40, age_to=64))


def _parts(*kinds_and_values: tuple[str, int | None]) -> tuple[SignPart, ...]:
    return tuple(
        SignPart(key=str(number), statement=f"Part {number}", kind=kind, value=value)
        for number, (kind, value) in enumerate(kinds_and_values, start=1)
    )


def _simple(kind: str, value: int | None) -> dict[str, Any]:
    return {"kind": kind, "value": value}


def _all_of(*kinds_and_values: tuple[str, int | None]) -> dict[str, Any]:
    return {"kind": "all_of", "all_of": _parts(*kinds_and_values)}


_ASKED = KINDS_AND_VALUES[0]
_RULES = (
    *[_simple(*_ASKED)] * 6,
    *[_simple(*measured) for measured in KINDS_AND_VALUES[1:]],
    _all_of(_ASKED, _ASKED),
    _all_of(_ASKED, _ASKED, _ASKED),
    *[_all_of(_ASKED, measured) for measured in KINDS_AND_VALUES[1:]],
    _all_of(("pain_at_least", 5), ("lasted_at_least", 7)),
)
SIGNS = [
    Sign(key="any", statement="Any", finding=finding, applies_to=ages, **rule)
    for rule in _RULES
    for finding in ("", "", "numbness", "weakness")
    for ages in AGES
]
_any_signs = st.lists(st.sampled_from(SIGNS), max_size=3)


def signs(key: str) -> st.SearchStrategy[Sign]:
    """A sign of any kind with this key; its words are made from the key."""
    return st.sampled_from(SIGNS).map(lambda sign: _named(sign, key))


def _named(sign: Sign, key: str) -> Sign:
    return sign.model_copy(update={"key": key, "statement": f"The sentence of {key}"})


def _document(emergency: list[Sign], urgent: list[Sign], call: list[Sign], asks: tuple[bool, bool]) -> Any:
    sections = {"emergency": emergency, "urgent": urgent, "call-provider": call}
    named = {
        section.replace("-", "_"): tuple(_named(sign, f"{section}-{n}") for n, sign in enumerate(drawn))
        for section, drawn in sections.items()
    }
    asks_pain, asks_side = asks
    return ConditionDocument(
        language="en", title="A condition", asks_pain=asks_pain, asks_side=asks_side, **named
    )


_documents: st.SearchStrategy[ConditionDocument] = st.builds(
    _document, _any_signs, _any_signs, _any_signs, st.tuples(st.booleans(), st.booleans())
)


def documents() -> st.SearchStrategy[ConditionDocument]:
    """A page with up to three signs a section. Only what the compiler reads is filled in."""
    return _documents


def compiled(document: ConditionDocument) -> Questionnaire:
    return compile_questionnaire(document, other_worry=OTHER_WORRY)


_questionnaires = _documents.map(compiled)


def questionnaires() -> st.SearchStrategy[Questionnaire]:
    return _questionnaires


# --- Answers ---


def sign_keys(questionnaire: Questionnaire) -> list[str]:
    return [question.key for question in questionnaire.questions if question.asks == "sign"]


# Mostly no, so that single answers get to decide.
_likely = st.sampled_from([Answer.NO, Answer.NO, Answer.NO, Answer.NO, Answer.YES, Answer.UNSURE, None])


@st.composite
def answers_to(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, Answer]:
    """Some questions answered, some left open."""
    drawn = {key: draw(_likely) for key in sign_keys(questionnaire)}
    return {key: answer for key, answer in drawn.items() if answer is not None}


_DAYS = [AS_OF - datetime.timedelta(days) for days in range(91)]
_DAYS_OF_SIGNS = [
    AS_OF - datetime.timedelta(value) for kind, value in KINDS_AND_VALUES if kind == "lasted_at_least"
]
"""The very days on which signs of the strategies become a yes."""
_pain = st.none() | st.integers(0, 10)
_measures = st.builds(
    Measures,
    pain_now=_pain,
    pain_worst=_pain,
    side=st.sampled_from([None, *Side]),
    started_on=st.none() | st.sampled_from(_DAYS) | st.sampled_from(_DAYS_OF_SIGNS),
)
_recent_days = st.sampled_from(_DAYS[:31])


def measures() -> st.SearchStrategy[Measures]:
    return _measures


@st.composite
def histories(draw: st.DrawFn, questionnaire: Questionnaire) -> tuple[EarlierCheckIn, ...]:
    """Up to three earlier check-ins of the last 30 days, in no order."""
    return tuple(
        EarlierCheckIn(
            submitted_on=draw(_recent_days),
            answers=draw(answers_to(questionnaire)),
            measures=draw(_measures),
        )
        for _ in range(draw(_how_many))
    )


_how_many = st.integers(0, 3)
_policies = st.builds(
    Policy,
    trend_pain_at_least=st.integers(0, 10),
    trend_pain_rise=st.integers(0, 10),
    trend_window_days=st.integers(1, 30),
    floor=st.sampled_from(CareLevel),
)
_standings = st.builds(
    PublicationStanding, reviewed=st.booleans(), withdrawn=st.booleans(), review_overdue=st.booleans()
)
_ages = st.none() | st.integers(0, 120)


def policies() -> st.SearchStrategy[Policy]:
    return _policies


def standings() -> st.SearchStrategy[PublicationStanding]:
    return _standings


# --- Whole cases ---


@dataclass(frozen=True)
class Case:
    """Everything that `assess` takes, by default a reviewed page, no history and no site floor."""

    questionnaire: Questionnaire
    answers: dict[str, Answer] = field(default_factory=dict)
    measures: Measures = field(default_factory=Measures)
    history: tuple[EarlierCheckIn, ...] = ()
    policy: Policy = DEFAULT_POLICY
    standing: PublicationStanding = REVIEWED
    age: int | None = None
    as_of: datetime.date = AS_OF

    def assess(self) -> Assessment:
        return assess(
            self.questionnaire,
            self.answers,
            self.measures,
            history=self.history,
            policy=self.policy,
            standing=self.standing,
            age=self.age,
            as_of=self.as_of,
        )

    def but(self, **changes: Any) -> Case:
        return replace(self, **changes)

    def answering(self, **answers: str) -> Case:
        """More answers; underscores in names stand for hyphens."""
        more = {key.replace("_", "-"): Answer(answer) for key, answer in answers.items()}
        return replace(self, answers={**self.answers, **more})

    def measuring(self, **measured: Any) -> Case:
        return replace(self, measures=self.measures.model_copy(update=measured))


@st.composite
def plain_cases(draw: st.DrawFn) -> Case:
    """Cases that only the signs decide: no history, no floor, a reviewed page."""
    questionnaire = draw(questionnaires())
    return Case(
        questionnaire,
        answers=draw(answers_to(questionnaire)),
        measures=draw(measures()),
        age=draw(_ages),
    )


@st.composite
def measured_findings(draw: st.DrawFn) -> Case:
    """Plain cases of one measured finding for some ages, and a no to every question: what is measured decides."""
    sign = draw(st.sampled_from(_MEASURED_FINDINGS))
    case = all_no(compiled(_document([], [], [sign], (False, False))))
    return case.but(measures=draw(measures()), age=draw(_ages))


_MEASURED_FINDINGS = [
    sign for sign in SIGNS if sign.kind.endswith("_at_least") and sign.finding and sign.applies_to
]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Cases in which any rule can fire."""
    case = draw(plain_cases())
    return case.but(
        history=draw(histories(case.questionnaire)), policy=draw(policies()), standing=draw(standings())
    )


def all_no(questionnaire: Questionnaire) -> Case:
    """Every sign answered no, every measure given and harmless."""
    return Case(
        questionnaire,
        answers=dict.fromkeys(sign_keys(questionnaire), Answer.NO),
        measures=Measures(pain_now=0, pain_worst=0, side=Side.LEFT, started_on=AS_OF),
    )


# --- Anything at all ---


def json_values() -> st.SearchStrategy[Any]:
    """Whatever a lenient JSON parser can hand over, NaN and lone surrogates included."""
    text = st.text(st.characters(), max_size=8)
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | text
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
        max_leaves=6,
    )
