"""Prepares the demo and serves it with the production server."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from conditions.models import ConditionPage, Reviewer
from conditions.services.tree import name_site
from portal.demo.check_ins import make_check_ins
from portal.demo.guard import demo_only
from portal.demo.people import CAST, PASSWORD, make_people
from portal.server import server_arguments

THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
"""Of each server process; the server warns of more. SQLite has one writer at a time; what waits for it is stored in one
transaction."""
SAMPLE = Path(settings.BASE_DIR) / "conditions" / "sample"


class Command(BaseCommand):
    help = "Prepare the demo (database, sample pages, one person per role) and serve it on 127.0.0.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--prepare-only", action="store_true", help="Do not serve.")

    def handle(self, *, port: int, workers: int, prepare_only: bool, **options: Any) -> None:
        demo_only()
        self._say("1/4  Database")
        call_command("migrate", verbosity=0, interactive=False)
        self._say("2/4  Styles and scripts")
        self._collect_static()
        self._say("3/4  Sample pages")
        self._import_sample()
        name_site(f"http://127.0.0.1:{port}")
        self._say("4/4  People")
        make_people()
        make_check_ins()
        self._welcome(port)
        if not prepare_only:
            self._serve(port, workers)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _collect_static(self) -> None:
        """Collect only when a source has changed: it is the slowest step of a second start."""
        stamp = Path(settings.STATIC_ROOT) / ".sources"
        mark = _fingerprint_of_sources()
        if not stamp.exists() or stamp.read_text() != mark:
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(mark)

    def _import_sample(self) -> None:
        """Import once: a later start must not undo what somebody edited in the meantime."""
        if ConditionPage.objects.exists():
            return
        Reviewer.objects.get_or_create(name="Rhea Reviewer", defaults={"credentials": "MD"})
        call_command(
            "import_conditions", str(SAMPLE), publish=True, reviewed_by="Rhea Reviewer", stdout=self.stdout
        )

    def _welcome(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}"
        width = max(len(person.email) for person in CAST)
        people = "\n".join(f"    {person.email:<{width}}  {person.what}" for person in CAST)
        self._say(
            f"\nSignpost is ready. This is a demo: no real patients.\n\n"
            f"  Read and check in   {address}/conditions/deep-gluteal-syndrome/\n"
            f"  Care team           {address}/care-team/\n"
            f"  Editing             {address}/admin/\n"
            f"  API and its docs    {address}/api/docs\n\n"
            f"  Sign in at {address}/accounts/login/ with the password {PASSWORD} as\n{people}\n\n"
            f"  An API client: make -s demo-api-client\n  Stop: Ctrl-C\n"
        )

    def _serve(self, port: int, workers: int) -> None:
        server = Path(sys.executable).with_name("granian")
        arguments = server_arguments(port=port, workers=workers, threads=THREADS)
        environment = {**os.environ, "BASE_URL": f"http://127.0.0.1:{port}"}  # tokens name their address
        os.execve(server, [str(server), *arguments], environment)  # noqa: S606  (no shell, fixed arguments)


def _fingerprint_of_sources() -> str:
    digest = sha256()
    root = Path(settings.BASE_DIR)
    folders = (root / app / "static" for app in ("conditions", "portal"))
    own = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    for path in (root / "requirements.txt", root / "build" / "assets.sha256", *own):
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()
