"""Fields whose bounds are checked on publish. A draft keeps what was written, however long, large or unlike a number."""

from __future__ import annotations

import datetime
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.forms import CharField
from wagtail import blocks


class _BoundedOnPublish:
    """Mixin of field blocks: while a draft is saved, a length or a number out of bounds is no fault.

    The page's document has the same bounds, so the editor shows them as stops, and nothing goes live past them.
    Other checks stay: a NUL character is one that no database takes.
    """

    field: Any
    is_deferred_validation: bool

    def clean(self, value: Any) -> Any:
        if not self.is_deferred_validation:
            return super().clean(value)  # type: ignore[misc]
        field = copy(self.field)  # the block is one for all threads
        field.validators = [each for each in field.validators if not isinstance(each, BaseValidator)]
        return field.clean(value)


class _KeptAsTyped(_BoundedOnPublish):
    """Mixin of field blocks whose value is no text: a draft keeps the text that is not one of their values yet."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError:
            if not self.is_deferred_validation or not isinstance(value, str):
                raise
            return CharField().clean(value)


class SentenceBlock(_BoundedOnPublish, blocks.CharBlock):
    """One sentence. The browser does not cut off the end of one that is pasted: it might be the half that counts."""

    canonical_module_path = "wagtail.blocks.CharBlock"  # the same to the database, so no migration

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget.attrs.pop("maxlength", None)


class NumberBlock(_KeptAsTyped, blocks.IntegerBlock):
    """A whole number; in a draft also what was typed in place of one, as text."""

    canonical_module_path = "wagtail.blocks.IntegerBlock"


class DayBlock(_KeptAsTyped, blocks.DateBlock):
    """A day; in a draft also what was typed in place of one, as text: "2019"."""

    canonical_module_path = "wagtail.blocks.DateBlock"

    def to_python(self, value: Any) -> datetime.date | str | None:
        try:
            day: datetime.date | None = super().to_python(value)
        except ValueError:  # a day that no month has
            day = None
        return day or value or None
