"""Rows that never change: declared on the model, refused in Python and by triggers in the database.

A model takes `ImmutableModel` as its base and says `immutable = ImmutableRows(may_set_once=("ended_at",))`.
`conditions.triggers` makes the database refuse what goes around this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound="ImmutableModel")


class ImmutableRowError(TypeError):
    """Somebody asked to change or delete a row that never changes."""


@dataclass(frozen=True)
class ImmutableRows:
    """What may still happen to a stored row.

    `may_set_once` names the fields that may go from null, or from the empty string, to a value; never back, and
    never to another value. Every other field is fixed at the insert, and no row is deleted.
    """

    may_set_once: tuple[str, ...] = ()


class ImmutableQuerySet(models.QuerySet[Row]):
    """Refuses bulk changes; the database refuses what goes around this."""

    def update(self, **_values: Any) -> NoReturn:
        raise ImmutableRowError(f"{self.model.__name__} rows are immutable: use set_once() on one row.")

    def delete(self) -> NoReturn:
        raise ImmutableRowError(f"{self.model.__name__} rows are immutable: they are never deleted.")

    def bulk_update(self, *_args: Any, **_options: Any) -> NoReturn:
        raise ImmutableRowError(f"{self.model.__name__} rows are immutable: use set_once() on one row.")


class ImmutableModel(models.Model):
    """Base of a model whose rows never change. `save()` inserts; `set_once()` fills what may be set once."""

    immutable: ClassVar[ImmutableRows] = ImmutableRows()

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row.

        Raises:
            ImmutableRowError: it is stored already.
        """
        if not self._state.adding:
            raise ImmutableRowError(f"{type(self).__name__} rows are immutable: use set_once().")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        raise ImmutableRowError(f"{type(self).__name__} rows are immutable: they are never deleted.")

    def set_once(self, **values: Any) -> None:
        """Fill fields that are still empty, on this instance and in the database.

        Raises:
            ImmutableRowError: a field may not be set once, or has a value already.
        """
        for name, value in values.items():
            if name not in type(self).immutable.may_set_once:
                raise ImmutableRowError(f"{type(self).__name__}.{name} never changes.")
            if getattr(self, name) not in (None, ""):
                raise ImmutableRowError(f"{type(self).__name__}.{name} has its value already.")
            setattr(self, name, value)
        super().save(force_update=True, update_fields=list(values))
