"""Granting and revoking clinical roles, from the command line, audited."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from triage.domain.permissions import Role
from triage.models import AuditEvent, StaffRole
from triage.services import roles
from triage.services.actor import roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def nell(make_user):
    return make_user("nell")


def test_a_grant_is_audited_and_names_who_decided(nell, root_admin, capsys):
    call_command("grant_role", nell.email, "nurse", "--by", root_admin.email)
    assert roles_of(nell) == {"nurse"}
    event = AuditEvent.objects.get(verb="staff_role.grant_nurse")
    assert event.user_id == root_admin.pk
    assert nell.email in capsys.readouterr().out


def test_granting_twice_is_granting_once(nell, root_admin):
    first = roles.grant(user=nell, role=Role.NURSE, by=root_admin)
    assert roles.grant(user=nell, role=Role.NURSE, by=root_admin) == first
    assert AuditEvent.objects.filter(verb="staff_role.grant_nurse").count() == 1


def test_a_role_is_revoked_audited_and_can_be_granted_again(nell, root_admin, capsys):
    roles.grant(user=nell, role=Role.NURSE, by=root_admin)
    call_command("revoke_role", nell.email.upper(), "nurse", "--by", root_admin.email)
    assert roles_of(nell) == frozenset()
    assert AuditEvent.objects.filter(verb="staff_role.revoke_nurse").exists()
    roles.grant(user=nell, role=Role.NURSE, by=root_admin)
    assert StaffRole.objects.filter(user=nell).count() == 2


def test_what_cannot_be_granted_is_refused(nell, root_admin):
    for role in (Role.PATIENT, Role.EDITOR, Role.NONE):
        with pytest.raises(roles.RoleRefused):
            roles.grant(user=nell, role=role, by=root_admin)
    nell.is_active = False
    with pytest.raises(roles.RoleRefused):
        roles.grant(user=nell, role=Role.NURSE, by=root_admin)


def test_the_command_refuses_an_account_that_is_not_active(nell, root_admin):
    nell.is_active = False
    nell.save()
    with pytest.raises(CommandError, match="active"):
        call_command("grant_role", nell.email, "nurse", "--by", root_admin.email)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grant_role", "nobody@example.org", "nurse", "--by", "root@example.org"], "no account"),
        (["grant_role", "nell@example.org", "nurse", "--by", "nobody@example.org"], "no account"),
        (["grant_role", "nell@example.org", "patient", "--by", "root@example.org"], "invalid choice"),
        (["grant_role", "nell@example.org", "nurse"], "--by"),
        (["revoke_role", "nobody@example.org", "nurse", "--by", "root@example.org"], "no account"),
        (["revoke_role", "nell@example.org", "nurse", "--by", "root@example.org"], "does not hold"),
    ],
)
def test_the_commands_say_what_is_wrong(nell, root_admin, arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command(*arguments)
