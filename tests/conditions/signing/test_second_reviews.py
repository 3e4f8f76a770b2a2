"""A second review that is taken back is owed again."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from conditions.models import ConditionPage, SecondReview, SignOff
from conditions.selectors.reviews import review_numbers
from conditions.services import signing
from conditions.services.at_once import publish_at_once
from tests.conditions.signing.conftest import draft_of, edit, fresh, one_more_sign, person, sign, words_sha

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed(reviewed: ConditionPage) -> SecondReview:
    """Rhea published signs of two lists at once."""
    draft = draft_of(reviewed)
    urgent = [(child.block_type, child.value) for child in draft.urgent]
    edit(reviewed, "erin", emergency=[*one_more_sign(draft), *urgent], urgent=[])
    return publish_at_once(page=reviewed, by=person("rhea"), words=words_sha(reviewed))


def take_back(sign_off: SignOff) -> None:
    """As its own signer does."""
    signing.revoke(sign_off=sign_off, by=sign_off.signed_by, reason="I was wrong.")


def test_it_is_owed_again_when_it_is_taken_back(owed: SecondReview) -> None:
    take_back(sign(owed.page, "ruth"))
    again = SecondReview.objects.open().get()
    assert (again.sign_off, again.due_at) == (owed.sign_off, owed.due_at)


def test_it_is_overdue_when_its_time_is_over(owed: SecondReview) -> None:
    take_back(sign(owed.page, "ruth"))
    numbers = review_numbers(timezone.now() + datetime.timedelta(hours=73))
    assert (numbers.second, numbers.second_overdue) == (1, 1)


def test_it_is_done_again_by_somebody_else(owed: SecondReview) -> None:
    take_back(sign(owed.page, "ruth"))
    again = sign(owed.page, "max")
    assert not SecondReview.objects.open().exists()
    assert SecondReview.objects.latest("pk").done_with == again


def test_and_is_owed_a_third_time(owed: SecondReview) -> None:
    for name in ("ruth", "max"):
        take_back(sign(owed.page, name))
    assert SecondReview.objects.open().count() == 1


def test_it_stays_done_when_a_third_reviewer_has_signed_too(owed: SecondReview) -> None:
    second = sign(owed.page, "ruth")
    sign(owed.page, "max")
    take_back(second)
    assert not SecondReview.objects.open().exists()


def one_more_at_once(page: ConditionPage, part: str) -> SecondReview:
    """Rhea published one more sign at once."""
    signs = one_more_sign(draft_of(page))
    signs[-1][1].update(key=f"cold-{part}", statement=f"Your {part} is cold and pale")
    edit(page, "erin", emergency=signs)
    return publish_at_once(page=page, by=person("rhea"), words=words_sha(page))


def test_it_stays_done_by_the_third_reviewer_when_more_signs_have_followed(owed: SecondReview) -> None:
    second = sign(owed.page, "ruth")
    sign(owed.page, "max")
    newer = one_more_at_once(owed.page, "hand")
    take_back(second)
    assert SecondReview.objects.open().get() == newer


def test_so_do_two_that_the_third_reviewer_gave_together(owed: SecondReview) -> None:
    one_more_at_once(owed.page, "hand")
    second = sign(owed.page, "ruth")
    sign(owed.page, "max")
    newest = one_more_at_once(owed.page, "knee")
    take_back(second)
    assert SecondReview.objects.open().get() == newest


def test_it_is_owed_again_when_the_third_reviewer_signed_other_words(owed: SecondReview) -> None:
    second = sign(owed.page, "ruth")
    one_more_at_once(owed.page, "hand")
    sign(owed.page, "max")
    one_more_at_once(owed.page, "knee")
    take_back(second)
    assert SecondReview.objects.open().filter(sign_off=owed.sign_off_id).exists()


def test_it_is_owed_again_on_a_page_that_is_not_live(owed: SecondReview) -> None:
    second = sign(owed.page, "ruth")
    fresh(owed.page).unpublish()
    take_back(second)
    assert SecondReview.objects.open().count() == 1


def test_a_signature_from_before_is_no_part_of_it(owed: SecondReview) -> None:
    sign(owed.page, "ruth")
    first = SignOff.objects.earliest("created_at")
    signing.revoke(sign_off=first, by=person("sam"), reason="Retracted.")
    assert not SecondReview.objects.open().exists()


def test_what_the_first_clinician_takes_back_leaves_it_done(owed: SecondReview) -> None:
    sign(owed.page, "ruth")
    take_back(SignOff.objects.get(pk=owed.sign_off_id))
    assert not SecondReview.objects.open().exists()
