#!/usr/bin/env bash
# The long profiles: the same tests as always, with more cases and more races. Takes up to an hour on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
export FONDACO_NIGHTLY=1
uv run pytest -n 2 --timeout 3600 "$@"
