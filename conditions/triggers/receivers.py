"""Takes the triggers off for a migration and puts them back after it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from conditions import triggers


def connect(app: AppConfig) -> None:
    """Listen. Called once, when the app registry is ready."""
    pre_migrate.connect(unlock_tables, sender=app, dispatch_uid="unlock_tables")
    post_migrate.connect(lock_tables, sender=app, dispatch_uid="lock_tables")


def unlock_tables(sender: AppConfig, using: str, plan: Any = (), **_: Any) -> None:
    """Let migrations rebuild tables; nothing is unlocked when there is nothing to migrate."""
    if plan:
        triggers.lift(connections[using])


def lock_tables(sender: AppConfig, using: str, **_: Any) -> None:
    """Put the triggers (back) on every table of immutable rows, after all apps are migrated."""
    triggers.install(connections[using])
