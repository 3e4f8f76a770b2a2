"""A page says who reviewed its words, and only of exactly these words."""

from __future__ import annotations

import datetime

import pytest

from conditions.builder import document_of
from conditions.models import ConditionPage, SignOff, SiteWording
from conditions.selectors.publications import standing_of
from conditions.services.signing import sign_for
from tests.conditions.publishing.conftest import publications, released, words
from tests.factories import a_reviewer

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 1)
DUE = datetime.date(2027, 3, 1)


def review(page: ConditionPage) -> SignOff:
    """Rhea's sign-off of the words of `page`."""
    return sign_for(page=page, document=document_of(page), reviewer=a_reviewer(), on=TODAY, due=DUE)


def test_a_page_without_a_review_is_not_reviewed(live: ConditionPage) -> None:
    publication = publications(live)[0]
    assert (publication.reviewer_name, publication.reviewed_on) == ("", None)
    assert not standing_of(publication, TODAY).reviewed


def test_a_review_before_publishing_is_part_of_the_publication(draft: ConditionPage) -> None:
    review(draft)
    draft.save_revision().publish()
    publication = publications(draft)[0]
    assert (publication.reviewer_name, publication.reviewed_on) == ("Rhea Reviewer", TODAY)
    assert publication.review_due == DUE


def test_a_review_of_the_live_words_makes_a_new_number_of_the_same_words(live: ConditionPage) -> None:
    review(live)
    first, second = publications(live)
    assert second.sha256 == first.sha256
    assert (first.reviewer_name, second.reviewer_name) == ("", "Rhea Reviewer")
    assert second.is_current


def test_saving_after_a_review_makes_no_third_number(live: ConditionPage) -> None:
    review(live)
    live.save_revision().publish()
    assert len(publications(live)) == 2


def test_a_review_of_other_words_changes_nothing(live: ConditionPage) -> None:
    sign_for(page=live, document=words(title="Other", main_message="Other."), reviewer=a_reviewer())
    assert len(publications(live)) == 1


def test_changed_words_are_not_reviewed_any_more(live: ConditionPage) -> None:
    review(live)
    live.main_message = "Walk on it at once."
    released(live).save_revision().publish()
    assert publications(live)[-1].reviewer_name == ""


def test_a_review_of_a_draft_publishes_nothing(draft: ConditionPage) -> None:
    review(draft)
    assert publications(draft) == []


@pytest.mark.parametrize(("days_late", "overdue"), [(0, False), (30, False), (31, True)])
def test_a_review_is_overdue_after_the_sites_grace(
    draft: ConditionPage, days_late: int, overdue: bool
) -> None:
    SiteWording.objects.create(review_grace_days=30)
    review(draft)
    draft.save_revision().publish()
    today = DUE + datetime.timedelta(days=days_late)
    assert standing_of(publications(draft)[0], today).review_overdue is overdue


def test_an_ended_publication_counts_as_withdrawn(live: ConditionPage) -> None:
    live.unpublish()
    assert standing_of(publications(live)[0], TODAY).withdrawn
