"""The wiring app: accounts, settings, addresses, middleware, health."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"
