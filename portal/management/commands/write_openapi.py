"""Writes `docs/openapi.json` from the endpoints. A test compares the two."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.openapi import document

TARGET = Path(settings.BASE_DIR) / "docs" / "openapi.json"


def as_text() -> str:
    """The document as it stands in the repository."""
    return json.dumps(document(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    help = "Write docs/openapi.json from the API's endpoints."

    def handle(self, *args: Any, **options: Any) -> None:
        TARGET.write_text(as_text())
        self.stdout.write(f"Wrote {TARGET}.")
