"""What a site aims for decides what is found: a new site aims for what the design says, and any may choose otherwise."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from conditions.domain.findings import Code
from conditions.models import SiteWording
from conditions.selectors.findings import findings_about
from tests.conditions.documents import good

pytestmark = pytest.mark.django_db
LONG_WORDS = " ".join(["Medicine is similar to medicine."] * 6)
"""In short sentences: SMOG is above 14, and Flesch-Kincaid below 15."""


def found(**changes: Any) -> set[str]:
    return {str(one.code) for one in findings_about(good(**changes))}


def source(days: int) -> list[dict[str, Any]]:
    """One that was published so many days ago."""
    return [{"title": "A", "published": str(timezone.localdate() - datetime.timedelta(days=days))}]


def hard(**targets: float) -> bool:
    """Whether the long words are a warning, beside texts that are not."""
    SiteWording.objects.create(**targets)
    text = [{"kind": "paragraph", "text": LONG_WORDS}]
    about = findings_about(good(overview=text, terms=[]))
    return (Code.READING_GRADE, "overview") in {(one.code, one.section) for one in about}


@pytest.mark.parametrize(("days", "old"), [(1825, False), (1828, True)])
def test_on_a_new_site_a_source_is_old_after_5_years(days: int, old: bool) -> None:
    assert (Code.OLD_SOURCE in found(sources=source(days))) is old


def test_another_site_takes_older_sources() -> None:
    SiteWording.objects.create(source_years=10)
    assert Code.OLD_SOURCE not in found(sources=source(1828))


@pytest.mark.parametrize(("smog", "warned"), [(9, True), (18, False)])
def test_a_site_sets_its_target_for_smog(smog: float, warned: bool) -> None:
    assert hard(reading_grade_target=18, smog_target=smog) is warned


@pytest.mark.parametrize(("grade", "warned"), [(9, True), (18, False)])
def test_and_for_flesch_kincaid(grade: float, warned: bool) -> None:
    assert hard(reading_grade_target=grade, smog_target=18) is warned


def test_a_new_site_aims_for_grade_8_and_for_smog_10() -> None:
    wording = SiteWording.current()
    assert (wording.reading_grade_target, wording.smog_target, wording.source_years) == (8, 10, 5)
