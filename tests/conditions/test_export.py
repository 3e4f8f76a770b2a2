"""Export then import gives the same publication."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings

from conditions.domain.document import ConditionDocument
from conditions.importing.parse import parse_file
from conditions.importing.write import _ORDER, file_text
from conditions.models import ConditionPage, Publication, Term
from conditions.services.tree import ensure_tree
from tests.conditions.documents import documents, good

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h{0}"/></svg>'


def run(name, *words, **options):
    said = io.StringIO()
    call_command(name, *map(str, words), stdout=said, **options)
    return said.getvalue()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents())
def test_a_written_file_is_read_as_the_same_document(tmp_path, document):
    path = tmp_path / "a.yaml"
    path.write_text(file_text("a", document))
    page = parse_file(path)
    assert page.text.faults == []
    assert page.document == document


def test_every_field_has_its_place_in_the_file():
    assert set(_ORDER) == set(ConditionDocument.model_fields)


def test_equal_documents_make_equal_files():
    again = ConditionDocument.model_validate_json(good().model_dump_json(by_alias=True))
    assert file_text("a", again) == file_text("a", good())


def fingerprints():
    return {found.page.slug: found.sha256 for found in Publication.objects.current().select_related("page")}


@pytest.mark.django_db
def test_export_then_import_gives_the_same_fingerprints(tmp_path):
    run("import_conditions", "conditions/sample", publish=True)
    before = fingerprints()
    run("export_conditions", to=tmp_path)
    for page in ConditionPage.objects.all():
        page.slug = f"old-{page.slug}"
        page.save()
        page.unpublish()
    Term.objects.all().delete()
    run("import_conditions", tmp_path, publish=True)
    assert fingerprints() == before


@pytest.mark.django_db
def test_two_pictures_of_one_name_do_not_mix(tmp_path):
    figure = [{"kind": "figure", "image": "ankle.svg"}]
    for slug in ("one", "two"):
        folder = tmp_path / slug
        folder.mkdir()
        (folder / "ankle.svg").write_text(SVG.format(slug))
        (folder / "page.yaml").write_text(file_text(slug, good(overview=figure)))
        run("import_conditions", folder, publish=True)
    run("export_conditions", to=tmp_path / "out")
    said = run("import_conditions", tmp_path / "out", dry_run=True)
    assert said.count("would leave as it is") == 2


@pytest.mark.django_db
def test_it_writes_what_is_published_unless_drafts_are_asked_for(tmp_path):
    source = tmp_path / "a.yaml"
    source.write_text(file_text("a", good()))
    run("import_conditions", source, publish=True)
    source.write_text(file_text("a", good(title="Draft title")))
    run("import_conditions", source)
    run("export_conditions", "a", to=tmp_path / "live")
    run("export_conditions", "a", to=tmp_path / "draft", drafts=True)
    assert "title: Ankle sprain" in (tmp_path / "live" / "a.en.yaml").read_text()
    assert "title: Draft title" in (tmp_path / "draft" / "a.en.yaml").read_text()


@pytest.mark.django_db
def test_an_unknown_slug_and_an_incomplete_draft_are_refused(tmp_path):
    with pytest.raises(CommandError, match="There is no page gone"):
        run("export_conditions", "gone", to=tmp_path)
    page = ConditionPage(title="Draft", slug="draft", live=False)
    page.treatment = [("test", {"name": "", "what_happens": "", "what_it_shows": ""})]
    ensure_tree("en").add_child(instance=page)
    with pytest.raises(CommandError, match="incomplete draft"):
        run("export_conditions", "draft", to=tmp_path)
