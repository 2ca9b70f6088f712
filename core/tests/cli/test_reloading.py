"""Servers that are started anew when files change, and that end with whoever started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

SUPERVISOR = """
import sys
from pathlib import Path
from fondaco.cli.reloading import run_reloading
sys.exit(run_reloading(Path("server.txt").read_text(), paths=[Path.cwd()], ignored=[Path.cwd() / "data"]))
"""
SERVER = """
import os, sys, time
from pathlib import Path
from fondaco.cli.processes import end_with
end_with(int(sys.argv[1]))
exec(Path("code.py").read_text())
with open("starts.txt", "a") as starts:
    starts.write(f"{os.getpid()} {sys.argv[2]} {value}\\n")
time.sleep(60)
"""


class Supervised:
    """A project whose server writes down each start as process id, number and the value in its code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "data").mkdir()
        (folder / "server.txt").write_text(SERVER)
        self.process: subprocess.Popen[str] | None = None

    def save(self, code: str, name: str = "code.py") -> None:
        (self.folder / name).write_text(code)

    def start(self) -> subprocess.Popen[str]:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR],
            cwd=self.folder,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
        )
        return self.process

    def starts(self) -> list[tuple[int, int, str]]:
        file = self.folder / "starts.txt"
        lines = file.read_text().splitlines() if file.exists() else []
        return [(int(pid), int(number), value) for pid, number, value in map(str.split, lines)]

    def values(self) -> list[str]:
        return [value for _, _, value in self.starts()]


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Supervised]:
    project = Supervised(tmp_path)
    project.save("value = 1")
    yield project
    if project.process is not None:
        project.process.kill()
        project.process.communicate()


def test_a_change_starts_the_server_anew_with_the_new_code(project: Supervised) -> None:
    process = project.start()
    until(lambda: project.values() == ["1"])
    project.save("value = 2")
    until(lambda: project.values() == ["1", "2"])
    (first, _, _), (second, number, _) = project.starts()
    assert not psutil.pid_exists(first)
    assert number == 2
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "code.py changed: starting anew." in said
    assert not psutil.pid_exists(second)


def test_a_broken_start_waits_for_the_next_change(project: Supervised) -> None:
    process = project.start()
    until(lambda: project.values() == ["1"])
    project.save("value = (")
    assert process.stderr is not None
    for line in process.stderr:
        if "It starts again when a file changes." in line:
            break
    assert process.poll() is None
    project.save("value = 3")
    until(lambda: project.values() == ["1", "3"])


def test_a_first_start_that_fails_ends_it_with_its_code(project: Supervised) -> None:
    project.save("sys.exit(3)")
    assert project.start().wait(20) == 3


def test_the_last_of_many_quick_saves_is_served(project: Supervised) -> None:
    project.start()
    until(lambda: project.values() == ["1"])
    for value in range(2, 32):
        project.save(f"value = {value}")
        time.sleep(0.03)
    until(lambda: project.values()[-1] == "31")
    alive = [pid for pid, _, _ in project.starts() if psutil.pid_exists(pid)]
    assert alive == [project.starts()[-1][0]]


def test_what_the_server_writes_itself_starts_nothing(project: Supervised) -> None:
    project.start()
    until(lambda: project.values() == ["1"])
    for name in ("data/table.py", "data/settings.toml", "notes.txt", "page.html"):
        project.save("other = 1", name)
    time.sleep(1)
    project.save("value = 2")
    until(lambda: project.values() == ["1", "2"])


def test_a_killed_supervisor_leaves_no_server(project: Supervised) -> None:
    process = project.start()
    until(lambda: project.values() == ["1"])
    [(server, _, _)] = project.starts()
    process.kill()
    process.wait()
    until(lambda: not psutil.pid_exists(server) or psutil.Process(server).status() == psutil.STATUS_ZOMBIE)


LOADING = """
import os, signal, time
signal.signal(signal.SIGTERM, lambda *_: None)
signal.signal(signal.SIGINT, lambda *_: None)
if os.fork() == 0:
    from fondaco.cli.processes import end_when_told
    end_when_told()
    print(os.getpid(), flush=True)
    time.sleep(60)
os.wait()
"""


def test_a_signal_to_a_server_that_is_still_loading_is_not_lost() -> None:
    with subprocess.Popen([sys.executable, "-c", LOADING], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        os.kill(int(parent.stdout.readline()), signal.SIGTERM)
        assert parent.wait(10) == 0
