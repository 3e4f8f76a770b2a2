"""Wrong passwords are counted for the sender's own address, not for the proxy's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.test import Client, RequestFactory

from conditions.models import SiteWording
from portal.models import User
from tests.factories import PASSWORD, a_user
from tests.portal.test_starting import GOOD, python

PROXY = "10.0.0.1"
SHOW = "from django.conf import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"


def sender(forwarded: str) -> str:
    request = RequestFactory().get("/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=forwarded)
    address: str = get_adapter().get_client_ip(request)
    return address


def test_the_sign_in_trusts_as_many_proxies_as_the_api(tmp_path: Path) -> None:
    assert python(tmp_path, SHOW, **GOOD).stdout == "0\n"
    assert python(tmp_path, SHOW, **GOOD, SIGNPOST_TRUSTED_PROXIES="1").stdout == "1\n"


def test_behind_a_trusted_proxy_the_sender_is_whom_the_proxy_named(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert sender("192.0.2.7") == "192.0.2.7"


@pytest.mark.parametrize(("trusted", "counted"), [(0, PROXY), (1, "192.0.2.7")])
def test_what_the_sender_wrote_into_the_header_is_not_believed(
    settings: Any, trusted: int, counted: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    assert sender("203.0.113.9, 192.0.2.7") == counted


@pytest.mark.parametrize("forwarded", ["192.0.2.7", "203.0.113.9, 192.0.2.7", ""])
def test_more_trusted_proxies_than_there_are_count_the_peer(settings: Any, forwarded: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    assert sender(forwarded) == PROXY


@pytest.mark.django_db
def test_signing_in_works_with_a_wrong_number_of_proxies(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    form = {"login": a_user("bob").email, "password": PASSWORD}
    assert Client().post("/accounts/login/", form, headers={"x-forwarded-for": "1.2.3.4"}).status_code == 302


def test_a_negative_number_of_proxies_refuses_to_start(tmp_path: Path) -> None:
    done = python(tmp_path, SHOW, **GOOD, SIGNPOST_TRUSTED_PROXIES="-1")
    assert done.returncode != 0
    assert "SIGNPOST_TRUSTED_PROXIES must be 0 or more" in done.stderr


def wrong_password(address: str, host: str = "testserver") -> str:
    form = {"login": "bob@example.org", "password": "not his password"}
    request: dict[str, Any] = {"REMOTE_ADDR": address, "HTTP_HOST": host}
    return Client().post("/accounts/login/", form, **request).content.decode()


@pytest.fixture
def bob() -> User:
    cache.clear()
    return a_user("bob")


@pytest.mark.django_db
def test_somebody_who_guesses_is_locked_out_and_told_whom_to_call(bob: User) -> None:
    SiteWording.objects.create(emergency_number="112")
    said = [wrong_password("192.0.2.66", f"testserver:{port}") for port in range(1, 7)]
    assert "Too many failed login attempts" not in said[4]
    assert "Too many failed login attempts" in said[5]
    assert all('In an emergency, call <a class="nowrap" href="tel:112">' in page for page in said)


@pytest.mark.django_db
def test_guesses_from_elsewhere_do_not_lock_anybody_out(bob: User) -> None:
    for _ in range(6):
        wrong_password("192.0.2.66")
    form = {"login": "bob@example.org", "password": PASSWORD}
    assert Client().post("/accounts/login/", form, REMOTE_ADDR="198.51.100.4").status_code == 302


@pytest.mark.django_db
def test_the_sign_in_page_has_no_emergency_line_before_an_error() -> None:
    assert "Do not wait for us" not in Client().get("/accounts/login/").content.decode()
