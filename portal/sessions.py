"""Sessions in the database. What a browser sends as the key of one is looked up only when it can be one."""

from __future__ import annotations

import re

from django.contrib.sessions.backends import db

_KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(db.SessionStore):
    """Django's. A key of another shape than Django gives is no session: PostgreSQL would fail on some of them."""

    def _validate_session_key(self, key: str | None) -> bool:
        return key is not None and _KEY.fullmatch(key) is not None
