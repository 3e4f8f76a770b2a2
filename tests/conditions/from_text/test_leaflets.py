"""Leaflets in very different layouts: every marked sentence ends where it belongs.

`leaflets` were written while the rules were; `unseen` and `third` after them, to see how well the rules carry over.
At the first look 29 of the 42 sentences of `unseen` were placed right, and after the rules had grown by what that
showed, 25 of the 35 of `third`. They have grown by those as well: what a new leaflet can expect is in
`test_first_looks.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conditions.domain.document import document_json
from conditions.domain.from_text.place import place
from conditions.domain.from_text.reading import read_upload
from conditions.domain.from_text.shapes import Placed
from tests.conditions.from_text.expected import LEAFLETS, THIRD, UNSEEN

HERE = Path(__file__).parent
WANTED = [
    (f"{folder}/{name}", section, words)
    for folder, leaflets in (("leaflets", LEAFLETS), ("unseen", UNSEEN), ("third", THIRD))
    for name, sentences in leaflets.items()
    for section, words in sentences
]


def placed(name: str) -> Placed:
    path = HERE / name
    return place(read_upload(path.name, path.read_bytes()), language="en")


def where(result: Placed, words: str) -> set[str]:
    """The sections whose words hold `words`; "-" for what was not placed."""
    sections = {
        name
        for name, value in document_json(result.document).items()
        if words.casefold() in json.dumps(value, ensure_ascii=False).casefold()
        and name not in ("language", "title")
    }
    return sections | {"-" for piece in result.unplaced if words.casefold() in piece.text.casefold()}


@pytest.mark.parametrize(("name", "section", "words"), WANTED)
def test_a_sentence_ends_where_it_belongs(name: str, section: str, words: str) -> None:
    assert where(placed(name), words) == {section}
