"""What holds the house together is inside `make test`, and says what it should."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = {contract["name"]: contract for contract in PYPROJECT["tool"]["importlinter"]["contracts"]}
FRAMEWORKS = {"django", "wagtail", "rest_framework"}


def commands_of(target: str, database: str = "") -> str:
    """What `make TARGET` would run, without running it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", "-n", target],
        cwd=ROOT,
        env={**kept, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    "command",
    [
        r"ruff check \.",
        r"ruff format --check \.",
        r"lint-imports$",
        r"djlint templates --lint",
        r"manage\.py makemigrations --check --dry-run",
        r"\.venv/bin/mypy$",
        r"pytest .*--cov ",
    ],
)
def test_make_test_runs(command: str) -> None:
    assert re.search(command, commands_of("test"), re.MULTILINE)


@pytest.mark.parametrize("app", ["conditions", "triage"])
def test_make_test_refuses_less_than_95_percent_branch_coverage(app: str) -> None:
    said = re.findall(rf"coverage report --include='{app}/\*' --fail-under=(\d+)", commands_of("test"))
    assert [int(percent) >= 95 for percent in said] == [True]
    coverage = PYPROJECT["tool"]["coverage"]
    assert coverage["run"]["branch"] is True
    assert app in coverage["run"]["source"]
    assert coverage["run"]["omit"] == ["*/migrations/*"]


def test_with_a_database_address_the_tests_run_on_it_too() -> None:
    once, twice = commands_of("test"), commands_of("test", "postgres://nobody@127.0.0.1/none")
    assert (once.count("-m pytest"), twice.count("-m pytest")) == (1, 2)
    assert "not fuzz" not in once
    assert "not browser" not in once


def test_types_are_strict() -> None:
    mypy = PYPROJECT["tool"]["mypy"]
    assert mypy["strict"] is True
    assert set(mypy["files"]) == {"conditions", "triage", "portal"}


def test_content_never_imports_patients() -> None:
    contract = CONTRACTS["Content never imports patients; nothing imports the portal"]
    assert (contract["type"], contract["layers"]) == ("layers", ["portal", "triage", "conditions"])


def test_the_pure_domain_imports_no_framework() -> None:
    contract = CONTRACTS["The pure domain imports no framework"]
    assert (contract["type"], set(contract["source_modules"])) == (
        "forbidden",
        {"conditions.domain", "triage.domain"},
    )
    assert set(contract["forbidden_modules"]) >= FRAMEWORKS


@pytest.mark.parametrize("app", ["conditions", "triage"])
def test_every_module_of_an_app_has_its_layer(app: str) -> None:
    (contract,) = [one for one in CONTRACTS.values() if one.get("containers") == [app]]
    assert contract["exhaustive"] is True
    assert contract["layers"][-1] == "domain"


def test_no_contract_has_an_exception() -> None:
    assert [name for name, contract in CONTRACTS.items() if contract.get("ignore_imports")] == []


def test_no_template_rule_is_left_out_beyond_those_that_are_named() -> None:
    assert set(PYPROJECT["tool"]["djlint"]["ignore"].split(",")) == {"H006", "H030", "H031", "T002", "H023"}


def test_the_first_screen_of_the_readme_has_a_sentence_a_picture_two_commands_and_the_walk() -> None:
    first, walk = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")[:2]
    assert re.search(r"^# Signpost\n\n[A-Z].+", first)
    (picture,) = re.findall(r"!\[[^\]]{20,}\]\((\S+)\)", first)
    assert (ROOT / picture).is_file()
    assert re.findall(r"^make ([a-z]+)", first, re.MULTILINE) == ["demo", "test"]
    assert walk.startswith("The walk\n")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("docs/intended-use.md", "does not diagnose"),
        ("docs/intended-use.md", "approve the words of every page"),
        ("docs/intended-use.md", "not medical advice"),
        ("docs/hazard-log.md", "which test proves"),
        ("CHANGELOG.md", "# Changes"),
        ("CONTRIBUTING.md", "make test"),
        ("SECURITY.md", "Report a weakness"),
    ],
)
def test_a_document_says_what_it_is_for(document: str, words: str) -> None:
    assert words in (ROOT / document).read_text(encoding="utf-8")
