"""Reading grades follow their published formulas, counted from the page's blocks."""

from __future__ import annotations

import datetime

import pytest

from conditions.domain.findings import Targets, findings, grades
from conditions.domain.findings.passages import sentences_of, words_of
from conditions.domain.findings.readability import Counts, counts_of
from conditions.domain.findings.syllables import estimated, syllables_of, true_syllables
from tests.conditions.documents import good

TODAY = datetime.date(2026, 5, 4)
HARD = (
    "Conservative rehabilitation interventions generally necessitate considerable individual participation. "
    "Comprehensive multidisciplinary evaluation facilitates appropriate identification of alternatives."
)


def codes(document, **targets):
    return {(f.code, f.path) for f in findings(document, today=TODAY, targets=Targets(**targets))}


def page(text):
    return good(overview=[{"kind": "paragraph", "text": text}], terms=[])


def grade(document, section):
    return next(grade for grade in grades(document) if grade.section == section)


def test_flesch_kincaid_is_the_formula_of_1975():
    """Kincaid et al. 1975, by hand: 100 words, 5 sentences, 150 syllables:
    0.39 x 20 + 11.8 x 1.5 - 15.59 = 7.8 + 17.7 - 15.59 = 9.91."""
    assert Counts(sentences=5, words=100, syllables=150).flesch_kincaid == 9.9


def test_smog_is_the_formula_of_1969():
    """McLaughlin 1969, by hand: 36 long words in 30 sentences: 1.0430 x sqrt(36) + 3.1291 = 9.3871."""
    assert Counts(sentences=30, words=400, syllables=600, long_words=36).smog == 9.4


def test_a_text_counted_by_hand():
    """“The nerve is squeezed. You feel it in the leg.” has 2 sentences, 10 words, and every word one syllable:
    0.39 x 5 + 11.8 x 1 - 15.59 is below 0, so 0."""
    counts = counts_of("The nerve is squeezed. You feel it in the leg.")
    assert counts == Counts(sentences=2, words=10, syllables=10, long_words=0)
    assert counts.flesch_kincaid == 0.0


def test_nothing_to_read_has_no_grade():
    assert (Counts().flesch_kincaid, Counts().smog) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("pain", 1), ("muscle", 2), ("muscles", 2), ("people", 2), ("walked", 1), ("needed", 2), ("sciatica", 4),
        ("piriformis", 4), ("provider", 3), ("medicine", 3), ("sometimes", 2), ("movement", 2), ("create", 2),
        ("being", 2), ("area", 3), ("syndrome", 2), ("7", 1), ("x", 1),
    ],
)  # fmt: skip
def test_the_syllables_of_a_word(word, count):
    assert estimated(word) == count


def test_the_glossary_knows_better_than_the_estimate():
    assert estimated("gluteal") != 3
    assert syllables_of("Gluteal", {"gluteal": 3}) == 3
    assert syllables_of("ligaments", {"ligament": 3}) == 3


def test_glossary_words_count_with_their_true_syllables_and_not_at_all_without_terms():
    document = good(overview=[{"kind": "paragraph", "text": "The [[ligament]] hurts."}])
    overview = grade(document, "overview")
    assert overview.counts == Counts(sentences=1, words=3, syllables=5, long_words=1)
    assert overview.without_terms == Counts(sentences=1, words=2, syllables=2, long_words=0)


def test_a_glossary_word_of_two_words_counts_as_a_whole():
    term = {"word": "cauda equina", "meaning": "Nerves.", "syllables": 5}
    document = good(overview=[{"kind": "paragraph", "text": "The [[cauda equina]] hurts."}], terms=[term])
    overview = grade(document, "overview")
    assert (overview.counts.syllables, overview.without_terms.words) == (7, 2)


def test_the_glossary_knows_the_syllables_of_a_word_that_is_not_marked():
    document = page("The ischium hurts.")
    assert grade(document, "overview").counts.syllables == 1 + estimated("ischium") + 1
    (overview,) = [one for one in grades(document, {"ischium": 9}) if one.section == "overview"]
    assert overview.counts == Counts(sentences=1, words=3, syllables=11, long_words=1)
    assert overview.without_terms == overview.counts


def test_a_phrase_of_the_glossary_that_is_not_marked_counts_as_a_whole():
    (overview,) = [
        one
        for one in grades(page("The Cauda Equina hurts."), {"cauda equina": 5})
        if one.section == "overview"
    ]
    assert overview.counts.syllables == 7


def test_what_the_page_explains_goes_before_the_rest_of_the_glossary():
    term = {"word": "cauda equina", "meaning": "Nerves.", "syllables": 5}
    document = good(
        overview=[{"kind": "paragraph", "text": "A [[cauda equina]] bundle hurts."}], terms=[term]
    )
    site = {"cauda equina": 9, "cauda equina bundle": 20}
    (overview,) = [one for one in grades(document, site) if one.section == "overview"]
    assert (overview.counts.syllables, overview.without_terms.words) == (1 + 5 + 2 + 1, 3)


@pytest.mark.parametrize(
    ("count", "respelling", "true"),
    [
        (None, "LIG-uh-ment", 3),
        (None, "KAW-duh ee-KWY-nuh", 5),
        (4, "LIG-uh-ment", 4),
        (None, "ligament", None),
        (None, "/ˈlɪɡ-əmənt/", None),
        (None, "", None),
    ],
)
def test_how_a_word_is_said_tells_its_syllables(count, respelling, true):
    assert true_syllables(count, respelling) == true


def test_how_a_word_is_said_counts_on_the_page():
    term = {"word": "ligament", "meaning": "A band.", "respelling": "a-b-c-d-e"}
    document = good(overview=[{"kind": "paragraph", "text": "The [[ligament]] hurts."}], terms=[term])
    assert grade(document, "overview").counts.syllables == 7


def test_an_item_of_a_list_is_a_sentence():
    items = ["You should rest it for two days", "You should put some ice on it"]
    document = good(overview=[{"kind": "bullets", "items": items}], terms=[])
    assert grade(document, "overview").counts.sentences == 2


def test_fragments_of_a_list_are_read_on_from_the_sentence_that_leads_into_them():
    bullets = {"kind": "bullets", "lead_in": "You may notice:", "items": ["Swelling", "Bruising", "Heat"]}
    assert grade(good(overview=[bullets], terms=[]), "overview").counts.sentences == 1


def test_it_warns_of_a_section_above_the_target():
    assert ("reading_grade", "overview") in codes(page(HARD))
    assert ("reading_grade", "overview") not in codes(page(HARD), grade=60.0)
    assert ("reading_grade", "overview") not in codes(
        page("A band in the foot is torn. It hurts a lot for a week.")
    )


def test_smog_warns_too():
    text = " ".join(["Medicine is similar to medicine."] * 6)
    assert ("reading_grade", "overview") in codes(page(text), grade=40.0, smog=9.0)
    assert ("reading_grade", "overview") not in codes(page(text), grade=40.0, smog=18.0)


def test_smog_says_nothing_of_fewer_than_five_sentences():
    four, five = (" ".join(["Medicine is similar to medicine."] * number) for number in (4, 5))
    assert ("reading_grade", "overview") not in codes(page(four), grade=40.0, smog=9.0)
    assert ("reading_grade", "overview") in codes(page(five), grade=40.0, smog=9.0)


def test_words_that_the_glossary_explains_do_not_count_against_a_section():
    term = {"word": "spondylolisthesis", "meaning": "A slipped bone.", "syllables": 7}
    text = "You have a [[spondylolisthesis]]. A [[spondylolisthesis]] hurts. You walk less with it now."
    found = codes(good(overview=[{"kind": "paragraph", "text": text}], terms=[term]), grade=6.0)
    assert ("grade_of_terms", "overview") in found
    assert ("reading_grade", "overview") not in found


def test_it_warns_of_a_sentence_of_more_than_20_words():
    assert ("long_sentence", "overview[0].text") in codes(page(" ".join(["word"] * 21) + "."))
    assert ("long_sentence", "overview[0].text") not in codes(page(" ".join(["word"] * 20) + "."))


def test_it_warns_of_a_paragraph_of_more_than_3_sentences():
    assert ("long_paragraph", "overview[0].text") in codes(page("It hurts. It aches. It burns. It stings."))
    assert ("long_paragraph", "overview[0].text") not in codes(page("It hurts. It aches. It burns."))


def test_a_full_stop_of_an_abbreviation_ends_no_sentence():
    assert len(sentences_of("Ask Dr. Patel, e.g. Monday. Then rest. It takes 2.5 days.")) == 3


def test_words_are_counted_as_they_are_read():
    assert words_of("A 7-day rest: don’t run, 2.5 km & more…") == [
        "A", "7-day", "rest", "don’t", "run", "2.5", "km", "more"
    ]  # fmt: skip


def test_another_language_gets_no_grade_and_is_told_so():
    document = good(language="es")
    assert grades(document) == ()
    assert ("no_grade", "overview") in codes(document)


def test_a_page_within_the_target_hears_so():
    assert "grade_in_target" in {code for code, _ in codes(good())}
