"""Check-ins to a publication older than the current one: what they were never asked changes nothing real."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from conditions.domain.care_level import CareLevel
from conditions.domain.impact import Count, CountedImpact
from conditions.domain.meaning import words_of
from conditions.impact import count
from conditions.models import ConditionPage, Publication, Reviewer, SameMeaning, SignOff
from tests.triage import builders
from tests.triage.builders import SIGNS
from tests.triage.impact.test_counting import questionnaire

pytestmark = pytest.mark.django_db
SELF_CARE, CALL, URGENT, EMERGENCY = CareLevel
NEW = {"key": "swollen", "statement": "Your leg is swollen"}
WITH_NEW: dict[str, Any] = {"emergency": [*SIGNS["emergency"], NEW]}
ASKED_OTHERWISE: dict[str, Any] = {
    "emergency": [{"key": "cannot-pee", "statement": "You can not pee at all"}, SIGNS["emergency"][1]]
}


def fever(statement: str) -> dict[str, Any]:
    return {"urgent": [{"key": "fever", "statement": statement}]}


def send_ten(publication: Publication, **said: str) -> None:
    for number in range(10):
        builders.send(builders.make_patient(f"patient{number}"), publication, **said)


def sign_same_meaning(key: str, old: Publication, new: Publication) -> None:
    """A reviewer's word that the sign says the same in both."""
    reviewer, _ = Reviewer.objects.get_or_create(name="Rhea Reviewer")
    day = datetime.date(2026, 1, 1)
    sign_off = SignOff.objects.create(
        page=new.page, reviewer=reviewer, reviewer_name=reviewer.name, base=old, section_hashes={},
        signed_on=day, review_due=day + datetime.timedelta(days=365),
    )  # fmt: skip
    before, after = words_of(old.compiled())[key], words_of(new.compiled())[key]
    SameMeaning.objects.create(page=new.page, sign_off=sign_off, key=key, old_sha256=before, new_sha256=after)


def counted(page: ConditionPage, current: Publication, **draft: Any) -> CountedImpact:
    found = count(page_id=page.pk, current=current.compiled(), draft=questionnaire(**draft))
    assert found is not None
    return found


def test_a_sign_that_was_added_since_hides_nobody_whose_level_falls(page: ConditionPage) -> None:
    send_ten(builders.publish(page), fever="yes")
    found = counted(page, builders.publish(page, **WITH_NEW), **WITH_NEW, urgent=[])
    assert (found.higher, found.lower) == (Count(0), Count(10))
    (move,) = found.moves
    assert (move.before, move.after) == (URGENT, SELF_CARE)
    assert [cause.statement for cause in move.causes] == ["You have a fever that you cannot explain"]
    assert found.waiting == ()


def test_taking_back_a_sign_that_was_added_since_lowers_nobody(page: ConditionPage) -> None:
    send_ten(builders.publish(page))
    found = counted(page, builders.publish(page, **WITH_NEW))
    assert (found.higher, found.lower, found.moves) == (Count(0), Count(0), ())


def test_moving_a_sign_that_was_added_since_waits_for_answers(page: ConditionPage) -> None:
    send_ten(builders.publish(page))
    current = builders.publish(page, call_provider=[*SIGNS["call_provider"], NEW])
    found = counted(page, current, **WITH_NEW)
    assert (found.higher, found.lower) == (Count(0), Count(0))
    assert [(one.statement, one.gives, one.below) for one in found.waiting] == [
        ("Your leg is swollen", URGENT, Count(10))
    ]


def test_answers_to_some_and_to_others_are_each_taken_as_they_were_asked(page: ConditionPage) -> None:
    """Five were asked the new sign and said yes to it; five were not. The draft takes it back."""
    first = builders.publish(page)
    for number in range(5):
        builders.send(builders.make_patient(f"first{number}"), first)
    second = builders.publish(page, **WITH_NEW)
    for number in range(5):
        builders.send(builders.make_patient(f"second{number}"), second, swollen="yes")
    found = counted(page, second)
    assert (found.looked_at, found.lower) == (Count(10), Count(5))
    assert [(one.before, one.after) for one in found.moves] == [(EMERGENCY, SELF_CARE)]


def test_same_meaning_counts_from_the_words_that_were_answered_and_from_no_others(
    page: ConditionPage,
) -> None:
    """The first publication asked something else than the second, which the draft says in other words and higher."""
    send_ten(builders.publish(page))
    second = builders.publish(page, **fever("You lost weight"))
    reworded = {"key": "fever", "statement": "You have lost weight"}
    raised: dict[str, Any] = {"urgent": [], "emergency": [*SIGNS["emergency"], reworded]}
    sign_same_meaning("fever", second, builders.publish(page, **raised))
    found = counted(page, second, **raised)
    assert (found.higher, found.lower) == (Count(0), Count(0))
    assert [(one.statement, one.below) for one in found.waiting] == [("You have lost weight", Count(10))]


def test_same_meaning_carries_answers_across_three_publications(page: ConditionPage) -> None:
    first = builders.publish(page)
    send_ten(first, fever="yes")
    second = builders.publish(page, **fever("You have a fever"))
    sign_same_meaning("fever", first, second)
    third = builders.publish(page, **fever("You run a fever"))
    sign_same_meaning("fever", second, third)
    reworded = counted(page, second, **fever("You run a fever"))
    assert (reworded.higher, reworded.lower, reworded.until_answered_lower) == (Count(0),) * 3
    (removed,) = counted(page, third, urgent=[]).moves
    assert (removed.before, removed.after, removed.count) == (URGENT, SELF_CARE, Count(10))


def test_a_fall_is_seen_where_an_earlier_rewording_was_signed_as_the_same(page: ConditionPage) -> None:
    first = builders.publish(page)
    send_ten(first, fever="yes")
    second = builders.publish(page, **ASKED_OTHERWISE)
    sign_same_meaning("cannot-pee", first, second)
    found = counted(page, second, **ASKED_OTHERWISE, urgent=[])
    assert (found.higher, found.lower) == (Count(0), Count(10))
    assert found.waiting == ()


def test_an_edit_of_another_sign_does_not_tell_again_what_was_reworded_before(page: ConditionPage) -> None:
    send_ten(builders.publish(page), fever="yes")
    words = fever("You have a fever or chills")
    found = counted(page, builders.publish(page, **words), **words, call_provider=[])
    assert found.until_answered_lower == Count(0)
    assert found.waiting == ()
