"""Nothing of a check-in stays in a browser, in an address or in a title."""

from __future__ import annotations

import re

import pytest

from tests.triage.web.walker import START
from triage.models import CheckIn

URGENT = ("no", "no", "yes", "no", "no", "2", "3", "left", "unsure")


def title(walker) -> str:
    return re.findall(r"<title>(.*?)</title>", walker.html, re.DOTALL)[0]


@pytest.mark.parametrize("who", ["guest", "walker"])
def test_no_page_may_be_kept_and_no_title_says_what_is_wrong(who, request):
    person = request.getfixturevalue(who)
    pages = [person.open]
    steps = [lambda: person.press("start"), lambda: person.answer("yes"), lambda: person.press("continue")]
    steps += [lambda: person.answer("no", "yes", "no")]
    for step in [*pages, *steps]:
        step()
        assert "no-store" in person.response.headers["Cache-Control"]
        assert "gluteal" not in title(person).lower()


def test_the_result_and_the_list_may_not_be_kept(walker):
    walker.start().answer(*URGENT).press("submit")
    assert "no-store" in walker.response.headers["Cache-Control"]
    assert title(walker).startswith("Your result")
    assert "no-store" in walker.open("/check-ins/").response.headers["Cache-Control"]


def test_the_address_of_a_patients_pages_holds_no_condition_and_no_answer(walker):
    walker.start()
    for said in URGENT:
        walker.answer(said)
        assert re.fullmatch(r"/check-ins/[0-9a-f-]{36}/((questions/\d+|review)/)?", walker.path)
    walker.press("submit")
    assert walker.path == f"/check-ins/{CheckIn.objects.get().pk}/"


def test_no_page_for_patients_is_for_search_engines(guest):
    assert '<meta name="robots" content="noindex">' in guest.open(START).html


def test_only_reading_and_posting_is_answered(page, client):
    assert client.put(START).status_code == 405
    assert client.delete(f"{START}questions/").status_code == 405
