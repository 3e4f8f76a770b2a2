"""A demo says on every page that it is one; a real site never does."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import a_condition_page, a_user

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


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/api/docs"])
def test_a_real_site_never_says_it(client: Client, path: str) -> None:
    a_condition_page()
    assert WORDS not in client.get(path).content
