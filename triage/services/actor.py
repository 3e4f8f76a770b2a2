"""Who acts. Every service that writes is told, and nothing is allowed to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser

from triage.models import ActorKind, Patient, StaffRole


class NotTheirs(Exception):
    """The actor may not act for this patient. Interfaces answer as if the patient did not exist (404)."""


@dataclass(frozen=True)
class Actor:
    """A person, another system, or this site itself."""

    kind: ActorKind
    user: AbstractBaseUser | None = None
    client_id: str = ""
    """The other system that calls: on its own account, or for a patient who granted it access."""
    roles: frozenset[str] = frozenset()
    patient: Patient | None = None

    @property
    def is_the_patient(self) -> bool:
        """The patient in person: what is read goes to nobody else. An app that they granted access is somebody else."""
        return self.kind == ActorKind.PATIENT and not self.client_id

    def acts_for(self, patient: Patient) -> bool:
        """Whether the actor may write as, or for, `patient`: the patient, or a system that registered access.

        What a system may reach beyond that is bounded by its scopes, at the API.
        """
        if self.kind == ActorKind.PATIENT:
            return self.patient is not None and self.patient.pk == patient.pk
        return self.kind in (ActorKind.CLIENT, ActorKind.SYSTEM)

    def require_acts_for(self, patient: Patient) -> None:
        """Raises NotTheirs unless the actor may act for `patient`."""
        if not self.acts_for(patient):
            raise NotTheirs


SYSTEM = Actor(kind=ActorKind.SYSTEM)
"""This site itself: commands and clocks."""
GUEST = Actor(kind=ActorKind.GUEST)
"""A reader without an account. May decide, and store nothing."""


def patient_actor(patient: Patient, user: AbstractBaseUser | None = None, client_id: str = "") -> Actor:
    """The patient, acting on their own data; through the app `client_id`, when they granted one access."""
    return Actor(kind=ActorKind.PATIENT, user=user or patient.user, patient=patient, client_id=client_id)


def client_actor(client_id: str) -> Actor:
    """Another system with a token of its own."""
    return Actor(kind=ActorKind.CLIENT, client_id=client_id)


def staff_actor(user: AbstractBaseUser) -> Actor:
    """A staff member with the roles that they hold now; none is a valid answer, and permits nothing."""
    return Actor(kind=ActorKind.STAFF, user=user, roles=roles_of(user))


def roles_of(user: AbstractBaseUser) -> frozenset[str]:
    """The clinical roles that `user` holds now."""
    held = StaffRole.objects.filter(user_id=user.pk, revoked_at__isnull=True)
    return frozenset(held.values_list("role", flat=True))
