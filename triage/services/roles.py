"""Granting and revoking clinical roles. Outside the content system's user admin, and each one audited."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from triage.domain.permissions import CARE_TEAM_ROLES, Role
from triage.models import StaffRole
from triage.services import audit
from triage.services.actor import staff_actor


class RoleRefused(Exception):
    """The role cannot be granted or revoked. The text is for the person at the command line."""


@transaction.atomic
def grant(*, user: AbstractBaseUser, role: Role, by: AbstractBaseUser) -> StaffRole:
    """Give `user` the role; a role that is held already stays as it was granted first.

    Raises RoleRefused for a role that is not a clinical one, and for accounts that are not active.
    """
    if role not in CARE_TEAM_ROLES:
        raise RoleRefused(f"{role.value} is not a role of the care team.")
    if not (user.is_active and by.is_active):
        raise RoleRefused("Both accounts must be active.")
    held = StaffRole.objects.filter(user_id=user.pk, role=role.value, revoked_at__isnull=True).first()
    if held is not None:
        return held
    granted = StaffRole.objects.create(user_id=user.pk, role=role.value, granted_by_id=by.pk)
    audit.record(actor=staff_actor(by), verb=f"staff_role.grant_{role.value}", subject=granted)
    return granted


@transaction.atomic
def revoke(*, user: AbstractBaseUser, role: Role, by: AbstractBaseUser) -> StaffRole:
    """Take the role from `user`, at once. Raises RoleRefused when it is not held."""
    held = (
        StaffRole.objects.select_for_update()
        .filter(user_id=user.pk, role=role.value, revoked_at__isnull=True)
        .first()
    )
    if held is None:
        raise RoleRefused(f"{user.get_username()} does not hold the role {role.value}.")
    held.revoked_at, held.revoked_by_id = timezone.now(), by.pk
    held.save(update_fields=["revoked_at", "revoked_by"])
    audit.record(actor=staff_actor(by), verb=f"staff_role.revoke_{role.value}", subject=held)
    return held
