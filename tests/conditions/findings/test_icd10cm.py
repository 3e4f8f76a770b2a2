"""ICD-10-CM look-ups agree with the package whose data they read."""

from __future__ import annotations

import pytest

from conditions.icd10cm import look_up

CODES = [
    "G57.0",
    "G57.00",
    "M54.3",
    "M54.31",
    "M48.061",
    "M51.16",
    "M76.891",
    "S93.409A",
    "S93.409",
    "G83.4",
    "B99",
    "U07.1",
]


@pytest.mark.parametrize("code", ["", "ZZZ", "M54.39", "G57.0000", "M00-M99", "13", "é", "G57.00\n<x>"])
def test_an_unknown_code_is_unknown(code):
    assert look_up(code) is None


def test_case_and_dot_do_not_matter():
    assert look_up(" m5431 ") == look_up("M54.31") is not None


def test_a_heading_is_not_billable():
    assert [look_up(code).billable for code in ("G57.0", "G57.00", "S93.409", "S93.409A")] == [
        False, True, False, True
    ]  # fmt: skip


def test_what_a_code_excludes_comes_from_its_headings_too():
    assert {("G570", "G570"), ("M511", "M511"), ("F4541", "F4541"), ("M464", "M464")} <= set(
        look_up("M54.31").excludes1
    )


@pytest.mark.filterwarnings("ignore")
def test_it_agrees_with_the_package():
    import simple_icd_10_cm as package  # here, because it takes seconds: only this test pays

    for code in CODES:
        assert package.is_valid_item(code) == (look_up(code) is not None), code
        assert package.is_leaf(code) == look_up(code).billable, code
        named = [note for note in package.get_excludes1(code) if "(" in note]
        assert not named or look_up(code).excludes1, code
