"""Lines that say whose leaflet it is, how to reach them and which print it is: no section of a page takes them."""

from __future__ import annotations

import pytest

from conditions.domain.from_text.not_content import (
    about_the_leaflet,
    says_how_to_reach,
    says_who_gives_it,
)


@pytest.mark.parametrize(
    "line",
    [
        "From your infant feeding team",
        "From the eye clinic nurses",
        "Musculoskeletal Physiotherapy Service",
        "Eye Casualty Service",
        "The Harcourt Eye Infirmary",
    ],
)
def test_a_line_that_names_a_team_or_a_service_says_whose_leaflet_it_is(line: str) -> None:
    assert says_who_gives_it(line)


@pytest.mark.parametrize(
    "line", ["From your knee to your foot", "From the first week", "Eye drops", "Support from your family"]
)
def test_a_line_about_the_body_does_not_say_whose_leaflet_it_is(line: str) -> None:
    assert not says_who_gives_it(line)


@pytest.mark.parametrize(
    "line",
    [
        "Surgical ward (24 hours) 01632 960744",
        "To book or cancel, phone 01632 960808. If nobody answers, leave a message.",
    ],
)
def test_a_number_with_what_to_do_when_nobody_answers_is_how_to_reach_somebody(line: str) -> None:
    assert says_how_to_reach(line)


def test_a_number_in_a_case_is_not_only_how_to_reach_somebody() -> None:
    assert not says_how_to_reach("Phone 01632 960808 if you feel faint. If nobody answers, leave a message.")


def test_the_number_and_the_version_of_a_print_are_about_the_leaflet() -> None:
    assert about_the_leaflet("GS/077 v3. Produced May 2023")
    assert not about_the_leaflet("Day 3 vomiting is common")
