"""Published pages are served as kept bytes, and only while nothing public has changed."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler

from conditions.models import ConditionPage, SiteWording
from conditions.services.publishing import withdraw
from portal.bytes_cache import BytesCache
from tests.factories import a_condition_page, a_user, republish

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/conditions/deep-gluteal-syndrome/"


class Counting:
    """Django, counting what reaches it."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.calls = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.calls += 1
        return self.handler(environ, start_response)


class Site:
    """The site below its cache, as a server calls it."""

    def __init__(self) -> None:
        self.django = Counting()
        self.cache = BytesCache(self.django)

    def get(
        self, path: str = URL, method: str = "GET", query: str = "", **headers: str
    ) -> tuple[str, dict[str, str], bytes]:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "HTTP_HOST": "testserver",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": __import__("io").BytesIO(),
            **headers,
        }
        started: list[Any] = []
        body = b"".join(
            self.cache(environ, lambda status, sent, exc=None: started.append((status, dict(sent))))
        )
        status, sent = started[0]
        return status, {name.lower(): value for name, value in sent.items()}, body


@pytest.fixture
def site() -> Site:
    a_condition_page()
    return Site()


def test_the_second_reader_gets_the_same_bytes_without_django(site: Site) -> None:
    first = site.get()
    assert site.get() == first
    assert site.django.calls == 1


def test_a_new_publication_is_served_at_once(site: Site) -> None:
    site.get()
    republish(ConditionPage.objects.get(), main_message="Corrected words.")
    assert b"Corrected words." in site.get()[2]


def test_an_unpublished_page_is_gone_at_once(site: Site) -> None:
    site.get()
    ConditionPage.objects.get().unpublish()
    assert site.get()[0].startswith("404")


def test_a_withdrawn_page_says_so_at_once(site: Site) -> None:
    site.get()
    withdraw(page=ConditionPage.objects.get(), reason="The dose was wrong.")
    status, _, body = site.get()
    assert status.startswith("410")
    assert b"The dose was wrong." in body


def test_a_changed_emergency_number_is_served_at_once(site: Site) -> None:
    site.get()
    SiteWording.objects.create(emergency_number="112", emergency_action="call 112")
    assert b"tel:112" in site.get()[2]


def test_a_changed_address_serves_nothing_at_the_old_one(site: Site) -> None:
    site.get()
    page = ConditionPage.objects.get()
    page.slug = "elsewhere"
    page.save_revision().publish()
    assert site.get()[0].startswith("404")
    assert site.get("/conditions/elsewhere/")[0].startswith("200")


def test_what_is_kept_holds_no_cookie_no_session_and_no_token(site: Site) -> None:
    status, headers, body = site.get()
    assert status.startswith("200")
    assert "set-cookie" not in headers
    assert b"csrf" not in body.lower()
    assert not Session.objects.exists()


def test_somebody_who_is_signed_in_is_never_kept_and_never_gets_what_is_kept(site: Site, client: Any) -> None:
    client.force_login(a_user("erin"))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    assert b"Erin" in site.get(HTTP_COOKIE=cookie)[2]
    assert b"Erin" not in site.get()[2]
    assert b"Erin" in site.get(HTTP_COOKIE=cookie)[2]


@pytest.mark.parametrize(
    "change", [{"query": "a=1"}, {"method": "POST"}, {"path": "/check-in/deep-gluteal-syndrome/"}]
)
def test_anything_else_goes_to_django(site: Site, change: dict[str, str]) -> None:
    site.get(**change)
    site.get(**change)
    assert site.django.calls == 2


def test_a_head_request_gets_the_headers_alone(site: Site) -> None:
    _, headers, body = site.get()
    status, head, nothing = site.get(method="HEAD")
    assert (status, nothing) == ("200 OK", b"")
    assert head["content-length"] == headers["content-length"] == str(len(body))


def test_a_browser_that_has_the_page_is_told_so(site: Site) -> None:
    _, headers, _ = site.get()
    status, _, body = site.get(HTTP_IF_NONE_MATCH=headers["etag"])
    assert (status, body) == ("304 Not Modified", b"")


def test_bytes_are_compressed_for_those_who_accept_it(site: Site) -> None:
    plain = site.get()[2]
    _, headers, body = site.get(HTTP_ACCEPT_ENCODING="gzip, deflate")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == plain
    assert site.get(HTTP_ACCEPT_ENCODING="br;q=0, gzip;q=0")[2] == plain


def test_a_foreign_host_is_refused_and_not_kept(site: Site) -> None:
    site.get()
    assert site.get(HTTP_HOST="evil.example")[0].startswith("400")
    assert site.get(HTTP_HOST="evil.example")[0].startswith("400")


def test_nothing_kept_is_served_when_the_database_does_not_answer(site: Site, monkeypatch: Any) -> None:
    site.get()
    monkeypatch.setattr("portal.bytes_cache._epoch_or_none", lambda: None)
    site.get()
    assert site.django.calls == 2


def test_old_pages_make_room_for_new_ones(site: Site, monkeypatch: Any) -> None:
    a_condition_page("other", title="Other")
    size = len(site.get()[2])
    monkeypatch.setattr("portal.bytes_cache.MAX_KEPT_BYTES", int(size * 1.6))
    site.get("/conditions/other/")
    site.get()
    assert site.django.calls == 3


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "asked",
    [{}, {"query": "from=letter"}, {"HTTP_COOKIE": "sessionid=old"}, {"HTTP_ACCEPT_ENCODING": "br"}],
    ids=["plain", "with a query", "with an old session", "compressed"],
)
def test_every_answer_names_its_version_and_what_it_varies_with(
    site: Site, method: str, asked: dict[str, str]
) -> None:
    for _ in range(2):
        _, headers, _ = site.get(method=method, **asked)
        assert headers["vary"] == "Accept-Encoding, Cookie"
        assert headers["etag"] == site.get()[1]["etag"]


@pytest.mark.parametrize(
    "made_up",
    [
        {"HTTP_HOST": "testserver:4711"},
        {"HTTP_HOST": "TestServer"},
        {"HTTP_X_FORWARDED_PROTO": "gopher"},
        {"HTTP_X_FORWARDED_PROTO": "https, https"},
    ],
)
def test_what_a_sender_makes_up_is_answered_and_not_kept(made_up: dict[str, str]):
    a_condition_page()
    site = Site()
    assert site.get(**made_up)[0] == site.get(**made_up)[0] == "200 OK"
    assert site.django.calls == 2
    assert not site.cache._entries


@pytest.mark.parametrize(
    "usual",
    [{}, {"HTTP_HOST": "testserver:80"}, {"HTTP_X_FORWARDED_PROTO": "https"}],
)
def test_a_page_at_a_configured_address_is_kept(usual: dict[str, str]):
    a_condition_page()
    site = Site()
    assert site.get(**usual)[2] == site.get(**usual)[2]
    assert site.django.calls == 1


def test_a_page_at_a_name_under_a_wildcard_is_not_kept(settings: Any):
    settings.ALLOWED_HOSTS = [".example.org"]
    a_condition_page()
    site = Site()
    assert site.get(HTTP_HOST="any.example.org")[0] == "200 OK"
    assert not site.cache._entries
