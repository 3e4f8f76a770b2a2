"""Starts the servers that are measured: nginx with a file, the yardstick and Signpost, each alone on its port."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
THREADS = int(os.environ.get("BENCH_THREADS", "8"))
"""Threads of each process of Signpost, as the README runs a real server."""
YARDSTICK_THREADS = int(os.environ.get("BENCH_YARDSTICK_THREADS", "2"))
"""Threads of each process of the yardstick: with more of them it is slower, and with 8 SQLite's lock refuses requests."""

NGINX = """
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  types {{ text/html html; }}
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/html; }}
}}
"""


@dataclass
class Servers:
    """Processes of this run; `stop()` ends them all."""

    folder: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def nginx(self, port: int) -> None:
        binary = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        assert binary
        config = self.folder / "nginx.conf"
        config.write_text(NGINX.format(workers=WORKERS, folder=self.folder, port=port))
        self._start([binary, "-c", str(config), "-p", str(self.folder)], {})

    def granian(
        self, application: str, port: int, environment: dict[str, str], *, threads: int = THREADS
    ) -> None:
        server = Path(sys.executable).with_name("granian")
        arguments = [
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--workers",
            str(WORKERS),
            "--blocking-threads",
            str(threads),
        ]
        self._start([str(server), *arguments, "--log-level", "warning", application], environment)

    def _start(self, command: list[str], environment: dict[str, str]) -> None:
        self.running.append(
            subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, start_new_session=True)
        )

    def stop(self) -> None:
        for process in self.running:
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.running:
            process.wait(timeout=20)


def wait_for(url: str, seconds: float = 60) -> None:
    """Return when `url` answers; raise TimeoutError when it does not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=2).read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer in {seconds:.0f} s")
