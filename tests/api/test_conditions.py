"""Conditions over REST: the list, one page, its questionnaire; all from current publications."""

from __future__ import annotations

import pytest
from django.utils import timezone

from conditions.domain.questionnaire import OTHER_WORRY_KEY
from conditions.freshness import bump
from conditions.models import Publication
from tests.api.builders import Caller, codes_of, publish


def test_the_list_names_each_page_with_its_publication_and_where_its_warnings_are(
    anyone: Caller, publication: Publication
) -> None:
    (item,) = anyone.get("/conditions").json()["items"]
    assert item["slug"] == "sciatica"
    assert item["publication"]["sha256"] == publication.sha256
    assert item["publication"]["reviewed_by"] == "Rhea Reviewer"
    assert item["links"]["emergency"] == "http://testserver/conditions/sciatica/#emergency"


def test_the_list_goes_on_with_a_cursor_and_a_link(anyone: Caller) -> None:
    for slug in ("a", "b", "c"):
        publish(slug)
    first = anyone.get("/conditions?limit=2")
    assert [item["slug"] for item in first.json()["items"]] == ["a", "b"]
    assert first.headers["Link"].endswith('; rel="next"')
    rest = anyone.get(f"/conditions?limit=2&cursor={first.json()['next']}").json()
    assert ([item["slug"] for item in rest["items"]], rest["next"]) == (["c"], None)


def test_a_cursor_of_another_list_is_refused(anyone: Caller) -> None:
    for slug in ("a", "b"):
        publish(slug)
    cursor = anyone.get("/conditions?limit=1").json()["next"]
    assert codes_of(anyone.get(f"/conditions?limit=1&language=es&cursor={cursor}")) == ["invalid_cursor"]
    assert codes_of(anyone.get(f"/conditions?cursor={cursor}x")) == ["invalid_cursor"]


def test_the_list_is_searched_and_filtered_by_code(anyone: Caller) -> None:
    publish("a", title="Knee pain", codes=[{"system": "ICD-10-CM", "code": "M25.56", "role": "is"}])
    publish("b", title="Hip pain")
    assert [item["slug"] for item in anyone.get("/conditions?search=knee").json()["items"]] == ["a"]
    assert [item["slug"] for item in anyone.get("/conditions?code=M25.56").json()["items"]] == ["a"]
    assert anyone.get("/conditions?code=M25").json()["items"] == []


@pytest.mark.parametrize("also", ["", "&search=knee"])
@pytest.mark.parametrize(("code", "found"), [("M54.30", ["a"]), ("m54.30", []), ("M54_30", []), ("M54", [])])
def test_a_code_is_found_exactly_on_every_database(
    anyone: Caller, code: str, found: list[str], also: str
) -> None:
    publish("a", title="Knee pain", codes=[{"system": "ICD-10-CM", "code": "M54.30", "role": "is"}])
    items = anyone.get(f"/conditions?code={code}{also}").json()["items"]
    assert [item["slug"] for item in items] == found


def test_unknown_repeated_and_wrong_parameters_are_400(anyone: Caller) -> None:
    assert codes_of(anyone.get("/conditions?colour=red")) == ["unknown_parameter"]
    assert codes_of(anyone.get("/conditions?limit=1&limit=2")) == ["repeated_parameter"]
    assert codes_of(anyone.get("/conditions?limit=101")) == ["invalid_parameter"]
    assert codes_of(anyone.get("/conditions?search=%00")) == ["forbidden_character"]
    assert anyone.get("/conditions?limit=0").status_code == 400


@pytest.mark.parametrize(
    "limit", ["10.0", "1_0", "%2010%20", "%2B10", "-1", "1e1", "010", "%D9%A1%D9%A0", "", "true"]
)
def test_a_limit_is_digits_and_nothing_else(anyone: Caller, limit: str) -> None:
    assert codes_of(anyone.get(f"/conditions?limit={limit}")) == ["invalid_parameter"]


def test_one_page_has_typed_sections_signs_codes_and_who_reviewed_it(
    anyone: Caller, publication: Publication
) -> None:
    page = anyone.get("/conditions/sciatica").json()
    assert page["sections"]["overview"] == [{"kind": "paragraph", "text": "Pain along a **nerve**."}]
    assert page["sections"]["treatment"][3]["from"] == 2
    assert [sign["key"] for sign in page["signs"] if sign["level"] == "emergency"] == [
        "cannot-pee",
        "legs-weak",
    ]
    assert page["signs"][0]["url"] == "http://testserver/conditions/sciatica/#sign-cannot-pee"
    assert page["codes"][0]["code"] == "S93.409A"
    assert page["publication"]["reviewed_on"] == str(publication.reviewed_on)


def test_a_page_that_was_not_reviewed_says_so(anyone: Caller) -> None:
    publish(reviewed=False)
    publication = anyone.get("/conditions/sciatica").json()["publication"]
    assert (publication["reviewed_by"], publication["reviewed_on"]) == (None, None)


def test_what_was_read_is_not_sent_again(anyone: Caller, publication: Publication) -> None:
    etag = anyone.get("/conditions/sciatica").headers["ETag"]
    again = anyone.get("/conditions/sciatica", If_None_Match=etag)
    assert (again.status_code, again.content) == (304, b"")


def test_a_new_publication_is_served_at_once(anyone: Caller, publication: Publication) -> None:
    anyone.get("/conditions/sciatica")
    publish(main_message="Other words.")
    assert anyone.get("/conditions/sciatica").json()["main_message"] == "Other words."


def test_a_page_without_a_current_publication_is_404(anyone: Caller, publication: Publication) -> None:
    anyone.get("/conditions/sciatica")
    Publication.objects.get(pk=publication.pk).set_once(ended_at=timezone.now(), end_kind="unpublished")
    bump()
    for path in ("/conditions/sciatica", "/conditions/sciatica/questionnaire", "/conditions/nothing"):
        assert codes_of(anyone.get(path)) == ["not_found"]


def test_the_questionnaire_asks_the_most_urgent_first_and_carries_its_warnings(
    anyone: Caller, publication: Publication
) -> None:
    answer = anyone.get("/conditions/sciatica/questionnaire").json()
    keys = [question["key"] for question in answer["questions"]]
    assert keys[:2] == ["cannot-pee", "legs-weak"]
    assert OTHER_WORRY_KEY in keys
    assert answer["publication"]["sha256"] == publication.sha256
    assert answer["safety_net"]["emergency"] == ["You cannot pee", "Both of your legs are weak"]


def test_each_question_says_how_it_is_asked(anyone: Caller) -> None:
    lasted = {"key": "long", "statement": "It has lasted 14 days", "kind": "lasted_at_least", "value": 14}
    publish(asks_side=True, urgent=[lasted])
    questions = anyone.get("/conditions/sciatica/questionnaire").json()["questions"]
    asked = {question["key"]: question for question in questions}
    assert [asked["cannot-pee"][name] for name in ("asks", "kind", "text")] == [
        "sign",
        "yes_no",
        "You cannot pee",
    ]
    measures = {key: (question["kind"], question["asks"]) for key, question in asked.items()}
    assert [measures[key] for key in ("pain_now", "pain_worst", "side", "started_on")] == [
        ("integer", "measure"),
        ("integer", "measure"),
        ("choice", "measure"),
        ("date", "measure"),
    ]
    assert (asked["pain_now"]["minimum"], asked["pain_now"]["maximum"]) == (0, 10)
    assert [choice["value"] for choice in asked["side"]["choices"]] == ["left", "right", "both", "middle"]
    assert not {"strong-pain", "long"} & set(asked)


def test_a_list_of_another_language_has_none_of_these(anyone: Caller, publication: Publication) -> None:
    assert anyone.get("/conditions?language=es").json()["items"] == []


def test_another_language_has_its_own_pages(anyone: Caller, publication: Publication) -> None:
    assert codes_of(anyone.get("/conditions/sciatica?language=es")) == ["not_found"]


def test_head_gives_the_headers_alone(anyone: Caller, publication: Publication) -> None:
    response = anyone.client.head("/api/v1/conditions/sciatica")
    assert response.content == b""
    assert int(response.headers["Content-Length"]) > 1000
