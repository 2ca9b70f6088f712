"""What is committed is what the generators make."""

from __future__ import annotations

import os
import shutil
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


NPM = """\
#!/bin/sh
echo called >> calls
sleep 0.5
mkdir -p node_modules
cp package-lock.json node_modules/.package-lock.json
"""


def test_node_modules_are_installed_once_however_many_want_them(tmp_path: Path) -> None:
    typescript, programs, tools = tmp_path / "sdk" / "typescript", tmp_path / "bin", tmp_path / "tools"
    for folder in (typescript, programs, tools):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "sdk" / "typescript" / "package-lock.json", typescript)
    shutil.copy(ROOT / "tools" / "generate_sdks.py", tools)
    (programs / "npm").write_text(NPM, encoding="utf-8")
    (programs / "npm").chmod(0o755)
    command = [sys.executable, str(tools / "generate_sdks.py"), "--install-only"]
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}

    running = [subprocess.Popen(command, env=environment) for _ in range(3)]

    assert [process.wait(timeout=30) for process in running] == [0, 0, 0]
    assert (typescript / "calls").read_text().split() == ["called"]
