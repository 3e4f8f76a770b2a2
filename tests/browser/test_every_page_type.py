"""Every page type on a phone, a tablet and a wide screen: no finding by axe (WCAG 2.2 AA), nothing sticks out, no error
in the console, nothing that the policy had to stop, nothing asked of another server.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import factories
from tests.browser.conftest import findings, fits, looked_at
from tests.browser.page_types import PAGE_TYPES, Visit

WIDTHS = (375, 768, 1280)
STOPPED = """
window.stopped = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.stopped.push(`${event.violatedDirective}: ${event.blockedURI}`);
});
"""


@pytest.fixture
def troubles() -> list[str]:
    return []


@pytest.fixture
def visit(
    request: Any,
    chromium: Browser,
    live_server: Any,
    sign_in: Any,
    settings: Any,
    monkeypatch: Any,
    troubles: list[str],
) -> Iterator[Visit]:
    factories.watched_always()
    sample = request.node.callspec.params["name"] == "condition-sample"
    condition = factories.a_site() if sample else factories.a_condition_page()
    context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce", locale="en-US")
    context.add_init_script(STOPPED)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("console", lambda said: troubles.append(f"{said.type}: {said.text}") if _counts(said) else None)
    page.on("request", lambda sent: troubles.append(sent.url) if _elsewhere(sent.url, live_server) else None)
    yield Visit(page, condition, sign_in, settings, monkeypatch)
    context.close()


def _counts(said: Any) -> bool:
    """The browser itself writes a line for each answer that is an error."""
    return said.type in ("error", "warning") and "responded with a status of" not in said.text


def _elsewhere(url: str, live_server: Any) -> bool:
    return not url.startswith((live_server.url, "data:"))


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_every_page_type(name: str, visit: Visit, troubles: list[str]) -> None:
    PAGE_TYPES[name](visit)
    found: dict[int, list[str]] = {}
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 800})
        looked_at(visit.page, f"{name}-{width}")
        found[width] = findings(visit.page) + ([] if fits(visit.page) else ["sticks out"])
    assert found == {width: [] for width in WIDTHS}
    assert (troubles, visit.page.evaluate("window.stopped")) == ([], [])
