"""Every publication of a page is listed, page by page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from conditions.domain import lines
from conditions.domain.markup import Pieces, parse
from conditions.models import ConditionPage
from conditions.selectors import history
from tests.conditions.admin_cast import staff
from tests.factories import a_condition_page, republish

PUBLIC = "/conditions/deep-gluteal-syndrome/what-changed/"


@pytest.fixture
def page(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> ConditionPage:
    """With three publications, of which two are shown at a time."""
    settings.SIGNPOST_DEMO = True
    monkeypatch.setattr(history, "SHOWN", 2)
    page = a_condition_page()
    republish(page, main_message="Pain deep in the buttock.")
    return republish(page, main_message="Other words.")


def test_readers_reach_the_older_ones(page: ConditionPage, client: Client) -> None:
    first = client.get(PUBLIC)
    assert [entry["publication"].number for entry in first.context_data["entries"]] == [3, 2]
    second = client.get(PUBLIC + first.context_data["older_url"])
    assert [entry["publication"].number for entry in second.context_data["entries"]] == [1]
    assert "Older publications" not in second.content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "", "9" * 30, "²"])
def test_any_other_address_begins_with_the_newest(page: ConditionPage, client: Client, before: str) -> None:
    response = client.get(PUBLIC, {"before": before})
    assert [entry["publication"].number for entry in response.context_data["entries"]] == [3, 2]


def test_editors_reach_the_older_ones_and_compare_any_two(page: ConditionPage) -> None:
    address = f"/admin/conditions/{page.pk}/publications/"
    erin = staff("erin")
    first = erin.get(address)
    assert '<a href="?before=2">Older publications</a>' in first.content.decode()
    assert first.context_data["numbers"] == [3, 2, 1]
    second = erin.get(address, {"before": 2})
    assert [row["publication"].number for row in second.context_data["rows"]] == [1]


def test_a_page_that_was_never_published_says_so(page: ConditionPage) -> None:
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    text = staff("erin").get(f"/admin/conditions/{copy.pk}/publications/").content.decode()
    assert "This page was never published." in text


def test_words_that_stay_are_read_once_however_many_publications_hold_them(
    page: ConditionPage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(markup: str) -> Pieces:
        read.append(markup)
        return parse(markup)

    monkeypatch.setattr(lines, "parse", reading)
    words = "Words that nobody read before."
    for number in range(3):
        overview = [{"kind": "paragraph", "text": text} for text in (words, f"Others, {number}.")]
        republish(page, overview=overview)
    client.get(PUBLIC)
    assert read.count(words) == 1
