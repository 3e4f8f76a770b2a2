"""Wrong passwords are counted for the sender's own address, not for the proxy's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django.test import RequestFactory

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
