"""The shapes of invariant that the patient models share, as database constraints."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from conditions.domain.care_level import CareLevel

LEVELS = [(level.value, level.value) for level in CareLevel]


def one_of(name: str, field: str, values: Iterable[str]) -> models.CheckConstraint:
    """`field` holds one of `values`."""
    return models.CheckConstraint(
        name=name, condition=Q(**{f"{field}__in": sorted(str(value) for value in values)})
    )


def level_is_known(name: str, field: str, *, or_empty: bool = False) -> models.CheckConstraint:
    """`field` holds a care level, or nothing when `or_empty`."""
    return one_of(name, field, [*(level.value for level in CareLevel), *([""] if or_empty else [])])


def both_or_neither(name: str, first: str, second: str) -> models.CheckConstraint:
    """Two nullable fields that are set together and cleared together."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
    )


def text_with_moment(name: str, moment: str, text: str) -> models.CheckConstraint:
    """A nullable moment that is set exactly when `text` is not empty."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{moment}__isnull": True, text: ""})
        | (Q(**{f"{moment}__isnull": False}) & ~Q(**{text: ""})),
    )
