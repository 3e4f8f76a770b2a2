"""The built assets: complete, lean, and the same when nothing changed."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
BUILT = ROOT / "build" / "static"

BUILD = [sys.executable, str(ROOT / "scripts" / "build_assets.py")]


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """The assets as they are now; nothing to do after `make assets`."""
    subprocess.run(BUILD, check=True, capture_output=True)


def test_the_style_sheet_stays_lean() -> None:
    assert len(gzip.compress((BUILT / "css" / "signpost.css").read_bytes())) < 25_000


@pytest.mark.parametrize("sheet", ["signpost", "staff"])
def test_every_file_that_a_sheet_names_is_there(sheet: str) -> None:
    named = re.findall(r"url\([\"']?([^\"')]+)[\"']?\)", (BUILT / "css" / f"{sheet}.css").read_text())
    assert [
        path for path in named if not path.startswith("data:") and not (BUILT / "css" / path).is_file()
    ] == []


def test_a_sheet_asks_no_other_host() -> None:
    assert not re.search(r"url\([\"']?(?:https?:)?//", (BUILT / "css" / "signpost.css").read_text())


def test_the_lock_file_names_no_other_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert set(re.findall(r'"resolved": "https?://([^/"]+)', lock)) <= {"registry.npmjs.org"}


def test_a_second_build_does_nothing() -> None:
    again = subprocess.run(BUILD, check=True, capture_output=True, text=True)
    assert again.stdout == "assets: unchanged\n"
