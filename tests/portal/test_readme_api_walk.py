"""The API part of the README's walk, run as it is written, by a shell with curl, against a real server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from portal.models import ApiClient
from portal.oauth import SCOPES
from tests.factories import a_condition_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

SITE = "site=http://127.0.0.1:8000\n"
CREDENTIALS = 'eval "$(make -s demo-api-client)"\n'


def walk_of_the_readme() -> str:
    text = (Path(settings.BASE_DIR) / "README.md").read_text(encoding="utf-8")
    blocks = [textwrap.dedent(block) for block in re.findall(r"^ *```sh\n(.*?)^ *```", text, re.M | re.S)]
    (walk,) = [block for block in blocks if "/oauth/token" in block]
    return walk


@pytest.fixture
def client_in_the_environment() -> dict[str, str]:
    """What `make demo-api-client` prints, in the shell's variables."""
    client = ApiClient(
        name="Walk",
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
        allowed_scopes=" ".join(SCOPES),
    )
    secret = client.client_secret
    client.save()
    return {"client_id": client.client_id, "client_secret": secret}


def test_the_walk_decides_registers_and_checks_in(
    live_server: LiveServer, client_in_the_environment: dict[str, str]
) -> None:
    assert shutil.which("curl"), "Install curl: the README's walk uses it."
    a_condition_page("sciatica", emergency=[{"key": "cannot-pee", "statement": "You cannot pee"}])
    walk = walk_of_the_readme()
    assert SITE in walk
    assert CREDENTIALS in walk
    script = walk.replace(SITE, f"site={live_server.url}\n").replace(CREDENTIALS, "")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script.replace("\ncurl", "\necho; curl")],
        env={**os.environ, **client_in_the_environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines() if line]
    assert [answer["care_level"] for answer in answers] == ["urgent", "emergency"]
    assert answers[1]["reasons"][0]["key"] == "cannot-pee"
