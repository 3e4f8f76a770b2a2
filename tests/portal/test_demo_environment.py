"""A demo never touches a site's database or files, and never turns a site into a demo."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SCRIPTS = Path(settings.BASE_DIR) / "scripts"
SITE = "SECRET_KEY=a-site's\nALLOWED_HOSTS=portal.example.org\nDATABASE_URL=sqlite:////srv/site.sqlite3\n"
EXPORTED = [
    "SECRET_KEY",
    "DATABASE_URL",
    "SECRET_KEY_FILE",
    "DATABASE_URL_FILE",
    "SIGNPOST_ENV_FILE",
    "MEDIA_ROOT",
]


def run(script: str, folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """One of the demo's scripts, for the checkout `folder`."""
    command = [sys.executable, str(SCRIPTS / script), "--folder", str(folder), *arguments]
    kept = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(command, env=kept, capture_output=True, text=True, check=False)


def started(folder: Path) -> dict[str, str]:
    """A checkout with a demo that was started: its `.env`, by name."""
    assert run("demo_env.py", folder).returncode == 0
    (folder / "demo.sqlite3").touch()
    (folder / "demo-media").mkdir(exist_ok=True)
    lines = (folder / ".env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def test_the_first_start_writes_settings_that_only_the_owner_can_read(tmp_path: Path) -> None:
    wrote = started(tmp_path)
    assert (wrote["SIGNPOST_DEMO"], len(wrote["SECRET_KEY"]) > 50) == ("true", True)
    assert wrote["DATABASE_URL"] == f"sqlite:///{tmp_path}/demo.sqlite3"
    assert wrote["MEDIA_ROOT"] == f"{tmp_path}/demo-media"
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    assert started(tmp_path) == started(tmp_path)


@pytest.mark.parametrize("script", ["demo_env.py", "demo_reset.py"])
@pytest.mark.parametrize("name", EXPORTED)
def test_it_refuses_beside_the_exported_settings_of_a_site(tmp_path: Path, script: str, name: str) -> None:
    done = run(script, tmp_path, **{name: "postgres://db.example.org/signpost"})
    assert done.returncode != 0
    assert f"{name} is set in this shell" in done.stderr
    assert f"env -u {name} make demo" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("script", ["demo_env.py", "demo_reset.py"])
def test_it_refuses_in_the_checkout_of_a_site(tmp_path: Path, script: str) -> None:
    (tmp_path / ".env").write_text(SITE)
    (tmp_path / "media").mkdir()
    done = run(script, tmp_path)
    assert done.returncode != 0
    assert "is not a demo's" in done.stderr
    assert ((tmp_path / ".env").read_text(), (tmp_path / "media").is_dir()) == (SITE, True)


def test_a_reset_removes_the_demo_and_nothing_else(tmp_path: Path) -> None:
    started(tmp_path)
    kept = [tmp_path / "media", tmp_path / "staticfiles", tmp_path / "site.sqlite3"]
    for path in kept:
        path.mkdir()
    assert run("demo_reset.py", tmp_path).returncode == 0
    assert sorted(tmp_path.iterdir()) == sorted(kept)


def test_a_reset_without_a_demo_removes_nothing(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    done = run("demo_reset.py", tmp_path)
    assert (done.returncode, "no demo" in done.stdout) == (0, True)
    assert (tmp_path / "media").is_dir()


def test_a_reset_refuses_a_demo_on_another_database(tmp_path: Path) -> None:
    started(tmp_path)
    text = (tmp_path / ".env").read_text().replace("sqlite:///", "postgres://db.example.org/")
    (tmp_path / ".env").write_text(text)
    done = run("demo_reset.py", tmp_path)
    assert (done.returncode != 0, (tmp_path / "demo.sqlite3").exists()) == (True, True)
    assert "another database" in done.stderr
