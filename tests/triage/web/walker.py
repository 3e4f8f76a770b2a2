"""Walks through the pages as a browser without JavaScript does: reads the form, fills it in, presses a button."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client

START = "/check-in/deep-gluteal-syndrome/"


class _Form(HTMLParser):
    """The page's POST form: its address and hidden fields; and the text of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, str] = {}
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and given.get("method") == "post":
            self.action = given.get("action")
        if tag == "input" and given.get("type") == "hidden":
            self.fields[str(given["name"])] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class Walker:
    """One person in front of a browser."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.response: Any = None

    def open(self, url: str = START) -> Walker:
        self.response = self.client.get(url, follow=True)
        return self

    def press(self, go: str = "next", **fields: str) -> Walker:
        """Press the button `go` of the form on this page, with these fields filled in."""
        form = _Form(self.html)
        assert form.action, f"no form on this page: {self.text[:300]}"
        self.response = self.client.post(form.action, {**form.fields, "go": go, **fields}, follow=True)
        return self

    def answer(self, *answers: str) -> Walker:
        """Answer the questions that follow; a date as "day:2026-03-31"."""
        for said in answers:
            day = said.partition("day:")[2]
            self.press("next", **({"day": day} if day else {"answer": said}))
        return self

    def start(self) -> Walker:
        return self.open().press("start")

    @property
    def html(self) -> str:
        return str(self.response.content.decode())

    @property
    def text(self) -> str:
        """The words of the page, with single spaces."""
        return " ".join(" ".join(_Form(self.html).words).split())

    @property
    def path(self) -> str:
        return str(self.response.request["PATH_INFO"])

    @property
    def fields(self) -> dict[str, str]:
        return _Form(self.html).fields


NO_SIGNS = ("no",) * 6
"""Every sign that alice is asked about, by her age: two emergency, one urgent, two parts of one, and the last."""
CALM = (*("no", "no", "no", "no", "no"), "2", "3", "left", "day:2026-11-20")
"""Nothing wrong: the second part of a sign is not asked after a first no."""
