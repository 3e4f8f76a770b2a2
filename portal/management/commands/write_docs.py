"""Writes the generated documents anew: the API's description and the picture of the workflow. Tests compare them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from triage.domain import workflow

WORKFLOW = Path(settings.BASE_DIR) / "docs" / "workflow.md"
_PICTURE = re.compile(r"```mermaid\n.*?\n```", re.DOTALL)


def with_picture(text: str) -> str:
    """The document `text` with the diagram of today's transition table in place of the one it has."""
    return _PICTURE.sub(lambda _: f"```mermaid\n{workflow.diagram()}\n```", text, count=1)


class Command(BaseCommand):
    help = "Write docs/openapi.json and the diagram in docs/workflow.md anew."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("write_openapi", stdout=self.stdout)
        WORKFLOW.write_text(with_picture(WORKFLOW.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(f"Wrote {WORKFLOW}.")
