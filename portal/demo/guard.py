"""Demo commands run in a demo only."""

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from portal.models import User


def demo_only() -> None:
    """Refuse outside a demo, and where the database may be a real site's. Looks; changes nothing.

    Raises:
        CommandError: `SIGNPOST_DEMO` is not set, or the database is no file of SQLite's, or it holds people but
            nobody of a demo.
    """
    if not settings.SIGNPOST_DEMO:
        raise CommandError("This command is for the demo only. Set SIGNPOST_DEMO=true, or run `make demo`.")
    if connection.vendor != "sqlite" and not settings.SIGNPOST_DEMO_ANY_DATABASE:
        raise CommandError(
            "DATABASE_URL names a database server, and the demo would fill it with accounts whose password is "
            "published. Run `make demo` without it, or set SIGNPOST_DEMO_ANY_DATABASE=true if that is wanted."
        )
    if _real_people():
        raise CommandError(
            "This database holds accounts, and none of a demo: it is a real site's. Nothing is changed."
        )


def _real_people() -> bool:
    if User._meta.db_table not in connection.introspection.table_names():
        return False
    return User.objects.exists() and not User.objects.filter(is_demo=True).exists()
