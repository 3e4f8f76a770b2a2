"""The file of settings beside `manage.py`, and when it is left unread.

A demo's file stands or falls as a whole: its published passwords and missing second factor must never reach a site that
is configured by its environment, and its commands never that site's database.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import environ

OF_A_SITE = ("SECRET_KEY", "DATABASE_URL", "SECRET_KEY_FILE", "DATABASE_URL_FILE")


def read(file: Path) -> str:
    """Add what `file` sets to the environment, which wins. Returns why a file was left unread, or nothing."""
    held: Any = type("Held", (environ.Env,), {"ENVIRON": {}})
    held.read_env(file)
    exported = [name for name in OF_A_SITE if os.environ.get(name)]
    if exported and held().bool("SIGNPOST_DEMO", default=False):
        return f" {file} is a demo's, and is not read while {exported[0]} is set."
    for name, value in held.ENVIRON.items():
        os.environ.setdefault(name, value)
    return ""
