"""The impact of an edit, counted over stored check-ins: exact inside, and safe to tell outside."""

from __future__ import annotations

import datetime
import json
from collections import Counter, defaultdict
from typing import Any

import pytest
from django.utils import timezone

from conditions.domain.care_level import CareLevel
from conditions.domain.compiler import compile_questionnaire
from conditions.domain.impact import STEP, Cell, Count, CountedImpact, told_apart
from conditions.domain.questionnaire import Answer, Questionnaire
from conditions.impact import count
from conditions.models import ConditionPage, Publication
from tests.triage import builders
from tests.triage.builders import OTHER_WORRY, SIGNS, document, send
from triage.domain.assessment import Measures, PublicationStanding
from triage.domain.engine import assess
from triage.models import CheckIn, Patient
from triage.selectors import site
from triage.services import impact

SELF_CARE, CALL, URGENT, EMERGENCY = CareLevel
PAINS = [1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 8, 9]


def questionnaire(**changes: Any) -> Questionnaire:
    return compile_questionnaire(document(**changes), other_worry=OTHER_WORRY)


def pain_from(value: int) -> list[dict[str, Any]]:
    return [SIGNS["call_provider"][0], {**SIGNS["call_provider"][1], "value": value}]


def counted(page: ConditionPage, publication: Publication, **changes: Any) -> CountedImpact:
    found = count(page_id=page.pk, current=publication.compiled(), draft=questionnaire(**changes))
    assert found is not None
    return found


def is_told(count: Count, number: int) -> bool:
    """Whether `count` is what may be told of `number`: up or down to a multiple of five."""
    return count in {Count.of(number, key) for key in range(STEP)}


@pytest.fixture
def sent(page: ConditionPage, publication: Publication, db: None) -> list[CheckIn]:
    """One check-in of each of fifteen patients, with pain from 1 to 9 and three fevers."""
    return [
        send(
            builders.make_patient(f"patient{number}"),
            publication,
            measures=Measures(pain_now=pain, pain_worst=pain),
            fever="yes" if number % 5 == 0 else "no",
        )
        for number, pain in enumerate(PAINS)
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"call_provider": pain_from(5)},
        {"call_provider": pain_from(9)},
        {"call_provider": []},
        {"urgent": []},
        {"urgent": [], "emergency": [*SIGNS["emergency"], *SIGNS["urgent"]]},
    ],
)
def test_the_counts_are_those_of_a_recomputation_by_hand(
    page: ConditionPage, publication: Publication, sent: list[CheckIn], changes: dict[str, Any]
) -> None:
    draft, moves = questionnaire(**changes), Counter[tuple[CareLevel, CareLevel]]()
    for check_in in sent:
        answers = {key: Answer(value) for key, value in check_in.answers.items()}
        before, after = (
            assess(
                each,
                answers,
                Measures.model_validate_json(json.dumps(check_in.measures)),
                standing=PublicationStanding(reviewed=True),
                age=check_in.patient.age_on(site.today(timezone.now())),
                as_of=site.today(timezone.now()),
            ).level
            for each in (publication.compiled(), draft)
        )
        moves[before, after] += before != after
    found = counted(page, publication, **changes)
    assert found.looked_at == Count(len(sent))
    assert is_told(found.higher, sum(n for (old, new), n in moves.items() if new > old))
    assert is_told(found.lower, sum(n for (old, new), n in moves.items() if new < old))


def test_a_rise_names_its_sentence(
    page: ConditionPage, publication: Publication, sent: list[CheckIn]
) -> None:
    found = counted(page, publication, call_provider=pain_from(5))
    (move,) = found.moves
    assert (move.before, move.after, move.count) == (SELF_CARE, CALL, Count(5))
    assert [(cause.statement, cause.count) for cause in move.causes] == [("Your pain is 7 or more", Count(5))]


def test_a_new_sign_is_counted_apart(
    page: ConditionPage, publication: Publication, sent: list[CheckIn]
) -> None:
    new = {"key": "swollen", "statement": "Your leg is swollen"}
    found = counted(page, publication, emergency=[*SIGNS["emergency"], new])
    assert (found.higher, found.lower, found.moves) == (Count(0), Count(0), ())
    (waits,) = found.waiting
    assert (waits.statement, waits.gives) == ("Your leg is swollen", URGENT)
    assert waits.below in {Count(10), Count(15)}


def test_small_counts_are_not_told(
    page: ConditionPage, publication: Publication, sent: list[CheckIn]
) -> None:
    found = counted(page, publication, urgent=[])
    assert str(found.lower) == "fewer than 5"
    assert found.lower.number is None


def test_of_very_few_check_ins_nothing_is_told(page: ConditionPage, publication: Publication) -> None:
    for number in range(4):
        send(builders.make_patient(f"one{number}"), publication, fever="yes")
    found = counted(page, publication, urgent=[])
    assert found.too_few
    assert found.moves == found.waiting == ()
    assert (found.higher, found.lower) == (Count(None), Count(None))


def test_rare_moves_share_a_row_from_which_none_can_be_worked_out() -> None:
    moves = {(SELF_CARE, CALL): Cell(25), (SELF_CARE, URGENT): Cell(6), (CALL, URGENT): Cell(4)}
    assert [(row.before, row.after, row.count.number) for row in told_apart(moves, {})] == [
        (SELF_CARE, CALL, 25),
        (None, None, 10),
    ]


NINE_AS_FIVE, SIX_AS_FIVE, ONE, FOUR = Cell(9, 4), Cell(6, 4), Cell(1), Cell(4)
"""Pairs of different numbers that are told alike."""


@pytest.mark.parametrize(("one", "other"), [(NINE_AS_FIVE, SIX_AS_FIVE), (SIX_AS_FIVE, NINE_AS_FIVE)])
def test_the_order_of_moves_tells_no_more_than_their_counts(one: Cell, other: Cell) -> None:
    moves = {(SELF_CARE, CALL): one, (SELF_CARE, URGENT): other, (SELF_CARE, EMERGENCY): Cell(10)}
    told = told_apart(moves, {})
    assert [(row.after, row.count.number) for row in told] == [(EMERGENCY, 10), (URGENT, 5), (CALL, 5)]


@pytest.mark.parametrize(("one", "other"), [(NINE_AS_FIVE, SIX_AS_FIVE), (SIX_AS_FIVE, NINE_AS_FIVE)])
def test_which_move_is_told_with_the_rare_ones_tells_no_more_than_the_counts(one: Cell, other: Cell) -> None:
    moves = {(SELF_CARE, CALL): one, (SELF_CARE, URGENT): other, (SELF_CARE, EMERGENCY): Cell(1)}
    assert [row.after for row in told_apart(moves, {})] == [URGENT, None]


@pytest.mark.parametrize(
    ("one", "other"),
    [(NINE_AS_FIVE, SIX_AS_FIVE), (SIX_AS_FIVE, NINE_AS_FIVE), (ONE, FOUR), (FOUR, ONE)],
)
def test_the_order_of_causes_tells_no_more_than_their_counts(one: Cell, other: Cell) -> None:
    move = (SELF_CARE, CALL)
    (row,) = told_apart({move: Cell(10)}, {move: {"Second": other, "First": one}})
    assert [cause.statement for cause in row.causes] == ["First", "Second"]


@pytest.mark.parametrize(
    ("one", "other"),
    [(NINE_AS_FIVE, SIX_AS_FIVE), (SIX_AS_FIVE, NINE_AS_FIVE), (ONE, FOUR), (FOUR, ONE)],
)
def test_the_order_of_what_waits_tells_no_more_than_its_counts(one: Cell, other: Cell) -> None:
    waiting = {("A call", CALL): one, ("Second", URGENT): other, ("First", URGENT): one}
    tally = impact.Tally(looked_at=Cell(20), waiting=defaultdict(Cell, waiting))
    told = tally.told(sent=tally.looked_at).waiting
    assert [one.statement for one in told] == ["First", "Second", "A call"]


def test_older_and_withdrawn_check_ins_are_left_out(
    page: ConditionPage, publication: Publication, sent: list[CheckIn]
) -> None:
    long_ago = timezone.now() - datetime.timedelta(days=91)
    CheckIn.objects.filter(pk=sent[0].pk).update(submitted_at=long_ago)
    CheckIn.objects.filter(pk=sent[1].pk).update(status="entered_in_error")
    assert is_told(counted(page, publication).looked_at, len(sent) - 2)
    CheckIn.objects.filter(pk__in=[one.pk for one in sent[2:5]]).update(status="entered_in_error")
    assert counted(page, publication).looked_at == Count(len(sent) - 5)


@pytest.mark.parametrize(("days", "number"), [(89, 15), (91, 0)])
def test_it_is_the_last_90_days_that_count(
    page: ConditionPage, publication: Publication, sent: list[CheckIn], days: int, number: int
) -> None:
    CheckIn.objects.update(submitted_at=timezone.now() - datetime.timedelta(days=days))
    found = counted(page, publication)
    assert (found.looked_at, found.days) == (Count(number), 90)


def test_check_ins_of_another_page_are_left_out(publication: Publication, sent: list[CheckIn]) -> None:
    other = builders.make_page("other")
    assert counted(other, publication).looked_at == Count(0)


def test_answers_to_an_older_publication_count_as_far_as_they_still_hold(
    page: ConditionPage, publication: Publication, sent: list[CheckIn]
) -> None:
    newer = builders.publish(page, urgent=[{"key": "fever", "statement": "You have a fever"}])
    found = counted(page, newer, urgent=[{"key": "fever", "statement": "You have a fever"}])
    assert (found.higher, found.lower) == (Count(0), Count(0))


def test_more_than_the_limit_is_said(
    page: ConditionPage, publication: Publication, sent: list[CheckIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(impact, "LIMIT", 10)
    found = counted(page, publication)
    assert (found.looked_at, found.sent, found.sampled) == (Count(10), Count(15), True)


def test_the_number_of_queries_does_not_grow(
    page: ConditionPage,
    publication: Publication,
    sent: list[CheckIn],
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(2):
        counted(page, publication)


def test_nothing_about_a_person_leaves(
    page: ConditionPage, publication: Publication, sent: list[CheckIn], charlie: Patient
) -> None:
    text = repr(counted(page, publication, urgent=[], call_provider=pain_from(3)))
    for check_in in sent:
        assert str(check_in.pk) not in text
        assert str(check_in.patient_id) not in text
        assert check_in.patient.given_name not in text


@pytest.mark.parametrize("number", range(41))
def test_a_count_is_told_as_a_multiple_of_five_and_right_on_the_average(number: int) -> None:
    told = [Count.of(number, key).number for key in range(STEP)]
    if 0 < number < 5:
        assert set(told) == {None}
    else:
        assert all(one is not None and one % 5 == 0 and abs(one - number) < 5 for one in told)
        assert sum(one or 0 for one in told) == number * STEP


def test_asking_again_tells_the_same(
    page: ConditionPage, publication: Publication, sent: list[CheckIn]
) -> None:
    first = counted(page, publication, call_provider=pain_from(4))
    assert counted(page, publication, call_provider=pain_from(4)) == first


def test_two_drafts_that_differ_by_one_check_in_do_not_tell_it() -> None:
    """Over all keys, what is told of n check-ins and of n + 1 overlaps: the difference says nothing for certain."""
    for number in range(5, 40):
        before = {Count.of(number, key) for key in range(STEP)}
        after = {Count.of(number + 1, key) for key in range(STEP)}
        assert before & after


def test_a_set_with_one_more_check_in_is_rounded_anew() -> None:
    small, large = Cell(), Cell()
    for key in (11, 22, 33, 44, 55, 66):
        small.add(key)
        large.add(key)
    large.add(77)
    assert small.key != large.key
    assert Cell(3, 1) + Cell(4, 3) == Cell(7, 2)
