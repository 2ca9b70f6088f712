"""Migrations: one set per plugin, all or nothing, by one process at a time."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import fondaco.system
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.db import Database, execute, fetch_value
from fondaco.db.migrate import migrate, migration_ids, migrations_folder, new_migration, pending_migrations
from fondaco.errors import MigrationError
from fondaco.plugins import NoSettings, Plugin, PluginHost
from fondaco.settings import DatabaseSettings
from fondaco.testing.databases import Databases
from fondaco.testing.pytest_plugin import AppFactory

Make = Callable[..., Plugin[Any]]

MIGRATION = """
from fondaco.db.engine import execute

ID = "{id}"
VERSION = "1"
DESCRIPTION = ""


async def forwards():
    {body}
"""


@pytest_asyncio.fixture(loop_scope="session")
async def database(databases: Databases) -> AsyncIterator[Database]:
    async with databases.empty() as url:
        made = Database(url, DatabaseSettings(pool_max=5))
        await made.connect()
        try:
            yield made
        finally:
            await made.close()


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a plugin with migrations to disk and returns an instance: ``make("wish", {"0001": "await …"})``."""

    def make(
        name: str, migrations: dict[str, str], body: str = "", requires: dict[str, str] | None = None
    ) -> Plugin[Any]:
        folder = tmp_path / name
        (folder / "migrations").mkdir(parents=True, exist_ok=True)
        for id_, statement in migrations.items():
            (folder / "migrations" / f"m_{id_}.py").write_text(MIGRATION.format(id=id_, body=statement))
        return load(folder, name, body, requires or {})

    return make


def load(folder: Path, name: str, body: str, requires: dict[str, str]) -> Plugin[Any]:
    file = folder / "plugin.py"
    file.write_text(
        f"from fondaco.plugins import Plugin\n{body}\n\nclass P(Plugin):\n    name = {name!r}\n    version = '1'\n"
        f"    requires = {requires!r}\n" + ("    tables = TABLES\n" if body else "")
    )
    spec = importlib.util.spec_from_file_location(f"migrate_fx_{name}_{abs(hash(body))}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    made: Plugin[Any] = module.P(NoSettings())
    return made


def sql(statement: str) -> str:
    return f"await execute({statement!r})"


async def tables(schema: str) -> list[str]:
    found: list[str] = await fetch_value(
        "SELECT coalesce(array_agg(tablename::text ORDER BY tablename), '{}') FROM pg_tables WHERE schemaname = $1",
        schema,
    )
    return found


async def test_what_happens_beside_a_migration_happens_with_it_or_not_at_all(database: Database, make: Make) -> None:
    await execute("CREATE TABLE public.beside (n serial)")
    shop = make("shop", {"1": sql("CREATE TABLE shop.a (id int)"), "2": sql("CREATE TABLE shop.a (id int)")})

    async def beside() -> None:
        await execute("INSERT INTO public.beside DEFAULT VALUES")
        if await fetch_value("SELECT count(*) FROM public.fondaco_migration") > 1:
            raise LookupError("no")

    with pytest.raises(MigrationError, match="already exists"):
        await migrate(database, PluginHost([shop]), beside=beside)
    assert await fetch_value("SELECT count(*) FROM public.beside") == 1
    more = make("more", {"1": sql("CREATE TABLE more.a (id int)")})
    with pytest.raises(MigrationError, match="LookupError: no"):
        await migrate(database, PluginHost([more]), beside=beside)
    assert await tables("more") == []
    assert await fetch_value("SELECT count(*) FROM public.beside") == 1


async def test_migrations_run_in_plugin_order_then_by_id_and_once(database: Database, make: Make) -> None:
    wish = make(
        "wish",
        {
            "2": sql("ALTER TABLE wish.wish ADD note text"),
            "1": sql("CREATE TABLE wish.wish (id int REFERENCES zoo.animal (id))"),
        },
        requires={"zoo": ""},
    )
    zoo = make("zoo", {"1": sql("CREATE TABLE zoo.animal (id int PRIMARY KEY)")})
    host = PluginHost([wish, zoo])
    assert [(one.plugin, one.id) for one in await pending_migrations(host)] == [
        ("zoo", "1"),
        ("wish", "1"),
        ("wish", "2"),
    ]
    told: list[str] = []

    done = await migrate(database, host, on_progress=lambda one: told.append(f"{one.plugin}/{one.id}"))

    assert [(one.plugin, one.id) for one in done] == [("zoo", "1"), ("wish", "1"), ("wish", "2")]
    assert told == ["zoo/1", "wish/1", "wish/2"]
    assert await pending_migrations(host) == []
    assert await migrate(database, host) == []
    assert (await tables("zoo"), await tables("wish")) == (["animal"], ["wish"])


async def test_a_failing_migration_leaves_nothing_and_earlier_ones_stay(database: Database, make: Make) -> None:
    bad = make(
        "wish",
        {
            "1": sql("CREATE TABLE wish.one (id int)"),
            "2": sql("CREATE TABLE wish.two (id int)") + "\n    " + sql("CREATE TABLE wish.one (id int)"),
            "3": sql("CREATE TABLE wish.three (id int)"),
        },
    )
    host = PluginHost([bad])
    with pytest.raises(MigrationError) as caught:
        await migrate(database, host)
    file = migrations_folder(bad) / "m_2.py"
    assert caught.value.message == (
        f"Migration 2 of plugin 'wish' ({file}) failed: DuplicateTableError: relation \"one\" already exists"
    )
    assert await tables("wish") == ["one"]
    assert [one.id for one in await pending_migrations(host)] == ["2", "3"]

    file.write_text(MIGRATION.format(id="2", body=sql("CREATE TABLE wish.two (id int)")))
    assert [one.id for one in await migrate(database, host)] == ["2", "3"]
    assert await tables("wish") == ["one", "three", "two"]


async def test_two_plugins_may_use_one_file_name(database: Database, make: Make) -> None:
    first = make("alpha", {"1": sql("CREATE TABLE alpha.a (id int)")})
    second = make("bravo", {"1": sql("CREATE TABLE bravo.b (id int)")})
    assert len(await migrate(database, PluginHost([first, second]))) == 2
    assert (await tables("alpha"), await tables("bravo")) == (["a"], ["b"])


PROCESS = """
import asyncio, json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from plugin import P
from fondaco.db import Database
from fondaco.db.migrate import migrate
from fondaco.plugins import NoSettings, PluginHost
from fondaco.settings import DatabaseSettings

async def main():
    database = Database(sys.argv[1], DatabaseSettings(pool_max=2))
    await database.connect()
    print("ready", flush=True)
    sys.stdin.readline()
    done = await migrate(database, PluginHost([P(NoSettings())]))
    await database.close()
    print(json.dumps([one.id for one in done]))

asyncio.run(main())
"""


async def test_processes_that_migrate_at_once_run_everything_once(database: Database, make: Make) -> None:
    slow = make(
        "wish",
        {
            "1": sql("CREATE TABLE wish.a (id int)") + "\n    " + sql("SELECT pg_sleep(0.3)"),
            "2": sql("CREATE TABLE wish.b (id int)"),
        },
    )
    folder = str(migrations_folder(slow).parent)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, database.url, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]

    def finish() -> list[list[str]]:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        return [json.loads(process.communicate("go\n", timeout=30)[0]) for process in reversed(processes)]

    async def run_here() -> list[str]:
        return [one.id for one in await migrate(database, PluginHost([slow]))]

    results = await asyncio.to_thread(finish)
    results.append(await run_here())
    assert sorted(results) == [[], [], ["1", "2"]]
    assert await fetch_value("SELECT count(*) FROM public.fondaco_migration") == 2


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.py": "1 / 0"}, "a.py of plugin 'wish' cannot be imported: division by zero."),
        ({"a.py": "x ="}, "a.py of plugin 'wish' cannot be imported: "),
        ({"a.py": ""}, "a.py is no migration: it needs an ID and an async forwards()."),
        ({"a.py": "ID = '1'"}, "a.py is no migration: it needs an ID and an async forwards()."),
        ({"a.py": "ID = '1'\ndef forwards(): ..."}, "a.py is no migration: it needs an ID and an async forwards()."),
        (
            {"a.py": "ID = 1\nasync def forwards(): ..."},
            "a.py is no migration: it needs an ID and an async forwards().",
        ),
        (dict.fromkeys(("a.py", "b.py"), "ID = '1'\nasync def forwards(): ..."), "a.py have the same ID 1."),
    ],
)
def test_a_file_that_is_no_migration_is_told(make: Make, files: dict[str, str], message: str) -> None:
    wish = make("wish", {})
    for name, text in files.items():
        (migrations_folder(wish) / name).write_text(text)
    with pytest.raises(MigrationError) as caught:
        migration_ids(wish)
    assert message in caught.value.message


def test_a_plugin_without_migrations_has_none(make: Make) -> None:
    wish = make("wish", {})
    (migrations_folder(wish) / "__init__.py").write_text("1 / 0")
    (migrations_folder(wish) / "notes.txt").write_text("no code")
    assert migration_ids(wish) == []


class Late(Plugin[NoSettings]):
    """Enabled after the database was migrated."""

    name = "late"
    version = "1"


async def test_a_database_that_is_behind_refuses_boot(
    make_app: AppFactory, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with databases.empty() as url:
        app: App = await make_app(enabled=[])
        await app.database.close()
        before = app.database
        app.use_database(Database(url, app.settings.database))
        with pytest.raises(MigrationError) as caught:
            async with app.running():
                raise AssertionError("never gets here")
        number = len(list((Path(fondaco.system.__file__).parent / "migrations").glob("system_*.py")))
        assert caught.value.message == f"{number} migrations of system have not run. Run: fondaco migrate"
        assert app.database.engine.pool is None
        app.use_database(before)


TABLES = """
from piccolo.columns import Integer, UUID, Text
from piccolo.table import Table
from fondaco.ids import new_id

class Wish(Table, schema="wish"):
    id = UUID(primary_key=True, default=new_id)
    title = Text(default=None, null=False, index={index})
    size = Integer(default=None, null=False)

TABLES = (Wish,)
"""


async def test_a_new_migration_says_what_the_tables_say(database: Database, make: Make, tmp_path: Path) -> None:
    wish = make("wish", {}, TABLES.format(index=True))
    first = await new_migration(database, wish, "the beginning")
    assert first is not None
    assert first.parent == migrations_folder(wish)
    assert "the beginning" in first.read_text()
    assert len(await migrate(database, PluginHost([wish]))) == 1
    assert await tables("wish") == ["wish"]
    assert await index_names() == ["wish_pkey", "wish_title"]
    assert await new_migration(database, wish) is None, "nothing has changed"

    for column in ("title", "size"):
        with pytest.raises(Exception, match=f'null value in column "{column}"'):
            values = {"title": "'a'", "size": "1"} | {column: "NULL"}
            await execute(
                f"INSERT INTO wish.wish (id, title, size) VALUES (gen_random_uuid(), {values['title']}, {values['size']})"
            )

    changed = load(tmp_path / "wish", "wish", TABLES.format(index=False), {})
    await asyncio.sleep(0.01)
    second = await new_migration(database, changed)
    assert second is not None
    assert len(await migrate(database, PluginHost([changed]))) == 1
    assert await index_names() == ["wish_pkey"], "an index is dropped by its name in the plugin's schema"


async def index_names() -> list[str]:
    found: list[str] = await fetch_value(
        "SELECT array_agg(indexname::text ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'wish'"
    )
    return found


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("TABLES = ()\nX = 1", "Plugin 'wish' has no tables."),
        (
            TABLES.format(index=False).replace('schema="wish"', 'schema="other"'),
            "Wish of plugin 'wish' is in schema 'other'; write schema=\"wish\".",
        ),
        (
            TABLES.format(index=False).replace(', schema="wish"', ""),
            "Wish of plugin 'wish' is in schema None; write schema=\"wish\".",
        ),
    ],
)
async def test_tables_outside_of_the_plugins_schema_are_refused(
    database: Database, make: Make, body: str, message: str
) -> None:
    with pytest.raises(MigrationError) as caught:
        await new_migration(database, make("wish", {}, body))
    assert caught.value.message == message
