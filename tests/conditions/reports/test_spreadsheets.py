"""The downloads: all rows, both formats, and no cell that a spreadsheet program would run."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from conditions.admin.spreadsheets import MAX_CELL, harmless
from conditions.models import ConditionPage, Term
from tests.conditions.reports.conftest import TODAY, never_reviewed, reviewed
from tests.factories import a_condition_page, a_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LEADS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
"""What a spreadsheet program may begin a formula with: plain, full-width, small, and the minus sign."""
SPACES = ["", " ", "\t", "\r", "\n", "\r\n", "\u00a0", "\u3000", "\u2003", "\ufeff", "\u200b", "\x00", "\x0b"]
HOSTILE = [
    '=HYPERLINK("https://example.org","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\ufeff=1+1",
    "＝1+1",
]


def rows(client: Client, name: str, **query: str) -> list[dict[str, str]]:
    response = client.get(reverse(name), {"export": "csv", **query})
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def sheet(client: Client, name: str) -> Any:
    response = client.get(reverse(name), {"export": "xlsx"})
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_becomes_words(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("space", SPACES)
def test_whatever_leads_a_formula_and_whatever_stands_before_it_is_made_harmless(
    lead: str, space: str
) -> None:
    assert harmless(f"{space}{lead}1+1").startswith("'")


@pytest.mark.parametrize("space", ["\t", "\r"])
def test_a_tab_or_a_return_leads_as_well(space: str) -> None:
    assert harmless(f"{space}words") == f"'{space}words"


@pytest.mark.parametrize("text", ["Sciatica", "a=b", "1-2", "", "'=1"])
def test_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_what_no_spreadsheet_can_hold_is_left_out() -> None:
    assert harmless("a\x00b\x0bc") == "abc"
    assert harmless("\x00=1") == "'=1"
    assert len(harmless("a" * 100_000)) == MAX_CELL


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()])
def test_a_hostile_title_is_harmless_in_both_files(erin: Client, text: str) -> None:
    page = never_reviewed("hostile")
    ConditionPage.objects.filter(pk=page.pk).update(title=text)
    assert rows(erin, "needs_review")[0]["Page"] == f"'{text}"
    cell = sheet(erin, "needs_review")["A2"]
    assert (cell.value, cell.data_type) == (f"'{text}", "s")


def test_a_title_with_control_characters_does_not_break_the_file(erin: Client) -> None:
    page = never_reviewed("hostile")
    ConditionPage.objects.filter(pk=page.pk).update(title="a\x07b")
    assert sheet(erin, "needs_review")["A2"].value == "ab"


def test_hostile_sources_are_harmless(erin: Client) -> None:
    a_condition_page(sources=[{"title": "=1+1", "publisher": "@x", "url": "https://a.org"}])
    first = next(row for row in rows(erin, "source_radar") if row["Named as"] == "Source")
    assert (first["Title"], first["Publisher"]) == ("'=1+1", "'@x")


def test_a_hostile_word_is_harmless(erin: Client) -> None:
    a_site()
    Term.objects.create(locale=Locale.objects.get(language_code="en"), word="=1+1", meaning="x")
    assert rows(erin, "glossary_use")[0]["Word"] == "'=1+1"


def test_the_file_holds_every_row_that_the_filter_lets_through(erin: Client) -> None:
    reviewed("late", TODAY.replace(day=1))
    never_reviewed("never")
    assert [row["State"] for row in rows(erin, "needs_review")] == ["Never reviewed", "Overdue"]
    only = rows(erin, "needs_review", show="overdue")
    assert [(row["Page"], row["Review due"], row["Reviewer"]) for row in only] == [
        ("Late", "2026-06-01", "Rhea")
    ]


def test_addresses_in_the_file_are_whole(erin: Client) -> None:
    page = never_reviewed("never")
    row = rows(erin, "needs_review")[0]
    assert row["Edit"].startswith("https://")
    assert row["Edit"].endswith(f"/admin/pages/{page.pk}/edit/")
    assert row["Address"].endswith("/conditions/never/")
    assert row["Address"].startswith("http")


def test_dates_are_dates_in_a_workbook(erin: Client) -> None:
    reviewed("late", TODAY.replace(day=1))
    book = sheet(erin, "needs_review")
    headings = [cell.value for cell in book[1]]
    assert book[2][headings.index("Review due")].is_date
