"""Staff of each group, signed in to the admin, for tests of the admin's views."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.test import Client

from portal.models import User

GROUPS = {
    "erin": "Editors",
    "rhea": "Clinical reviewers",
    "paula": "Publishers",
    "adam": "Site administrators",
}


def staff(name: str, *groups: str) -> Client:
    """Somebody of the demo's staff, in `groups`; in the demo no second factor is asked."""
    user = User.objects.create_user(f"{name}@example.org", "a long password", is_staff=True, is_demo=True)
    for group in groups or ([GROUPS[name]] if name in GROUPS else []):
        user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client
