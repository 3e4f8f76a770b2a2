"""The gate says in plain words what keeps a page from going live."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from conditions.domain.gate import stops
from tests.conditions.documents import documents, good

SIGN = {"key": "a", "statement": "You can see bone"}
TEXT = [{"kind": "paragraph", "text": "Words"}]


def codes(**changes):
    return {(stop.field, stop.code) for stop in stops(good(**changes))}


def test_it_lets_a_whole_page_through():
    assert stops(good()) == []


@settings(deadline=None, max_examples=50)
@given(documents())
def test_it_lets_any_whole_page_through(document):
    assert stops(document) == []


@pytest.mark.parametrize("field", ["main_message", "call_provider", "overview", "treatment", "sources"])
def test_it_refuses_a_page_without_a_required_section(field):
    empty = "" if field == "main_message" else []
    assert (field, "missing") in codes(**{field: empty})


def test_it_refuses_a_page_without_symptoms():
    assert codes(symptoms=[]) == {("symptoms", "missing")}


def test_it_refuses_a_page_without_emergency_signs_in_plain_words():
    found = stops(good(emergency=[]))
    assert [stop.message for stop in found] == [
        "Add at least one emergency sign, or write why there is none and have a reviewer stand behind it."
    ]


def test_a_signed_exemption_stands_for_emergency_signs():
    assert codes(emergency=[], emergency_exemption="Warts are never an emergency.") == set()


def test_it_refuses_a_key_that_is_there_twice_also_in_two_sections():
    found = codes(emergency=[SIGN], call_provider=[SIGN], symptoms=TEXT, urgent=[])
    assert found == {("emergency[0].key", "duplicate_key"), ("call_provider[0].key", "duplicate_key")}


def test_it_refuses_the_key_of_the_last_question():
    assert ("emergency[0].key", "reserved_key") in codes(emergency=[SIGN | {"key": "other-worry"}])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("pain_at_least", None), ("pain_at_least", -1), ("pain_at_least", 11), ("lasted_at_least", 0),
        ("lasted_at_least", 3651), ("yes_no", 3),
    ],
)  # fmt: skip
def test_it_refuses_a_number_that_does_not_fit_the_kind(kind, value):
    sign = SIGN | {"kind": kind, "value": value}
    assert codes(emergency=[sign]) == {("emergency[0].value", "value")}


def test_it_refuses_all_of_one():
    part = {"key": "1", "statement": "It is hot"}
    sign = SIGN | {"kind": "all_of", "all_of": [part]}
    assert codes(emergency=[sign]) == {("emergency[0].all_of", "parts")}


def test_it_refuses_two_parts_with_one_key():
    part = {"key": "1", "statement": "It is hot"}
    sign = SIGN | {"kind": "all_of", "all_of": [part, part]}
    assert ("emergency[0].all_of[1].key", "duplicate_key") in codes(emergency=[sign])


def test_it_refuses_parts_of_a_sign_that_is_asked_whole():
    sign = SIGN | {"all_of": [{"key": "1", "statement": "It is hot"}]}
    assert codes(emergency=[sign]) == {("emergency[0].all_of", "parts")}


@pytest.mark.parametrize(
    "words", ["See [this](https://example.org)", "See https://example.org", "See www.example.org"]
)
def test_it_refuses_links_in_emergency_advice(words):
    assert codes(emergency=[SIGN | {"statement": words}]) == {("emergency[0]", "emergency_link")}
    assert codes(emergency=[SIGN | {"how_to_tell": words}]) == {("emergency[0]", "emergency_link")}
    parts = [{"key": "1", "statement": "It is hot"}, {"key": "2", "statement": words}]
    joined = SIGN | {"kind": "all_of", "all_of": parts}
    assert codes(emergency=[joined]) == {("emergency[0]", "emergency_link")}


@pytest.mark.parametrize(
    "words",
    [
        "See nhs.uk/emergency",
        "Look at emergency.example.org",
        "Write to help@clinic.org",
        "Look at example.clinic/now",
        "[now](nhs.uk)",
        "Mira ayuda.es",
    ],
)
def test_an_address_in_emergency_advice_is_a_stop_however_it_is_written(words):
    assert codes(emergency=[SIGN | {"statement": words}]) == {("emergency[0]", "emergency_link")}


@pytest.mark.parametrize(
    "words",
    [
        "Call 911 or [us](tel:911)",
        "It is 38.5 or more, and/or you shiver",
        "You cannot walk.You fell",
        "You see red/hot skin, e.g. on the arm",
        "You took 2.5/5 mg",
        "You had a stroke, a T.I.A. or a fit",
        "You cannot walk.Your arm/leg is cold",
        "Your arm.and/or leg is cold",
    ],
)
def test_words_that_are_no_address_stop_nothing(words):
    assert codes(emergency=[SIGN | {"statement": words}]) == set()


def test_it_allows_a_phone_number_in_emergency_advice():
    assert codes(emergency=[SIGN | {"how_to_tell": "Call [911](tel:911)"}]) == set()


def test_it_refuses_a_quote_of_a_sign_that_is_not_there():
    assert codes(symptoms=[{"kind": "sign", "key": "gone"}]) == {("symptoms[0]", "unknown_sign")}


@pytest.mark.parametrize("target", ["http://example.org", "javascript:alert", "/admin/", "page:Not-A-Slug"])
def test_it_refuses_other_links(target):
    block = {"kind": "paragraph", "text": f"See [this]({target})"}
    assert codes(symptoms=[block]) == {("symptoms[0].text", "link")}


def test_it_refuses_addresses_of_sources_and_virtual_care_that_are_not_secure():
    care = {"text": "a", "label": "b", "url": "http://example.org"}
    found = codes(virtual_care=care, sources=[{"title": "a", "url": "ftp://example.org"}])
    assert found == {("virtual_care.url", "link"), ("sources[0].url", "link")}


def test_it_refuses_a_time_frame_that_ends_before_it_starts():
    block = {"kind": "timeframe", "what": "Heals in", "from": 3, "to": 2, "unit": "days"}
    assert codes(symptoms=[block]) == {("symptoms[0]", "timeframe")}


def test_it_refuses_ages_that_end_before_they_start():
    sign = SIGN | {"applies_to": {"age_from": 9, "age_to": 5}}
    assert codes(emergency=[sign]) == {("emergency[0].applies_to", "ages")}


def test_it_refuses_a_picture_that_is_not_there_and_an_empty_list():
    blocks = [{"kind": "figure", "image": "a.svg"}, {"kind": "do_dont"}]
    assert codes(symptoms=blocks) == {("symptoms[0]", "no_picture"), ("symptoms[1]", "empty")}


def test_it_refuses_two_pictures_of_one_name():
    blocks = [{"kind": "figure", "image": "a.svg", "sha256": digit * 64} for digit in "01"]
    assert codes(symptoms=blocks) == {("symptoms[1]", "picture_name")}


def test_it_refuses_a_word_that_the_glossary_does_not_explain():
    block = {"kind": "paragraph", "text": "The [[tendon]] hurts."}
    assert codes(symptoms=[block]) == {("symptoms[0].text", "unknown_term")}


def test_it_refuses_a_word_that_is_explained_twice():
    terms = [{"word": "ligament", "meaning": "a"}, {"word": "Ligament", "meaning": "b"}]
    assert codes(terms=terms) == {("terms[0]", "duplicate_term"), ("terms[1]", "duplicate_term")}


def test_it_names_the_stops_in_the_order_of_the_page():
    found = stops(good(main_message="", emergency=[], sources=[], overview=[]))
    assert [stop.field for stop in found] == ["main_message", "emergency", "overview", "sources"]
