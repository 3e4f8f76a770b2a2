"""The patient's own words with a check-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from triage.models.care import MAX_NOTE


class _Lines(forms.CharField):
    """Text of several lines. A line break counts once, as the browser's counter does."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class NoteForm(forms.Form):
    """Optional; at most 1,000 characters."""

    note = _Lines(
        required=False,
        max_length=MAX_NOTE,
        error_messages={"max_length": _("Shorten your note to 1,000 characters.")},
    )
