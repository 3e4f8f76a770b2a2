"""Everything that a publication says stands on its page: each section under its own heading, in one order."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from conditions.models import ConditionPage
from conditions.services.tree import ensure_tree
from tests.conditions.documents import GOOD
from tests.conditions.test_builder import SVG, picture
from tests.factories import a_condition_page

pytestmark = pytest.mark.django_db
URL = "/conditions/deep-gluteal-syndrome/"
TEXT = [{"kind": "paragraph", "text": "Words."}]
CARE = {
    "text": "See a provider by video.",
    "label": "Use virtual care",
    "url": "https://example.org/video",
    "learn_more": "https://example.org/about",
}
HEADINGS = [
    "Get medical attention right away: call 911 or go to the ER",
    "Get care today",
    "Call your healthcare provider",
    "What is it?",
    "Conditions that feel similar",
    "Symptoms",
    "Causes",
    "How it is diagnosed",
    "Treatment",
    "Prevention",
    "About this page",
]


def page(**changes: Any) -> Tag:
    """The main part of the page, with these fields of its document changed."""
    a_condition_page(**changes)
    found = BeautifulSoup(Client().get(URL).content, "html.parser").main
    assert found
    return found


def words(part: Tag | None) -> str:
    assert part
    return " ".join(part.get_text(" ").split())


def under(main: Tag, section: str) -> str:
    return words(main.select_one(f"#{section}"))


def listed(main: Tag, name: str) -> list[str]:
    """The items of a list under “About this page”."""
    term = next(each for each in main.select("#about dt") if words(each) == name)
    return [re.sub(r" (?=[,)])", "", words(item)) for item in term.find_next("dd").select("li")]  # type: ignore[union-attr]


def test_sections_have_their_own_headings_in_one_order() -> None:
    sections = dict.fromkeys(("overview", "symptoms", "causes", "diagnosis", "treatment", "prevention"), TEXT)
    main = page(**sections, similar_conditions=GOOD["similar_conditions"])
    found = [
        words(heading).removesuffix(" if any of these is true") for heading in main.select(".article h2")
    ]
    assert [heading for heading in found if heading != "On this page"] == HEADINGS


def test_an_empty_section_has_no_heading() -> None:
    main = page(causes=[], prevention=[], urgent=[], symptoms=TEXT)
    found = " ".join(words(heading) for heading in main.select("h2"))
    assert [
        heading for heading in ("Causes", "Prevention", "Get care today", "feel similar") if heading in found
    ] == []


def test_the_heading_says_how_to_say_it_and_what_else_it_is_called() -> None:
    names = [{"text": "twisted ankle", "kind": "lay"}, {"text": "AS", "kind": "abbreviation"}]
    hero = words(page(pronunciation="ANG-kul", also_called=names).select_one(".hero__text"))
    assert "Say ANG-kul" in hero
    assert "Also called: twisted ankle, AS" in hero


def test_virtual_care_stands_after_the_emergency_strip_and_in_no_emergency_advice() -> None:
    main = page(virtual_care=CARE)
    html = str(main)
    assert html.index('class="strip"') < html.index("See a provider by video.")
    for part in (*main.select(".strip"), *main.select("#emergency")):
        assert "virtual" not in str(part)
        assert "example.org" not in str(part)
    links = {
        words(link): link["href"] for link in main.select("section[aria-labelledby=virtual-care-title] a")
    }
    assert links == {"Use virtual care": CARE["url"], "Learn more about virtual care": CARE["learn_more"]}


def test_a_page_without_virtual_care_offers_none() -> None:
    assert "virtual" not in str(page(virtual_care=None)).lower()


def test_codes_say_how_near_they_are() -> None:
    codes = [
        {"system": "ICD-10-CM", "code": "M54.30", "display": "Sciatica", "role": "is"},
        {"system": "ICD-10-CM", "code": "G57.00", "display": "", "role": "closest"},
        {"system": "SNOMED CT", "code": "23056005", "display": "Sciatica", "role": "related"},
    ]
    assert listed(page(codes=codes), "Codes") == [
        "ICD-10-CM M54.30, Sciatica (This condition)",
        "ICD-10-CM G57.00 (Closest code)",
        "SNOMED CT 23056005, Sciatica (Related)",
    ]


def test_sources_are_named_dated_and_linked() -> None:
    sources = [
        {
            "title": "Sprains",
            "publisher": "A service",
            "url": "https://example.org/s",
            "published": "2024-05-01",
        },
        {"title": "A book"},
    ]
    main = page(sources=sources)
    assert listed(main, "Sources") == ["Sprains, A service, 2024", "A book"]
    assert main.select_one('#about a[href="https://example.org/s"]')


def test_a_similar_condition_says_how_it_is_related_and_how_it_differs() -> None:
    relations = {"similar": "Feels similar", "part_of": "Part of it", "shares_symptoms": "Shares symptoms"}
    similar = [
        {"name": f"Name {kind}", "relation": kind, "how_different": f"Differs {kind}."} for kind in relations
    ]
    rows = [words(row) for row in page(similar_conditions=similar).select("#similar li")]
    assert rows == [f"Name {kind} {said} Differs {kind}." for kind, said in relations.items()]


BLOCKS = [
    ({"kind": "paragraph", "text": "A **bold** word."}, "A bold word."),
    ({"kind": "bullets", "lead_in": "You may feel:", "items": ["Heat", "Cold"]}, "You may feel: Heat Cold"),
    ({"kind": "steps", "lead_in": "First:", "items": ["Rest", "Ice"]}, "First: Rest Ice"),
    ({"kind": "do_dont", "do": ["Walk"], "dont": ["Run"]}, "Do Walk Do not Run"),
    ({"kind": "timeframe", "what": "Heals in", "from": 2, "to": 6, "unit": "weeks"}, "Heals in 2 to 6 weeks"),
    ({"kind": "timeframe", "what": "Heals in", "from": 1, "to": 1, "unit": "days"}, "Heals in 1 day"),
    (
        {"kind": "test", "name": "X-ray", "what_happens": "A picture.", "what_it_shows": "A break."},
        "X-ray A picture. What it shows: A break.",
    ),
    (
        {"kind": "option", "name": "Heat", "what_to_expect": "Relief.", "home_care": True},
        "Heat At home Relief.",
    ),
    ({"kind": "option", "name": "Surgery", "what_to_expect": "Rest.", "home_care": False}, "Surgery Rest."),
    (
        {"kind": "sign", "key": "no-urine"},
        "You cannot pass urine, or you cannot feel when you need to Get medical attention right away",
    ),
]


@pytest.mark.parametrize(
    ("block", "said"), BLOCKS, ids=lambda each: each["kind"] if isinstance(each, dict) else ""
)
def test_every_kind_of_block_says_all_of_itself(block: dict[str, Any], said: str) -> None:
    assert under(page(treatment=[block]), "treatment") == f"Treatment {said}"


def test_a_figure_shows_its_picture_to_every_reader() -> None:
    picture()
    main = page(
        overview=[{"kind": "figure", "image": "ankle.svg", "alt": "The ankle", "caption": "Its bands"}]
    )
    image = main.select_one("#overview figure img")
    assert image
    assert (image["alt"], under(main, "overview")) == ("The ankle", "What is it? Its bands")
    assert b"".join(Client().get(str(image["src"])).streaming_content) == SVG  # type: ignore[arg-type]


def test_a_quoted_sign_leads_to_the_sign() -> None:
    main = page(causes=[{"kind": "sign", "key": "no-urine"}])
    link = main.select_one("#causes a")
    assert link
    assert main.select_one(str(link["href"]))


def test_the_page_of_a_draft_that_was_never_published_is_not_there() -> None:
    a_condition_page()
    ensure_tree("en").add_child(instance=ConditionPage(title="Draft", slug="draft", live=False))
    assert Client().get("/conditions/draft/").status_code == 404


@pytest.mark.parametrize("address", ["/", "/conditions/"])
def test_a_list_of_conditions_leads_to_the_warnings_of_each(address: str) -> None:
    a_condition_page()
    row = BeautifulSoup(Client().get(address).content, "html.parser").select_one(".hits li")
    assert row
    assert {f"{URL}#emergency", f"{URL}#call_provider"} <= {link["href"] for link in row.select("a")}
