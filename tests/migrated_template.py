"""Migrates SQLite's test database once for each set of migrations, and copies it after that.

Wagtail, allauth and OAuth bring some three hundred migrations, about 18 seconds of work for every test process.
The copy is keyed by every migration file and every installed version, so a changed migration is always run.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

FOLDER = Path(settings.BASE_DIR) / "build" / "test-databases"


def _key() -> str:
    digest = hashlib.sha256()
    for app in ("conditions", "triage", "portal"):
        for path in sorted((Path(settings.BASE_DIR) / app / "migrations").glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    versions = sorted(f"{found.name}={found.version}" for found in distributions())
    digest.update(" ".join(versions).encode())
    return digest.hexdigest()[:20]


def _file() -> Path:
    return FOLDER / f"{_key()}.sqlite3"


def load(connection: BaseDatabaseWrapper) -> None:
    """Copy the migrated database into the open, empty test database, if there is a whole one to copy."""
    try:
        source = sqlite3.connect(f"file:{_file()}?mode=ro", uri=True)
        source.execute("SELECT 1 FROM django_migrations LIMIT 1")
    except sqlite3.OperationalError:
        return
    connection.ensure_connection()
    source.backup(connection.connection)
    source.close()


def keep(connection: BaseDatabaseWrapper) -> None:
    """Keep a copy of the freshly migrated test database for the next process."""
    file = _file()
    if file.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=FOLDER)
    os.close(descriptor)
    target = sqlite3.connect(name)
    connection.ensure_connection()
    connection.connection.backup(target)
    target.close()
    os.replace(name, file)


def install(patch: Any) -> None:
    """Let Django's test set-up use the copy. `patch` is a pytest MonkeyPatch."""
    from django.core.management.commands.migrate import Command
    from django.db import connections

    run = Command.handle

    def handle(self: Command, *args: Any, **options: Any) -> Any:
        connection = connections[options["database"]]
        migrated = connection.vendor == "sqlite" and "conditions" not in settings.MIGRATION_MODULES
        if migrated and not connection.introspection.table_names():
            load(connection)
            result = run(self, *args, **options)
            keep(connection)
            return result
        return run(self, *args, **options)

    patch.setattr(Command, "handle", handle)
