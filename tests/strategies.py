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

settings.register_profile("local", max_examples=100, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", max_examples=3000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "local"))

AS_OF = datetime.date(2026, 3, 1)
OTHER_WORRY = "Something else worries you, or you are getting worse fast"
REVIEWED = PublicationStanding(reviewed=True)


# --- Documents ---


@st.composite
def sign_parts(draw: st.DrawFn, count: int) -> tuple[SignPart, ...]:
    """`count` parts of one all_of sign, of any kind."""
    parts = []
    for number in range(1, count + 1):
        kind, value = draw(_kinds_and_values())
        parts.append(SignPart(key=str(number), statement=f"Part {number}", kind=kind, value=value))
    return tuple(parts)


def _kinds_and_values() -> st.SearchStrategy[tuple[str, int | None]]:
    return st.one_of(
        st.just(("yes_no", None)),
        st.tuples(st.just("pain_at_least"), st.integers(1, 10)),
        st.tuples(st.just("lasted_at_least"), st.integers(1, 60)),
    )


def age_ranges() -> st.SearchStrategy[AgeRange]:
    ages = st.none() | st.integers(0, 120)
    return st.builds(AgeRange, age_from=ages, age_to=ages)


@st.composite
def signs(draw: st.DrawFn, key: str) -> Sign:
    """A sign of any kind with this key; its words are made from the key."""
    common = {
        "key": key,
        "statement": f"The sentence of {key}",
        "finding": draw(st.sampled_from(["", "", "numbness", "weakness"])),
        "applies_to": draw(st.none() | age_ranges()),
    }
    if draw(st.integers(0, 3)) == 0:
        return Sign(kind="all_of", all_of=draw(sign_parts(draw(st.integers(2, 3)))), **common)
    kind, value = draw(_kinds_and_values())
    return Sign(kind=kind, value=value, **common)


@st.composite
def documents(draw: st.DrawFn) -> ConditionDocument:
    """A page with up to three signs a section. Only what the compiler reads is filled in."""
    sections = {}
    for section in ("emergency", "urgent", "call_provider"):
        count = draw(st.integers(0, 3))
        sections[section] = tuple(draw(signs(f"{section.replace('_', '-')}-{n}")) for n in range(count))
    asks = {"asks_pain": draw(st.booleans()), "asks_side": draw(st.booleans())}
    return ConditionDocument(language="en", title="A condition", **sections, **asks)


def compiled(document: ConditionDocument) -> Questionnaire:
    return compile_questionnaire(document, other_worry=OTHER_WORRY)


def questionnaires() -> st.SearchStrategy[Questionnaire]:
    return documents().map(compiled)


# --- Answers ---


def sign_keys(questionnaire: Questionnaire) -> list[str]:
    return [question.key for question in questionnaire.questions if question.asks == "sign"]


@st.composite
def answers_to(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, Answer]:
    """Some questions answered, some left open; mostly no, so that single answers get to decide."""
    likely = [Answer.NO, Answer.NO, Answer.NO, Answer.NO, Answer.YES, Answer.UNSURE, None]
    drawn = {key: draw(st.sampled_from(likely)) for key in sign_keys(questionnaire)}
    return {key: answer for key, answer in drawn.items() if answer is not None}


def days_before(most: int) -> st.SearchStrategy[datetime.date]:
    return st.integers(0, most).map(lambda days: AS_OF - datetime.timedelta(days=days))


def measures() -> st.SearchStrategy[Measures]:
    pain = st.none() | st.integers(0, 10)
    return st.builds(
        Measures,
        pain_now=pain,
        pain_worst=pain,
        side=st.none() | st.sampled_from(Side),
        started_on=st.none() | days_before(90),
    )


@st.composite
def histories(draw: st.DrawFn, questionnaire: Questionnaire) -> tuple[EarlierCheckIn, ...]:
    earlier = st.builds(
        EarlierCheckIn,
        submitted_on=days_before(30),
        answers=answers_to(questionnaire),
        measures=measures(),
    )
    return tuple(draw(st.lists(earlier, max_size=4)))


def policies() -> st.SearchStrategy[Policy]:
    return st.builds(
        Policy,
        trend_pain_at_least=st.integers(0, 10),
        trend_pain_rise=st.integers(0, 10),
        trend_window_days=st.integers(1, 30),
        floor=st.sampled_from(CareLevel),
    )


def standings() -> st.SearchStrategy[PublicationStanding]:
    return st.builds(
        PublicationStanding, reviewed=st.booleans(), withdrawn=st.booleans(), review_overdue=st.booleans()
    )


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
        age=draw(st.none() | st.integers(0, 120)),
    )


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
