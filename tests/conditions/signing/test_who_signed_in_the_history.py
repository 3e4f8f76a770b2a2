"""The history names whoever signed a part of a publication that is not reviewed as a whole."""

from __future__ import annotations

import pytest
from django.urls import reverse

from conditions.models import ConditionPage, SignOff
from conditions.services import signing
from conditions.services.at_once import publish_at_once
from conditions.services.publishing import withdraw
from conditions.services.unsigned import publish_unsigned
from tests.conditions.signing.conftest import at_desk, draft_of, edit, fresh, one_more_sign, person, words_sha

pytestmark = pytest.mark.django_db
SIGNED = ", in part: Get medical attention right away"


def signers(page: ConditionPage) -> list[str]:
    """What the history says of who signed, newest publication first."""
    html = at_desk("erin").get(reverse("condition_history", args=[page.pk])).content.decode()
    cells = html.split('<td data-label="Signed by">')[1:]
    return [" ".join(cell.split("</td>")[0].split()) for cell in cells]


@pytest.fixture
def unsigned(written: ConditionPage) -> ConditionPage:
    """Live, and signed by nobody."""
    publish_unsigned(page=written, by=person("sam"), words=words_sha(written), reason="Flood.")
    return fresh(written)


def add_at_once(page: ConditionPage) -> None:
    edit(page, "erin", emergency=one_more_sign(draft_of(page)))
    publish_at_once(page=page, by=person("rhea"), words=words_sha(page))


def test_whoever_published_signs_at_once_is_named(unsigned: ConditionPage) -> None:
    add_at_once(unsigned)
    newest, first = signers(unsigned)
    assert "Not clinically reviewed" in newest
    assert "Rhea Reviewer, MD" in newest
    assert SIGNED in newest
    assert first == "<strong>Not clinically reviewed</strong>"


def test_what_was_taken_back_since_says_so(unsigned: ConditionPage) -> None:
    add_at_once(unsigned)
    signing.revoke(sign_off=SignOff.objects.get(), by=person("rhea"), reason="Wrong.")
    assert "(taken back)" in signers(unsigned)[0]


def test_what_was_taken_back_before_is_not_named(reviewed: ConditionPage) -> None:
    signing.revoke(sign_off=SignOff.objects.get(), by=person("sam"), reason="Retracted.")
    newest, first = signers(reviewed)
    assert newest == "<strong>Not clinically reviewed</strong>"
    assert first == "Rhea Reviewer, May 4, 2026"


def test_nor_what_was_signed_before_the_page_was_withdrawn(reviewed: ConditionPage) -> None:
    withdraw(page=reviewed, reason="A patient was harmed.", by=person("sam"))
    publish_unsigned(page=reviewed, by=person("sam"), words=words_sha(reviewed), reason="Flood.")
    assert signers(reviewed)[0] == "<strong>Not clinically reviewed</strong>"
