"""Deny by default: every address of the site refuses a stranger, unless it is on the public list here."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern, RegexPattern

from portal.models import User
from triage.models import Patient

pytestmark = pytest.mark.django_db

PUBLIC = {
    "account_confirm_email": "the link in the e-mail that confirms an address; its key is the secret",
    "account_email_verification_sent": "says that an e-mail is on its way",
    "account_inactive": "says that an account is closed",
    "account_login": "signs in",
    "account_logout": "leads a stranger to the first page",
    "account_reset_password": "asks for an e-mail address and tells nothing about it",
    "account_reset_password_done": "says that an e-mail may be on its way",
    "account_reset_password_from_key": "the link in that e-mail; its key is the secret",
    "account_reset_password_from_key_done": "says that the password is changed",
    "account_signup": "makes an account",
    "api-assessments": "assesses without storing",
    "api-condition": "published words",
    "api-conditions": "published words",
    "api-docs": "the API's documentation",
    "api-questionnaire": "published words",
    "api-schema": "the API's documentation",
    "brand_css": "the hospital's colours",
    "check_in_guest": "a guest's questions, of which nothing is stored",
    "check_in_start": "what is said before the first question",
    "health_live": "says that the process runs",
    "health_ready": "says whether the database answers",
    "oauth-server-metadata": "where the OAuth2 addresses are",
    "picture": "pictures on published pages",
    "revoke-token": "asks for the client's own secret, with OAuth2's own errors",
    "search": "published words",
    "token": "asks for the client's own secret, with OAuth2's own errors",
    "wagtail_serve": "published pages",
}
"""Route names that anybody may use, each with what it gives away."""
SAMPLES = {"uuid": str(uuid.UUID(int=7)), "int": "1", "str": "x", "slug": "x", "path": "x"}


def walk(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    """Every route of the site as (name or route, an address that matches it)."""
    for entry in patterns:
        address = before + address_of(entry)
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, address)
        else:
            yield entry.name or str(entry.pattern), "/" + address


def address_of(entry: URLPattern | URLResolver) -> str:
    """A piece of an address that matches the pattern."""
    if isinstance(entry.pattern, LocalePrefixPattern):
        return entry.pattern.language_prefix
    route = str(entry.pattern)
    if isinstance(entry.pattern, RegexPattern):
        return from_regex(route)
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "x"), route)


def from_regex(route: str) -> str:
    """Enough of a regular expression's reverse for the ones that our parts use."""
    text = route.strip("^$").replace("\\Z", "")
    text = re.sub(r"\(\?:[^()]*(?:\([^()]*\)[^()]*)*\)[?*]", "", text)
    text = re.sub(r"\((?:\?P<\w+>)?[^()]*\)\??", "1", text)
    return text.replace(".*", "x").replace("\\.", ".").replace("\\-", "-")


ROUTES = sorted(set(walk(get_resolver().url_patterns)))


def area(address: str) -> bool:
    return address.startswith(("/admin/", "/care-team/"))


def refused(response) -> bool:
    sign_in = response.status_code == 302 and response.headers["Location"].startswith(
        reverse("account_login")
    )
    return sign_in or response.status_code in (401, 403, 404)


@pytest.fixture
def charlie(db):
    user = User.objects.create_user("charlie@example.org", "a long enough password")
    Patient.objects.create(user=user, given_name="Charlie")
    return user


def test_the_walk_finds_every_part_of_the_site():
    addresses = {address for _name, address in ROUTES}
    assert {"/admin/", "/care-team/", "/accounts/login/", "/health/live", "/api/v1/check-ins"} <= addresses
    assert len(ROUTES) > 200


@pytest.mark.parametrize(("name", "address"), [route for route in ROUTES if route[0] not in PUBLIC])
def test_a_stranger_is_refused(client, name, address):
    answers = [client.get(address), client.post(address)]
    served = [response for response in answers if response.status_code != 405 and not refused(response)]
    assert not served
    assert any(refused(response) for response in answers)


@pytest.mark.parametrize("address", [address for _name, address in ROUTES if area(address)])
def test_a_patient_is_refused_in_the_staff_areas(client, charlie, address):
    client.force_login(charlie, backend="django.contrib.auth.backends.ModelBackend")
    assert all(refused(response) for response in (client.get(address), client.post(address)))


def test_the_public_list_names_nothing_that_is_gone():
    assert set(PUBLIC) <= {name for name, _address in ROUTES}
