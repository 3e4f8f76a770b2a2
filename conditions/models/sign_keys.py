"""Keys of signs: made from the sentence once, unique on the page, then fixed.

Answers, rules and translations stand on them, so an edit of the words must never change one, nor must a move to another
list: there an editor writes the sign again, in the same words.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import cached_property
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from conditions.domain.document import BLOCK_SECTIONS, SIGN_SECTIONS, UNTITLED
from conditions.domain.questionnaire import RESERVED_SIGN_KEYS
from conditions.domain.sign_logic import same_words

_LONGEST = 50
"""Leaves room for a number behind it; the content model allows 60."""


def settle_keys(page: Any) -> None:
    """Give each sign and part without a key its own. Keys that are there stay."""
    taken = {child.value["key"] for child in _signs(page) if child.value.get("key")} | RESERVED_SIGN_KEYS
    for child in _signs(page):
        sign = child.value
        if not sign.get("key") and sign.get("statement"):
            sign["key"] = free_key(sign["statement"], taken)
            taken.add(sign["key"])
        _settle_parts(sign)
    _settle_quotes(page)


def keep_keys(page: Any, known: dict[str, str]) -> None:
    """Undo changes to the keys of stored signs and parts, and clear a key that a duplicated one took along.

    `known` maps a block id to the key that was stored for it.
    """
    _keep([(child.id, child.value) for child in _signs(page)], known)
    for child in _signs(page):
        _keep(_parts(child.value), known)


def _keep(rows: list[tuple[Any, Any]], known: dict[str, str]) -> None:
    taken = {known[str(number)] for number, _ in rows if str(number) in known}
    for number, value in rows:
        if stored := known.get(str(number)):
            value["key"] = stored
        elif value.get("key") in taken:
            value["key"] = ""
        else:
            taken.add(value.get("key") or "")


@dataclass(frozen=True)
class Said:
    """A sign as a page said it: its sentence, its key, and the keys of its parts by their sentences."""

    words: str
    key: str
    parts: dict[str, str]


def said_by(page: Any) -> list[Said]:
    """Every sign of the page as its fields are now."""
    return [
        Said(
            same_words(child.value["statement"]),
            child.value["key"],
            {same_words(part["statement"]): part["key"] for part in child.value.get("all_of") or ()},
        )
        for child in _signs(page)
        if child.value.get("key") and child.value.get("statement")
    ]


def published_by(page: Any) -> list[Said]:
    """Every sign of the page's newest publication."""
    was_live = page.pk and (page.live or page.first_published_at)
    newest = page.publications.order_by("-number").first() if was_live else None
    return [
        Said(
            same_words(sign.statement),
            sign.key,
            {same_words(part.statement): part.key for part in sign.all_of},
        )
        for _level, sign in (newest.parsed_document().signs() if newest else ())
    ]


def without_a_key(page: Any) -> list[Any]:
    """The signs that were just written."""
    return [
        child.value for child in _signs(page) if child.value.get("statement") and not child.value.get("key")
    ]


def take_up_keys(page: Any, earlier: Iterable[Said]) -> None:
    """Give a sign that was just written the key of an `earlier` one in the same words, which the page has no more: it
    was moved."""
    taken = {child.value["key"] for child in _signs(page) if child.value.get("key")}
    known = defaultdict(list)
    for one in earlier:
        known[one.words].append(one)
    for sign in without_a_key(page):
        found = next((one for one in known[same_words(sign["statement"])] if one.key not in taken), None)
        if found is not None:
            sign["key"] = found.key
            taken.add(found.key)
            _take_up_parts(sign, found.parts)


def _take_up_parts(sign: Any, keys: dict[str, str]) -> None:
    taken = {part["key"] for part in sign.get("all_of") or () if part.get("key")}
    for part in sign.get("all_of") or ():
        key = keys.get(same_words(part.get("statement") or ""))
        if key and not part.get("key") and key not in taken:
            part["key"] = key
            taken.add(key)


def stored_keys(page: Any) -> dict[str, str]:
    """The key of each sign and part by its block id."""
    rows = [(child.id, child.value) for child in _signs(page)]
    rows += [row for child in _signs(page) for row in _parts(child.value)]
    return {str(number): value["key"] for number, value in rows if number and value.get("key")}


def _parts(sign: Any) -> list[tuple[Any, Any]]:
    parts = sign.get("all_of")
    return [(part.id, part.value) for part in parts.bound_blocks] if parts else []


def free_key(statement: str, taken: set[str] | frozenset[str]) -> str:
    """A key made from the words of `statement` that is not in `taken`."""
    base = slugify(statement)[:_LONGEST].strip("-_").replace("_", "-") or "sign"
    base = "-".join(part for part in base.split("-") if part) or "sign"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _signs(page: Any) -> Iterator[Any]:
    for section in SIGN_SECTIONS:
        yield from getattr(page, section) or ()


def _settle_parts(sign: Any) -> None:
    taken = {part["key"] for part in sign.get("all_of") or () if part.get("key")}
    for number, part in enumerate(sign.get("all_of") or (), start=1):
        if not part.get("key") and part.get("statement"):
            key = str(number) if str(number) not in taken else free_key(part["statement"], taken)
            part["key"] = key
            taken.add(key)


def _settle_quotes(page: Any) -> None:
    """An editor may quote a sign by its words; the key takes their place."""
    by_words = {child.value.get("statement"): child.value.get("key") for child in _signs(page)}
    for section in BLOCK_SECTIONS:
        for child in getattr(page, section) or ():
            if child.block_type == "sign" and child.value in by_words and by_words[child.value]:
                child.value = by_words[child.value]


def _as_stored(block: Any, value: Any) -> str:
    """What the database would hold: there, a date is a text whether or not it was read from one."""
    return json.dumps(block.get_prep_value(value), cls=DjangoJSONEncoder)


class ConditionPageForm(WagtailAdminPageForm):
    """The editor's form: the keys of stored signs stay as they are, whatever the browser sends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = stored_keys(self.instance) if self.instance.pk else {}
        self._said = said_by(self.instance) if self.instance.pk else []
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def defer_required_fields(self) -> None:
        """A draft may lack its title, too. Every row of the tree needs one: see `clean`."""
        super().defer_required_fields()
        title = self.fields.get("title")
        if title is not None and title.required:
            title.required = False
            self.deferred_required_fields.append("title")

    def clean(self) -> Any:
        """Without an address, one is made from the title; the browser does that only with JavaScript."""
        if "title" in self.fields and not self.cleaned_data.get("title") and "title" not in self.errors:
            self.cleaned_data["title"] = UNTITLED
        title, slug = self.cleaned_data.get("title") or "", self.cleaned_data.get("slug")
        if "slug" not in self.errors and (not slug or self._is_named_first(title, slug)):
            self.cleaned_data["slug"] = self._free_slug(title)
        return super().clean()

    def _is_named_first(self, title: str, slug: str) -> bool:
        """Whether an address that was made of no title would stay with a page that has one now."""
        page = self.instance
        had_none = page.title == UNTITLED and page.first_published_at is None
        made = re.fullmatch(rf"{slugify(UNTITLED)}(-\d+)?", slug) is not None
        return had_none and title not in ("", UNTITLED) and slug == page.slug and made

    def _free_slug(self, title: str) -> str:
        """The title as an address that no other page under the same parent has."""
        wanted = slugify(title).replace("_", "-")[:_LONGEST].strip("-") or "condition"
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(
            slug
            for slug in chain([wanted], numbered)
            if Page._slug_is_available(slug, self.parent_page, self.instance)
        )

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields that really say something else than before.

        Wagtail compares what the browser sent, where every number is a text, so a page with a number in a block
        would count as edited each time. An approval would then be of an older revision, and never be enough.
        """
        return [name for name in super().changed_data if not self._says_the_same(name)]

    def _says_the_same(self, name: str) -> bool:
        block = getattr(self.fields[name], "block", None)
        if block is None or name not in getattr(self, "cleaned_data", {}):
            return False
        before, after = self[name].initial, self.cleaned_data[name]
        return _as_stored(block, before) == _as_stored(block, after)

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            # "Create and publish" would add the page live before its draft is stored: a refusal would lose it.
            self.instance.live = False
        keep_keys(self.instance, self._known)
        if without_a_key(self.instance):
            take_up_keys(self.instance, [*published_by(self.instance), *self._said])
        settle_keys(self.instance)
        return super().save(commit=commit)
