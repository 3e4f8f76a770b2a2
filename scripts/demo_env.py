"""Writes the demo's `.env` beside `manage.py` when there is none. Never changes one that exists."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

TEMPLATE = """\
# Written by `make demo`. For trying Signpost on this computer only; see .env.example for a real site.
SIGNPOST_DEMO=true
SECRET_KEY={secret}
ALLOWED_HOSTS=127.0.0.1,localhost
BASE_URL=http://127.0.0.1:8000
DATABASE_URL=sqlite:///{database}
"""


def main() -> None:
    target = ROOT / ".env"
    if target.exists():
        return
    target.write_text(TEMPLATE.format(secret=secrets.token_urlsafe(50), database=ROOT / "demo.sqlite3"))
    target.chmod(0o600)
    if "--quiet" not in sys.argv:
        print("Wrote .env with the demo's settings")


if __name__ == "__main__":
    main()
