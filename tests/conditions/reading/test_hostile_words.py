"""Whatever stands in a document, the page has the elements and attributes that its templates make, and no others."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string
from pydantic import ValidationError

from conditions.domain.document import ConditionDocument
from conditions.models import SiteWording
from conditions.presenter import DRAFT, fragments, present
from tests.conditions.documents import GOOD, good

HOSTILE = "x\"'><img/src=x onerror=a()><script>b()</script>&lt;"
SCRIPT = "javascript:alert(1)//\"'><b>"
LINKS = {"href", "src", "action"}
FIGURE = {
    "kind": "figure",
    "image": "ankle.svg",
    "alt": "An ankle",
    "caption": "An ankle",
    "sha256": "0" * 64,
}


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, in order; and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.addresses += [value or "" for name, value in attrs if name in LINKS]
        self.ids += [value or "" for name, value in attrs if name == "id"]


def filled(change: Callable[[str], str]) -> ConditionDocument:
    """Our good document with each text changed, where its field takes any text at all."""
    data = {**GOOD, "overview": [*GOOD["overview"], FIGURE], "emergency_exemption": "None is known."}
    for field in ConditionDocument.model_fields:
        data = _changed(data, [field], change)
    return good(**data)


def _changed(data: Any, path: list[Any], change: Callable[[str], str]) -> Any:
    value = data
    for step in path:
        value = value.get(step) if isinstance(value, dict) else value[step]
    if isinstance(value, dict | list):
        for step in value if isinstance(value, dict) else range(len(value)):
            data = _changed(data, [*path, step], change)
        return data
    return _if_allowed(data, path, change(value)) if isinstance(value, str) else data


def _if_allowed(data: Any, path: list[Any], text: str) -> Any:
    changed = _with(data, path, text)
    try:
        good(**changed)
    except ValidationError:
        return data
    return changed


def _with(data: Any, path: list[Any], text: str) -> Any:
    if not path:
        return text
    if isinstance(data, dict):
        return {**data, path[0]: _with(data[path[0]], path[1:], text)}
    return [_with(each, path[1:], text) if at == path[0] else each for at, each in enumerate(data)]


def longer(text: str, tail: str) -> str:
    """`text` with `tail` at its end, and at the end of the glossary word in it."""
    return text.replace("ligament]]", f"ligament{tail}]]") + tail


def page(document: ConditionDocument, template: str = "conditions/condition_page.html") -> str:
    view = present(
        document, slug="ankle", facts=DRAFT, wording=SiteWording(), urls={"a": "/a/"}, question_count=3
    )
    return render_to_string(template, {"page": view, "home_care": {}})


def test_hostile_words_in_every_field_make_no_element_and_no_attribute() -> None:
    said = Shape(page(filled(lambda text: longer(text, HOSTILE))))
    plain = Shape(page(filled(lambda text: longer(text, " and more"))))
    assert said.elements == plain.elements


@pytest.mark.parametrize("word", [HOSTILE, 'x"><img/src=x/onerror=alert(1)>', "<script>alert(1)</script>"])
def test_a_hostile_glossary_word_is_a_word_with_a_definition(word: str) -> None:
    document = good(
        overview=[{"kind": "paragraph", "text": f"A [[{word}]]."}],
        terms=[{"word": word, "respelling": word, "meaning": word}],
    )
    plain = good(
        overview=[{"kind": "paragraph", "text": "A [[word]]."}],
        terms=[{"word": "word", "respelling": "wurd", "meaning": "A word."}],
    )
    said = Shape(page(document))
    assert said.elements == Shape(page(plain)).elements
    link = next(address for address in said.addresses if address.startswith("#term-"))
    assert link.removeprefix("#") in said.ids


@pytest.mark.parametrize(
    "changes",
    [
        {"virtual_care": {"text": "See us.", "label": "Call", "url": SCRIPT, "learn_more": SCRIPT}},
        {"sources": [{"title": "Sprains", "url": SCRIPT}]},
        {"overview": [{"kind": "paragraph", "text": f"[words]({SCRIPT.replace('(1)', '')})"}]},
    ],
)
def test_a_draft_links_only_to_where_a_page_may_link(changes: dict[str, Any]) -> None:
    schemes = {urlsplit(address).scheme for address in Shape(page(good(**changes))).addresses}
    assert schemes <= {"", "https", "tel", "mailto"}


def test_words_that_look_alike_have_places_of_their_own() -> None:
    words = ["T score", "t-score!", "“T score”", "T score 2", "<>", "><"]
    places = fragments(good(terms=[{"word": word, "meaning": "A number."} for word in words]).terms)
    assert len(set(places)) == len(words)
    assert places[0] == "term-t-score"
