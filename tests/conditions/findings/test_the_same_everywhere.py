"""The same words get the same findings wherever somebody asks: one function makes them."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import rich_text, streamfield

from conditions.builder import document_of
from conditions.domain.findings import Code
from conditions.importing.write import file_text
from conditions.models import ConditionPage, Term
from conditions.selectors.findings import findings_of
from conditions.services.publishing import stops_of
from tests.api.builders import Caller, make_client, token_of
from tests.conditions.admin_cast import staff
from tests.conditions.publishing.test_editor import form_of
from tests.factories import a_condition_page, current, released

pytestmark = pytest.mark.django_db
OF_THE_DAY = {Code.UNSIGNED, Code.SECOND_APPROVAL, Code.SIGN_OFF_VOID, Code.SIGN_CHANGED}
"""What a draft is to the words that are live is told where there is a draft."""
SIGN = {"key": "", "statement": "You feel very dizzy", "kind": "yes_no", "all_of": streamfield([])}
HARD = rich_text("<p>The ischium hurts in 20 % of the people who feel it there at all.</p>")
CODE = {"system": "ICD10", "code": "Z99.999", "display": "", "role": "is"}
FORM = {
    "call_provider": streamfield([("sign", SIGN)]),
    "overview": streamfield([("paragraph", HARD)]),
    "codes": streamfield([("code", CODE)]),
}
Row = dict[str, Any]


@pytest.fixture
def erin() -> Client:
    return staff("erin")


@pytest.fixture
def page(settings: Any, erin: Client) -> ConditionPage:
    """With a remark of each family, and a grade that the glossary decides; saved in the editor."""
    settings.SIGNPOST_DEMO = True
    page = a_condition_page()
    Term.objects.create(locale=Locale.get_default(), word="ischium", meaning="A bone.", syllables=20)
    erin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **FORM))
    return page


def draft_of(page: ConditionPage) -> ConditionPage:
    return ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def of_words(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["code"] not in OF_THE_DAY]


def in_the_editor(erin: Client, page: ConditionPage, **changes: Any) -> list[Row]:
    form = form_of(page, **FORM | changes)
    for section in ("emergency", "call_provider"):
        for number, block in enumerate(getattr(draft_of(page), section)):
            form[f"{section}-{number}-value-key"] = block.value["key"]
    return of_words(erin.post(reverse("findings_on_edit", args=[page.pk]), form).json()["findings"])


def told(*arguments: str, **options: Any) -> dict[str, list[Row]]:
    """What the command answers, by what it looked at."""
    out = io.StringIO()
    with contextlib.suppress(CommandError):
        call_command("check_conditions", *arguments, json=True, stdout=out, **options)
    return {row["what"]: of_words(row["findings"]) for row in json.loads(out.getvalue())}


def in_the_api(page: ConditionPage) -> list[Row]:
    caller = Caller(token=token_of(make_client("findings:read")))
    rows: list[Row] = caller.get(f"/conditions/{page.slug}/findings").json()["findings"]
    return rows


def test_editor_command_file_publication_and_api_say_the_same(
    page: ConditionPage, erin: Client, tmp_path: Path
) -> None:
    released(draft_of(page)).get_latest_revision().publish()
    (tmp_path / "page.yaml").write_text(file_text(page.slug, document_of(draft_of(page))))
    stored = json.loads(current(page).findings)
    codes = {row["code"] for row in stored}
    assert codes >= {"vague", "percentage", "unknown_code", "reading_grade"}
    assert in_the_editor(erin, page) == stored
    assert told(page.slug) == {"live": stored, "draft": stored}
    assert told(files=[tmp_path]) == {"file": stored}
    assert in_the_api(page) == stored


def test_gate_editor_and_command_stop_the_same(page: ConditionPage, erin: Client) -> None:
    bad = SIGN | {"statement": "See www.example.org"}
    changes = {"emergency": streamfield([("sign", bad), ("sign", SIGN | {"statement": ""})])}
    erin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **FORM | changes))
    gate = {(stop.code, stop.field, stop.message) for stop in stops_of(draft_of(page))}
    asked = (in_the_editor(erin, page, **changes), told(page.slug)["draft"])
    for rows in asked:
        stopped = {(row["code"], row["path"], row["message"]) for row in rows if row["kind"] == "stop"}
        assert stopped == gate
    assert {code for code, _, _ in gate} >= {"emergency_link", "incomplete"}


def test_a_grade_is_counted_with_the_whole_glossary(page: ConditionPage) -> None:
    with_it = {one.code for one in findings_of(draft_of(page)).found if one.section == "overview"}
    Term.objects.all().delete()
    without = {one.code for one in findings_of(draft_of(page)).found if one.section == "overview"}
    assert (Code.READING_GRADE in with_it, Code.READING_GRADE in without) == (True, False)


def test_a_large_glossary_costs_no_more_queries(
    page: ConditionPage, django_assert_max_num_queries: Any
) -> None:
    draft = draft_of(page)
    words = [Term(locale=draft.locale, word=f"word {n}", meaning="A.", syllables=2) for n in range(300)]
    Term.objects.bulk_create(words)
    with django_assert_max_num_queries(5) as asked:
        findings_of(draft)
    assert sum('FROM "conditions_term"' in query["sql"] for query in asked.captured_queries) == 1
