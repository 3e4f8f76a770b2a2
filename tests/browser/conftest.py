"""A real Chromium against a real server on the test database.

Without a Chromium these tests are skipped and say so; with REQUIRE_BROWSER=1, as in CI, that is an error.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from portal.models import User
from tests.factories import PASSWORD

CANDIDATES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = os.environ.get("BROWSER_PICTURES", "")
"""A folder for a picture of each page that `looked_at` is called on; empty: none."""

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs a browser; they share one worker, because each browser needs much memory."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next((found for name in CANDIDATES if (found := shutil.which(name))), None)
    if path is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("REQUIRE_BROWSER is set and no Chromium is installed.")
    if path is None:
        pytest.skip("No Chromium is installed: the browser tests do not run.")
    # The browser's event loop lives in this thread; the database is used from it all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[OpenPage]:
    """Makes browser pages. At the end none of them may have seen an error or asked another server for anything."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def make(width: int = 375, *, dark: bool = False, javascript: bool = True, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="en-US",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        page.on("request", lambda sent: _same_server(sent.url, live_server.url, troubles))
        return page

    yield make
    for context in contexts:
        context.close()
    unexpected = [said for said in troubles if not re.search(r"status of (?:4|503)", said)]
    assert unexpected == []


def _same_server(url: str, server: str, troubles: list[str]) -> None:
    if not url.startswith((server, "data:")):
        troubles.append(f"asked another server: {url}")


@pytest.fixture
def page_375(open_page: OpenPage) -> Page:
    return open_page(375)


@pytest.fixture
def page_1280(open_page: OpenPage) -> Page:
    return open_page(1280)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, User], None]:
    """Gives a browser page a session of its own for a user, so that several people can be signed in at once;
    signing in by the form has its own tests."""

    def give(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    return give


def sign_in_by_form(page: Page, user: User) -> None:
    """Sign in as a person does."""
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def findings(page: Page) -> list[str]:
    """What axe finds on the page (WCAG 2.2 AA and good practice), one line for each element."""
    result = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
    return [
        f"{found['id']}: {node['target']} {node.get('failureSummary', '')}"
        for found in result.response["violations"]
        for node in found["nodes"]
    ]


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the side (WCAG 1.4.10)."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def looked_at(page: Page, name: str) -> Page:
    """Keeps a picture of the whole page where BROWSER_PICTURES says so."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    return page
