"""Throws away the demo of this checkout: its database, its pictures and its `.env`. Never what belongs to a site."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from demo_env import checkout, refuse_a_site, settings_in

OWN = ("demo.sqlite3", "demo.sqlite3-shm", "demo.sqlite3-wal", "demo-media")


def main() -> None:
    folder, _ = checkout()
    refuse_a_site(folder)
    if not (folder / ".env").exists():
        print("There is no demo here: no .env. Nothing has been removed.")
        return
    database = settings_in(folder / ".env").get("DATABASE_URL", "")
    if database != f"sqlite:///{folder}/demo.sqlite3":
        sys.exit("The demo's .env names another database than this checkout's. Nothing has been removed.")
    for name in (*OWN, ".env"):
        remove(folder / name)
    print("The demo is gone.")


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
