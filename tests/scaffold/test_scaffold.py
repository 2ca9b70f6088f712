"""`fondaco new` and `fondaco plugin new`, tested by running what they make."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from fondaco.cli import main
from fondaco.cli.outcome import ExitCode
from fondaco.settings import load_settings

from .project import REPOSITORY, Project, fondaco
from .serving import ask, ask_until_answered, running_dev, wait_until_refused

REPOSITORY_ARGUMENT = ("--source", str(REPOSITORY))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """``my-shop``, made from this checkout, with its environment."""
    parent = tmp_path_factory.mktemp("shop")
    made = fondaco("new", "my-shop", *REPOSITORY_ARGUMENT, cwd=parent)
    assert (made.returncode, made.stdout) == (0, ""), made.stderr
    assert "uv run fondaco dev" in made.stderr
    project = Project(parent / "my-shop")
    project.run("sync")
    return project


class TestNew:
    """`fondaco new`."""

    def test_its_own_tests_pass(self, shop: Project) -> None:
        assert re.search(r"\d\d passed", shop.run("run", "--no-sync", "pytest", "-q", "-p", "no:cacheprovider"))

    def test_its_code_is_clean_and_typed(self, shop: Project) -> None:
        shop.check_style_and_types()

    def test_dev_serves_at_once_and_the_plugins_command_works_beside_it(self, shop: Project) -> None:
        with running_dev(shop, "run", "fondaco", "dev", "--no-reload") as served:
            publish = (
                'mutation { announcementPublish(input: {message: "Open"}) { announcement { id } errors { code } } }'
            )
            assert ask(served.admin, publish, served.token)["announcementPublish"]["errors"] == []
            said = shop.run("run", "--no-sync", "fondaco", "announce", "Free delivery")
            assert "published: Free delivery" in said
            product = "products(first: 1) { nodes { title announcements { message } } }"
            assert ask(served.shop, f"{{ shop {{ name }} announcements {{ message }} {product} }}") == {
                "shop": {"name": "My shop"},
                "announcements": [{"message": "Free delivery"}, {"message": "Open"}],
                "products": {"nodes": []},
            }

    def test_dev_serves_what_changes_and_survives_what_is_broken(self, shop: Project) -> None:
        file = shop.folder / "my_shop" / "graphql" / "shop.py"
        before = file.read_text()
        field = (
            '\n\n@shop.query(type=int, permission=ANYONE)\nasync def answer() -> int:\n    """It."""\n    return 42\n'
        )
        with running_dev(shop, "run", "fondaco", "dev") as served:
            started = ask(served.shop, "{ shop { name } announcements { message } }")
            try:
                file.write_text(before + "def broken(:\n")
                wait_until_refused(served.shop)
                file.write_text(before + field)
                assert ask_until_answered(served.shop, "{ answer }") == {"answer": 42}
            finally:
                file.write_text(before)
            assert ask_until_answered(served.shop, "{ shop { name } announcements { message } }") == started

    def test_it_can_be_deployed(self, shop: Project) -> None:
        files = [*shop.folder.glob("**/*.yaml"), *shop.folder.glob(".github/**/*.yml")]
        found = {
            (document["kind"], document["metadata"]["name"])
            for file in files
            if ".venv" not in file.parts
            for document in yaml.safe_load_all(file.read_text())
            if "kind" in document and "metadata" in document
        }
        assert {("Deployment", "web"), ("Deployment", "worker"), ("Job", "migrate"), ("Service", "web")} <= found
        services = yaml.safe_load((shop.folder / "compose.yaml").read_text())["services"]
        assert sorted(services) == ["migrate", "postgres", "valkey", "web", "worker"]
        assert services["postgres"]["image"].endswith("postgres:18")
        assert services["valkey"]["image"].endswith("valkey:9")
        container = (shop.folder / "Containerfile").read_text()
        assert container.count("\nFROM ") == 2
        assert "\nUSER 10001\n" in container
        assert "\nHEALTHCHECK " in container
        kustomization = yaml.safe_load((shop.folder / "deploy/kubernetes/kustomization.yaml").read_text())
        missing = [
            name for name in kustomization["resources"] if not (shop.folder / "deploy/kubernetes" / name).exists()
        ]
        assert missing == ["secret.yaml"]


class TestOptions:
    """What can be chosen, and what is refused."""

    def test_the_options_decide(self, tmp_path: Path) -> None:
        options = ["--name", 'Ada\'s "Tea"', "--currency", "CNY", "--locale", "zh-Hans", "--locale", "en"]
        options += ["--country", "CN", "--plugins", "catalog", "--yes"]
        made = fondaco("new", "tea-house", *options, cwd=tmp_path)
        assert made.returncode == 0, made.stderr
        settings = load_settings(tmp_path / "tea-house" / "fondaco.toml", {})
        channel = settings.channel_list()["default"]
        assert settings.name == 'Ada\'s "Tea"'
        assert (channel.currency_code, list(channel.locales), list(channel.countries)) == (
            "CNY",
            ["zh-Hans", "en"],
            ["CN"],
        )
        project = tomllib.loads((tmp_path / "tea-house" / "pyproject.toml").read_text())
        assert project["project"]["dependencies"] == ["fondaco>=0.1,<0.2", "fondaco-catalog>=0.1,<0.2"]
        assert "sources" not in project["tool"].get("uv", {})

    @pytest.mark.parametrize("name", ["ab", "a-name-as-long-as-a-name-can-be-forty-xx"])
    def test_code_is_formatted_whatever_the_name(self, tmp_path: Path, name: str) -> None:
        for command in (("new",), ("plugin", "new")):
            made = fondaco(*command, name, cwd=tmp_path)
            assert made.returncode == 0, made.stderr
        for arguments in (("format", "--check"), ("check",)):
            done = subprocess.run(
                [sys.executable, "-m", "ruff", *arguments, "--no-cache", "."],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (("My_Shop",), "INVALID_NAME"),
            (("1shop",), "INVALID_NAME"),
            (("shop--two",), "INVALID_NAME"),
            (("catalog",), "INVALID_NAME"),
            (("json",), "INVALID_NAME"),
            (("class",), "INVALID_NAME"),
            (("x" * 41,), "INVALID_NAME"),
            (("full",), "FOLDER_NOT_EMPTY"),
            (("file",), "NOT_A_FOLDER"),
            (("shop", "--currency", "XXZ"), "UNKNOWN_CURRENCY"),
            (("shop", "--country", "XX"), "UNKNOWN_COUNTRY"),
            (("shop", "--locale", "english please"), "UNKNOWN_LOCALE"),
            (("shop", "--name", " "), "INVALID_TITLE"),
            (("shop", "--plugins", "catalog,no such"), "UNKNOWN_PLUGIN"),
            (("shop", "--plugins", "teleport", *REPOSITORY_ARGUMENT), "UNKNOWN_PLUGIN"),
            (("shop", "--source", "."), "NOT_A_CHECKOUT"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        arguments: tuple[str, ...],
        code: str,
    ) -> None:
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "notes.txt").write_text("mine")
        (tmp_path / "file").touch()
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("sys.argv", ["fondaco", "new", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == ExitCode.FAILED
        assert capsys.readouterr().err.startswith(code)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]

    def test_a_theme_of_its_own_is_a_copy_to_change(self, tmp_path: Path) -> None:
        assert fondaco("new", "my-shop", "--theme", *REPOSITORY_ARGUMENT, cwd=tmp_path).returncode == 0
        settings = load_settings(tmp_path / "my-shop" / "fondaco.toml", {})
        assert settings.plugins["storefront"] == {"theme": "my_shop", "theme_dir": "themes"}
        assert (tmp_path / "my-shop" / "themes" / "my_shop" / "theme.toml").is_file()
        without = fondaco("new", "another", "--theme", "--plugins", "catalog,checkout", cwd=tmp_path)
        assert without.returncode == ExitCode.USAGE

    def test_on_a_terminal_it_asks_until_the_answer_is_right(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("sys.argv", ["fondaco", "new", "my-shop"])
        monkeypatch.setattr("sys.stdin", Terminal("Ada's\nmarks\nGBP\n\n"))
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
        assert "'marks' is not an ISO 4217 currency code" in capsys.readouterr().err
        settings = load_settings(tmp_path / "my-shop" / "fondaco.toml", {})
        assert (settings.name, settings.channels["default"].currency) == ("Ada's", "GBP")

    def test_force_writes_into_a_folder_that_is_not_empty(self, tmp_path: Path) -> None:
        (tmp_path / "shop-two").mkdir()
        (tmp_path / "shop-two" / "notes.txt").write_text("mine")
        assert fondaco("new", "shop-two", "--force", cwd=tmp_path).returncode == 0
        assert (tmp_path / "shop-two" / "notes.txt").read_text() == "mine"
        assert (tmp_path / "shop-two" / "fondaco.toml").is_file()


def test_a_broken_plugin_in_the_settings_does_not_keep_one_from_making_another(tmp_path: Path) -> None:
    (tmp_path / "fondaco.toml").write_text('enabled = ["nowhere:Nothing"]\n')
    made = fondaco("plugin", "new", "care-tips", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert fondaco("plugin", "list", cwd=tmp_path).returncode == ExitCode.BOOT


def test_a_generated_plugin_stands_alone(tmp_path: Path) -> None:
    made = fondaco("plugin", "new", "care-tips", "--dir", str(tmp_path), *REPOSITORY_ARGUMENT, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    project = Project(tmp_path / "fondaco-care-tips")
    project.run("sync")
    project.check_style_and_types()
    assert re.search(r"\d passed", project.run("run", "--no-sync", "pytest", "-q", "-p", "no:cacheprovider"))
