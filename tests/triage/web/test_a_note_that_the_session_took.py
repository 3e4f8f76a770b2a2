"""A note that was typed when the session had ended is lost, and the patient is told so."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.triage.web.walker import NO_SIGNS
from triage.models import CheckIn

WORDS = "your note was not kept. Write it again"
SECRET = "I am alone at home"


@pytest.fixture
def review(walker):
    """At the review, with one urgent yes."""
    return walker.start().answer(*NO_SIGNS[:2], "yes", *NO_SIGNS[3:], "2", "3", "left", "day:2026-11-20")


def sign_in_again(review, alice, **fields: str):
    """Sends without a session and signs in; then the page to which signing in leads."""
    del review.client.cookies["sessionid"]
    review.press("submit", **fields)
    assert review.path == "/accounts/login/"
    asked = review.response.redirect_chain[-1][0]
    assert SECRET not in asked
    (following,) = parse_qs(urlsplit(asked).query)["next"]
    review.client.force_login(alice.user)
    return review.open(following)


def test_after_signing_in_the_review_says_that_the_note_was_not_kept(review, alice):
    text = sign_in_again(review, alice, note=SECRET).text
    assert WORDS in text
    review.press("submit", note=SECRET)
    assert CheckIn.objects.get().note.text == SECRET


def test_without_a_note_nothing_is_said(review, alice):
    assert WORDS not in sign_in_again(review, alice, note=" ").text
