"""From the plain content of one file to a document, with every fault of its shape and of its sense."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from conditions.domain.document import BLOCK_SECTIONS, SIGN_SECTIONS, ConditionDocument, Slug
from conditions.domain.gate import Stop, stops
from conditions.domain.wording import reason_of
from conditions.figures import fault_of, fingerprint
from conditions.importing.reading import read_file
from conditions.importing.text import FileText

FORMAT = 1
_BLOCKS = ("paragraph", "bullets", "steps", "do_dont", "timeframe", "figure", "test", "option", "sign")
_TEXT_BLOCKS = {"paragraph": "text", "sign": "key"}
_MISSING = frozenset({"missing", "no_emergency_sign"})
"""Codes of stops that a draft may have."""
_STAND_IN = {"kind": "paragraph", "text": "-"}


@dataclass(frozen=True)
class _Shaped:
    """What of a file has the right shape. `kept`: for a list that lost items, the numbers of those that stayed;
    empty for what is gone altogether."""

    document: ConditionDocument | None
    whole: bool
    kept: dict[str, list[int]] = field(default_factory=dict)


@dataclass
class FilePage:
    """One page as its file has it, and the pictures that it shows, by name."""

    text: FileText
    slug: str
    shaped: _Shaped
    pictures: dict[str, Path] = field(default_factory=dict)

    @property
    def document(self) -> ConditionDocument:
        """The document. Only to be asked for when the file has no faults."""
        if self.shaped.document is None:
            raise ValueError(f"{self.text.file} has faults.")
        return self.shaped.document

    def complete(self, document: ConditionDocument) -> None:
        """Take `document`, which says the same with more glossary words explained."""
        self.shaped = replace(self.shaped, document=document)

    @property
    def name(self) -> str:
        """How progress names the page."""
        return f"{self.slug} ({self.document.language})"


def parse_file(path: Path) -> FilePage:
    """The page in `path`; its faults so far are in `text.faults`."""
    text = read_file(path)
    if not text.content:
        return FilePage(text, "", _Shaped(None, whole=False))
    content = dict(text.content)
    if content.pop("format", None) != FORMAT or isinstance(text.content.get("format"), bool):
        text.fault(f"must be {FORMAT}", "format")
    slug = _slug(content.pop("slug", None), text)
    if "emergency_exemption_by" in content:
        text.fault("comes from --reviewed-by, not from the file", "emergency_exemption_by")
        content.pop("emergency_exemption_by")
    _unfold_signs(content)
    _unfold_blocks(content, text)
    content = _without_empty(content, text)
    pictures = _pictures(content, text, path, slug)
    return FilePage(text, slug, _document(content, text), pictures)


def _slug(value: Any, text: FileText) -> str:
    try:
        return TypeAdapter(Slug).validate_python(value, strict=True) if value is not None else _no_slug(text)
    except ValidationError as error:
        text.fault(reason_of(error.errors(include_url=False)[0]), "slug")
        return ""


def _no_slug(text: FileText) -> str:
    text.fault("is missing", "slug")
    return ""


# --- Short forms ---------------------------------------------------------------------------------------------


def _unfold_signs(content: dict[str, Any]) -> None:
    """A bare string in `all_of` is a `yes_no` part whose key is its place."""
    for section in SIGN_SECTIONS:
        for sign in _list(content.get(section)):
            if isinstance(sign, dict) and isinstance(sign.get("all_of"), list):
                sign["all_of"] = [
                    {"key": str(number), "statement": part, "kind": "yes_no"}
                    if isinstance(part, str)
                    else part
                    for number, part in enumerate(sign["all_of"], start=1)
                ]


def _unfold_blocks(content: dict[str, Any], text: FileText) -> None:
    """`- steps: {...}` becomes `{kind: steps, ...}`; a stand-in keeps the place of what cannot be read."""
    for section in BLOCK_SECTIONS:
        if isinstance(content.get(section), list):
            content[section] = [
                _unfolded(item, f"{section}[{number}]", text) for number, item in enumerate(content[section])
            ]


def _unfolded(item: Any, path: str, text: FileText) -> dict[str, Any]:
    if not isinstance(item, dict) or len(item) != 1 or next(iter(item)) not in _BLOCKS:
        text.fault(f"must be one block: {', '.join(_BLOCKS)}", path)
        return _STAND_IN
    kind, value = next(iter(item.items()))
    if kind in _TEXT_BLOCKS:
        return {"kind": kind, _TEXT_BLOCKS[kind]: value}
    if not isinstance(value, dict):
        text.fault("must be a mapping of keys", f"{path}.{kind}")
        return _STAND_IN
    if "kind" in value:
        text.fault("is not a known key", f"{path}.{kind}.kind")
    return value | {"kind": kind}


def _without_empty(content: dict[str, Any], text: FileText) -> dict[str, Any]:
    """`content` without the keys that have no value, which stand for nothing; one that no page knows is a fault."""
    given: dict[str, Any] = _given(content)
    if given != content:
        for detail in _unknown_and_empty(content):
            text.fault(reason_of(detail), file_path(tuple(detail["loc"])))
    return given


def _given(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _given(item) for key, item in value.items() if item is not None}
    return [_given(item) for item in value] if isinstance(value, list) else value


def _unknown_and_empty(content: dict[str, Any]) -> list[Any]:
    try:
        _validated(content)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return [
            detail for detail in details if detail["type"] == "extra_forbidden" and detail["input"] is None
        ]
    return []


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


# --- Pictures ------------------------------------------------------------------------------------------------


def _pictures(content: dict[str, Any], text: FileText, file: Path, slug: str) -> dict[str, Path]:
    """Where each picture of the page is: in the folder `slug.language` beside the file, else in `images`, else
    beside the file itself."""
    found: dict[str, Path] = {}
    for section in BLOCK_SECTIONS:
        for number, block in enumerate(_list(content.get(section))):
            name = block.get("image")
            if block["kind"] != "figure" or not isinstance(name, str):
                continue
            path = f"{section}[{number}].figure"
            picture = _find_picture(file, name, slug, content.get("language"))
            if picture is None:
                text.fault(f"there is no picture “{name[:100]}” beside this file", f"{path}.image")
                continue
            reason, sha256 = _checked(picture, name)
            if reason:
                text.fault(reason, f"{path}.image")
            elif block.setdefault("sha256", sha256) != sha256:
                text.fault("is not the fingerprint of that picture", f"{path}.sha256")
            found[name] = picture
    return found


def _find_picture(file: Path, name: str, slug: str, language: Any) -> Path | None:
    if "/" in name or "\\" in name or "\0" in name or name.startswith("."):
        return None
    folders = [file.parent / f"{slug}.{language}", file.parent / "images", file.parent]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _checked(picture: Path, name: str) -> tuple[str, str]:
    try:
        content = picture.read_bytes() if picture.stat().st_size <= 10_000_000 else None
    except OSError:
        return "cannot be read", ""
    if content is None:
        return "is larger than 10 MB", ""
    return fault_of(name, content), fingerprint(content)


# --- The document --------------------------------------------------------------------------------------------


def _document(content: dict[str, Any], text: FileText) -> _Shaped:
    """The document, or what of it has the right shape, so that one run finds the faults of sense as well."""
    try:
        return _Shaped(_validated(content), whole=True)
    except ValidationError as error:
        details = error.errors(include_url=False)
    for detail in details:
        text.fault(reason_of(detail), file_path(tuple(detail["loc"])))
    kept: dict[str, list[int]] = {}
    places = {tuple(detail["loc"])[:2] for detail in details}
    for section in {str(place[0]) for place in places if place}:
        items = content.pop(section, None)
        broken = {place[1] for place in places if place[0] == section and len(place) > 1}
        if isinstance(items, list) and broken:
            kept[section] = [number for number in range(len(items)) if number not in broken]
            content[section] = [items[number] for number in kept[section]]
        else:
            kept[section] = []
    try:
        return _Shaped(_validated({"title": "-", "language": "en"} | content), whole=False, kept=kept)
    except ValidationError:
        return _Shaped(None, whole=False)


def _validated(content: dict[str, Any]) -> ConditionDocument:
    return ConditionDocument.model_validate_json(json.dumps(content))


def gate_faults(page: FilePage, *, publish: bool) -> None:
    """Note what the gate says of the page. A draft may miss things; nothing is said twice of what has no shape."""
    document, kept = page.shaped.document, page.shaped.kept
    if document is None:
        return
    for stop in stops(document):
        section = re.split(r"[.\[]", stop.field)[0]
        if stop.code in _MISSING and (not publish or section in kept):
            continue
        if stop.code == "unknown_sign" and kept.keys() & set(SIGN_SECTIONS):
            continue
        if stop.code == "no_picture" or (stop.code == "unknown_term" and "terms" in kept):
            continue
        page.text.fault(stop.message, _stop_path(stop, document, kept))


def file_path(place: tuple[int | str, ...]) -> str:
    """Where pydantic's `place` is in the file: `treatment[3].timeframe.from`."""
    steps = list(place)
    if len(steps) > 3 and steps[2] in _TEXT_BLOCKS and steps[3] == _TEXT_BLOCKS[str(steps[2])]:
        del steps[3]
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    return path


def _stop_path(stop: Stop, document: ConditionDocument, kept: dict[str, list[int]]) -> str:
    """Where the gate's stop is in the file: the kind of a block stands behind its number there."""
    found = re.fullmatch(r"([a-z_]+)\[([0-9]+)\](.*)", stop.field)
    if not found:
        return stop.field
    section, number, rest = found[1], int(found[2]), found[3]
    place = kept[section][number] if section in kept else number
    if section not in BLOCK_SECTIONS:
        return f"{section}[{place}]{rest}"
    kind = getattr(document, section)[number].kind
    return f"{section}[{place}].{kind}{'' if kind in _TEXT_BLOCKS else rest}"
