"""What is committed is what the generators make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_both_sdks_fit_the_schemas_and_operations() -> None:
    command = [sys.executable, str(ROOT / "tools" / "generate_sdks.py"), "--check"]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_mutation_takes_an_idempotency_key_and_asks_for_its_errors() -> None:
    documents = [path.read_text(encoding="utf-8") for path in (ROOT / "sdk" / "operations").rglob("*.graphql")]
    mutations = [part for text in documents for part in text.split("\nmutation ")[1:]]

    assert len(mutations) >= 20
    assert all("$idempotencyKey: String" in mutation for mutation in mutations)
    assert all("idempotencyKey: $idempotencyKey" in mutation for mutation in mutations)
    assert all("...UserError" in mutation for mutation in mutations)
