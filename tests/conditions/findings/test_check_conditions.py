"""The command tells what the editor shows and the gate decides, for people and for other programs."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from conditions.builder import document_of, fill_page
from conditions.domain.gate import stops
from conditions.importing.write import file_text
from conditions.models import ConditionPage
from conditions.selectors.findings import findings_about
from tests.conditions.admin_cast import staff
from tests.conditions.documents import good
from tests.conditions.publishing.test_editor import form_of
from tests.factories import PAGE, a_condition_page, current

pytestmark = pytest.mark.django_db
VAGUE = {"key": "", "statement": "You feel very unwell", "kind": "yes_no", "all_of": streamfield([])}


@pytest.fixture
def page(settings: Any) -> ConditionPage:
    settings.SIGNPOST_DEMO = True
    return a_condition_page()


def told(*arguments: str, **options: Any) -> tuple[list[dict[str, Any]], str]:
    """What the command answers as JSON, and the error that it ends with."""
    out, error = io.StringIO(), ""
    try:
        call_command("check_conditions", *arguments, json=True, stdout=out, **options)
    except CommandError as raised:
        error = str(raised)
    return json.loads(out.getvalue()), error


def key(found: dict[str, Any]) -> tuple[str, str, str]:
    return found["kind"], found["code"], found["path"]


def test_gate_editor_and_command_say_the_same_of_a_draft(page: ConditionPage) -> None:
    editor = staff("erin")
    form = form_of(page, emergency=streamfield([("sign", VAGUE)]), overview=streamfield([]), title="Sprain")
    editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    draft = ConditionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    form["emergency-0-value-key"] = draft.emergency[0].value["key"]
    form["call_provider-0-value-key"] = draft.call_provider[0].value["key"]
    in_the_editor = editor.post(reverse("findings_on_edit", args=[page.pk]), form).json()["findings"]
    rows, error = told(page.slug)
    (of_draft,) = [row for row in rows if row["what"] == "draft"]
    assert of_draft["findings"] == in_the_editor
    gate = {("stop", stop.code, stop.field) for stop in stops(document_of(draft))}
    assert {key(one) for one in in_the_editor if one["kind"] == "stop"} == gate
    assert ("warn", "vague", "emergency[0].statement") in map(key, in_the_editor)
    assert error == f"Stops: {len(gate)}"


def test_live_words_and_stored_findings_are_the_same(page: ConditionPage) -> None:
    rows, error = told(page.slug)
    (live,) = [row for row in rows if row["what"] == "live"]
    assert live["findings"] == json.loads(current(page).findings)
    assert error == ""


def test_files_are_looked_at_without_an_import(page: ConditionPage, tmp_path: Path) -> None:
    document = good(**{**PAGE, "emergency": []})
    (tmp_path / "sprain.yaml").write_text(file_text("sprain", document))
    (row,), error = told(files=[tmp_path])
    assert row["what"] == "file"
    assert [one.as_json() for one in findings_about(document)] == row["findings"]
    assert row["counts"]["stop"] == 1
    assert error == "Stops: 1"
    assert not ConditionPage.objects.filter(slug="sprain").exists()


def test_a_file_that_cannot_be_read_is_a_stop(page: ConditionPage, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("format: 1\nslug: Bad Slug\n")
    (row,), error = told(files=[tmp_path / "bad.yaml"])
    (fault,) = [one for one in row["findings"] if one["code"] == "file" and one["path"] == "slug"]
    assert fault["kind"] == "stop"
    assert "bad.yaml:2" in fault["message"]
    assert error


def test_people_read_lines(page: ConditionPage) -> None:
    out = io.StringIO()
    fill_page(page, good(**{**PAGE, "also_called": []}))
    page.save_revision()
    call_command("check_conditions", page.slug, stdout=out)
    assert "deep-gluteal-syndrome (en), live: 0 stop" in out.getvalue()
    assert "warn  Other names: No everyday name." in out.getvalue()
    assert "[no_lay_name]" in out.getvalue()


def test_a_slug_that_no_page_has_is_an_error(page: ConditionPage) -> None:
    with pytest.raises(CommandError, match="There is no page nowhere"):
        call_command("check_conditions", "nowhere")


def test_pages_and_files_are_not_mixed(page: ConditionPage, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not both"):
        call_command("check_conditions", page.slug, files=[tmp_path])
