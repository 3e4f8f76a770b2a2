"""Links to other sites: which are asked, what an answer means, and when an editor is told."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Site

from conditions.domain.link_health import LinkAnswer
from conditions.management.commands import check_links
from conditions.models import LinkCheck
from conditions.selectors.findings import findings_about
from conditions.selectors.links import key_of, named_addresses
from conditions.services.links import Run, due
from tests.conditions.documents import good
from tests.conditions.reports.test_source_radar_and_glossary import paragraph, shown
from tests.conditions.reports.test_spreadsheets import rows
from tests.factories import a_condition_page, a_site

pytestmark = pytest.mark.django_db
GONE, FAILS, WORKS, UNKNOWN = LinkAnswer.GONE, LinkAnswer.FAILS, LinkAnswer.WORKS, LinkAnswer.UNKNOWN
A, B, C = "https://a.example/x", "https://b.example/y", "https://c.example/z"


def run(answers: dict[str, LinkAnswer]) -> Run:
    one = Run(answers.__getitem__, wait=lambda _seconds: None)
    assert dict(one.check(list(answers))) == answers
    return one


def told(address: str) -> list[str]:
    found = findings_about(good(sources=[{"title": "Guide", "url": address}]))
    return [one.message for one in found if one.code == "broken_link" and one.path == "sources[0].url"]


def test_sources_links_of_the_text_and_of_drafts_are_asked_and_this_site_is_not() -> None:
    a_site()
    here = f"https://{Site.objects.get().hostname}/somewhere/"
    page = a_condition_page(
        overview=paragraph(f"See [this]({A}) and [ours]({here})."), sources=[{"title": "B", "url": B}]
    )
    draft = page.get_latest_revision_as_object()
    draft.virtual_care_text, draft.virtual_care_label, draft.virtual_care_url = "Video", "Start", C
    draft.save_revision()
    assert {A, B, C} <= named_addresses()
    assert not any("/somewhere/" in address for address in named_addresses())


def test_a_page_that_its_site_calls_gone_is_told_at_once(time_machine) -> None:
    time_machine.move_to("2026-05-04 12:00Z")
    run({A: GONE, B: WORKS})
    assert told(A) == [
        f"Broken link: {A} has said “not found” since 4 May 2026. Find where it moved to, or name something else."
    ]
    assert told(B) == told(C) == []


def test_a_site_that_is_down_is_told_after_three_days_and_forgiven_when_it_is_back(time_machine) -> None:
    time_machine.move_to("2026-05-04 12:00Z")
    run({A: FAILS, B: WORKS})
    time_machine.move_to("2026-05-07 11:59Z")
    run({A: FAILS, B: WORKS})
    assert told(A) == []
    time_machine.shift(datetime.timedelta(minutes=1))
    assert "has not answered since 4 May 2026" in told(A)[0]
    run({A: WORKS})
    assert told(A) == []
    run({A: FAILS, B: WORKS})
    assert told(A) == []


def test_a_site_that_wants_a_person_is_not_accused() -> None:
    run({A: UNKNOWN, B: WORKS})
    assert told(A) == []


def test_without_a_way_to_the_outside_nothing_is_held_against_anybody() -> None:
    assert not run({A: FAILS, B: FAILS}).reached
    assert not LinkCheck.objects.exists()
    run({A: FAILS, B: FAILS, C: WORKS})
    assert LinkCheck.objects.count() == 3


def test_a_run_after_one_that_died_goes_on_where_it_was_and_one_a_day_later_asks_again(time_machine) -> None:
    time_machine.move_to("2026-05-04 12:00Z")
    a_condition_page(sources=[{"title": "A", "url": A}, {"title": "B", "url": B}], virtual_care=None)
    assert set(due()) == {A, B}
    next(Run({A: WORKS}.__getitem__).check([A]))
    assert due() == [B]
    time_machine.shift(datetime.timedelta(days=1))
    assert set(due()) == {A, B}


def test_one_host_is_asked_once_a_second() -> None:
    waited: list[float] = []
    same = [f"https://a.example/{number}" for number in range(3)]
    one = Run(lambda _address: WORKS, wait=waited.append)
    list(one.check([*same, B]))
    assert len(waited) == 2
    assert all(0.5 < seconds <= 1 for seconds in waited)


def test_the_command_says_what_it_found_and_forgets_what_no_page_names(monkeypatch, capsys) -> None:
    a_condition_page(sources=[{"title": "A", "url": A}], virtual_care=None)
    run({C: GONE})
    monkeypatch.setattr(check_links, "ask", lambda _address: GONE)
    call_command("check_links", "--dry-run")
    assert capsys.readouterr().out == f"{A} would be asked\n"
    call_command("check_links")
    assert capsys.readouterr().out == f"1/1 {A}: not found\n1 asked; 1 of all addresses are broken.\n"
    assert list(LinkCheck.objects.values_list("key", flat=True)) == [key_of(A)]


def test_the_command_fails_when_nothing_could_be_reached(monkeypatch) -> None:
    a_condition_page(sources=[{"title": "A", "url": A}], virtual_care=None)
    monkeypatch.setattr(check_links, "ask", lambda _address: FAILS)
    with pytest.raises(CommandError, match="Nothing could be reached"):
        call_command("check_links")
    assert told(A) == []


def test_the_source_radar_says_since_when_and_finds_the_broken_ones(erin: Client, time_machine) -> None:
    time_machine.move_to("2026-05-04 12:00Z")
    a_condition_page(sources=[{"title": "A", "url": A}, {"title": "B", "url": B}], virtual_care=None)
    run({A: GONE, B: WORKS})
    assert shown(erin, "source_radar").count("Broken since 4 May 2026") == 1
    only = rows(erin, "source_radar", broken="yes")
    assert [(row["Title"], row["Broken since"]) for row in only] == [("A", "2026-05-04")]
