"""What `make bench` measures is what it publishes, good or bad."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from django.conf import settings

from benchmarks.run import RATIOS, Target, report

PUBLISHED = Path(settings.BASE_DIR) / "benchmarks"
ENGINES = ["sqlite", "postgresql"]
MEASURED = {
    "nginx, the same HTML as a file",
    "Django hello",
    "condition page",
    "plain DRF create of one row",
    "POST /api/v1/assessments",
    "POST /api/v1/check-ins",
}


def published(engine: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PUBLISHED / f"{engine}.json").read_text())
    return found


def test_each_ratio_is_told_with_what_is_aimed_at() -> None:
    aims = {what: (least, aim) for what, _measured, _yardstick, least, aim in RATIOS}
    assert aims["condition page / nginx file"] == (0.35, 0.5)
    assert aims["assessments / plain DRF create"] == (3, 4)
    assert aims["check-ins / plain DRF create"] == (1, 2)


def test_a_ratio_is_the_median_of_the_rounds_own_ratios() -> None:
    """A slow moment of the machine meets both sides of a round."""
    names = {name for _what, measured, yardstick, *_ in RATIOS for name in (measured, yardstick)}
    targets = [Target(name, "", rates=[10.0, 100.0, 1000.0]) for name in sorted(names)]
    (page,) = [target for target in targets if target.name == "condition page"]
    page.rates = [2.0, 50.0, 400.0]
    text, data = report(targets, "SQLite", 3, 1, 64)
    assert data["ratios"]["condition page / nginx file"] == {"median": 0.4, "low": 0.2, "high": 0.5}
    assert "| condition page / nginx file | **0.40** | 0.20 to 0.50 | 0.35 / 0.5 |" in text
    assert "| condition page | 50 | 2 to 400 |" in text


@pytest.mark.parametrize("engine", ENGINES)
def test_everything_is_published_with_each_of_its_rounds(engine: str) -> None:
    found = published(engine)
    assert set(found["rates"]) >= MEASURED
    assert set(found["ratios"]) == {what for what, *_ in RATIOS}
    assert {len(rates) for rates in found["rates"].values()} == {found["rounds"]}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("what", "measured", "yardstick"), [ratio[:3] for ratio in RATIOS])
def test_a_published_ratio_is_that_of_the_published_rates(
    engine: str, what: str, measured: str, yardstick: str
) -> None:
    found = published(engine)
    pairs = zip(found["rates"][measured], found["rates"][yardstick], strict=True)
    ratio = median(one / other for one, other in pairs)
    assert found["ratios"][what]["median"] == round(ratio, 2)
    assert f"| {what} | **{ratio:.2f}** |" in (PUBLISHED / f"{engine}.md").read_text()
