"""What refuses to start, and says what to set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from portal.models import ApiClient, User
from portal.startup import refuse_demo_accounts
from tests.conditions.publishing.processes import shared_database
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
    """The settings as another process reads them, with nothing but `environment` and the `.env` of `tmp_path`."""
    return python(tmp_path, SHOW, **environment)


def python(tmp_path: Path, program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Another process of this site, with nothing but `environment` and the `.env` of `tmp_path`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    run = {**kept, "PYTHONPATH": str(settings.BASE_DIR), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**run, "SIGNPOST_ENV_FILE": str(tmp_path / ".env"), **environment},
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


def test_a_mail_server_that_hangs_is_given_up(tmp_path: Path) -> None:
    show = "from django.conf import settings as s; print(s.EMAIL_TIMEOUT)"
    assert python(tmp_path, show, **GOOD).stdout.split() == ["30"]
    assert python(tmp_path, show, **GOOD, EMAIL_TIMEOUT="5").stdout.split() == ["5"]
    refused = python(tmp_path, show, **GOOD, EMAIL_TIMEOUT="0")
    assert "EMAIL_TIMEOUT must be 1 or more seconds" in refused.stderr


def test_settings_may_stand_in_a_file(tmp_path: Path) -> None:
    site = {name: value for name, value in GOOD.items() if name != "SECRET_KEY"}
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in site.items()))
    assert start(tmp_path, SECRET_KEY="x" * 60).returncode == 0


DEMO_FILE = {**GOOD, "SIGNPOST_DEMO": "true", "SIGNPOST_TEST": "false"}


@pytest.fixture
def demo_file(tmp_path: Path) -> Path:
    """A checkout in which somebody tried `make demo`."""
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in DEMO_FILE.items()))
    return tmp_path


def test_a_demo_takes_its_settings_from_its_file(demo_file: Path) -> None:
    assert start(demo_file).stdout.split()[-2:] == ["True", "optional"]


def test_a_demo_shows_nobody_the_inside_of_a_crash(demo_file: Path) -> None:
    assert start(demo_file).stdout.split()[0] == "False"


@pytest.mark.parametrize("kept", ["SIGNPOST_DEMO", "SIGNPOST_TEST"])
def test_a_site_that_is_configured_by_its_environment_never_becomes_a_demo(
    demo_file: Path, kept: str
) -> None:
    exported = {name: value for name, value in GOOD.items() if name != kept}
    assert start(demo_file, **exported).stdout.split()[-2:] == ["False", "mandatory"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_the_file_of_a_demo_lends_nothing_to_a_half_configured_site(demo_file: Path, name: str) -> None:
    done = start(demo_file, **{name: GOOD[name]})
    assert done.returncode != 0
    assert "is not set. Set it to" in done.stderr
    assert f"is a demo's, and is not read while {name} is set" in done.stderr


@pytest.mark.django_db
def test_production_refuses_to_start_while_a_demo_account_exists() -> None:
    refuse_demo_accounts()
    a_user("alice", is_demo=True)
    with pytest.raises(ImproperlyConfigured, match=r"alice@example\.org"):
        refuse_demo_accounts()


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_the_process_of_a_server_ends_while_a_demo_account_exists(tmp_path: Path) -> None:
    site = {**GOOD, "DATABASE_URL": shared_database(tmp_path)}
    assert python(tmp_path, "import portal.wsgi", **site).returncode == 0
    a_user("alice", is_demo=True)
    (tmp_path / "later").mkdir()
    site["DATABASE_URL"] = shared_database(tmp_path / "later")
    done = python(tmp_path, "import portal.wsgi", **site)
    assert (done.returncode, "holds demo accounts (alice@example.org)" in done.stderr) == (1, True)


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


COMMANDS = pytest.mark.parametrize("command", [["demo", "--prepare-only"], ["demo_api_client"]])


@pytest.mark.django_db
@COMMANDS
def test_demo_commands_refuse_to_run_elsewhere(command: list[str]) -> None:
    with pytest.raises(CommandError, match="for the demo only"):
        call_command(*command)


@pytest.fixture
def demo(settings) -> None:
    settings.SIGNPOST_DEMO = True
    settings.SIGNPOST_DEMO_ANY_DATABASE = False


@pytest.mark.django_db
@COMMANDS
def test_demo_commands_refuse_the_database_of_a_real_site(demo, settings, command: list[str]) -> None:
    settings.SIGNPOST_DEMO_ANY_DATABASE = True
    a_user("alice")
    with pytest.raises(CommandError, match="it is a real site's"):
        call_command(*command)
    assert (User.objects.count(), ApiClient.objects.count()) == (1, 0)


@COMMANDS
def test_demo_commands_refuse_a_database_server_that_nobody_asked_for(
    demo, monkeypatch, command: list[str]
) -> None:
    monkeypatch.setattr("portal.demo.guard.connection", SimpleNamespace(vendor="postgresql"))
    with pytest.raises(CommandError, match="names a database server"):
        call_command(*command)


@pytest.mark.django_db
def test_the_demo_serves_with_demo_accounts(settings) -> None:
    settings.SIGNPOST_DEMO = True
    a_user("alice", is_demo=True)
    refuse_demo_accounts()
