"""Pins every dependency of the workspace: writes `constraint-dependencies` into the root pyproject.toml.

    uv run python tools/pin.py            pin what the present resolution has
    uv run python tools/pin.py --upgrade  resolve anew first
    uv run python tools/pin.py --check    exit with 1 if something that is installed is not pinned

`uv.lock` records where packages were downloaded, which differs from machine to machine; so versions are pinned here.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN = "# Written by tools/pin.py.\nconstraint-dependencies = [\n"
END = "]\n# End of what tools/pin.py writes.\n"


def resolved(*, upgrade: bool) -> list[str]:
    """Returns one requirement with an exact version per package and platform marker."""
    if upgrade:
        subprocess.run(["uv", "lock", "--upgrade"], cwd=ROOT, check=True)
    command = ["uv", "export", "--all-packages", "--all-groups", "--all-extras", "--no-hashes", "--no-emit-workspace"]
    exported = subprocess.run(
        [*command, "--no-annotate", "--no-header"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return sorted(line.strip() for line in exported.splitlines() if "==" in line)


def written(text: str, pins: list[str]) -> str:
    """Returns the pyproject with these pins."""
    block = BEGIN + "".join(f'  "{pin.replace(chr(34), chr(39))}",\n' for pin in pins) + END
    if BEGIN in text:
        return text[: text.index(BEGIN)] + block + text[text.index(END) + len(END) :]
    return text.replace("[tool.uv]\n", f"[tool.uv]\n{block}", 1)


def main() -> int:
    """Runs the tool."""
    file = ROOT / "pyproject.toml"
    text = file.read_text()
    if "--check" in sys.argv:
        pins = resolved(upgrade=False)
        missing = [pin for pin in pins if f'"{pin.replace(chr(34), chr(39))}"' not in text]
        for pin in missing:
            print(f"not pinned: {pin}", file=sys.stderr)
        return 1 if missing else 0
    if "--upgrade" in sys.argv and BEGIN in text:
        file.write_text(text[: text.index(BEGIN)] + text[text.index(END) + len(END) :])
    file.write_text(written(file.read_text(), resolved(upgrade="--upgrade" in sys.argv)))
    print(f"pinned {len(re.findall('==', file.read_text()))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
