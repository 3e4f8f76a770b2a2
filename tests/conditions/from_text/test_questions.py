"""Lines that ask something: read once each, however many there are."""

from __future__ import annotations

import pytest

from conditions.domain.from_text import headings
from conditions.domain.from_text.reading_text import read_text


def test_each_line_is_asked_once_whether_it_begins_a_list_of_questions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(headings, "leads_on", lambda text: bool(asked.append(text)))
    headings.with_headings(read_text("Sore elbow\n\n" + "what is it?\n" * 200))
    assert len(asked) <= 2
