"""Assets are found by content, and a theme is found and loaded again."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fondaco.errors import SettingsError
from fondaco_storefront.assets import Assets
from fondaco_storefront.errors import ThemeError
from fondaco_storefront.sources import ThemeSource, find_theme
from graphql import GraphQLSchema

ThemeFactory = Callable[..., Path]


def test_an_address_changes_with_the_content(make_theme: ThemeFactory) -> None:
    before = Assets(make_theme(), "/assets/tiny")
    after = Assets(make_theme({"assets/app.css": "a { color: blue }"}), "/assets/tiny")
    assert before.url("app.css") != after.url("app.css")
    assert before.url("app.css").endswith("/app.css")


def test_an_old_address_finds_todays_file_but_not_as_its_own(make_theme: ThemeFactory) -> None:
    assets = Assets(make_theme(), "/assets/tiny")
    current = assets.find(assets.url("app.css").removeprefix("/assets/tiny"))
    old = assets.find("/0123456789ab/app.css")
    assert current is not None
    assert old is not None
    assert (current[1], old[1]) == (True, False)
    assert current[0] is old[0]


@pytest.mark.parametrize("path", ["", "/", "/x", "/x/../theme.toml", "/x/theme.toml", "/x/.hidden"])
def test_nothing_outside_of_the_folder_is_found(make_theme: ThemeFactory, path: str) -> None:
    assert Assets(make_theme({"assets/.hidden": "x"}), "/assets/tiny").find(path) is None


def test_large_files_are_kept_compressed_and_too_large_ones_refused(make_theme: ThemeFactory) -> None:
    assets = Assets(make_theme({"assets/big.css": "a{}" * 1000}), "/assets/tiny")
    found = assets.find("/x/big.css")
    assert found is not None
    assert found[0].compressed is not None
    assert gzip.decompress(found[0].compressed) == found[0].content
    with pytest.raises(ThemeError, match=r"assets/huge\.css: 2000001 bytes"):
        Assets(make_theme({"assets/huge.css": "x" * 2_000_001}), "/assets/tiny")


def test_a_theme_of_ones_own_comes_before_one_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "portico"
    own.mkdir()
    (own / "theme.toml").write_text("")
    assert find_theme("portico", str(tmp_path)) == own
    assert find_theme("portico", None) != own


@pytest.mark.parametrize("name", ["", "nowhere", "../portico", "a/b", ".portico"])
def test_a_theme_that_is_not_there_is_a_setting_that_is_wrong(name: str) -> None:
    with pytest.raises(SettingsError, match=r"plugins\.storefront\.theme"):
        find_theme(name, None)


def test_a_changed_theme_is_loaded_again_and_a_broken_one_is_not(
    make_theme: ThemeFactory, tiny_schema: GraphQLSchema
) -> None:
    folder = make_theme()
    source = ThemeSource(folder, tiny_schema, fuel=1000, reload=True)
    first = source.theme()
    assert source.theme() is first

    (folder / "locales/en.toml").write_text('hello = "Welcome"\nitems = "x"\n')
    os.utime(folder / "locales/en.toml", ns=(1, 1))
    second = source.theme()
    assert second.catalogue("en").text("hello") == "Welcome"

    (folder / "home.graphql").write_text("query {")
    os.utime(folder / "home.graphql", ns=(2, 2))
    assert source.theme() is second


def test_the_traces_of_an_editor_do_not_keep_a_theme_from_being_served(
    make_theme: ThemeFactory, tiny_schema: GraphQLSchema
) -> None:
    folder = make_theme()
    source = ThemeSource(folder, tiny_schema, fuel=1000, reload=True)
    (folder / "templates/.#home.html").symlink_to("someone@somewhere.4711")
    (folder / "queries/fragments/.#card.graphql").symlink_to("someone@somewhere.4711")
    (folder / "locales/en.toml").write_text('hello = "Welcome"\nitems = "x"\n')
    assert source.theme().catalogue("en").text("hello") == "Welcome"
