"""Reads a page and submits a check-in over HTTP, against a running demo. Standard library only."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import urllib.parse
import urllib.request
import uuid
from typing import Any

SLUG = "deep-gluteal-syndrome"


def call(
    url: str, body: Any = None, headers: dict[str, str] | None = None, form: bool = False
) -> tuple[int, bytes]:
    data = None
    headers = dict(headers or {})
    if body is not None:
        data = urllib.parse.urlencode(body).encode() if form else json.dumps(body).encode()
        headers.setdefault(
            "Content-Type", "application/x-www-form-urlencoded" if form else "application/json"
        )
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=30) as response:
        return response.status, response.read()


def token(base: str) -> str:
    lines = subprocess.run(
        ["make", "-s", "demo-api-client"], check=True, capture_output=True, text=True
    ).stdout
    client = dict(line.split("=", 1) for line in lines.split())
    basic = base64.b64encode(f"{client['client_id']}:{client['client_secret']}".encode()).decode()
    _, answer = call(
        f"{base}/oauth/token",
        {"grant_type": "client_credentials"},
        {"Authorization": f"Basic {basic}"},
        form=True,
    )
    return str(json.loads(answer)["access_token"])


def main(base: str, run: str) -> None:
    status, page = call(f"{base}/conditions/{SLUG}/")
    assert status == 200
    assert b"Get medical attention right away" in page, "the page does not show its warning list"
    _, raw = call(f"{base}/api/v1/conditions/{SLUG}/questionnaire")
    questionnaire = json.loads(raw)
    auth = {"Authorization": f"Bearer {token(base)}"}
    identifier = {"system": "urn:example:smoke", "value": "smoke-1"}
    person = {
        "identifiers": [identifier],
        "given_name": "Sam",
        "family_name": "Smoke",
        "birth_date": "1980-01-01",
    }
    status, raw = call(f"{base}/api/v1/patients", person, auth)
    assert status == (201 if run == "first" else 200), f"the {run} registration answered {status}"
    questions = questionnaire["questions"]
    body = {
        "condition": SLUG,
        "publication": questionnaire["publication"]["sha256"],
        "answers": {q["key"]: "no" for q in questions if q["asks"] == "sign"},
        "measures": {"pain_now": 2, "pain_worst": 3, "side": "left", "started_on": "2026-01-01"},
        "patient": json.loads(raw)["id"],
    }
    first_sign = next(q["key"] for q in questions if q["asks"] == "sign")
    body["answers"][first_sign] = "yes"
    status, raw = call(f"{base}/api/v1/check-ins", body, {**auth, "Idempotency-Key": str(uuid.uuid4())})
    answer = json.loads(raw)
    assert (status, answer["care_level"]) == (201, "emergency"), answer
    assert answer["reasons"][0]["key"] == first_sign, answer["reasons"]
    print(f"smoke, {run} start: page read, check-in {answer['id']} stored as {answer['care_level']}")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2])
