"""What the importer does with good files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import yaml
from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.models import Revision

from conditions.builder import document_of
from conditions.importing import apply as applying
from conditions.importing.write import file_text
from conditions.models import ConditionPage, Publication, Reviewer, SignOff, Term
from tests.conditions.documents import good

pytestmark = pytest.mark.django_db


def run(*paths, **options):
    said = io.StringIO()
    call_command("import_conditions", *map(str, paths), stdout=said, **options)
    return said.getvalue()


def write(folder, slug="ankle-sprain", name="", **changes):
    path = folder / (name or f"{slug}.en.yaml")
    path.write_text(file_text(slug, good(**changes)))
    return path


def counts():
    models = (ConditionPage, Revision, Publication, SignOff, Term)
    return [model.objects.count() for model in models]


def test_it_makes_a_draft(tmp_path):
    said = run(write(tmp_path))
    page = ConditionPage.objects.get()
    assert "created ankle-sprain (en)" in said
    assert (page.live, page.slug, page.url) == (False, "ankle-sprain", "/conditions/ankle-sprain/")
    assert document_of(page.get_latest_revision_as_object()) == good()


def test_it_publishes_through_the_gate(tmp_path):
    assert "published ankle-sprain (en)" in run(write(tmp_path), publish=True)
    publication = Publication.objects.current().get()
    assert publication.parsed_document() == good()
    assert publication.reviewer_name == ""
    assert publication.revision == ConditionPage.objects.get().live_revision


def test_it_records_who_reviewed_the_words(tmp_path):
    Reviewer.objects.create(name="Rhea Reviewer")
    run(write(tmp_path), publish=True, reviewed_by="Rhea Reviewer")
    assert Publication.objects.current().get().reviewer_name == "Rhea Reviewer"


def test_a_review_does_not_stand_for_other_words(tmp_path):
    Reviewer.objects.create(name="Rhea Reviewer")
    run(write(tmp_path), publish=True, reviewed_by="Rhea Reviewer")
    run(write(tmp_path, title="Sprained ankle"), publish=True)
    assert Publication.objects.current().get().reviewer_name == ""


@pytest.mark.parametrize("reviewer", ["", "Rhea Reviewer"])
def test_the_same_files_again_change_nothing(tmp_path, reviewer):
    Reviewer.objects.create(name="Rhea Reviewer")
    paths = [write(tmp_path), write(tmp_path, "second", title="Second")]
    run(*paths, publish=True, reviewed_by=reviewer)
    before = counts()
    said = run(*paths, publish=True, reviewed_by=reviewer)
    assert counts() == before
    assert "unchanged ankle-sprain (en)" in said
    assert "published" not in said


def test_a_changed_file_makes_one_new_publication(tmp_path):
    run(write(tmp_path), publish=True)
    said = run(write(tmp_path, main_message="Rest."), publish=True)
    assert "changed ankle-sprain (en)" in said
    assert [found.number for found in Publication.objects.order_by("number")] == [1, 2]
    assert Publication.objects.current().get().parsed_document().main_message == "Rest."


def test_a_draft_import_leaves_the_public_page_alone(tmp_path):
    run(write(tmp_path), publish=True)
    run(write(tmp_path, main_message="Rest."))
    assert Publication.objects.current().get().parsed_document() == good()
    assert ConditionPage.objects.get().has_unpublished_changes


def test_publishing_later_needs_no_change(tmp_path):
    path = write(tmp_path)
    run(path)
    assert "published ankle-sprain" in run(path, publish=True)


def test_a_later_review_is_said_at_once(tmp_path):
    Reviewer.objects.create(name="Rhea Reviewer")
    path = write(tmp_path)
    run(path, publish=True)
    run(path, publish=True, reviewed_by="Rhea Reviewer")
    first, second = Publication.objects.order_by("number")
    assert (first.sha256, second.reviewer_name) == (second.sha256, "Rhea Reviewer")


def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path):
    path = write(tmp_path)
    assert "would create ankle-sprain (en)" in run(path, dry_run=True, publish=True)
    assert counts() == [0, Revision.objects.count(), 0, 0, 0]
    run(path)
    assert "would leave as it is: ankle-sprain" in run(path, dry_run=True)
    assert "would change ankle-sprain" in run(write(tmp_path, title="Other"), dry_run=True)


def test_files_may_link_to_each_other_in_any_order(tmp_path):
    def similar(slug):
        return [{"page": slug, "name": "Other", "relation": "similar"}]

    text = [{"kind": "paragraph", "text": "See [that](page:b-second)."}]
    first = write(tmp_path, "a-first", similar_conditions=similar("b-second"), overview=text)
    second = write(tmp_path, "b-second", similar_conditions=similar("a-first"))
    run(first, second, publish=True)
    documents = {found.page.slug: found.parsed_document() for found in Publication.objects.current()}
    assert documents["a-first"].similar_conditions[0].page == "b-second"
    assert documents["a-first"].overview[0].text == "See [that](page:b-second)."
    assert documents["b-second"].similar_conditions[0].page == "a-first"


def test_when_one_page_fails_nothing_is_imported(tmp_path, monkeypatch):
    def broken(page, step):
        if step.file.slug == "second":
            raise OSError("disk full")

    monkeypatch.setattr(applying, "_publish", broken)
    with pytest.raises(OSError, match="disk full"):
        run(write(tmp_path), write(tmp_path, "second"), publish=True)
    assert ConditionPage.objects.count() == 0
    assert Term.objects.count() == 0


def test_a_page_in_another_language_is_a_translation(tmp_path):
    run(write(tmp_path, "ankle-sprain", "a.es.yaml", language="es"), write(tmp_path), publish=True)
    english, spanish = ConditionPage.objects.order_by("locale__language_code")
    assert spanish.translation_key == english.translation_key
    assert spanish.get_parent().translation_key == english.get_parent().translation_key
    assert (english.url, spanish.url) == ("/conditions/ankle-sprain/", "/es/conditions/ankle-sprain/")


def test_json_and_a_folder_are_read_too(tmp_path):
    content = yaml.safe_load(file_text("ankle-sprain", good()))
    content["sources"][0]["published"] = "2024-05-01"
    (tmp_path / "ankle.json").write_text(json.dumps(content))
    write(tmp_path, "second")
    assert "Pages: 2" in run(tmp_path)


def test_plain_words_stay_words(tmp_path):
    path = tmp_path / "a.yaml"
    text = (
        file_text("a", good())
        .replace("title: Ankle sprain", "title: no")
        .replace("'2024-05-01'", "2024-05-01")
    )
    path.write_text(text.replace("Rest it", "2024-05-01"))
    run(path)
    document = document_of(ConditionPage.objects.get())
    assert document.title == "no"
    assert document.treatment[0].items[0] == "2024-05-01"


def test_a_bare_part_is_asked_under_its_number(tmp_path):
    path = tmp_path / "a.yaml"
    text = file_text("a", good())
    assert "- The ankle is hot\n" in text
    path.write_text(text)
    run(path)
    parts = document_of(ConditionPage.objects.get()).call_provider[1].all_of
    assert [(part.key, part.kind) for part in parts] == [("1", "yes_no"), ("fever", "yes_no")]


def test_an_exemption_is_signed_by_the_reviewer(tmp_path):
    rhea = Reviewer.objects.create(name="Rhea Reviewer")
    path = write(tmp_path, emergency=[], emergency_exemption="Never.")
    run(path, publish=True, reviewed_by="Rhea Reviewer")
    assert ConditionPage.objects.get().emergency_exemption_by == rhea
    assert Publication.objects.current().get().parsed_document().emergency_exemption == "Never."


def test_a_known_word_need_not_be_explained_again(tmp_path):
    run(write(tmp_path))
    run(write(tmp_path, "second", terms=[]), publish=True)
    publication = Publication.objects.current().get()
    assert [term.word for term in publication.parsed_document().terms] == ["ligament"]


def test_the_sample_pages_import_and_go_live():
    assert "Pages: 6" in run("conditions/sample", publish=True)
    assert Publication.objects.current().count() == 6
    assert all(found.parsed_document().sample for found in Publication.objects.current())


def test_the_example_in_the_documentation_goes_live(tmp_path):
    example = Path("docs/content-format.md").read_text().split("```yaml\n")[1].split("```")[0]
    (tmp_path / "ankle.yaml").write_text(example)
    (tmp_path / "ankle.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')
    assert "published ankle-sprain (en)" in run(tmp_path, publish=True)


def test_pictures_are_found_beside_the_file_in_images_and_in_the_page_s_folder(tmp_path):
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 {0}"/></svg>'
    figures = [{"kind": "figure", "image": f"{place}.svg"} for place in ("beside", "images", "own")]
    path = write(tmp_path, overview=figures)
    for place, folder in (("beside", "."), ("images", "images"), ("own", "ankle-sprain.en")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{place}.svg").write_text(svg.format(place))
    run(path, publish=True)
    document = Publication.objects.current().get().parsed_document()
    assert len({figure.sha256 for figure in document.overview}) == 3
    for figure in document.overview:
        assert default_storage.exists(f"figures/{figure.sha256}.svg")
