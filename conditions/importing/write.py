"""From a document to the text of an import file: stable order, readable, and read back as the same document."""

from __future__ import annotations

import datetime
from typing import Any

import yaml

from conditions.domain.document import BLOCK_SECTIONS, SIGN_SECTIONS, ConditionDocument, document_json
from conditions.importing.parse import FORMAT

_TEXT_BLOCKS = {"paragraph": "text", "sign": "key"}
_ORDER = (
    "language", "title", "sample", "pronunciation", "also_called", "main_message", "virtual_care", "asks_pain",
    "asks_side", "emergency", "emergency_exemption", "urgent", "call_provider", "overview", "similar_conditions",
    "symptoms", "causes", "diagnosis", "treatment", "prevention", "codes", "sources", "terms",
)  # fmt: skip
_WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Lists are set in under their key, as people write them; equal values are written out, never as aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def file_text(slug: str, document: ConditionDocument) -> str:
    """The file of one page."""
    fields = document_json(document)
    content: dict[str, Any] = {"format": FORMAT, "slug": slug}
    content |= {name: fields[name] for name in _ORDER if name in fields}
    for section in SIGN_SECTIONS:
        for sign in content.get(section, ()):
            _fold_parts(sign)
    for section in BLOCK_SECTIONS:
        if section in content:
            content[section] = [_folded(block) for block in content[section]]
    for source in content.get("sources", ()):
        if "published" in source:
            source["published"] = datetime.date.fromisoformat(source["published"])
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _fold_parts(sign: dict[str, Any]) -> None:
    """A plain part whose key is its place is written as a bare sentence."""
    if "all_of" in sign:
        sign["all_of"] = [
            part["statement"] if part["kind"] == "yes_no" and part["key"] == str(number) else part
            for number, part in enumerate(sign["all_of"], start=1)
        ]


def _folded(block: dict[str, Any]) -> dict[str, Any]:
    kind = block["kind"]
    if kind in _TEXT_BLOCKS:
        return {kind: block[_TEXT_BLOCKS[kind]]}
    # The fingerprint of a picture is left out: the picture lies beside the file.
    return {kind: {name: value for name, value in block.items() if name not in ("kind", "sha256")}}
