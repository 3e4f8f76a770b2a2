"""Makes an API client for the demo and prints its credentials."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.demo.guard import demo_only
from portal.models import ApiClient
from portal.oauth import SCOPES


class Command(BaseCommand):
    help = "Print client_id and client_secret of a new demo client with all scopes."

    def handle(self, **options: Any) -> None:
        demo_only()
        client = ApiClient(
            name="Demo client",
            is_demo=True,
            client_type=ApiClient.CLIENT_CONFIDENTIAL,
            authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
            allowed_scopes=" ".join(SCOPES),
        )
        secret = client.client_secret  # readable only before the first save, which stores its hash
        client.save()
        self.stdout.write(f"client_id={client.client_id}\nclient_secret={secret}")
