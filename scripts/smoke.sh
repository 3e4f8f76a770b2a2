#!/usr/bin/env bash
# Runs `make demo` in a fresh clone as a newcomer would, reads a page, submits a check-in over HTTP, starts it again.
set -euo pipefail
unset SECRET_KEY DATABASE_URL SIGNPOST_DEMO SIGNPOST_ENV_FILE  # a newcomer has none
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
port=${SMOKE_PORT:-8765}
server=
stop() { if [ -n "$server" ]; then kill -TERM -- "-$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; server=; }
trap 'stop; rm -rf "$work"' EXIT

git clone --quiet "$root" "$work/signpost"
cd "$work/signpost"

start() {
  setsid make demo PORT="$port" >"$work/demo.log" 2>&1 &
  server=$!
  for _ in $(seq 1 "$1"); do
    if curl -fsS -o /dev/null "http://127.0.0.1:$port/health/ready" 2>/dev/null; then return 0; fi
    kill -0 "$server" 2>/dev/null || { cat "$work/demo.log"; echo "make demo ended"; exit 1; }
    sleep 1
  done
  cat "$work/demo.log"; echo "make demo did not become ready in $1 seconds"; exit 1
}

start 900
cat "$work/demo.log"
.venv/bin/python scripts/smoke.py "http://127.0.0.1:$port" first
stop
second=$SECONDS
start 60
echo "The second start took $((SECONDS - second)) seconds"
.venv/bin/python scripts/smoke.py "http://127.0.0.1:$port" second
