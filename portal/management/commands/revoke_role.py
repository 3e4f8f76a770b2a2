"""Take a clinical role from an account. `manage.py revoke_role EMAIL ROLE --by EMAIL`; audited."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.models import User
from triage.domain.permissions import CARE_TEAM_ROLES, Role
from triage.services import roles


class Command(BaseCommand):
    help = "Take a clinical role from an account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose role it is")
        parser.add_argument("role", choices=[role.value for role in CARE_TEAM_ROLES])
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="who decides; stands in the audit trail"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        user, by = self.account(options["email"]), self.account(options["by"])
        try:
            roles.revoke(user=user, role=Role(options["role"]), by=by)
        except roles.RoleRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(self.style.SUCCESS(f"Revoked: {options['role']}, {user.email}, by {by.email}."))

    def account(self, email: str) -> User:
        """The account with this address. Raises CommandError when there is none."""
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is no account {email}.")
        return user
