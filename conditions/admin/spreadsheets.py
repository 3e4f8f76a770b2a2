"""Spreadsheets that a spreadsheet program opens as words, whatever the words are."""

from __future__ import annotations

import re
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

_FORMULA = re.compile(
    r"^(?:[\t\r]|[\s\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212])"
)
# What XLSX cannot hold; in a CSV nobody misses it either.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MAX_CELL = 32_000
"""Characters; Excel refuses a file with a cell of more than 32,767."""


def harmless(text: str) -> str:
    """`text` as a cell that no spreadsheet program runs as a formula: one that could be begins with an apostrophe.

    Source: OWASP, "CSV Injection"; with the full-width and small forms, the minus sign, and spaces before the first sign.
    """
    text = _UNPRINTABLE.sub("", text)[:MAX_CELL]
    return f"'{text}" if _FORMULA.match(text) else text


class SafeSpreadsheetMixin(SpreadsheetExportMixin):
    """Wagtail's export, with every text of every cell made harmless."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """The cell's value: dates and numbers as they are, texts harmless."""
        value = super().preprocess_field_value(field, value, export_format)
        return harmless(value) if isinstance(value, str) else value
