"""A percentage is said as people, too, close to where it stands."""

from __future__ import annotations

import datetime
import time

import pytest

from conditions.domain.findings import Code, findings
from tests.conditions.documents import good


def warned(overview: list[dict[str, object]], **changes: object) -> list[str]:
    document = good(overview=overview, terms=[], **changes)
    found = findings(document, today=datetime.date(2026, 5, 4))
    return [one.path for one in found if one.code == Code.PERCENTAGE]


def paragraph(text: str) -> list[dict[str, object]]:
    return [{"kind": "paragraph", "text": text}]


@pytest.mark.parametrize(
    "text",
    [
        "It goes away in 6 weeks in 90 % of people.",
        "It gets better within 4 weeks in 80% of people.",
        "It gets better in 6 weeks in 90.5 % of people.",
        "It gets better in 6 people in 90 to 95 % of places.",
        "Take 2 tablets in 24 hours. It helps 60 % of people.",
        "Take it 3 of 7 days. It helps 60 %.",
        "It helps fifteen per cent of people.",
        "It helps twenty-five percent.",
        "It helps 15 pct of people.",
        "15–20 % get better.",
        "It helps 20 ％.",
        "20 % get better. Most of them walk. Of those, 3 in 10 smoke.",
        "3 in 10 smoke. 20 % get better.",
        "Low oxygen is found in 20 % of people.",
        "With an oxygen level below 92 %, 40 % feel faint.",
        "Being low on oxygen happens to 5% of patients",
    ],
)
def test_a_percentage_that_nobody_pictures_is_found(text: str) -> None:
    assert warned(paragraph(text)) == ["overview[0].text"]


@pytest.mark.parametrize(
    "text",
    [
        "It helps 20 % of people (1 in 5).",
        "It helps 20 % (one in five people).",
        "It helps 33 % (1 in three).",
        "It helps 20%. That is 20 out of 100 people.",
        "It helps 60 % in 6 weeks: 6 out of every 10 people.",
        "In 6 weeks it helps 3 people in 10, or 30 %.",
        "It helps 0.1 % (1 in 1,000).",
        "It helps fifteen per cent (fifteen out of a hundred).",
        "Your oxygen level is below 92 %.",
        "Su oxígeno es menos del 92 %.",
        "Use hydrocortisone 1% cream. Clean it with 70 % alcohol.",
        "You lost 10 % of your body weight.",
        "Walk for fifteen minutes. Ask about per cent signs.",
    ],
)
def test_a_percentage_that_is_said_as_people_is_not(text: str) -> None:
    assert warned(paragraph(text)) == []


def test_one_frequency_silences_no_other_item_of_a_list() -> None:
    bullets = {"kind": "bullets", "lead_in": "Of people:", "items": ["20 % get better", "3 in 10 smoke"]}
    assert warned([bullets]) == ["overview[0].items[0]"]


def test_each_sentence_of_a_text_is_looked_at() -> None:
    text = "20 % (1 in 5) get better. They are well. 40 % do not."
    assert warned(paragraph(text)) == ["overview[0].text"]


def test_a_spanish_percentage_can_be_said_as_people() -> None:
    assert warned(paragraph("Ayuda al 20 % de la gente."), language="es") == ["overview[0].text"]
    assert warned(paragraph("El oxígeno sube en 20 % de la gente."), language="es") == ["overview[0].text"]
    assert warned(paragraph("Ayuda al 20 % (1 de cada 5)."), language="es") == []


def test_a_long_text_about_oxygen_keeps_nobody_waiting() -> None:
    began = time.monotonic()
    assert warned(paragraph("oxygen " * 700) * 20) == []
    assert time.monotonic() - began < 10
