"""Rows that never change: declared on the model, refused in Python and by triggers in the database.

A model says `immutable = ImmutableRows(may_set_once=("ended_at",))` and takes `ImmutableModel` as a base. The
triggers are generated from its metadata and (re)installed after every migrate, because SQLite drops a table's
triggers whenever a migration rebuilds the table. `conditions.checks` proves that they are there.
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
    never to another value. Every other field is fixed when the row is inserted, and no row is deleted.
    """

    may_set_once: tuple[str, ...] = ()


class ImmutableQuerySet(models.QuerySet[Row]):
    """Refuses bulk changes; the database refuses what goes around this."""

    def update(self, **values: Any) -> NoReturn:
        raise ImmutableRowError(f"{self.model.__name__} rows are immutable: use set_once() on one row.")

    def delete(self) -> NoReturn:
        raise ImmutableRowError(f"{self.model.__name__} rows are immutable: they are never deleted.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
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

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableRowError(f"{type(self).__name__} rows are immutable: they are never deleted.")

    def set_once(self, **values: Any) -> None:
        """Fill fields that are still empty, on this instance and in the database.

        Raises:
            ImmutableRowError: a field may not be set once, or has a value already.
        """
        allowed = set(type(self).immutable.may_set_once)
        for name in values:
            if name not in allowed:
                raise ImmutableRowError(f"{type(self).__name__}.{name} never changes.")
            if getattr(self, name) not in (None, ""):
                raise ImmutableRowError(f"{type(self).__name__}.{name} has its value already.")
            setattr(self, name, values[name])
        super().save(force_update=True, update_fields=list(values))
