"""Demo commands run in a demo only."""

from django.conf import settings
from django.core.management.base import CommandError


def demo_only() -> None:
    """Refuse outside a demo.

    Raises:
        CommandError: `SIGNPOST_DEMO` is not set.
    """
    if not settings.SIGNPOST_DEMO:
        raise CommandError("This command is for the demo only. Set SIGNPOST_DEMO=true, or run `make demo`.")
