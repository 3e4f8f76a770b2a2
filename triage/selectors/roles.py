"""Which clinical roles a person holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triage.domain.permissions import Role
from triage.models import StaffRole

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def roles_of(user: Any | AnonymousUser) -> frozenset[Role]:
    """The unrevoked clinical roles of an active account; none for everybody else, superusers included."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held = StaffRole.objects.filter(user=user, revoked_at__isnull=True).values_list("role", flat=True)
    return frozenset(Role(role) for role in held)
