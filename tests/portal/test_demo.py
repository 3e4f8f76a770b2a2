"""The demo's data: made once, complete, and usable at once."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.models import Site

from conditions.models import ConditionPage, Publication
from portal.demo.check_ins import make_check_ins
from portal.demo.people import CAST, PASSWORD, make_people
from portal.models import ApiClient, User
from portal.oauth import SCOPES
from tests.factories import released
from triage.domain.permissions import CARE_TEAM_ROLES
from triage.models import CheckIn, StaffRole, WorkItem


@pytest.fixture
def demo(db, settings, tmp_path) -> None:
    settings.SIGNPOST_DEMO = True
    settings.SIGNPOST_DEMO_ANY_DATABASE = True
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("demo", prepare_only=True, stdout=StringIO())


def start_again(**options: object) -> None:
    """The demo's second start, as far as serving unless `options` say otherwise. A real one finds everything
    committed: here, what is still to be checked at the commit is checked first, or PostgreSQL would refuse to put the
    triggers back."""
    connection.check_constraints()
    call_command("demo", **{"prepare_only": True, "stdout": StringIO(), **options})


def test_it_says_how_far_it_is_then_what_to_open_and_who_can_sign_in(db, settings, tmp_path) -> None:
    settings.SIGNPOST_DEMO = settings.SIGNPOST_DEMO_ANY_DATABASE = True
    settings.STATIC_ROOT = tmp_path / "static"
    said = StringIO()
    call_command("demo", prepare_only=True, port=8123, stdout=said)
    words = said.getvalue()
    assert [words.index(step) for step in ("1/4", "2/4", "3/4", "4/4")] == sorted(
        words.index(step) for step in ("1/4", "2/4", "3/4", "4/4")
    )
    for place in ("/care-team/", "/admin/", "/api/docs", "/accounts/login/"):
        assert f"http://127.0.0.1:8123{place}" in words
    assert [person.email for person in CAST if person.email not in words] == []
    assert PASSWORD in words


def test_a_second_preparation_changes_nothing(demo) -> None:
    before = (
        User.objects.count(),
        Publication.objects.count(),
        CheckIn.objects.count(),
        StaffRole.objects.count(),
    )
    start_again()
    after = (
        User.objects.count(),
        Publication.objects.count(),
        CheckIn.objects.count(),
        StaffRole.objects.count(),
    )
    assert after == before


def test_a_second_start_keeps_what_was_edited_in_the_meantime(demo) -> None:
    page = ConditionPage.objects.get(slug="sciatica")
    page.main_message = "Our own words."
    released(page).save_revision().publish()
    start_again()
    assert ConditionPage.objects.get(slug="sciatica").main_message == "Our own words."


def test_every_role_can_sign_in_with_the_published_password(demo) -> None:
    for person in CAST:
        assert Client().login(email=person.email, password=PASSWORD), person.email


def test_six_sample_pages_are_reviewed_and_marked_as_samples(demo) -> None:
    current = list(Publication.objects.current())
    assert len(current) == 6
    assert {publication.reviewer_name for publication in current} == {"Rhea Reviewer, MD"}
    assert all(publication.parsed_document().sample for publication in current)


def test_there_is_somebody_for_every_role() -> None:
    names = {person.name for person in CAST}
    assert {"Alice", "Bob", "Charlie", "Dana", "Erin", "Rhea"} <= names
    assert {person.role for person in CAST if person.role} == {role.value for role in CARE_TEAM_ROLES}
    assert "Rhea Reviewer" in {f"{person.name} {person.family_name}" for person in CAST if person.signs}


def test_every_group_of_the_admin_has_somebody_in_it(demo) -> None:
    groups = Group.objects.filter(permissions__codename="access_admin").distinct()
    assert [group.name for group in groups if not group.user_set.filter(is_demo=True).exists()] == []


def test_it_is_served_by_the_production_server_to_this_computer_alone(demo, monkeypatch) -> None:
    started: list[tuple[Path, list[str], dict[str, str]]] = []
    monkeypatch.setattr("portal.management.commands.demo.os.execve", lambda *call: started.append(call))
    start_again(prepare_only=False, port=8123)
    [(server, arguments, environment)] = started
    words = " ".join(arguments)
    assert (server.name, arguments[-1]) == ("granian", "portal.wsgi:application")
    assert "--host 127.0.0.1 --port 8123" in words
    assert environment["BASE_URL"] == "http://127.0.0.1:8123"


def test_the_list_has_something_to_do(demo) -> None:
    assert set(WorkItem.objects.values_list("level", flat=True)) == {"urgent", "call_provider"}


def test_people_and_check_ins_are_made_once(demo) -> None:
    make_people()
    make_check_ins()
    assert User.objects.filter(is_demo=True).count() == len(CAST)


def test_every_page_of_the_demo_says_that_it_is_one(demo) -> None:
    for address in (
        "/",
        "/conditions/",
        "/conditions/sciatica/",
        "/search/",
        "/accounts/login/",
        "/check-in/sciatica/",
    ):
        assert "Demo." in Client().get(address).content.decode(), address


def test_the_api_client_has_all_scopes_and_prints_two_lines(demo) -> None:
    out = StringIO()
    call_command("demo_api_client", stdout=out)
    lines = dict(line.split("=", 1) for line in out.getvalue().splitlines())
    assert list(lines) == ["client_id", "client_secret"]
    assert ApiClient.objects.get(client_id=lines["client_id"]).scopes() == set(SCOPES)


def test_links_in_mails_lead_to_the_port_of_the_demo(demo) -> None:
    assert Site.objects.get().root_url == "http://127.0.0.1:8000"
