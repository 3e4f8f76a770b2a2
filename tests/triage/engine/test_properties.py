"""The promises of the engine, one test each (design 5.2). Out-of-range input is in test_intake.py."""

from __future__ import annotations

import datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from conditions.domain.canonical import sha256_of
from conditions.domain.care_level import CareLevel, highest
from conditions.domain.document import SIGN_SECTIONS, ConditionDocument
from conditions.domain.questionnaire import Answer, Questionnaire, Side
from tests.strategies import (
    AS_OF,
    Case,
    all_no,
    answers_to,
    cases,
    compiled,
    documents,
    histories,
    measured_findings,
    measures,
    plain_cases,
    questionnaires,
    sign_keys,
    signs,
    standings,
)
from tests.triage.engine.oracle import answer_to, counts
from triage.domain.assessment import RuleKey

WORSE = {
    Answer.NO: [Answer.NO, Answer.UNSURE, None, Answer.YES],
    Answer.UNSURE: [Answer.UNSURE, None, Answer.YES],
    None: [None, Answer.UNSURE, Answer.YES],
    Answer.YES: [Answer.YES],
}


@given(cases())
def test_p2_the_same_input_gives_the_same_bytes(case: Case) -> None:
    again = case.but(
        questionnaire=Questionnaire.model_validate_json(case.questionnaire.model_dump_json()),
        answers=dict(case.answers),
        history=tuple(case.history),
    )
    assert again.assess().model_dump_json() == case.assess().model_dump_json()


@given(st.data())
def test_p3_a_worse_answer_never_lowers_the_level(data: st.DataObject) -> None:
    case = data.draw(cases() | plain_cases() | measured_findings())
    assert data.draw(worse_than(case)).assess().level >= case.assess().level


@st.composite
def worse_than(draw: st.DrawFn, case: Case) -> Case:
    """The same or worse in every answer; more pain, longer ago, spread from one side to both."""
    answers = {
        key: draw(st.sampled_from(WORSE[case.answers.get(key)])) for key in sign_keys(case.questionnaire)
    }
    now = case.measures
    sides = [now.side, Side.BOTH] if now.side in {Side.LEFT, Side.RIGHT} else [now.side]
    worse = {
        "pain_now": None if now.pain_now is None else draw(st.integers(now.pain_now, 10)),
        "pain_worst": None if now.pain_worst is None else draw(st.integers(now.pain_worst, 10)),
        "side": draw(st.sampled_from(sides)),
        "started_on": now.started_on and now.started_on - datetime.timedelta(draw(st.integers(0, 60))),
    }
    return case.but(answers={key: answer for key, answer in answers.items() if answer}).measuring(**worse)


@given(questionnaires(), st.data())
def test_p3_unsure_is_never_less_than_no_nor_more_than_yes(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    """One question alone, where nothing else hides what its answer does."""
    asked = [rule for rule in questionnaire.signs if any(part.answer_key for part in rule.parts)]
    keys = [part.answer_key for part in data.draw(st.sampled_from(asked)).parts if part.answer_key]
    case = all_no(questionnaire).measuring(pain_worst=10, started_on=AS_OF - datetime.timedelta(days=100))
    calm = case.but(questionnaire=questionnaire.model_copy(update={"signs": tuple(asked)}))
    said = {**calm.answers, **dict.fromkeys(keys, Answer.YES)}
    key = data.draw(st.sampled_from(keys))
    no, unsure, yes = (
        calm.but(answers={**said, key: answer}).assess().level
        for answer in (Answer.NO, Answer.UNSURE, Answer.YES)
    )
    assert no <= unsure <= yes


@given(st.data())
def test_p3_worse_measures_never_lower_what_trends_say(data: st.DataObject) -> None:
    page = ConditionDocument(language="en", title="A page", asks_pain=True, asks_side=True)
    calm = all_no(compiled(page))
    history = data.draw(histories(calm.questionnaire))
    case = calm.but(history=history, measures=data.draw(measures()))
    worse = data.draw(worse_than(case)).but(answers=case.answers)
    assert worse.assess().level >= case.assess().level


@given(plain_cases() | measured_findings(), st.data())
def test_p4_self_care_exactly_when_every_sign_that_counts_is_a_no(case: Case, data: st.DataObject) -> None:
    case = case.but(history=data.draw(histories(case.questionnaire)))
    assessment = case.assess()
    all_answered_no = all(
        answer_to(case, rule) is Answer.NO for rule in case.questionnaire.signs if counts(case, rule)
    )
    # A trend of a sign is not excused here: it may only fire where the sign counts.
    other = any(reason.key in {RuleKey.BOTH_SIDES, RuleKey.PAIN_RISING} for reason in assessment.reasons)
    assert (assessment.level is CareLevel.SELF_CARE) == (all_answered_no and not other)


@given(cases(), st.data())
def test_p5_removing_an_answer_counts_like_unsure(case: Case, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sign_keys(case.questionnaire)))
    without = case.but(answers={other: answer for other, answer in case.answers.items() if other != key})
    unsure = case.but(answers={**case.answers, key: Answer.UNSURE})
    assert without.assess() == unsure.assess()


@given(plain_cases(), st.sampled_from(["pain_now", "pain_worst", "started_on"]))
def test_p5_removing_a_measure_leaves_its_signs_at_least_unsure(case: Case, measure: str) -> None:
    after = {reason.key: reason.level for reason in case.measuring(**{measure: None}).assess().reasons}
    for reason in case.assess().reasons:
        if reason.kind == "measure":
            assert after[reason.key] >= reason.level.when_unsure


@given(questionnaires(), st.sampled_from([{"pain_now": None, "pain_worst": None}, {"started_on": None}]))
def test_p5_removing_what_was_measured_leaves_signs_of_several_parts_at_least_unsure(
    questionnaire: Questionnaire, removed: dict[str, None]
) -> None:
    everything = Case(questionnaire, dict.fromkeys(sign_keys(questionnaire), Answer.YES)).measuring(
        pain_now=10, pain_worst=10, started_on=AS_OF - datetime.timedelta(days=100)
    )
    before, after = everything.assess(), everything.measuring(**removed).assess()
    left = {reason.key: reason.level for reason in after.reasons}
    assert {reason.key for reason in before.reasons} == {rule.key for rule in questionnaire.signs}
    assert all(left[reason.key] >= reason.level.when_unsure for reason in before.reasons)


@given(cases())
def test_p6_the_level_is_the_highest_of_the_reasons(case: Case) -> None:
    assessment = case.assess()
    ranks = [list(CareLevel).index(reason.level) for reason in assessment.reasons]
    assert list(CareLevel).index(assessment.level) == max(ranks, default=0)


@given(plain_cases(), st.data())
def test_p7_stopping_at_an_emergency_yes_gives_the_same_level(case: Case, data: st.DataObject) -> None:
    keys = sign_keys(case.questionnaire)
    emergencies = [rule for rule in case.questionnaire.signs if rule.level is CareLevel.EMERGENCY]
    asked = [rule for rule in emergencies if all(part.answer_key for part in rule.parts)]
    assume(asked)
    stop = data.draw(st.sampled_from(asked))
    yes = {part.answer_key: Answer.YES for part in stop.parts if part.answer_key}
    so_far = keys[: max(keys.index(key) for key in yes) + 1]
    full = case.but(answers={**case.answers, **yes})
    stopped = full.but(answers={key: full.answers[key] for key in so_far if key in full.answers})
    assert stopped.assess().level == full.assess().level == CareLevel.EMERGENCY


@given(cases(), st.randoms(use_true_random=False))
def test_p8_the_order_of_answers_and_of_earlier_check_ins_does_not_matter(case: Case, random) -> None:
    items, history = list(case.answers.items()), list(case.history)
    random.shuffle(items)
    random.shuffle(history)
    shuffled = case.but(answers=dict(items), history=tuple(history))
    assert shuffled.assess().model_dump_json() == case.assess().model_dump_json()


@given(cases())
def test_p9_every_level_has_a_reason_and_every_sign_that_fired_is_cited(case: Case) -> None:
    assessment = case.assess()
    cited = {reason.key: reason.level for reason in assessment.reasons if reason.kind in {"sign", "measure"}}
    fired = {
        rule.key: rule.level
        for rule in case.questionnaire.signs
        if counts(case, rule) and answer_to(case, rule) is Answer.YES
    }
    assert cited == fired
    assert assessment.reasons or assessment.level is CareLevel.SELF_CARE


@given(documents(), st.data())
def test_p10_each_cited_sentence_has_the_fingerprint_of_the_page(
    document: ConditionDocument, data: st.DataObject
) -> None:
    questionnaire = compiled(document)
    case = Case(questionnaire, answers=data.draw(answers_to(questionnaire)), measures=data.draw(measures()))
    case = case.but(history=data.draw(histories(questionnaire)))
    page = {sign.key: sha256_of(sign.statement) for _, sign in document.signs()}
    for reason in case.assess().reasons:
        if reason.key in page:
            assert reason.statement_sha256 == page[reason.key] == sha256_of(reason.statement)


@given(plain_cases())
def test_p11_turning_every_cited_sign_to_no_lowers_the_level(case: Case) -> None:
    assessment = case.assess()
    assume(assessment.level is not CareLevel.SELF_CARE)
    cited = {reason.key for reason in assessment.reasons}
    keys = [
        part.answer_key
        for rule in case.questionnaire.signs
        if rule.key in cited
        for part in rule.parts
        if part.answer_key
    ]
    harmless = case.measuring(pain_now=0, pain_worst=0, started_on=AS_OF)
    turned = harmless.but(answers={**case.answers, **dict.fromkeys(keys, Answer.NO)})
    assert turned.assess().level < assessment.level


@given(documents(), st.data())
def test_p13_one_more_sign_never_gives_less(document: ConditionDocument, data: st.DataObject) -> None:
    case = data.draw(cases_of(document))
    section = data.draw(st.sampled_from(SIGN_SECTIONS))
    grown = (*getattr(document, section), data.draw(signs("one-more")))
    more = document.model_copy(update={section: grown})
    assert case.but(questionnaire=compiled(more)).assess().level >= case.assess().level


@given(documents(), st.data())
def test_p13_a_sign_in_a_higher_section_never_gives_less(
    document: ConditionDocument, data: st.DataObject
) -> None:
    higher, lower = data.draw(
        st.sampled_from(
            [("emergency", "urgent"), ("emergency", "call_provider"), ("urgent", "call_provider")]
        )
    )
    assume(getattr(document, lower))
    case = data.draw(cases_of(document))
    moved, *rest = getattr(document, lower)
    raised = document.model_copy(update={lower: tuple(rest), higher: (*getattr(document, higher), moved)})
    assert case.but(questionnaire=compiled(raised)).assess().level >= case.assess().level


@st.composite
def cases_of(draw: st.DrawFn, document: ConditionDocument) -> Case:
    case = draw(cases())
    questionnaire = compiled(document)
    return case.but(
        questionnaire=questionnaire,
        answers=draw(answers_to(questionnaire)),
        history=draw(histories(questionnaire)),
    )


@given(cases(), standings())
def test_p14_a_page_that_nobody_stands_behind_gives_no_self_care(case: Case, standing) -> None:
    assume(not standing.reviewed or standing.withdrawn or standing.review_overdue)
    nothing_wrong = all_no(case.questionnaire).but(standing=standing)
    assert nothing_wrong.assess().level is CareLevel.CALL_PROVIDER
    assert case.but(standing=standing).assess().level > CareLevel.SELF_CARE


@given(cases())
def test_p16_trends_only_raise(case: Case) -> None:
    alone, with_history = case.but(history=()).assess(), case.assess()
    assert with_history.level >= alone.level
    assert set(alone.reasons) <= set(with_history.reasons)
    added = set(with_history.reasons) - set(alone.reasons)
    assert with_history.level is highest([alone.level, *(reason.level for reason in added)])


@given(documents(), st.data())
def test_p20_every_sign_has_an_input_where_it_alone_decides(
    document: ConditionDocument, data: st.DataObject
) -> None:
    asked = document.model_copy(
        update={section: _only_asked(getattr(document, section)) for section in SIGN_SECTIONS}
    )
    nothing_wrong = all_no(compiled(asked))
    stands_under = {sign.key: level for level, sign in asked.signs()}
    for rule in nothing_wrong.questionnaire.signs:
        yes = {part.answer_key: Answer.YES for part in rule.parts if part.answer_key}
        assessment = nothing_wrong.but(answers={**nothing_wrong.answers, **yes}).assess()
        assert assessment.level is stands_under.get(rule.key, CareLevel.CALL_PROVIDER)
        assert [reason.key for reason in assessment.reasons] == [rule.key]


def _only_asked(section):
    return tuple(
        sign
        for sign in section
        if sign.kind == "yes_no" or (sign.all_of and all(part.kind == "yes_no" for part in sign.all_of))
    )


@given(questionnaires())
def test_p20_a_measured_sign_that_stands_alone_decides(questionnaire: Questionnaire) -> None:
    for rule in questionnaire.signs:
        if not rule.measured:
            continue
        alone = all_no(questionnaire.model_copy(update={"signs": (rule,)}))
        (part,) = rule.parts
        days = datetime.timedelta(days=part.value or 0)
        reached = {"pain_worst": part.value} if part.kind == "pain_at_least" else {"started_on": AS_OF - days}
        assert alone.assess().level is CareLevel.SELF_CARE
        assert alone.measuring(**reached).assess().level is rule.level


@given(questionnaires())
def test_p20_a_sign_of_several_parts_that_stands_alone_decides(questionnaire: Questionnaire) -> None:
    for rule in questionnaire.signs:
        alone = all_no(questionnaire.model_copy(update={"signs": (rule,)}))
        longest = max((part.value or 0 for part in rule.parts if part.kind == "lasted_at_least"), default=0)
        worst = max((part.value or 0 for part in rule.parts if part.kind == "pain_at_least"), default=0)
        yes = {part.answer_key: Answer.YES for part in rule.parts if part.answer_key}
        reached = alone.measuring(pain_worst=worst, started_on=AS_OF - datetime.timedelta(days=longest))
        assessment = reached.but(answers={**alone.answers, **yes}).assess()
        assert alone.assess().level is CareLevel.SELF_CARE
        assert (assessment.level, [reason.key for reason in assessment.reasons]) == (rule.level, [rule.key])


@given(questionnaires(), st.data())
def test_unsure_alone_never_gives_emergency(questionnaire: Questionnaire, data: st.DataObject) -> None:
    open_or_no = st.sampled_from([Answer.NO, Answer.UNSURE])
    answers = {key: data.draw(open_or_no) for key in sign_keys(questionnaire)}
    assert Case(questionnaire, answers=answers).assess().level < CareLevel.EMERGENCY
