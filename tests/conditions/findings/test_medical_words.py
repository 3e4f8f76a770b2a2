"""Medical words are found in every form, and only when nobody explains them."""

from __future__ import annotations

import datetime

import pytest

from conditions.domain.findings import Code, Known, findings
from tests.conditions.documents import good


def found(word: str, *, glossary: tuple[str, ...] = (), **changes: object) -> dict[str, str]:
    overview = [{"kind": "paragraph", "text": f"It can be {word}."}]
    document = good(**{"overview": overview, "terms": [], **changes})
    known = Known(glossary=frozenset(glossary))
    about = findings(document, today=datetime.date(2026, 5, 4), known=known)
    codes = (Code.MEDICAL_WORD, Code.TERM_NOT_MARKED)
    return {str(one.code): one.message for one in about if one.code in codes}


@pytest.mark.parametrize(
    "word",
    [
        "anti-inflammatory",
        "non-steroidal",
        "biopsies",
        "metastases",
        "bursae",
        "inflammations",
        "L5-radiculopathy",
        "L5-radiculopathies",
    ],
)
def test_a_plural_or_a_word_with_a_hyphen_is_medical_too(word: str) -> None:
    assert list(found(word)) == ["medical_word"]


@pytest.mark.parametrize(
    "word", ["bodies", "bruises", "crutches", "X-ray", "follow-up", "self-diagnosis", "larvae"]
)
def test_a_plain_word_of_the_same_form_is_not(word: str) -> None:
    assert found(word) == {}


@pytest.mark.parametrize(
    ("word", "explained"),
    [
        ("biopsies", "biopsy"),
        ("anti-inflammatory", "inflammatory"),
        ("anti-inflammatory", "anti-inflammatory"),
    ],
)
def test_a_word_that_the_page_explains_is_explained_in_every_form(word: str, explained: str) -> None:
    overview = [{"kind": "paragraph", "text": f"It can be {word}. See [[{explained}]]."}]
    assert found(word, overview=overview, terms=[{"word": explained, "meaning": "A test."}]) == {}


def test_it_names_the_word_as_the_glossary_has_it() -> None:
    message = found("L5-radiculopathy", glossary=("radiculopathy",))["term_not_marked"]
    assert "Write [[radiculopathy]] once" in message


def test_the_title_explains_its_own_word_in_other_forms() -> None:
    assert found("L5-radiculopathies", title="Sprain or radiculopathy") == {}
