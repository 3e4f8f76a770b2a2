"""An imported page goes live like any other: through the gate, with one publication."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from conditions.importing.write import file_text
from conditions.models import ConditionPage, Publication, UnsignedRelease
from tests.conditions.publishing.conftest import is_served, publications, words

pytestmark = pytest.mark.django_db


def run(folder: Path, *options: str, **changes: object) -> str:
    file, said = folder / "sprain.en.yaml", io.StringIO()
    file.write_text(file_text("sprain", words(**changes)))
    call_command("import_conditions", str(file), *options, stdout=io.StringIO(), stderr=said)
    return said.getvalue()


@pytest.mark.usefixtures("index")
def test_an_imported_page_is_published_once(tmp_path: Path) -> None:
    run(tmp_path, "--publish")
    run(tmp_path, "--publish")
    page = ConditionPage.objects.get(slug="sprain")
    assert [publication.number for publication in publications(page)] == [1]
    assert is_served(page)


@pytest.mark.usefixtures("index")
def test_an_imported_draft_publishes_nothing(tmp_path: Path) -> None:
    run(tmp_path)
    assert publications(ConditionPage.objects.get(slug="sprain")) == []


@pytest.mark.usefixtures("index")
def test_an_import_without_emergency_signs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(tmp_path, "--publish", emergency=[])
    assert not Publication.objects.exists()
    assert not ConditionPage.objects.filter(live=True).exists()


@pytest.mark.usefixtures("index")
def test_changed_words_of_an_imported_file_supersede(tmp_path: Path) -> None:
    run(tmp_path, "--publish")
    run(tmp_path, "--publish", main_message="Rest it for two days.")
    page = ConditionPage.objects.get(slug="sprain")
    assert [publication.is_current for publication in publications(page)] == [False, True]


@pytest.mark.usefixtures("index")
def test_an_import_that_publishes_unsigned_keeps_the_command_and_the_file_as_its_reason(
    tmp_path: Path,
) -> None:
    run(tmp_path, "--publish")
    release = UnsignedRelease.objects.get()
    assert publications(ConditionPage.objects.get(slug="sprain"))[0].reviewer_name == ""
    assert release.reason.startswith("manage.py import_conditions --publish without --reviewed-by")
    assert "sprain.en.yaml" in release.reason


@pytest.mark.usefixtures("index")
def test_an_import_of_other_words_gives_a_reason_again(tmp_path: Path) -> None:
    run(tmp_path, "--publish")
    run(tmp_path, "--publish", main_message="Rest it for two days.")
    newest = UnsignedRelease.objects.first()
    assert newest.section_hashes.keys() == {"main_message"}
