"""A demo says on every page that it is one; a real site never does."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.api.authorizing import an_application, asking
from tests.factories import a_condition_page, a_nurse, a_patient, a_user
from tests.triage.web.walker import Walker

pytestmark = pytest.mark.django_db

WORDS = b"Demo. No real patients, no real care team."
PUBLIC = [
    "/",
    "/conditions/",
    "/conditions/deep-gluteal-syndrome/",
    "/search/?q=pain",
    "/check-in/deep-gluteal-syndrome/",
    "/accounts/login/",
    "/accounts/signup/",
    "/api/docs",
    "/no-such-page/",
]
ADMIN = ["/admin/", "/admin/pages/", "/admin/users/", "/admin/reports/locked/", "/admin/account/"]


@pytest.fixture
def demo(settings) -> None:
    settings.SIGNPOST_DEMO = True


@pytest.fixture
def sam(client: Client) -> Client:
    client.force_login(a_user("sam", is_staff=True, is_superuser=True, is_demo=True))
    return client


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_page_of_a_demo_says_so(demo: None, client: Client, path: str) -> None:
    a_condition_page()
    assert WORDS in client.get(path).content


@pytest.mark.parametrize("path", ADMIN)
def test_every_page_of_the_admin_of_a_demo_says_so(demo: None, sam: Client, path: str) -> None:
    response = sam.get(path)
    assert (response.status_code, response.content.count(WORDS)) == (200, 1)


def test_the_editor_of_a_demo_says_so(demo: None, sam: Client) -> None:
    page = a_condition_page()
    assert WORDS in sam.get(f"/admin/pages/{page.pk}/edit/").content


def test_a_check_in_of_a_demo_says_so_at_each_step(demo: None, client: Client) -> None:
    a_condition_page()
    alice = a_patient()
    client.force_login(alice.user)
    walker = Walker(client).start().answer("yes")
    assert "Get medical help right away" in walker.html
    assert WORDS in walker.response.content
    walker.press("send")
    assert "Get medical attention right away" in walker.html
    assert WORDS in walker.response.content


@pytest.mark.parametrize("address", [asking(), asking(client_id="nobody")])
def test_a_demo_that_is_asked_to_let_another_system_in_says_so(
    demo: None, client: Client, address: str
) -> None:
    an_application()
    client.force_login(a_patient().user)
    assert WORDS in client.get(address).content


def test_the_care_team_of_a_demo_is_told_so(demo: None, client: Client) -> None:
    bob = a_nurse()
    bob.is_demo = True
    bob.save()
    client.force_login(bob)
    assert WORDS in client.get("/care-team/").content


def test_a_refused_request_of_a_demo_says_so(demo: None, settings) -> None:
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post("/accounts/login/", {"login": "alice@example.org"})
    assert (refused.status_code, WORDS in refused.content) == (403, True)
    wrong_host = Client().get("/", headers={"host": "evil.example"})
    assert (wrong_host.status_code, WORDS in wrong_host.content) == (400, True)


def test_a_crash_of_a_demo_says_so(demo: None, monkeypatch) -> None:
    monkeypatch.setattr("conditions.views.public.find", lambda *_args, **_named: 1 / 0)
    response = Client(raise_request_exception=False).get("/search/?q=pain")
    assert (response.status_code, WORDS in response.content) == (500, True)


def test_a_crash_of_a_real_site_does_not(monkeypatch) -> None:
    monkeypatch.setattr("conditions.views.public.find", lambda *_args, **_named: 1 / 0)
    response = Client(raise_request_exception=False).get("/search/?q=pain")
    assert (response.status_code, WORDS in response.content) == (500, False)


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/api/docs"])
def test_a_real_site_never_says_it(client: Client, path: str) -> None:
    a_condition_page()
    assert WORDS not in client.get(path).content
