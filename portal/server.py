"""How the production server is started: the demo, the tests and the README use the same words."""

from __future__ import annotations


def server_arguments(*, port: int, workers: int, threads: int) -> list[str]:
    """Arguments of granian on the loopback address. A process that dies is replaced; without that option the death of
    one ends them all."""
    return [
        *("--interface", "wsgi"),
        *("--host", "127.0.0.1"),
        *("--port", str(port)),
        *("--workers", str(workers)),
        *("--blocking-threads", str(threads)),
        "--respawn-failed-workers",
        *("--log-level", "warning"),
        "portal.wsgi:application",
    ]
