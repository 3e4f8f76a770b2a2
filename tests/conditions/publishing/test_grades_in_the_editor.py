"""The panel of checks shows both grades of each section, with the words that the glossary explains and without them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import rich_text, streamfield

from conditions.domain.findings.readability import Counts
from conditions.models import ConditionPage, Term
from tests.conditions.publishing.test_editor import form_of

pytestmark = pytest.mark.django_db
TEXT = "You may have a [[spondylolisthesis]] in your back. It can hurt a lot when you walk."
WITH = Counts(sentences=2, words=16, syllables=22, long_words=1)
WITHOUT = Counts(sentences=2, words=15, syllables=15, long_words=0)


def row_of(html: str, heading: str) -> list[str]:
    """The cells of a section in the table of grades."""
    table = html.partition('<table class="findings-grades"')[2].partition("</table>")[0]
    (row,) = (one for one in table.split("<tr>") if f">{heading}<" in one)
    return re.findall(r"<td[^>]*>([^<]*)</td>", row)


def test_each_section_has_both_grades_with_and_without_glossary_words(
    erin: Client, draft: ConditionPage
) -> None:
    Term.objects.create(
        locale=Locale.objects.get(language_code="en"),
        word="spondylolisthesis",
        meaning="A slip.",
        syllables=7,
    )
    form = form_of(draft, overview=streamfield([("paragraph", rich_text(f"<p>{TEXT}</p>"))]))
    answer = erin.post(reverse("findings_on_edit", args=[draft.pk]), form).json()
    expected = [WITH.flesch_kincaid, WITHOUT.flesch_kincaid, WITH.smog, WITHOUT.smog]
    assert row_of(answer["panel"], "What is it?") == [str(grade) for grade in expected]
    assert len(set(expected)) == 4
