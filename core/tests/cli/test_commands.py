"""The program: exit codes, and messages that say what to do."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest
import pytest_asyncio
from fondaco.cli import main, outcome
from fondaco.db.embedded import Endpoints
from fondaco.observability import logs
from fondaco.testing.databases import Databases

PROGRAM = "import sys; from fondaco.cli import main; sys.exit(main())"


class Done(msgspec.Struct):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest_asyncio.fixture(loop_scope="session")
async def database_url(databases: Databases) -> AsyncIterator[str]:
    async with databases.empty() as url:
        yield url


@pytest.fixture
def environment(tmp_path: Path, server_endpoints: Endpoints, database_url: str) -> dict[str, str]:
    """Of an empty project without plugins, on an empty database."""
    (tmp_path / "fondaco.toml").write_text("enabled = []\n")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("FONDACO_", "DATABASE_", "REDIS_"))
    }
    return {
        **kept,
        "DATABASE_URL": database_url,
        "REDIS_URL": server_endpoints.redis_url,
        "COLUMNS": "300",
        "NO_COLOR": "1",
    }


@pytest.fixture
def run(
    tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Runs the program in this process, which takes a second less."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    # Loggers of this process stay as they are, since other tests capture what they say.
    monkeypatch.setattr(logs, "configure_logs", lambda settings: None)
    monkeypatch.setattr(outcome.console, "_width", 300)
    monkeypatch.setattr(outcome.console, "_color_system", None)
    modules = set(sys.modules)

    def run(*arguments: str, toml: str | None = None, **variables: str) -> Done:
        if toml is not None:
            (tmp_path / "fondaco.toml").write_text(toml)
        monkeypatch.setattr(sys, "argv", ["fondaco", *arguments])
        before = dict(os.environ)
        try:
            os.environ.clear()
            os.environ.update({**environment, **variables})
            capsys.readouterr()
            with pytest.raises(SystemExit) as exit_:
                main()
        finally:  # whatever the command set for the processes it would have started included
            os.environ.clear()
            os.environ.update(before)
        said = capsys.readouterr()
        assert "Traceback" not in said.err, said.err
        return Done(int(exit_.value.code or 0), said.out, said.err)

    yield run
    for name in set(sys.modules) - modules:
        if name == "wishes":
            del sys.modules[name]


@pytest.fixture
def spawn(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Runs the program in a process of its own, as people do."""

    def spawn(*arguments: str, **variables: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments],
            cwd=tmp_path,
            env={**environment, **variables},
            capture_output=True,
            text=True,
            timeout=50,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    return spawn


@pytest.mark.parametrize("command", [["migrate"], ["plugin", "list"], ["schema", "export"]])
def test_an_unknown_setting_keeps_any_command_from_starting(run: Run, tmp_path: Path, command: list[str]) -> None:
    done = run(*command, toml="[server]\nprot = 1\n")
    assert done.code == 3
    assert "SETTINGS fondaco.toml: server.prot: there is no such setting" in done.err.replace(f"{tmp_path}/", "")
    assert done.out == ""


def test_help_needs_neither_settings_nor_plugins(spawn: Run, tmp_path: Path) -> None:
    (tmp_path / "fondaco.toml").write_text("nonsense = 1\n")
    done = spawn("--help")
    assert done.code == 0
    assert "migrate" in done.out


@pytest.mark.parametrize(
    "command",
    [["migrate", "--jsn"], ["plugin", "chek"], ["worker", "now"], ["events", "retry"], ["events", "retry", "7"]],
)
def test_a_wrong_command_line_is_exit_code_2(run: Run, command: list[str]) -> None:
    done = run(*command)
    assert done.code == 2
    assert "Error" in done.err or "Usage" in done.err


def test_an_unknown_command_is_exit_code_2(run: Run) -> None:
    assert run("sell").code == 2


def test_a_broken_plugin_is_named_with_its_cure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wishes.py").write_text("import no_such_module\n")
    toml = 'enabled = ["wishes:Wish"]\n'
    for command in (["migrate"], ["plugin", "list"], ["plugin", "check"]):
        done = run(*command, toml=toml)
        assert done.code == 3
        assert "PLUGIN Plugin 'wishes:Wish' cannot be imported from wishes:Wish: ModuleNotFoundError" in done.err
    checked = run("plugin", "check", "--json", toml=toml)
    assert (checked.code, checked.json["ok"], checked.json["code"]) == (3, False, "PLUGIN")
    doctor = run("doctor", "--json", toml=toml)
    assert (doctor.code, doctor.json["ok"]) == (1, False)


def test_a_database_that_does_not_answer_is_exit_code_4(run: Run, unused_tcp_port: int) -> None:
    done = run("migrate", DATABASE_URL=f"postgresql://nobody@127.0.0.1:{unused_tcp_port}/x")
    assert done.code == 4
    assert done.err.startswith("DATABASE_UNAVAILABLE The database does not answer: ")


def test_migrate_runs_everything_once(run: Run) -> None:
    first = run("migrate", "--json")
    assert first.code == 0
    applied = first.json["applied"]
    assert applied[0] == {"plugin": "system", "id": "2026-11-22T10:00:00:000000"}
    assert {one["plugin"] for one in applied} == {"system"}
    again = run("migrate", "--json")
    assert (again.code, again.json) == (0, {"applied": []})
    assert "Nothing to do." in run("migrate").err


def test_a_database_that_was_not_migrated_is_told(run: Run) -> None:
    for command in (["worker", "--burst"], ["events", "list"]):
        done = run(*command)
        assert done.code == 3
        assert "of system have not run. Run: fondaco migrate" in done.err


def test_doctor_says_what_is_wrong_before_and_after(run: Run) -> None:
    before = run("doctor", "--json")
    assert (before.code, before.json["ok"]) == (1, False)
    [migrations] = [one for one in before.json["findings"] if one["topic"] == "migrations"]
    assert (migrations["status"], migrations["cure"]) == ("problem", "Run: fondaco migrate")
    run("migrate")
    after = run("doctor", "--json")
    assert (after.code, after.json["ok"]) == (0, True)
    assert {one["topic"]: one["status"] for one in after.json["findings"] if one["topic"] != "disk"} == {
        "settings": "ok",
        "python": "ok",
        "admin token": "warning",
        "plugins": "ok",
        "system: mail": "warning",
        "files": "ok",
        "database": "ok",
        "health: database": "ok",
        "valkey": "ok",
    }
    wrong = run("doctor", "--json", toml="nmae = 1\n")
    assert (wrong.code, wrong.json["findings"][0]["status"]) == (1, "problem")


def test_doctor_says_that_files_cannot_be_kept(run: Run, tmp_path: Path) -> None:
    in_the_way = tmp_path / "in-the-way"
    in_the_way.write_text("no folder")
    done = run("doctor", "--json", FONDACO_FILES__FOLDER=str(in_the_way))
    [files] = [one for one in done.json["findings"] if one["topic"] == "files"]
    assert (done.code, files["status"]) == (1, "problem")
    assert str(in_the_way) in files["message"]
    assert "[files]" in files["cure"]


def test_plugins_are_listed_and_checked(run: Run) -> None:
    [system] = [one for one in run("plugin", "list", "--json").json["plugins"] if one["enabled"]]
    assert (system["name"], system["requires"]) == ("system", [])
    assert {"register_graphql", "register_jobs", "resolve_principal"} <= set(system["hooks"])
    assert run("plugin", "check", "--json").json == {"ok": True, "plugins": ["system"]}


def test_a_plugin_with_tables_but_no_migration_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wishes.py").write_text(
        "from fondaco import Plugin\nfrom piccolo.columns import Integer\nfrom piccolo.table import Table\n\n"
        "class Wish(Table, schema='wish'):\n    size = Integer(default=None, null=False)\n\n"
        "class WishPlugin(Plugin):\n    name = 'wish'\n    version = '1'\n    tables = (Wish,)\n"
    )
    toml = 'enabled = ["wishes:WishPlugin"]\n'
    done = run("plugin", "check", toml=toml)
    assert done.code == 3
    assert "Plugin 'wish' has tables but no migration. Run: fondaco plugin migration wish" in done.err
    assert run("plugin", "migration", "wish", toml=toml).code == 0
    assert len(list((tmp_path / "migrations").glob("*.py"))) >= 1
    assert run("plugin", "check", "--json", toml=toml).json == {"ok": True, "plugins": ["system", "wish"]}
    assert "Nothing changed." in run("plugin", "migration", "wish", toml=toml).err
    unknown = run("plugin", "migration", "gift", toml=toml)
    assert unknown.code == 3
    assert "No enabled plugin is called 'gift'. Enabled: system, wish." in unknown.err


def test_schemas_are_exported_and_checked(run: Run, tmp_path: Path) -> None:
    missing = run("schema", "export", "--out", "schemas", "--check")
    assert missing.code == 1
    assert "is out of date; run fondaco schema export --out schemas" in missing.err
    assert run("schema", "export", "--out", "schemas").code == 0
    shop = (tmp_path / "schemas" / "shop.graphql").read_text()
    assert "type Query {" in shop
    assert run("schema", "export", "--out", "schemas", "--check").code == 0
    assert run("schema", "export", "--only", "shop").out.strip() == shop.strip()
    (tmp_path / "schemas" / "shop.graphql").write_text("type Query { old: Int }\n")
    assert run("schema", "export", "--out", "schemas", "--check").code == 1


DEAD = "01990000-0000-7000-8000-000000000001"


async def insert_dead(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "INSERT INTO system.outbox VALUES ($1, 'event', 'toys.broken', '{}', '{}', now(), now())", DEAD
    )
    await connection.execute(
        "INSERT INTO system.delivery VALUES ($1, 'toys.mail', 'dead', 8, 'ValueError: no', now(), now())", DEAD
    )
    await connection.close()


async def test_dead_deliveries_are_listed_and_retried(run: Run, database_url: str) -> None:
    await asyncio.to_thread(run, "migrate")
    assert (await asyncio.to_thread(run, "events", "list", "--json")).json == {"deliveries": [], "more": False}
    await insert_dead(database_url)
    listed = (await asyncio.to_thread(run, "events", "list", "--state", "dead", "--json")).json["deliveries"]
    assert [(one["outbox_id"], one["subscriber"], one["last_error"]) for one in listed] == [
        (DEAD, "toys.mail", "ValueError: no")
    ]
    assert f"{DEAD}:toys.mail" in (await asyncio.to_thread(run, "events", "list")).err
    unknown = await asyncio.to_thread(run, "events", "retry", f"{DEAD}:toys.other", "--json")
    assert (unknown.code, unknown.json) == (1, {"retried": 0})
    retried = await asyncio.to_thread(run, "events", "retry", f"{DEAD}:toys.mail", "--json")
    assert (retried.code, retried.json) == (0, {"retried": 1})
    everything = await asyncio.to_thread(run, "events", "retry", "--all", "--json")
    assert (everything.code, everything.json) == (0, {"retried": 0})


def test_a_taken_port_is_told(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))
    assert done.code == 3
    assert (
        f"PORT_TAKEN Cannot listen on 127.0.0.1:{port} (Address already in use). Choose another with --port" in done.err
    )


def test_a_worker_ends_when_nothing_is_left(run: Run, spawn: Run) -> None:
    run("migrate")
    done = spawn("worker", "--burst", FONDACO_LOGGING__FORMAT="json")
    assert done.code == 0
    assert [json.loads(line)["event"] for line in done.err.splitlines()][-1] == "worker_stopped"


@pytest.mark.parametrize(
    ("variable", "value", "key"),
    [
        ("DATABASE_URL", "mysql://h/x", "database.url"),
        ("DATABASE_URL", "postgresql://h:port/x", "database.url"),
        ("REDIS_URL", "nonsense", "redis.url"),
        ("REDIS_URL", "redis://h:port", "redis.url"),
        ("FONDACO_SERVER__PORT", "99999", "server.port"),
    ],
)
def test_an_address_that_cannot_be_read_is_a_wrong_setting(run: Run, variable: str, value: str, key: str) -> None:
    run("migrate")
    done = run("worker", "--burst", **{variable: value})
    assert done.code == 3
    assert done.err.startswith("SETTINGS ")
    assert f"{key}: " in done.err


def test_doctor_looks_at_valkey_though_the_database_is_dead(run: Run, unused_tcp_port: int) -> None:
    dead = f"127.0.0.1:{unused_tcp_port}"
    done = run("doctor", "--json", DATABASE_URL=f"postgresql://{dead}/x", REDIS_URL=f"redis://{dead}")
    assert (done.code, done.json["ok"]) == (1, False)
    problems = {one["topic"]: one["cure"] for one in done.json["findings"] if one["status"] == "problem"}
    assert problems.keys() == {"database", "valkey"}
    assert all(problems.values())


@pytest.mark.parametrize("group", ["plugin", "events", "import"])
def test_help_of_a_group_works_with_a_broken_plugin(run: Run, tmp_path: Path, group: str) -> None:
    (tmp_path / "wishes.py").write_text("import no_such_module\n")
    done = run(group, "--help", toml='enabled = ["wishes:Wish"]\n')
    assert done.code == 0
    assert f"fondaco {group}" in done.out
    assert "PLUGIN Plugin 'wishes:Wish'" in done.err


def test_serve_says_in_one_line_why_it_cannot(run: Run, unused_tcp_port: int) -> None:
    unmigrated = run("serve", "--port", "0")
    assert unmigrated.code == 3
    assert unmigrated.err.startswith("MIGRATION ")
    assert unmigrated.err.endswith("have not run. Run: fondaco migrate\n")
    dead = run("serve", "--port", "0", DATABASE_URL=f"postgresql://127.0.0.1:{unused_tcp_port}/x")
    assert dead.code == 4
    assert dead.err.startswith("DATABASE_UNAVAILABLE ")
    assert dead.err.count("\n") == 1


@pytest.mark.parametrize(("port", "code"), [("99999", 2), ("-1", 2), ("x", 2)])
def test_a_port_that_cannot_be_is_a_wrong_command_line(run: Run, port: str, code: int) -> None:
    for command in ("dev", "serve", "demo"):
        assert run(command, f"--port={port}").code == code


def test_a_host_that_is_not_ours_is_told(run: Run) -> None:
    done = run("serve", "--host", "nowhere.invalid")
    assert done.code == 3
    assert done.err.startswith("CANNOT_LISTEN Cannot listen on nowhere.invalid:8000")


def test_embedded_servers_that_were_started_by_hand_go_on_until_they_are_stopped(
    run: Run, spawn: Run, environment: dict[str, str]
) -> None:
    del environment["DATABASE_URL"], environment["REDIS_URL"]
    assert spawn("servers", "start").out.startswith("DATABASE_URL=postgresql://")
    try:
        started = run("servers", "status", "--json").json
        assert run("migrate").code == 0
        assert run("servers", "status", "--json").json["postgres"] == started["postgres"]
    finally:
        stopped = run("servers", "stop")
    assert (stopped.code, stopped.err) == (0, "Both are stopped.\n")
    assert run("servers", "status", "--json").json["postgres"]["pid"] is None
    assert run("migrate").code == 0
    assert run("servers", "status", "--json").json["postgres"]["pid"] is None


def test_what_scripts_read_is_utf_8_in_any_locale(spawn: Run, tmp_path: Path) -> None:
    (tmp_path / "wishes.py").write_text(
        "from fondaco import ANYONE, GraphQL, Plugin, SchemaPart\n\nshop = SchemaPart()\n\n"
        '@shop.query(type=int, permission=ANYONE)\nasync def wishes() -> int:\n    """愿望。"""\n    return 1\n\n'
        "class Wish(Plugin):\n    name = 'wish'\n    version = '1'\n    graphql = GraphQL(shop=(shop,))\n",
        encoding="utf-8",
    )
    (tmp_path / "fondaco.toml").write_text('enabled = ["wishes:Wish"]\n')
    done = spawn(
        "schema", "export", "--only", "shop", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING=""
    )
    assert done.code == 0
    assert "愿望。" in done.out


def test_sigterm_while_a_command_runs_stops_the_servers_it_started(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    del environment["DATABASE_URL"], environment["REDIS_URL"]
    (tmp_path / "hold.py").write_text(
        "import sys, time\nfrom fondaco.cli import program\nfrom fondaco.cli.run import with_servers\n\n"
        "def hold(**_):\n    with with_servers():\n        print('held', flush=True)\n        time.sleep(60)\n\n"
        "program.program = hold\nsys.exit(program.main())\n"
    )
    command = [sys.executable, "hold.py"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "held\n"
        assert run("servers", "status", "--json").json["postgres"]["pid"]
        held.terminate()
        assert held.wait(30) == 143
    assert run("servers", "status", "--json").json["postgres"]["pid"] is None
