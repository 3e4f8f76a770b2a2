"""The page "Review and sign" shows what must be read, folds what is signed and unchanged, and has one name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from conditions.models import ConditionPage
from tests.conditions.signing.conftest import at_desk, draft_of, edit, reworded_sign

pytestmark = pytest.mark.django_db


def review(page: ConditionPage, name: str = "rhea") -> str:
    html = at_desk(name).get(reverse("condition_sign_offs", args=[page.pk])).content.decode()
    return " ".join(html.split("<main")[1].split())


def test_what_is_signed_and_unchanged_is_folded(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", emergency=reworded_sign(draft_of(reviewed)))
    before, folded = review(reviewed).split('<details class="review__signed">')[:2]
    assert "Void: the words changed after Rhea Reviewer" in before
    assert "13 sections are signed and did not change since" in folded
    assert "Void" not in folded.split("</details>")[0]


def test_a_page_that_nobody_signed_folds_nothing(written: ConditionPage) -> None:
    assert "did not change since" not in review(written)


def test_the_words_that_differ_are_shown_where_they_are_signed(reviewed: ConditionPage) -> None:
    edit(reviewed, "erin", main_message="Rest it for a week.")
    assert "Every word that differs" in review(reviewed)


def test_an_empty_section_does_not_look_like_a_written_one(written: ConditionPage) -> None:
    text = review(written)
    assert 'Prevention <span class="review__empty">(nothing written)</span>' in text
    assert "Symptoms</th>" in text


@pytest.mark.parametrize("name", ["erin", "rhea", "paul", "sam"])
def test_it_has_one_name(written: ConditionPage, name: str) -> None:
    assert "Review and sign" in review(written, name).split("</h1>")[0]
    editor = at_desk(name).get(reverse("wagtailadmin_pages:edit", args=[written.pk])).content.decode()
    assert "Review and sign" in editor
    assert "Sign-offs" not in editor


def test_nothing_is_offered_that_a_stop_would_refuse(written: ConditionPage) -> None:
    edit(written, "erin", emergency=[])
    assert "Sign these words" not in review(written)
    assert "Something stops this page, whoever signs it." in review(written)
    assert "Publish unsigned" not in review(written, "sam")


def test_words_that_are_live_are_not_offered_for_publishing(reviewed: ConditionPage) -> None:
    assert "These words are live." in review(reviewed)
    edit(reviewed, "erin", sources=[])
    assert "These words are live." not in review(reviewed)
