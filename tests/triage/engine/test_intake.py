"""Strict reading of answers and measures: everything is either taken as it is, or refused with a reason."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.domain.questionnaire import Answer, Questionnaire, Side
from tests.strategies import AS_OF, Case, answers_to, json_values, measures, questionnaires, sign_keys
from tests.triage.engine.sample import QUESTIONNAIRE
from triage.domain.assessment import Measures
from triage.domain.intake import FaultCode, parse_check_in


def faults_of(answers: object, measures: object) -> list[tuple[str, str]]:
    parsed = parse_check_in(QUESTIONNAIRE, answers, measures, as_of=AS_OF)
    assert parsed.answers == {}
    assert parsed.measures == Measures()
    return [(fault.pointer, fault.code) for fault in parsed.faults]


def test_it_takes_answers_and_measures_as_they_are() -> None:
    given_measures = {"pain_now": 0, "pain_worst": 10, "side": "left", "started_on": "2026-02-28"}
    parsed = parse_check_in(QUESTIONNAIRE, {"bone-visible": "unsure"}, given_measures, as_of=AS_OF)
    assert parsed.faults == ()
    assert parsed.answers == {"bone-visible": Answer.UNSURE}
    assert parsed.measures.model_dump(mode="json") == given_measures
    assert parsed.measures.side is Side.LEFT


def test_nothing_given_is_nothing_answered() -> None:
    parsed = parse_check_in(QUESTIONNAIRE, {}, {}, as_of=AS_OF)
    assert (parsed.answers, parsed.measures, parsed.faults) == ({}, Measures(), ())


def test_a_known_measure_that_the_page_does_not_ask_is_a_fact_too() -> None:
    bare = QUESTIONNAIRE.model_copy(update={"questions": ()})
    parsed = parse_check_in(bare, {}, {"pain_now": 3, "side": "both"}, as_of=AS_OF)
    assert parsed.measures == Measures(pain_now=3, side=Side.BOTH)


@pytest.mark.parametrize("key", ["pain_now", "pain_worst"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        (-1, "out_of_range"),
        (11, "out_of_range"),
        (10**400, "out_of_range"),
        (7.5, "wrong_type"),
        (7.0, "wrong_type"),
        ("7", "wrong_type"),
        (True, "wrong_type"),
        (False, "wrong_type"),
        (math.nan, "wrong_type"),
        (math.inf, "wrong_type"),
        (None, "wrong_type"),
        ([7], "wrong_type"),
        ({}, "wrong_type"),
    ],
)
def test_p18_pain_out_of_range_is_refused_and_never_coerced(key: str, value: object, code: str) -> None:
    assert faults_of({}, {key: value}) == [(f"/measures/{key}", code)]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("LEFT", "unknown_value"),
        ("", "unknown_value"),
        ("left ", "unknown_value"),
        (1, "wrong_type"),
        (None, "wrong_type"),
        (["left"], "wrong_type"),
    ],
)
def test_p18_a_side_that_is_not_one_of_four_words_is_refused(value: object, code: str) -> None:
    assert faults_of({}, {"side": value}) == [("/measures/side", code)]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2026-03-02", "in_the_future"),
        ("9999-12-31", "in_the_future"),
        ("1905-12-31", "too_long_ago"),
        ("0001-01-01", "too_long_ago"),
        ("2026-02-29", "not_a_date"),
        ("20260228", "not_a_date"),
        ("2026-W08-6", "not_a_date"),
        ("2026-02-28T10:00:00", "not_a_date"),
        ("2026-02-28\n", "not_a_date"),
        ("٢٠٢٦-٠٢-٢٨", "not_a_date"),
        ("0000-01-01", "not_a_date"),
        ("yesterday", "not_a_date"),
        ("", "not_a_date"),
        (20260228, "wrong_type"),
        (None, "wrong_type"),
        (AS_OF, "wrong_type"),
    ],
)
def test_p18_a_start_that_is_no_past_day_is_refused(value: object, code: str) -> None:
    assert faults_of({}, {"started_on": value}) == [("/measures/started_on", code)]


@pytest.mark.parametrize("value", ["2026-03-01", "1906-01-01"])
def test_a_start_today_or_120_years_ago_is_taken(value: str) -> None:
    parsed = parse_check_in(QUESTIONNAIRE, {}, {"started_on": value}, as_of=AS_OF)
    assert str(parsed.measures.started_on) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("YES", "unknown_value"),
        ("y", "unknown_value"),
        ("", "unknown_value"),
        ("\ud800", "unknown_value"),
        (True, "wrong_type"),
        (1, "wrong_type"),
        (None, "wrong_type"),
        (["yes"], "wrong_type"),
    ],
)
def test_p18_an_answer_that_is_not_one_of_three_words_is_refused(value: object, code: str) -> None:
    assert faults_of({"bone-visible": value}, {}) == [("/answers/bone-visible", code)]


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("bone-missing", "unknown_key"),
        ("", "unknown_key"),
        ("Bone-Visible", "unknown_key"),
        ("still-sore", "measured_sign"),
        ("strong-pain", "measured_sign"),
        ("pain_now", "measured_sign"),
        ("hot-and-fever", "asked_in_parts"),
        ("hot-and-fever.2", "unknown_key"),
        ("no-better.1", "unknown_key"),
    ],
)
def test_an_answer_to_something_that_is_not_asked_is_refused(key: str, code: str) -> None:
    assert faults_of({key: "yes"}, {}) == [(f"/answers/{key}", code)]


def test_an_unknown_measure_is_refused() -> None:
    assert faults_of({}, {"pain": 3}) == [("/measures/pain", "unknown_key")]


@pytest.mark.parametrize("value", [None, [], "yes", 3, True])
def test_answers_and_measures_must_be_objects(value: object) -> None:
    assert faults_of(value, value) == [("/answers", "wrong_type"), ("/measures", "wrong_type")]


def test_every_fault_is_named_and_nothing_is_taken_beside_it() -> None:
    answers = {"numb-foot": "no", "x": "yes", "bone-visible": "maybe"}
    wrong = faults_of(answers, {"pain_worst": 5, "pain_now": 11, "side": 3})
    assert [pointer for pointer, _ in wrong] == [
        "/answers/x",
        "/answers/bone-visible",
        "/measures/pain_now",
        "/measures/side",
    ]


def test_a_pointer_is_escaped_and_can_always_be_written() -> None:
    ((pointer, _),) = faults_of({"a/b~c\ud800": "yes"}, {})
    assert pointer == "/answers/a~1b~0c\\ud800"


def test_keys_that_no_json_has_are_refused_as_well() -> None:
    assert faults_of({3: "yes"}, {None: 3}) == [
        ("/answers/3", "unknown_key"),
        ("/measures/None", "unknown_key"),
    ]


@st.composite
def nearly_right(draw: st.DrawFn, questionnaire: Questionnaire) -> tuple[Any, Any]:
    """Objects whose keys are often known ones, with any values."""
    values = json_values() | st.sampled_from(["yes", "no", "unsure", "left", "2026-02-01", 7])
    days = st.sampled_from(["2026-02-01", "2026-02-31", "0000-00-00", "9999-12-31", "2026-W05-1"])
    answer_keys = st.sampled_from(sign_keys(questionnaire)) | st.text(max_size=5)
    measure_keys = st.sampled_from(["pain_now", "pain_worst", "side", "started_on"]) | st.text(max_size=5)
    answers = st.dictionaries(answer_keys, values, max_size=4)
    measured = st.dictionaries(measure_keys, values, max_size=4)
    dated = st.fixed_dictionaries({"started_on": days})
    return draw(answers | json_values()), draw(dated | measured | json_values())


@given(questionnaires(), st.data())
def test_p1_any_json_gives_an_assessment_or_faults(questionnaire: Questionnaire, data: st.DataObject) -> None:
    answers, measured = data.draw(nearly_right(questionnaire))
    parsed = parse_check_in(questionnaire, answers, measured, as_of=AS_OF)
    for fault in parsed.faults:
        assert fault.pointer.encode()
        assert fault.code in FaultCode
        assert fault.detail
    assert Case(questionnaire, parsed.answers, parsed.measures).assess().model_dump_json()


NO_PAIN = (
    st.integers().filter(lambda value: not 0 <= value <= 10)
    | st.floats()
    | st.text()
    | st.booleans()
    | st.none()
    | st.lists(st.integers(0, 10))
    | st.dictionaries(st.text(), st.integers(0, 10))
)
"""Whatever JSON can hold that is no whole number of 0 to 10; a float never is, not even 7.0."""


@given(questionnaires(), st.sampled_from(["pain_now", "pain_worst"]), NO_PAIN)
def test_p18_whatever_is_no_whole_number_of_0_to_10_is_refused_and_never_coerced(
    questionnaire: Questionnaire, key: str, value: object
) -> None:
    parsed = parse_check_in(questionnaire, {}, {key: value}, as_of=AS_OF)
    assert [fault.pointer for fault in parsed.faults] == [f"/measures/{key}"]
    assert parsed.measures == Measures()


@given(questionnaires(), st.data())
def test_p17_the_same_facts_give_the_same_level_however_they_arrive(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    case = Case(questionnaire, data.draw(answers_to(questionnaire)), data.draw(measures()))
    body = json.loads(json.dumps(case.answers))
    measured = json.loads(case.measures.model_dump_json(exclude_none=True))
    parsed = parse_check_in(questionnaire, body, measured, as_of=AS_OF)
    assert parsed.faults == ()
    assert case.but(answers=parsed.answers, measures=parsed.measures).assess() == case.assess()
