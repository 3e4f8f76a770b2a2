"""What changed on a page, in plain words, for readers."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conditions.models import ConditionPage
from conditions.selectors.history import history_of
from conditions.services.publishing import withdraw
from conditions.what_changed import sentences
from tests.factories import PAGE, a_condition_page, republish

ADDRESS = "/conditions/deep-gluteal-syndrome/what-changed/"
FEVER, OLDER = PAGE["urgent"]
NEW = {"key": "swollen", "statement": "Your leg is swollen"}


@pytest.fixture
def page(db: None) -> ConditionPage:
    return a_condition_page()


def said(page: ConditionPage, **changes: Any) -> list[str]:
    """What is said of the publication with these changes."""
    republish(page, **changes)
    return sentences(history_of(page).steps[0])


def test_the_first_publication_says_so(page: ConditionPage) -> None:
    assert sentences(history_of(page).steps[0]) == ["First publication of this page."]


def test_a_new_sign_is_named_with_its_list(page: ConditionPage) -> None:
    assert said(page, urgent=[FEVER, OLDER, NEW]) == ["Added to “Get care today”: “Your leg is swollen”."]


def test_a_removed_sign_is_named(page: ConditionPage) -> None:
    assert said(page, urgent=[FEVER]) == [
        "Removed from “Get care today”: “The pain is new, and it wakes you at night”."
    ]


def test_a_moved_sign_says_from_where_to_where(page: ConditionPage) -> None:
    (sentence,) = said(page, emergency=[*PAGE["emergency"], OLDER], urgent=[FEVER])
    assert sentence.startswith("Moved from “Get care today” to “Get medical attention right away”")


def test_a_reworded_sign_says_both(page: ConditionPage) -> None:
    reworded = FEVER | {"statement": "You have a fever"}
    assert said(page, urgent=[reworded, OLDER]) == [
        f"In “Get care today”, “{FEVER['statement']}” now says “You have a fever”."
    ]


def test_another_number_says_old_and_new(page: ConditionPage) -> None:
    pain, *others = PAGE["call_provider"]
    changed = pain | {"value": 6, "statement": "Your pain is 6 or more out of 10"}
    assert (
        "In “Call your healthcare provider”, the number for “Your pain is 6 or more out of 10” is now 6. It was 7."
        in said(page, call_provider=[changed, *others])
    )


HEAD, *BELOW = PAGE["emergency"]
PAIN, WEEKS, LEGS = PAGE["call_provider"]
RARER: dict[str, tuple[dict[str, Any], str]] = {
    "fewer ages": (
        {"urgent": [FEVER, OLDER | {"applies_to": {"age_from": 80}}]},
        f"In “Get care today”, this now applies to fewer people: “{OLDER['statement']}”.",
    ),
    "more ages": (
        {"urgent": [FEVER, OLDER | {"applies_to": None}]},
        f"In “Get care today”, this now applies to more people: “{OLDER['statement']}”.",
    ),
    "asked otherwise": (
        {"call_provider": [PAIN | {"kind": "yes_no", "value": None}, WEEKS, LEGS]},
        f"The check-in now asks in another way about “{PAIN['statement']}”.",
    ),
    "no finding": (
        {"emergency": [HEAD | {"finding": ""}, *BELOW]},
        f"The check-in now asks in another way about “{HEAD['statement']}”.",
    ),
    "other help": (
        {"emergency": [HEAD | {"how_to_tell": "Touch it."}, *BELOW]},
        f"How to tell was explained anew for “{HEAD['statement']}”.",
    ),
    "no side": ({"asks_side": False}, "The check-in no longer asks which side it is."),
}


@pytest.mark.parametrize(("changes", "sentence"), RARER.values(), ids=RARER)
def test_rarer_changes_of_a_sign_are_said_too(
    page: ConditionPage, changes: dict[str, Any], sentence: str
) -> None:
    assert said(page, **changes) == [sentence]


def test_a_changed_an_added_and_a_removed_section_are_named(page: ConditionPage) -> None:
    words = [{"kind": "paragraph", "text": "Other words."}]
    assert said(page, overview=words, prevention=words, diagnosis=[]) == [
        "Changed: “What is it?”.",
        "Removed the section “How it is diagnosed”.",
        "Added the section “Prevention”.",
    ]


def test_each_publication_stands_under_its_day(db: None, client: Client) -> None:
    noon = datetime.datetime(2026, 6, 15, 16, tzinfo=datetime.UTC)
    with time_machine.travel(noon):
        page = a_condition_page()
    with time_machine.travel(noon + datetime.timedelta(days=2)):
        republish(page, urgent=[FEVER, OLDER, NEW])
        text = client.get(ADDRESS).content.decode()
    days = re.findall(r'<h2><span class="nowrap">([^<]+)</span></h2>', text)
    assert days == ["June 17, 2026", "June 15, 2026"]


def test_the_page_lists_every_publication_with_its_reviewer(page: ConditionPage, client: Client) -> None:
    republish(page, urgent=[FEVER, OLDER, NEW])
    text = client.get(ADDRESS).content.decode()
    assert "Publication 2." in text
    assert "Publication 1." in text
    assert text.index("Your leg is swollen") < text.index("First publication of this page.")
    assert "Reviewed by Rhea Reviewer" in text


def test_it_links_to_the_signs(page: ConditionPage, client: Client) -> None:
    text = client.get(ADDRESS).content.decode()
    assert "/conditions/deep-gluteal-syndrome/#emergency" in text
    assert "/conditions/deep-gluteal-syndrome/#call_provider" in text


def test_the_page_links_to_it(page: ConditionPage, client: Client) -> None:
    assert 'href="what-changed/"' in client.get("/conditions/deep-gluteal-syndrome/").content.decode()


def test_it_stays_readable_when_the_page_is_withdrawn(page: ConditionPage, client: Client) -> None:
    withdraw(page=page, reason="Being checked.")
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert "Taken out of use. Reason: Being checked." in response.content.decode()


def test_a_draft_and_an_unpublished_page_have_none(page: ConditionPage, client: Client) -> None:
    page.unpublish()
    assert client.get(ADDRESS).status_code == 404


def test_why_an_editor_unpublished_a_page_stays_inside(page: ConditionPage, client: Client) -> None:
    page.unpublish()
    republish(page)
    text = client.get(ADDRESS).content.decode()
    assert "Taken off the site." in text
    assert "Back in use with the same words." in text


def test_a_draft_never_shows(page: ConditionPage, client: Client) -> None:
    page.main_message = "A secret draft"
    page.save_revision()
    assert "A secret draft" not in client.get(ADDRESS).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_history(page: ConditionPage, client: Client) -> None:
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as short:
        client.get(ADDRESS)
    for number in range(4):
        republish(page, main_message=f"Words {number}.")
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as long:
        client.get(ADDRESS)
    assert len(long) == len(short)
