"""Writes the demo's `.env` beside `manage.py` when there is none. Never changes one that exists.

Refuses where a site is, or may be: a demo fills its database with accounts whose password is published.
"""

from __future__ import annotations

import os
import secrets
import sys
from argparse import ArgumentParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OF_A_SITE = (
    "SECRET_KEY",
    "DATABASE_URL",
    "SECRET_KEY_FILE",
    "DATABASE_URL_FILE",
    "SIGNPOST_ENV_FILE",
    "MEDIA_ROOT",
)
"""What only a site sets in its environment, or somebody who runs the tests on another database."""
TEMPLATE = """\
# Written by `make demo`. For trying Signpost on this computer only; see .env.example for a real site.
SIGNPOST_DEMO=true
SECRET_KEY={secret}
ALLOWED_HOSTS=127.0.0.1,localhost
BASE_URL=http://127.0.0.1:8000
DATABASE_URL=sqlite:///{folder}/demo.sqlite3
MEDIA_ROOT={folder}/demo-media
"""


def refuse_a_site(folder: Path) -> None:
    """End the program when a site is set up in this shell, or in this checkout."""
    exported = [name for name in OF_A_SITE if os.environ.get(name)]
    if exported:
        names = " and ".join(exported)
        without = " ".join(f"-u {name}" for name in exported)
        sys.exit(
            f"{names} is set in this shell, and may be a real site's. The demo has settings of its own.\n"
            f"Nothing has been changed. Run it without: env {without} make demo"
        )
    file = folder / ".env"
    if file.exists() and settings_in(file).get("SIGNPOST_DEMO", "").lower() not in {"true", "1", "yes", "on"}:
        sys.exit(
            f"{file} is not a demo's: it has no SIGNPOST_DEMO=true. Nothing has been changed.\n"
            "Try the demo in a clone of its own, or move that file away if no site uses it."
        )


def settings_in(file: Path) -> dict[str, str]:
    """The values of a `.env` by name, without quotes."""
    pairs = (line.partition("=") for line in file.read_text(encoding="utf-8").splitlines() if "=" in line)
    return {name.removeprefix("export ").strip(): value.strip().strip("'\"") for name, _, value in pairs}


def checkout() -> tuple[Path, bool]:
    """The checkout to work in, and whether to say nothing of what goes well."""
    parser = ArgumentParser()
    parser.add_argument("--folder", type=Path, default=ROOT)
    parser.add_argument("--quiet", action="store_true")
    arguments = parser.parse_args()
    return arguments.folder, arguments.quiet


def main() -> None:
    folder, quiet = checkout()
    refuse_a_site(folder)
    target = folder / ".env"
    if target.exists():
        return
    target.touch(mode=0o600)
    target.write_text(TEMPLATE.format(secret=secrets.token_urlsafe(50), folder=folder))
    if not quiet:
        print("Wrote .env with the demo's settings")


if __name__ == "__main__":
    main()
