"""What refuses to start, and says what to set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from portal.models import ApiClient
from portal.startup import refuse_demo_accounts
from tests.factories import a_user

GOOD = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "portal.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
    "SIGNPOST_DEMO": "false",
    "SIGNPOST_TEST": "false",
}
SHOW = (
    "from django.conf import settings as s;"
    "print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0,"
    " s.SIGNPOST_DEMO, s.ACCOUNT_EMAIL_VERIFICATION)"
)


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The settings as another process reads them, with nothing but `environment` and without a `.env`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    run = {**kept, "PYTHONPATH": str(settings.BASE_DIR), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**run, **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_refuses_to_start_and_says_what_to_set(tmp_path: Path, missing: str) -> None:
    done = start(tmp_path, **{**GOOD, missing: ""})
    assert done.returncode != 0
    assert f"{missing} is not set. Set it to" in done.stderr


def test_production_refuses_any_host(tmp_path: Path) -> None:
    done = start(tmp_path, **{**GOOD, "ALLOWED_HOSTS": "*"})
    assert done.returncode != 0
    assert "'*' is refused" in done.stderr


def test_production_is_safe_by_default(tmp_path: Path) -> None:
    assert start(tmp_path, **GOOD).stdout.split() == [
        "False",
        "True",
        "True",
        "True",
        "True",
        "False",
        "mandatory",
    ]


@pytest.mark.django_db
def test_production_refuses_to_start_while_a_demo_account_exists() -> None:
    refuse_demo_accounts()
    a_user("alice", is_demo=True)
    with pytest.raises(ImproperlyConfigured, match=r"alice@example\.org"):
        refuse_demo_accounts()


@pytest.mark.django_db
def test_production_refuses_to_start_while_a_demo_client_exists() -> None:
    ApiClient.objects.create(
        name="Demo client",
        is_demo=True,
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
    )
    with pytest.raises(ImproperlyConfigured, match="Demo client"):
        refuse_demo_accounts()


@pytest.mark.django_db
@pytest.mark.parametrize("command", [["demo", "--prepare-only"], ["demo_api_client"]])
def test_demo_commands_refuse_to_run_elsewhere(command: list[str]) -> None:
    with pytest.raises(CommandError, match="for the demo only"):
        call_command(*command)


@pytest.mark.django_db
def test_the_demo_serves_with_demo_accounts(settings) -> None:
    settings.SIGNPOST_DEMO = True
    a_user("alice", is_demo=True)
    refuse_demo_accounts()
