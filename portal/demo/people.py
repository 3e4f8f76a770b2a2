"""The demo's cast: one person per role, all with one published password."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from conditions.models import Reviewer
from portal.models import User
from triage.domain.permissions import Role
from triage.models import Patient
from triage.services.roles import grant

PASSWORD = "signpost-demo"  # noqa: S105  (published on purpose; production refuses to start with these accounts)


@dataclass(frozen=True)
class Person:
    """One demo account. `role` is a clinical role, `group` a Wagtail group; `signs`: a reviewer of that
    name is linked to the account; `born` makes a patient."""

    name: str
    family_name: str
    what: str
    role: str = ""
    group: str = ""
    superuser: bool = False
    signs: bool = False
    born: datetime.date | None = None
    mrn: str = ""

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@example.org"


CAST = (
    Person("Alice", "Moreno", "patient", born=datetime.date(1984, 8, 19), mrn="11873"),
    Person("Charlie", "Osei", "another patient", born=datetime.date(1958, 3, 3), mrn="20418"),
    Person("Bob", "Lind", "nurse: works the list at /care-team/", role="nurse"),
    Person("Dana", "Whitfield", "clinician: works the list too", role="clinician"),
    Person("Otto", "Berg", "auditor: reads who saw what at /care-team/audit/", role="auditor"),
    Person("Erin", "Novak", "editor: writes pages at /admin/", group="Editors"),
    Person(
        "Rhea",
        "Reviewer",
        "clinical reviewer: approves pages at /admin/",
        group="Clinical reviewers",
        signs=True,
    ),
    Person("Ruth", "Adeyemi", "second clinical reviewer", group="Clinical reviewers", signs=True),
    Person("Paul", "Publisher", "publisher: checks and publishes pages at /admin/", group="Publishers"),
    Person(
        "Sam",
        "Okafor",
        "site administrator: sees no patient data",
        group="Site administrators",
        superuser=True,
    ),
)


def make_people() -> None:
    """Create who is missing; whoever exists is left as they are, but for a link to their reviewer."""
    for person in CAST:
        _make(person)
        if person.signs:
            _link_reviewer(person)


def _link_reviewer(person: Person) -> None:
    user = User.objects.get(email=person.email)
    if not Reviewer.objects.filter(user=user).exists():
        name = f"{person.name} {person.family_name}"
        reviewer, _ = Reviewer.objects.get_or_create(name=name, defaults={"credentials": "MD"})
        Reviewer.objects.filter(pk=reviewer.pk, user=None).update(user=user)
        user.groups.add(Group.objects.get(name=person.group))


@transaction.atomic
def _make(person: Person) -> None:
    if User.objects.filter(email=person.email).exists():
        return
    user = User.objects.create_user(
        person.email,
        PASSWORD,
        first_name=person.name,
        last_name=person.family_name,
        is_demo=True,
        is_staff=bool(person.role or person.group or person.superuser),
        is_superuser=person.superuser,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    if person.role:
        grant(user=user, role=Role(person.role), by=user)
    if person.born:
        patient = Patient.objects.create(
            user=user, given_name=person.name, family_name=person.family_name, birth_date=person.born
        )
        patient.identifiers.create(system="urn:example:mrn", value=person.mrn)
