"""A warning never blocks: not the submission, not the check, not the signature, not a file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Workflow

from conditions.builder import fill_page
from conditions.domain.findings import Kind
from conditions.importing.write import file_text
from conditions.models import ConditionIndexPage, ConditionPage
from conditions.selectors.findings import findings_of
from conditions.services.unsigned import publish_unsigned
from tests.conditions.publishing.conftest import is_served, publications, words
from tests.conditions.signing.conftest import draft_of, fresh, person, sign, words_sha
from tests.factories import a_reviewer

pytestmark = pytest.mark.django_db
WORDS: dict[str, Any] = {
    "emergency": [{"key": "a", "statement": "Do you feel very unwell or hot or cold?"}],
    "overview": [{"kind": "paragraph", "text": "Tendinopathy hurts 20 % of people. See [it](page:gone)."}],
    "also_called": [],
    "sources": [{"title": "Old", "published": "1999-01-01"}],
}


@pytest.fixture
def warned(written: ConditionPage) -> ConditionPage:
    """Erin's draft with warnings of many kinds, and nothing else wrong."""
    fill_page(written, words(**WORDS))
    written.save_revision(user=person("erin"))
    assert {one.kind for one in findings_of(draft_of(written)).found} == {Kind.WARN, Kind.NOTE}
    return fresh(written)


def is_live_with_its_warnings(page: ConditionPage) -> bool:
    return is_served(page) and '"kind":"warn"' in publications(page)[-1].findings


def test_a_page_with_warnings_is_submitted_checked_signed_and_live(warned: ConditionPage) -> None:
    Workflow.objects.get(active=True).start(warned, person("erin"))
    check = fresh(warned).current_workflow_task_state
    check.task.specific.on_action(check, person("paul"), "approve")
    sign(warned, "rhea")
    assert is_live_with_its_warnings(warned)


def test_an_administrator_publishes_it_unsigned(warned: ConditionPage) -> None:
    publish_unsigned(page=warned, by=person("sam"), words=words_sha(warned), reason="Flood.")
    assert is_live_with_its_warnings(warned)


def test_a_file_with_warnings_is_imported_and_live(index: ConditionIndexPage, tmp_path: Path) -> None:
    a_reviewer()
    overview = [
        {"kind": "paragraph", "text": "Tendinopathy hurts 20 % of people."}
    ]  # a file leads nowhere wrong
    document = words(**WORDS | {"overview": overview})
    (tmp_path / "sprain.yaml").write_text(file_text("sprain", document))
    options = {"publish": True, "reviewed_by": "Rhea Reviewer", "stdout": io.StringIO()}
    call_command("import_conditions", str(tmp_path), **options)
    assert is_live_with_its_warnings(ConditionPage.objects.get(slug="sprain"))
