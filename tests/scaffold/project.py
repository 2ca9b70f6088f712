"""Makes projects with the real program, and runs commands inside them as their owner would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["REPOSITORY", "Project", "clean_environment", "fondaco"]

REPOSITORY = Path(__file__).parents[2]
_LONGEST_SECONDS = 240


def clean_environment(**more: str) -> dict[str, str]:
    """Returns the environment without what this test run has set for itself."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("FONDACO_", "PYTEST_", "UV_")) and name not in {"VIRTUAL_ENV", "PYTHONPATH"}
    }
    cache = {"UV_CACHE_DIR": os.environ["UV_CACHE_DIR"]} if "UV_CACHE_DIR" in os.environ else {}
    return {**kept, **cache, "COLUMNS": "200", "NO_COLOR": "1", **more}


def fondaco(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the ``fondaco`` of this test's environment, without a terminal."""
    return subprocess.run(
        [sys.executable, "-c", "from fondaco.cli import main; main()", *arguments],
        cwd=cwd,
        env=clean_environment(),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=_LONGEST_SECONDS,
        check=False,
    )


class Project:
    """A generated project with an environment of its own, made by uv."""

    def __init__(self, folder: Path) -> None:
        uv = shutil.which("uv")
        assert uv is not None, (
            "these tests run what `fondaco new` makes, for which they need uv on PATH: pip install uv"
        )
        self.uv = uv
        self.folder = folder
        self.environment = clean_environment(UV_LINK_MODE="hardlink")

    def run(self, *command: str) -> str:
        """Runs ``uv <command>`` and returns both outputs; a command that fails fails the test with what it said."""
        done = subprocess.run(
            [self.uv, *command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"uv {' '.join(command)} ended with {done.returncode}:\n{done.stdout[-6000:]}"
        return done.stdout

    def check_style_and_types(self, *paths: str) -> None:
        """Holds ruff and mypy (strict) against the project, with the project's own settings."""
        self.run("run", "--no-sync", "ruff", "check", *(paths or (".",)))
        self.run("run", "--no-sync", "ruff", "format", "--check", *(paths or (".",)))
        self.run(
            "run", "--no-sync", "mypy", "--cache-dir", str(REPOSITORY / ".mypy_cache" / "scaffold"), *(paths or (".",))
        )
