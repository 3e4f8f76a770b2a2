"""What a person reads of the difference between two publications."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.domain.differences import (
    SectionDifference,
    Stretch,
    differences,
    sentences_quoted,
    word_difference,
)
from conditions.domain.document import ConditionDocument
from conditions.domain.line_texts import line_texts
from conditions.domain.lines import SECTIONS, lines_of
from tests.conditions.documents import documents, good

few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
sentences = st.lists(st.sampled_from(["You", "feel", "ill", " ", "  ", "today.", "é"]), max_size=8).map(
    " ".join
)


def said(found: list[SectionDifference]) -> dict[str, list[list[tuple[str, str]]]]:
    return {one.section: [[(s.fate, s.text) for s in line] for line in one.lines] for one in found}


@given(sentences, sentences)
def test_both_sentences_can_be_read_out_of_their_difference(old: str, new: str) -> None:
    stretches = word_difference(old, new)
    assert "".join(each.text for each in stretches if each.fate != "added") == old
    assert "".join(each.text for each in stretches if each.fate != "removed") == new


@few
@given(documents())
def test_a_document_does_not_differ_from_itself(document: ConditionDocument) -> None:
    assert differences(document, document) == []


@few
@given(documents(), documents())
def test_every_line_that_went_and_every_line_that_came_is_shown(
    old: ConditionDocument, new: ConditionDocument
) -> None:
    found = {one.section: one.lines for one in differences(old, new)}
    for section in SECTIONS:
        before, after = (lines_of(each, section, sentences_quoted(old, new)) for each in (old, new))
        shown = found.get(section, ())
        gone = {"".join(s.text for s in line if s.fate != "added") for line in shown}
        come = {"".join(s.text for s in line if s.fate != "removed") for line in shown}
        assert set(before) - set(after) <= gone
        assert set(after) - set(before) <= come


def test_a_reworded_sign_shows_its_words() -> None:
    new = good(emergency=[{"key": "bone-visible", "statement": "You can see bone or muscle"}])
    (line,) = said(differences(good(), new))["emergency"]
    assert line == [("same", "You can see bone"), ("added", " or muscle")]


def test_a_sign_that_moves_is_taken_from_one_list_and_added_to_the_other() -> None:
    sign = {"key": "bone-visible", "statement": "You can see bone"}
    old, new = good(urgent=[]), good(emergency=[{"key": "x", "statement": "Other words here"}], urgent=[sign])
    assert said(differences(old, new)) == {
        "emergency": [[("added", "Other words here")], [("removed", "You can see bone")]],
        "urgent": [[("added", "You can see bone")]],
    }


def test_a_link_that_leads_elsewhere_is_shown() -> None:
    link = "See [more](https://example.org/{})."
    texts = [[{"kind": "paragraph", "text": link.format(each)}] for each in ("old", "new")]
    (line,) = said(differences(good(overview=texts[0]), good(overview=texts[1])))["overview"]
    assert ("removed", "(https://example.org/old).") in line


def test_everything_of_the_first_publication_is_new() -> None:
    fates = {s.fate for one in differences(None, good()) for line in one.lines for s in line}
    assert fates == {"added"}


def test_every_field_of_a_document_is_compared() -> None:
    changed = good(
        title="Other",
        pronunciation="Other",
        also_called=[],
        main_message="Other",
        virtual_care=None,
        asks_side=False,
        emergency=[],
        urgent=[],
        call_provider=[],
        overview=[],
        similar_conditions=[],
        symptoms=[],
        causes=[{"kind": "paragraph", "text": "Other"}],
        diagnosis=[],
        treatment=[],
        prevention=[{"kind": "paragraph", "text": "Other"}],
        codes=[],
        sources=[],
        terms=[],
    )
    assert [one.section for one in differences(good(), changed)] == list(SECTIONS)


def test_a_stretch_says_its_fate() -> None:
    assert word_difference("a b", "a c") == (
        Stretch("same", "a "),
        Stretch("removed", "b"),
        Stretch("added", "c"),
    )


def test_a_picture_that_was_replaced_under_its_name_differs() -> None:
    first, second = (
        good(overview=[{"kind": "figure", "image": "spine.png", "alt": "A spine", "sha256": digit * 64}])
        for digit in "ab"
    )
    (found,) = differences(first, second)
    assert found.section == "overview"


def test_a_list_that_becomes_steps_differs() -> None:
    items = {"lead_in": "", "items": ["Rest", "Walk"]}
    old, new = (good(treatment=[{"kind": kind, **items}]) for kind in ("bullets", "steps"))
    assert said(differences(old, new)) == {"treatment": [[("added", "[one after the other]")]]}


def test_a_description_that_becomes_a_caption_differs() -> None:
    picture = {"kind": "figure", "image": "spine.png", "sha256": "a" * 64}
    old, new = (good(overview=[{**picture, name: "A spine"}]) for name in ("alt", "caption"))
    assert said(differences(old, new))["overview"] == [
        [("removed", "Description:"), ("added", "Caption:"), ("same", " A spine")]
    ]


def test_a_quoted_sign_stands_there_in_its_words() -> None:
    new = good(urgent=[{"key": "cannot-stand", "statement": "You cannot stand"}])
    assert lines_of(new, "symptoms", sentences_quoted(None, new)) == ["Sign: You cannot stand"]
    assert "symptoms" not in said(differences(good(), new))


def test_what_is_added_to_a_pages_words_is_in_its_language() -> None:
    page = good(
        language="es",
        urgent=[{"key": "a", "statement": "No puede pararse", "applies_to": {"age_from": 65}}],
        treatment=[{"kind": "do_dont", "do": ["Use calor"], "dont": ["Correr"]}],
        also_called=[{"text": "torcedura", "kind": "lay"}],
    )
    assert lines_of(page, "urgent") == ["No puede pararse [desde los 65 años]"]
    assert lines_of(page, "treatment") == ["Haga esto: Use calor", "No haga esto: Correr"]
    assert lines_of(page, "also_called") == ["torcedura [nombre común]"]


def test_every_language_has_every_text() -> None:
    assert line_texts("es-MX").keys() == line_texts("en").keys() == line_texts("fr").keys()
