#!/bin/sh
# Checks an org.yaml in a CI job that reaches no Tocsin: applies it to one of its own, which is thrown away with the job, and says
# whom an incident would not reach and who is paged and notified. Nothing is sent: the mail server is an address where nobody listens.
#
#   examples/check-org.sh org.yaml --severity P1 --at 2026-12-24T23:40     (what follows the file is for `tocsin policy rehearse`)
#
# Exits with 5 when the coverage has gaps, and with what `tocsin` says otherwise.
set -eu
[ $# -ge 1 ] || { echo "usage: check-org.sh <org.yaml> [--severity P1 --at <time> ...]" >&2; exit 2; }
file=$1
shift
tocsin=$(cd "$(dirname "$0")/.." && pwd)
data=$(mktemp -d)
PORT=${PORT:-7079} TOCSIN_DATA=$data SMTP_URL=smtp://127.0.0.1:9 LOG_LEVEL=error
TOCSIN_TOKEN=$(node -e "process.stdout.write(require('node:crypto').randomBytes(24).toString('hex'))")
TOCSIN_URL=http://127.0.0.1:$PORT TOCSIN_BOOTSTRAP_TOKEN=$TOCSIN_TOKEN
export PORT TOCSIN_DATA SMTP_URL LOG_LEVEL TOCSIN_URL TOCSIN_TOKEN TOCSIN_BOOTSTRAP_TOKEN
unset DATABASE_URL

node "$tocsin/server/src/app/main.ts" >"$data/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$data"' EXIT
until node -e "fetch('$TOCSIN_URL/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"; do
  kill -0 "$server" 2>/dev/null || { cat "$data/log" >&2; exit 3; }
  sleep 1
done

run() { node "$tocsin/cli/bin/tocsin.mjs" "$@"; }
run apply -f "$file"
[ $# -eq 0 ] || run policy rehearse "$@"
run policy coverage
