"""The six sample pages: complete, plain, true to their codes, and without a remark from the project's own findings."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from conditions.domain.document import BLOCK_SECTIONS, ConditionDocument
from conditions.domain.findings import Finding, Kind, Known, Targets, findings, grades
from conditions.domain.findings.passages import passages, sentences_of, words_of
from conditions.icd10cm import look_up
from conditions.importing.parse import parse_file

FOLDER = Path(settings.BASE_DIR) / "conditions" / "sample"
SLUGS = (
    "deep-gluteal-syndrome",
    "herniated-lumbar-disc",
    "lumbar-spinal-stenosis",
    "piriformis-syndrome",
    "proximal-hamstring-tendinopathy",
    "sciatica",
)
CODES = {
    "deep-gluteal-syndrome": {
        "G57.00": "closest",
        "G57.01": "closest",
        "G57.02": "closest",
        "G57.03": "closest",
    },
    "piriformis-syndrome": {
        "G57.00": "closest",
        "G57.01": "closest",
        "G57.02": "closest",
        "G57.03": "closest",
    },
    "sciatica": {"M54.30": "is", "M54.31": "is", "M54.32": "is"},
    "lumbar-spinal-stenosis": {"M48.061": "is", "M48.062": "is"},
    "herniated-lumbar-disc": {"M51.16": "closest", "M51.17": "closest"},
    "proximal-hamstring-tendinopathy": {"M76.891": "related", "M76.892": "related", "M76.899": "related"},
}
ON_PURPOSE = {"not_yes_no", "too_many_signs", "old_source"}
"""The signs are those of the sources, word for word and all of them; the guideline of 2016 is the one in force."""
EVERY_PAGE = pytest.mark.parametrize("slug", SLUGS)


@cache
def page(slug: str) -> ConditionDocument:
    file = parse_file(FOLDER / f"{slug}.en.yaml")
    assert file.text.faults == []
    return file.document


@cache
def remarks(slug: str) -> tuple[Finding, ...]:
    known = Known(pages=frozenset(SLUGS), codebook=look_up)
    return findings(page(slug), today=datetime.date(2026, 11, 1), known=known)


def words(slug: str, section: str) -> str:
    """All that a section says, in small letters."""
    return " ".join(each.text for each in passages(page(slug)) if each.section == section).casefold()


def holds(slug: str, section: str, *said: str) -> bool:
    return all(each in words(slug, section) for each in said)


def has_list(slug: str, section: str, lead_in: str) -> bool:
    blocks = getattr(page(slug), section)
    return any(
        lead_in in getattr(block, "lead_in", "").casefold() and len(block.items) > 1 for block in blocks
    )


def test_there_are_six() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.yaml")) == [f"{slug}.en.yaml" for slug in SLUGS]


@EVERY_PAGE
def test_every_section_is_filled(slug: str) -> None:
    document = page(slug)
    empty = [
        name
        for name in (*BLOCK_SECTIONS, "emergency", "urgent", "call_provider")
        if not getattr(document, name)
    ]
    assert empty == []
    assert all((document.main_message, document.pronunciation, document.also_called, document.virtual_care))
    assert all((document.sources, document.terms, document.asks_pain, document.asks_side))


@EVERY_PAGE
def test_it_is_marked_as_a_sample_and_claims_no_review(slug: str) -> None:
    assert page(slug).sample
    text = (FOLDER / f"{slug}.en.yaml").read_text()
    assert text.startswith("# Sample content, not medical advice: a clinician must review it before use.")


@EVERY_PAGE
def test_it_links_to_the_other_five_and_says_how_each_differs(slug: str) -> None:
    similar = page(slug).similar_conditions
    assert {each.page for each in similar} == set(SLUGS) - {slug}
    assert all(len(words_of(each.how_different)) >= 5 for each in similar)
    assert len({each.how_different for each in similar}) == 5


@EVERY_PAGE
def test_its_codes_are_those_of_the_facts_and_can_be_billed(slug: str) -> None:
    found = {code.code: code.role for code in page(slug).codes if code.system == "ICD-10-CM"}
    assert found == CODES[slug]
    for code in found:
        fact = look_up(code)
        assert fact is not None
        assert fact.billable, code


def test_a_category_is_not_used_as_a_code() -> None:
    category = look_up("G57.0")
    assert category is not None
    assert not category.billable


def test_only_the_snomed_codes_of_the_value_set_are_used() -> None:
    found = {code.code for slug in SLUGS for code in page(slug).codes if code.system != "ICD-10-CM"}
    assert found == {"23056005", "18347007", "311211000119105"}


@EVERY_PAGE
def test_its_emergency_signs_say_how_to_tell(slug: str) -> None:
    assert len(page(slug).emergency) == 8
    assert all(sign.how_to_tell for sign in page(slug).emergency)
    assert "cannot-pee" in {sign.key for sign in page(slug).emergency}


@EVERY_PAGE
def test_a_sign_says_the_same_on_every_page(slug: str) -> None:
    here = {sign.key: (level, sign.statement) for level, sign in page(slug).signs()}
    main = {sign.key: (level, sign.statement) for level, sign in page(SLUGS[0]).signs()}
    assert {key: said for key, said in here.items() if main.get(key, said) != said} == {}


@EVERY_PAGE
def test_no_sentence_has_more_than_twenty_words(slug: str) -> None:
    sentences = [each for passage in passages(page(slug)) for each in sentences_of(passage.text)]
    assert [each for each in sentences if len(words_of(each)) > 20] == []


@EVERY_PAGE
def test_no_paragraph_has_more_than_three_sentences(slug: str) -> None:
    document = page(slug)
    blocks = [block for section in BLOCK_SECTIONS for block in getattr(document, section)]
    texts = [block.text for block in blocks if block.kind == "paragraph"]
    assert [text for text in texts if len(sentences_of(text)) > 3] == []


@EVERY_PAGE
def test_no_section_is_harder_to_read_than_the_target(slug: str) -> None:
    targets = Targets()
    hard = [each for each in grades(page(slug)) if each.without_terms.flesch_kincaid > targets.grade]
    assert hard == []
    assert [remark for remark in remarks(slug) if remark.code == "reading_grade"] == []


@EVERY_PAGE
def test_the_findings_have_nothing_against_it(slug: str) -> None:
    against = [each for each in remarks(slug) if each.kind is not Kind.NOTE and each.code not in ON_PURPOSE]
    assert against == []
    assert not [each for each in remarks(slug) if each.kind is Kind.STOP]


MAIN = "deep-gluteal-syndrome"


def test_the_main_page_calls_to_virtual_care() -> None:
    care = page(MAIN).virtual_care
    assert care is not None
    assert "use virtual care" in care.label.casefold()
    assert care.learn_more


def test_the_main_page_says_what_it_is_and_how_to_say_it() -> None:
    assert holds(MAIN, "overview", "numbness", "buttock", "down the back of your leg", "press on", "sciatic")
    assert holds(MAIN, "overview", "a little pain", "normal", "does not go away with just a few days of rest")
    assert {"gluteal", "sciatic"} <= {term.word for term in page(MAIN).terms if term.respelling}


def test_the_main_page_says_what_is_similar_or_a_part() -> None:
    assert {each.relation for each in page(MAIN).similar_conditions} == {
        "part_of",
        "shares_symptoms",
        "similar",
    }


def test_the_main_page_names_the_commonest_symptom_first() -> None:
    assert words(MAIN, "symptoms").startswith("the most common symptom is sciatica")
    assert holds(
        MAIN,
        "symptoms",
        "back of your thigh",
        "lower leg",
        "sole of your foot",
        "on one side, sometimes on both",
    )
    assert has_list(MAIN, "symptoms", "you may also notice")


def test_the_main_page_lists_when_to_call_and_when_not_to_wait() -> None:
    assert (len(page(MAIN).emergency), len(page(MAIN).urgent), len(page(MAIN).call_provider)) == (8, 5, 7)


SIGNS = {
    "emergency": (
        "cannot pee", "control of your bladder or bowels", "numb between your legs", "both of your legs are weak or numb",
        "shoots down both legs", "cannot lift your foot", "cannot stand or walk", "cold, pale or blue",
    ),
    "urgent": (
        "began with an injury, and no clinician", "fever or chills that you cannot explain",
        "had cancer, and no clinician",
        "red, hot or swollen", "swollen and sore",
    ),
    "call_provider": (
        "7 days or more", "getting worse", "normal activities, your work or your sleep", "7 or more out of 10",
        "numbness or tingling that does not go away", "losing weight without trying", "keeps coming back",
    ),
}  # fmt: skip
"""The warning signs of the facts, each at the level that they give it."""


def test_the_main_page_has_each_warning_sign_of_the_facts_at_its_level() -> None:
    for section, expected in SIGNS.items():
        statements = [sign.statement.casefold() for sign in getattr(page(MAIN), section)]
        assert [said in statement for said, statement in zip(expected, statements, strict=True)] == [
            True
        ] * len(expected), section


def test_ordinary_numbness_of_the_buttock_is_no_emergency() -> None:
    for slug in SLUGS:
        assert not [sign.key for sign in page(slug).emergency if "buttock" in sign.statement.casefold()]


def test_findings_and_measures_of_the_main_page_are_those_of_the_facts() -> None:
    signs = {sign.key: sign for _, sign in page(MAIN).signs()}
    assert {key: sign.finding for key, sign in signs.items() if sign.finding} == {
        "numb-between-legs": "numbness", "both-legs-weak-or-numb": "weakness", "foot-drop": "weakness"
    }  # fmt: skip
    assert (signs["strong-pain"].kind, signs["strong-pain"].value) == ("pain_at_least", 7)
    assert [(part.kind, part.value) for part in signs["not-better-after-7-days"].all_of] == [
        ("lasted_at_least", 7), ("yes_no", None)
    ]  # fmt: skip


def test_the_main_page_says_what_causes_it() -> None:
    assert holds(MAIN, "causes", "irritated or injured", "swell", "spasm", "presses on the nerve")
    assert has_list(MAIN, "causes", "everyday activities")
    assert has_list(MAIN, "causes", "injuries")
    assert holds(MAIN, "causes", "sitting", "lifting", "running", "fall", "crash")
    assert holds(MAIN, "causes", "pain that starts after an injury needs attention right away")


def test_the_main_page_says_how_it_is_diagnosed() -> None:
    assert has_list(MAIN, "diagnosis", "may ask")
    assert holds(MAIN, "diagnosis", "physical exam", "presses gently on the painful parts", "visible signs")
    assert holds(MAIN, "diagnosis", "mri", "ct scan", "slipped disc", "arthritis", "spinal stenosis")


def test_the_main_page_says_what_helps_at_home_and_what_a_provider_may_add() -> None:
    assert holds(MAIN, "treatment", "goes away on its own", "rest alone may not be enough")
    assert holds(MAIN, "treatment", "rest", "ice", "compression", "elevation")
    options = [block for block in page(MAIN).treatment if block.kind == "option"]
    assert {option.home_care for option in options} == {True, False}


def test_the_main_page_says_how_to_lower_the_risk() -> None:
    assert has_list(MAIN, "prevention", "every day")


def test_no_page_recommends_what_the_guideline_advises_against() -> None:
    for slug in SLUGS:
        said = words(slug, "treatment")
        assert [
            word for word in ("gabapentin", "pregabalin", "diazepam", "steroid", "opioid") if word in said
        ] == []
