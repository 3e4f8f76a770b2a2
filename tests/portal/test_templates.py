"""What every template promises: nothing inline, no icon or block that is missing, a word with every shape."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

from conditions.domain.care_level import CareLevel
from conditions.domain.document import Block

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PAGES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
INLINE = re.compile(
    r"<style|\sstyle=\"[^\"]*:|\son[a-z]+=\"|javascript:|<script(?![^>]*\b(?:src|type=\"application/))"
)
NAMED_ICON = re.compile(r"components/icon\.html\" with name=\"([a-z-]+)\"")
ICON_ARGUMENT = re.compile(r"\bicon(?:_end)?=\"([a-z-]+)\"")


@pytest.mark.parametrize("name", PAGES)
def test_it_can_be_read_by_the_template_engine(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_it_holds_no_inline_script_or_style(name: str) -> None:
    assert not INLINE.search((TEMPLATES / name).read_text())


WITH_OUR_ICONS = [name for name in PAGES if not name.startswith(("conditions/admin/", "wagtailadmin/"))]
"""The admin draws Wagtail's icons."""


@pytest.mark.parametrize("name", WITH_OUR_ICONS)
def test_it_names_only_icons_that_exist(name: str) -> None:
    text = (TEMPLATES / name).read_text()
    named = {*NAMED_ICON.findall(text), *ICON_ARGUMENT.findall(text)}
    assert [icon for icon in named if not (TEMPLATES / f"components/icons/{icon}.svg").is_file()] == []


def test_every_kind_of_block_has_a_template() -> None:
    kinds = [member.model_fields["kind"].default for member in get_args(get_args(Block)[0])]
    assert [kind for kind in kinds if not (TEMPLATES / f"components/blocks/{kind}.html").is_file()] == []


@pytest.mark.parametrize("level", CareLevel)
def test_a_care_level_is_said_by_shape_and_word(level: CareLevel) -> None:
    shown = render_to_string("components/level.html", {"level": level.value})
    words = re.sub(r"<svg.*?</svg>", "", shown, flags=re.S)
    assert f"glyph--{level.value}" in shown
    assert re.sub(r"<[^>]+>", "", words).strip()


def test_the_four_shapes_differ() -> None:
    shapes = {
        render_to_string("components/care_glyph.html", {"level": level.value}).split(">", 1)[1]
        for level in CareLevel
    }
    assert len(shapes) == 4


def test_a_warning_card_shows_every_sign_open_with_its_anchor() -> None:
    signs = [
        {"key": "cannot-pee", "statement": "You cannot pee"},
        {"key": "fever", "statement": "You have a fever"},
    ]
    card = render_to_string("components/warning_card.html", {"level": "emergency", "signs": signs})
    assert 'id="sign-cannot-pee"' in card
    assert 'id="sign-fever"' in card
    assert "if any of these is true" in card
    assert "<details" not in card


def test_the_emergency_card_dials_the_number_of_the_site() -> None:
    card = render_to_string("components/warning_card.html", {"level": "emergency", "emergency_number": "112"})
    assert 'href="tel:112"' in card
    assert "911" not in card


def test_a_frame_without_a_view_holds_nothing_about_a_user() -> None:
    header = render_to_string("components/header.html", {"site_name": "Signpost"})
    assert "Sign in" in header
    assert "csrf" not in header
