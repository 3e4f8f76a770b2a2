"""What is checked once, before a server answers its first request."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.models import ApiClient, User


def refuse_demo_accounts() -> None:
    """Refuse to serve a real site from a database in which anyone can sign in with a published password.

    Raises:
        ImproperlyConfigured: a demo account or a demo API client exists, and this is not a demo.
    """
    if settings.SIGNPOST_DEMO:
        return
    found = [
        *User.objects.filter(is_demo=True).values_list("email", flat=True),
        *ApiClient.objects.filter(is_demo=True).values_list("name", flat=True),
    ]
    if found:
        raise ImproperlyConfigured(
            f"This database holds demo accounts ({', '.join(found)}), whose password is published. "
            "Start with a new database, or set SIGNPOST_DEMO=true if this is a demo."
        )
