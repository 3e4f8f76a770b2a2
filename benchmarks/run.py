"""Measures Signpost's speed as ratios against yardsticks in the same run: `make bench`.

Every round measures every target once, one after another, so that a slow moment of the machine meets all of them.
Figures are medians over the rounds; a ratio is the median of the rounds' own ratios. Needs wrk and nginx.
"""

from __future__ import annotations

import argparse
import base64
import datetime
import json
import os
import platform
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.servers import THREADS, WORKERS, YARDSTICK_THREADS, Servers, wait_for  # noqa: E402

SLUG = "deep-gluteal-syndrome"
NGINX_PORT, YARDSTICK_PORT, PORT, AS_MADE_PORT = 8301, 8302, 8303, 8304
BASE = f"http://127.0.0.1:{PORT}"
PATIENTS = 8000
"""Whose check-ins are sent in turn, so that each has a handful in a run and not a hundred in a minute."""


@dataclass
class Target:
    """One thing to measure. `post` is the file of bodies to send; `token` whether the call needs one."""

    name: str
    url: str
    post: Path | None = None
    token: bool = False
    auth: str = ""
    """A fixed Authorization header, for the yardstick."""
    rates: list[float] = field(default_factory=list)


def call(url: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
    data = json.dumps(body).encode() if isinstance(body, dict) and not headers else body
    sent = headers or {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, data, sent), timeout=30) as answer:
        return answer.read()


def new_token(client: dict[str, str]) -> str:
    basic = base64.b64encode(f"{client['client_id']}:{client['client_secret']}".encode()).decode()
    form = urllib.parse.urlencode({"grant_type": "client_credentials"}).encode()
    headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}
    return str(json.loads(call(f"{BASE}/oauth/token", form, headers))["access_token"])


def prepare(folder: Path, database: str) -> dict[str, str]:
    """The environment of a demo in `folder`, migrated and filled."""
    environment = {
        "SIGNPOST_DEMO": "true",
        "SIGNPOST_DEMO_ANY_DATABASE": "true",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": BASE,
        "DATABASE_URL": database or f"sqlite:///{folder / 'signpost.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "SIGNPOST_ASSESSMENTS_PER_MINUTE": "1000000000",
        "YARDSTICK_DATABASE_URL": f"{database}_yardstick"
        if database
        else f"sqlite:///{folder / 'yardstick.sqlite3'}",
    }
    python = [sys.executable]
    run = {**os.environ, **environment}
    subprocess.run([*python, "manage.py", "demo", "--prepare-only"], cwd=ROOT, env=run, check=True)
    made = [*python, "-m", "benchmarks.yardstick.create_table"]
    key = subprocess.run(made, cwd=ROOT, env=run, check=True, capture_output=True, text=True).stdout
    environment["YARDSTICK_TOKEN"] = key.strip()
    return environment


def client_of(environment: dict[str, str]) -> dict[str, str]:
    lines = subprocess.run(
        [sys.executable, "manage.py", "demo_api_client"],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return dict(line.split("=", 1) for line in lines.split())


def bodies(folder: Path, token: str) -> tuple[Path, Path, Path]:
    """Files of bodies for assessments, check-ins and the yardstick: the same answers in all three."""
    questionnaire = json.loads(call(f"{BASE}/api/v1/conditions/{SLUG}/questionnaire"))
    keys = [question["key"] for question in questionnaire["questions"] if question["asks"] == "sign"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    lines: tuple[list[str], list[str], list[str]] = ([], [], [])
    for number in range(PATIENTS):
        patient = {
            "identifiers": [{"system": "urn:example:bench", "value": f"bench-{number}"}],
            "given_name": "Bench",
            "family_name": f"Number {number}",
            "birth_date": "1980-01-01",
        }
        registered = json.loads(call(f"{BASE}/api/v1/patients", json.dumps(patient).encode(), headers))
        body: dict[str, Any] = {
            "condition": SLUG,
            "publication": questionnaire["publication"]["sha256"],
            "answers": dict.fromkeys(keys, "no"),
            "measures": {
                "pain_now": number % 11,
                "pain_worst": 10,
                "side": "left",
                "started_on": "2026-01-05",
            },
        }
        if number % 4:  # a quarter has no yes at all
            body["answers"][keys[number % len(keys)]] = "yes"
        lines[0].append(json.dumps(body))
        lines[1].append(json.dumps({**body, "patient": registered["id"]}))
        lines[2].append(json.dumps({**body, "person": number + 1, "note": ""}))
    files = tuple(folder / f"{name}.jsonl" for name in ("assessments", "check-ins", "rows"))
    for file, content in zip(files, lines, strict=True):
        file.write_text("\n".join(content) + "\n")
    return files  # type: ignore[return-value]


def measure(target: Target, seconds: int, connections: int, token: str) -> float:
    """Requests a second of one wrk run; exits when any answer was not a 2xx."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
    environment = dict(os.environ)
    if target.post:
        command += ["-s", str(ROOT / "benchmarks" / "post.lua")]
        environment |= {"BENCH_BODIES": str(target.post), "BENCH_RUN": secrets.token_hex(6)}
        if target.token:
            environment["BENCH_TOKEN"] = f"Bearer {token}"
        elif target.auth:
            environment["BENCH_TOKEN"] = target.auth
    done = subprocess.run([*command, target.url], env=environment, check=True, capture_output=True, text=True)
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        sys.exit(f"{target.name} refused requests:\n{done.stdout}\n{done.stderr}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert found
    return float(found[1])


RATIOS = (
    # what, measured, yardstick, at least, aim
    ("condition page / nginx file", "condition page", "nginx, the same HTML as a file", 0.35, 0.5),
    ("condition page / Django hello", "condition page", "Django hello", None, None),
    ("assessments / plain DRF create", "POST /api/v1/assessments", "plain DRF create of one row", 3, 4),
    ("check-ins / plain DRF create", "POST /api/v1/check-ins", "plain DRF create of one row", 1, 2),
    ("assessments / bare DRF create", "POST /api/v1/assessments", "bare DRF create of one row", None, None),
    ("check-ins / bare DRF create", "POST /api/v1/check-ins", "bare DRF create of one row", None, None),
    ("check-ins / bare DRF create as made", "POST /api/v1/check-ins", "bare DRF create as made", None, None),
)


def report(
    targets: list[Target], engine: str, rounds: int, seconds: int, connections: int
) -> tuple[str, dict[str, Any]]:
    rates = {target.name: target.rates for target in targets}
    rows = [
        f"| {name} | {median(values):,.0f} | {min(values):,.0f} to {max(values):,.0f} |"
        for name, values in rates.items()
    ]
    ratios: dict[str, Any] = {}
    lines = []
    for what, measured, yardstick, least, aim in RATIOS:
        each = [a / b for a, b in zip(rates[measured], rates[yardstick], strict=True)]
        ratios[what] = {
            "median": round(median(each), 2),
            "low": round(min(each), 2),
            "high": round(max(each), 2),
        }
        wanted = f"{least} / {aim}" if least else "-"
        lines.append(f"| {what} | **{median(each):.2f}** | {min(each):.2f} to {max(each):.2f} | {wanted} |")
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    text = (
        f"# Speed, on {engine}\n\nMeasured {day} by `make bench`: {rounds} rounds of {seconds} s each, interleaved; "
        f"wrk with {connections} connections on the same {os.cpu_count()} cores; {WORKERS} server processes, "
        f"of {THREADS} threads for Signpost and {YARDSTICK_THREADS} for the yardstick, which is slower with more; "
        f"Python {platform.python_version()}. The ratios count; the rates are this machine's alone.\n\n"
        "The yardsticks are a `startproject` with DRF's generic create view and ModelSerializer on the same server and "
        f"database. *Plain*: a token says who calls, and the row belongs to a person. *Bare*: neither. Both keep their "
        "connections, and SQLite's log is written ahead, as somebody sets it who knows the database; *as made* has the "
        f"settings that `startproject` leaves. Check-ins are of {PATIENTS:,} patients in turn.\n\n"
        "| ratio | median | over the rounds | at least / aim |\n| --- | --- | --- | --- |\n"
        + "\n".join(lines)
        + "\n\n"
        "| target | requests a second, median | over the rounds |\n| --- | --- | --- |\n"
        + "\n".join(rows)
        + "\n"
    )
    return text, {
        "measured_on": day,
        "engine": engine,
        "rounds": rounds,
        "seconds": seconds,
        "ratios": ratios,
        "rates": rates,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument(
        "--database",
        default=os.environ.get("BENCH_DATABASE_URL", ""),
        help="an empty PostgreSQL database, beside an empty one of its name and _yardstick; SQLite without it",
    )
    options = parser.parse_args()
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool) and not shutil.which(tool, path="/usr/sbin"):
            sys.exit(f"{tool} is missing. Install it, for instance: apt-get install wrk nginx-light")
    engine = "PostgreSQL" if options.database else "SQLite"
    with tempfile.TemporaryDirectory(prefix="signpost-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        environment = prepare(folder, options.database)
        servers = Servers(folder)
        try:
            servers.granian("portal.wsgi:application", PORT, environment)
            servers.granian(
                "benchmarks.yardstick.wsgi:application",
                YARDSTICK_PORT,
                environment,
                threads=YARDSTICK_THREADS,
            )
            servers.granian(
                "benchmarks.yardstick.wsgi:application",
                AS_MADE_PORT,
                environment | {"YARDSTICK_AS_MADE": "true"},
                threads=YARDSTICK_THREADS,
            )
            wait_for(f"{BASE}/health/ready")
            for port in (YARDSTICK_PORT, AS_MADE_PORT):
                wait_for(f"http://127.0.0.1:{port}/hello")
            (folder / "html").mkdir()
            (folder / "html" / "page.html").write_bytes(call(f"{BASE}/conditions/{SLUG}/"))
            servers.nginx(NGINX_PORT)
            wait_for(f"http://127.0.0.1:{NGINX_PORT}/page.html")
            client = client_of(environment)
            assessments, check_ins, rows = bodies(folder, new_token(client))
            targets = [
                Target("nginx, the same HTML as a file", f"http://127.0.0.1:{NGINX_PORT}/page.html"),
                Target("Django hello", f"http://127.0.0.1:{YARDSTICK_PORT}/hello"),
                Target("condition page", f"{BASE}/conditions/{SLUG}/"),
                Target(
                    "plain DRF create of one row",
                    f"http://127.0.0.1:{YARDSTICK_PORT}/rows",
                    rows,
                    auth=f"Token {environment['YARDSTICK_TOKEN']}",
                ),
                Target("bare DRF create of one row", f"http://127.0.0.1:{YARDSTICK_PORT}/bare-rows", rows),
                Target("bare DRF create as made", f"http://127.0.0.1:{AS_MADE_PORT}/bare-rows", rows),
                Target("POST /api/v1/assessments", f"{BASE}/api/v1/assessments", assessments),
                Target("POST /api/v1/check-ins", f"{BASE}/api/v1/check-ins", check_ins, token=True),
            ]
            for target in targets:  # warm up
                measure(target, 1, options.connections, new_token(client))
            for number in range(options.rounds):
                for target in targets:
                    target.rates.append(
                        measure(target, options.seconds, options.connections, new_token(client))
                    )
                print(
                    f"round {number + 1} of {options.rounds}: "
                    + ", ".join(f"{t.rates[-1]:,.0f}" for t in targets)
                )
        finally:
            servers.stop()
    text, data = report(targets, engine, options.rounds, options.seconds, options.connections)
    out = ROOT / "benchmarks" / engine.lower()
    out.with_suffix(".md").write_text(text)
    out.with_suffix(".json").write_text(json.dumps(data, indent=2) + "\n")
    print("\n" + text)


if __name__ == "__main__":
    main()
