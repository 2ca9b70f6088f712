"""Settings: what a wrong file or variable is told, and which source wins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from fondaco.commerce import TaxRounding
from fondaco.errors import SettingsError
from fondaco.settings import Settings, decode_section, load_settings

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        file = tmp_path / "fondaco.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nmae = 'x'", "nmae: there is no such setting"),
        ("[server]\nprot = 1", "server.prot: there is no such setting"),
        ("[sever]\nport = 1", "sever: there is no such setting"),
        ("[server]\nport = '8000'", "server.port: expected `int`, got `str`"),
        ("[server]\nport = 80.5", "server.port: expected `int`, got `float`"),
        ("name = 3", "name: expected `str`, got `int`"),
        ("enabled = 'catalog'", "enabled: expected `array | null`, got `str`"),
        ("disabled = [1]", "disabled[0]: expected `str`, got `int`"),
        ("server = 3", "server: expected `object`, got `int`"),
        ("[graphql]\nintrospection = 'no'", "graphql.introspection: expected `bool`, got `str`"),
        ("[plugins]\ncatalog = 3", "plugins.*: expected `object`, got `int`"),
        ("[channels.outlet]\ncurrency = 3", "channels.*.currency: expected `str`, got `int`"),
        ("[channels.outlet]\ntax_rounding = 'up'", "channels.*.tax_rounding: invalid enum value 'up'"),
        ("data_dir = 7", "data_dir: expected `str`, got `int`"),
        ("[access]\nadmin_token = 'short'", "access.admin_token: expected `str` of length >= 20"),
        ("name = ", "not valid TOML: Invalid value (at end of document)"),
    ],
)
def test_a_wrong_file_is_told_with_file_key_and_type(write: Write, text: str, message: str) -> None:
    file = write(text)
    with pytest.raises(SettingsError) as caught:
        load_settings(file, {})
    assert caught.value.message == f"{file}: {message}"
    assert caught.value.code == "SETTINGS"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[channels.outlet]\ncurrency = 'XXX'", "channels.outlet: 'XXX' is not an ISO 4217 currency code."),
        ("[channels.outlet]\nlocales = []", "channels.outlet: Channel 'outlet' needs at least one locale."),
        ("channels = {}", "channels: at least one channel is needed, such as [channels.default]"),
        (
            "default_channel = 'x'\n[channels.outlet]\n[channels.shop]",
            "default_channel: 'x' is none of the channels outlet, shop",
        ),
    ],
)
def test_an_impossible_channel_is_told(write: Write, text: str, message: str) -> None:
    file = write(text)
    with pytest.raises(SettingsError) as caught:
        load_settings(file, {})
    assert caught.value.message == f"{file}: {message}"


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"FONDACO_SERVER__PORT": "many"}, "FONDACO_SERVER__PORT: server.port: expected `int`, got `str`"),
        ({"FONDACO_SERVR__PORT": "1"}, "FONDACO_SERVR__PORT: servr: there is no such setting"),
        ({"FONDACO_SERVER__PROT": "1"}, "FONDACO_SERVER__PROT: server.prot: there is no such setting"),
        ({"FONDACO_NAME__X": "1"}, "FONDACO_NAME__X: name.x: name is not a table"),
        ({"FONDACO_SERVER": "x"}, "FONDACO_SERVER: server: expected `object`, got `str`"),
        (
            {"FONDACO_GRAPHQL__GRAPHIQL": "maybe"},
            "FONDACO_GRAPHQL__GRAPHIQL: graphql.graphiql: expected `bool`, got `str`",
        ),
        ({"FONDACO_ENABLED": "[1]"}, "FONDACO_ENABLED: enabled[0]: expected `str`, got `int`"),
        (
            {"FONDACO_ENABLED": "[catalog]"},
            "FONDACO_ENABLED: enabled: not valid JSON (JSON is malformed: invalid character (byte 1))",
        ),
        (
            {"FONDACO_CHANNELS__OUTLET__LOCALES": "en"},
            "FONDACO_CHANNELS__OUTLET__LOCALES: channels.*.locales: expected `array`, got `str`",
        ),
        (
            {"FONDACO_CHANNELS__JP__CURRENCY": "YEN", "FONDACO_NAME": "x"},
            "FONDACO_CHANNELS__JP__CURRENCY: channels.jp: 'YEN' is not an ISO 4217 currency code.",
        ),
        (
            {"FONDACO_ACCESS__ADMIN_TOKEN": "short"},
            "FONDACO_ACCESS__ADMIN_TOKEN: access.admin_token: expected `str` of length >= 20",
        ),
    ],
)
def test_a_wrong_variable_is_told_with_its_name_key_and_type(
    write: Write, variables: dict[str, str], message: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(write("name = 'Shop'"), variables)
    assert caught.value.message == message


def test_without_a_file_the_defaults_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings(environment={})
    assert msgspec.structs.replace(settings, data_dir=".fondaco") == Settings()
    assert settings.data_dir == str(tmp_path / ".fondaco")


def test_a_named_file_has_to_exist(tmp_path: Path) -> None:
    missing = tmp_path / "gone.toml"
    for load in (lambda: load_settings(missing, {}), lambda: load_settings(None, {"FONDACO_SETTINGS": str(missing)})):
        with pytest.raises(SettingsError) as caught:
            load()
        assert caught.value.message == f"{missing}: there is no such file"


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "fondaco.toml"
    file.write_bytes(b"name = '\xff'")
    with pytest.raises(SettingsError, match="not valid TOML"):
        load_settings(file, {})


def test_the_argument_wins_over_the_variable_that_names_a_file(write: Write, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("name = 'Other'")
    file = write("name = 'Given'")
    assert load_settings(file, {"FONDACO_SETTINGS": str(other)}).name == "Given"
    assert load_settings(None, {"FONDACO_SETTINGS": str(other)}).name == "Other"


def test_a_variable_wins_over_the_file_and_the_file_over_the_default(write: Write) -> None:
    file = write("name = 'File'\n[server]\nport = 81\nhost = '0.0.0.0'")
    settings = load_settings(file, {"FONDACO_SERVER__PORT": "82"})
    assert (settings.name, settings.server.port, settings.server.host) == ("File", 82, "0.0.0.0")
    assert settings.server.max_body_bytes == 1_000_000


def test_the_data_folder_lies_beside_the_file(write: Write, tmp_path: Path) -> None:
    assert load_settings(write("data_dir = 'data'"), {}).data_dir == str(tmp_path / "data")
    assert load_settings(write("data_dir = '/srv/shop'"), {}).data_dir == "/srv/shop"


@pytest.mark.parametrize(
    ("variables", "read"),
    [
        ({"DATABASE_URL": "postgresql://db/shop"}, lambda s: s.database.url == "postgresql://db/shop"),
        ({"DATABASE_REPLICA_URL": "postgresql://r/s"}, lambda s: s.database.replica_url == "postgresql://r/s"),
        ({"REDIS_URL": "redis://cache"}, lambda s: s.redis.url == "redis://cache"),
        ({"FONDACO_DATABASE__URL": "postgresql://own/x"}, lambda s: s.database.url == "postgresql://own/x"),
        ({"DATABASE_URL": ""}, lambda s: s.database.url is None),
        ({"FONDACO_SERVER__PORT": ""}, lambda s: s.server.port == 8000),
        ({"FONDACO_GRAPHQL__GRAPHIQL": "false"}, lambda s: s.graphql.graphiql is False),
        ({"FONDACO_GRAPHQL__GRAPHIQL": "0"}, lambda s: s.graphql.graphiql is False),
        ({"FONDACO_GRAPHQL__TIMEOUT_SECONDS": "2.5"}, lambda s: s.graphql.timeout_seconds == 2.5),
        ({"FONDACO_ENABLED": '["catalog", "a:B"]'}, lambda s: s.enabled == ("catalog", "a:B")),
        ({"FONDACO_ENABLED": "[]"}, lambda s: s.enabled == ()),
        (
            {"FONDACO_CHANNELS": '{"jp": {"currency": "JPY", "tax_rounding": "unit"}}'},
            lambda s: s.channel_list()["jp"].tax_rounding is TaxRounding.UNIT and list(s.channels) == ["jp"],
        ),
        ({"FONDACO_CHANNELS__JP__CURRENCY": "JPY"}, lambda s: s.channels["jp"].currency == "JPY"),
        (
            {"FONDACO_PLUGINS__CHECKOUT__CART_MAX_LINES": "50"},
            lambda s: s.plugins == {"checkout": {"cart_max_lines": "50"}},
        ),
        ({"FONDACO_PLUGINS": '{"checkout": {"x": [1]}}'}, lambda s: s.plugins == {"checkout": {"x": [1]}}),
        ({"FONDACO_NAME": "Ü & Söhne"}, lambda s: s.name == "Ü & Söhne"),
    ],
)
def test_variables_are_read(write: Write, variables: dict[str, str], read: Callable[[Settings], bool]) -> None:
    assert read(load_settings(write(""), variables))


@pytest.mark.parametrize(
    "variable",
    [
        "FONDACO_SETTINGS_X",
        "FONDACO_DEBUG",
        "FONDACO_LOG_LEVEL",
        "FONDACO_RUN_WORKER_INSIDE",
        "FONDACO_TEST_DATABASE_URL",
        "FONDACO_TEST_REDIS_URL",
        "FONDACO_TEST_SERVERS_DIR",
        "FONDACO_NIGHTLY",
        "FONDACO_SHARED_DATA",
        "FONDACO_URL",
        "FONDACOX",
        "PATH",
    ],
)
def test_variables_that_are_no_settings_are_left_alone(write: Write, variable: str) -> None:
    file = write("")
    assert load_settings(file, {variable: "1"}) == load_settings(file, {})


def test_the_default_channel_comes_first(write: Write) -> None:
    settings = load_settings(write("default_channel = 'b'\n[channels.a]\n[channels.b]\nname = 'Bee'\n[channels.c]"), {})
    channels = settings.channel_list()
    assert [(channel.slug, channel.name) for channel in channels.values()] == [("b", "Bee"), ("a", "a"), ("c", "c")]


def test_the_base_url_is_what_was_set_or_host_and_port(write: Write) -> None:
    assert load_settings(write(""), {}).server.base_url == "http://127.0.0.1:8000"
    assert (
        load_settings(write("[server]\npublic_url = 'https://x.example/'"), {}).server.base_url == "https://x.example"
    )


def test_a_plugins_table_is_decoded_leniently_and_told_with_its_path() -> None:
    class Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
        size: int = 3

    assert decode_section({"size": "7"}, Own, source="settings", path="plugins.x", strict=False) == Own(7)
    for table, message in (
        ({"size": "many"}, "settings: plugins.x.size: expected `int`, got `str`"),
        ({"sise": 1}, "settings: plugins.x.sise: there is no such setting"),
        (3, "settings: plugins.x: expected `object`, got `int`"),
    ):
        with pytest.raises(SettingsError) as caught:
            decode_section(table, Own, source="settings", path="plugins.x", strict=False)
        assert caught.value.message == message
