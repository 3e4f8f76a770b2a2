"""System checks: is what publishing promises true of this installation and of its database?

The checks with the tag `database` run at `migrate` and with `check --database default`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.management import get_commands
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from conditions import triggers
from conditions.models import Publication
from conditions.selectors.publications import ended_while_current, live_without_publication

_NAMED = 5
"""How many pages a message names before it only counts."""


def register_checks() -> None:
    """Make the checks known to Django."""
    register(own_publish_scheduled)
    register(immutable_rows_are_locked, Tags.database)
    register(live_pages_are_published, Tags.database)


def own_publish_scheduled(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """E002: Wagtail's own publish_scheduled stops at a refused page and loses its schedule."""
    if get_commands().get("publish_scheduled") == "conditions":
        return []
    return [
        Error(
            "The command publish_scheduled is not the one of conditions.",
            hint="Put 'conditions' before 'wagtail' and 'wagtail.admin' in INSTALLED_APPS.",
            id="conditions.E002",
        )
    ]


def immutable_rows_are_locked(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """E001: the triggers that keep publications, assessments and audit events as they are."""
    return [
        Error(
            f"Rows that must never change can be changed: {', '.join(names)} missing or altered.",
            hint="Run: manage.py migrate --skip-checks",
            id="conditions.E001",
        )
        for database in databases or ()
        if not _awaits_migration(database) and (names := triggers.missing(connections[database]))
    ]


def live_pages_are_published(
    app_configs: Any, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """W001 and W002: a page is served if and only if it is live and has a current publication."""
    found: list[CheckMessage] = []
    for database in databases or ():
        if _awaits_migration(database) or not _has_tables(database):
            continue
        unpublished = [page.slug for page in live_without_publication().using(database)]
        if unpublished:
            found.append(
                Warning(
                    f"Live pages that are a 404, because they were never published: {_some(unpublished)}.",
                    hint="Publish them in the editor.",
                    id="conditions.W001",
                )
            )
        ended = [row.page.slug for row in ended_while_current().using(database).select_related("page")]
        if ended:
            found.append(
                Warning(
                    f"Pages that are not live but whose publication did not end: {_some(ended)}.",
                    hint="Publish or unpublish them in the editor.",
                    id="conditions.W002",
                )
            )
    return found


def _awaits_migration(database: str) -> bool:
    """A half migrated database cannot keep the promise, and must not stop the migrate that completes it."""
    executor = MigrationExecutor(connections[database])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _has_tables(database: str) -> bool:
    return Publication._meta.db_table in connections[database].introspection.table_names()


def _some(slugs: list[str]) -> str:
    more = len(slugs) - _NAMED
    return ", ".join(sorted(slugs)[:_NAMED]) + (f" and {more} more" if more > 0 else "")
