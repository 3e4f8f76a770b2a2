"""Search follows the publications: in the transaction in which a page's current publication changes."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from conditions.models import ConditionPage, Publication
from conditions.search import index, tables
from conditions.signals import publication_changed


def connect(app: AppConfig) -> None:
    """Listen. Called once, when the app registry is ready."""
    publication_changed.connect(follow_publication, dispatch_uid="search_follows_publication")
    post_migrate.connect(install_tables, sender=app, dispatch_uid="search_installs_tables")


def follow_publication(
    sender: type[Publication], page: ConditionPage, publication: Publication | None, **_: Any
) -> None:
    """Index the page's new current publication, or forget the page."""
    if publication is None:
        index.remove(page.pk)
    else:
        index.index(publication)


def install_tables(sender: AppConfig, using: str, **_: Any) -> None:
    """Put the full-text structures in their place (a table rebuild may have dropped SQLite's triggers), and index
    again what was indexed in an earlier way."""
    if tables.install(connections[using]):
        index.index_again()
