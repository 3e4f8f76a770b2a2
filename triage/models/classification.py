"""What kind of data each field of a patient model holds, written beside the field's model.

identifying: says who the patient is, or is free text that may. Removed or blanked when an account is closed.
clinical: says how the patient is. Kept as long as the law asks.
operational: runs the service; says neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class FieldClasses:
    """The fields of one model by class; every concrete field stands in exactly one."""

    identifying: tuple[str, ...] = ()
    clinical: tuple[str, ...] = ()
    operational: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every classified field, a field that was classified twice twice."""
        return self.identifying + self.clinical + self.operational


class Classified(Protocol):
    """A model whose fields are classified."""

    field_classes: FieldClasses
