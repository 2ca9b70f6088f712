"""The reference is complete and says what the code says."""

from __future__ import annotations

import re

import generate_reference
import pytest
from docs_pages import DOCS
from fondaco.settings.loading import NOT_SETTINGS
from reference_pages import cli, errors, events, hooks, settings
from reference_pages.shipped import packages, shipped_app, sources_of


def page(name: str) -> str:
    """The text of a page of the reference."""
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


def test_the_pages_are_what_the_generator_writes(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate_reference.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", hooks.hook_names())
def test_a_hook_is_documented_with_its_exact_signature(name: str) -> None:
    section = page("hooks.md").partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    assert section.lstrip().startswith(f"```text\n{hooks.signature_of(name)}\n```")
    prose = section.partition("\n```\n")[2].strip().partition("\n\n")[0]
    assert len(prose.split()) > 5


def test_every_setting_has_a_description() -> None:
    assert [path for path, description in settings.described_settings() if not description] == []


def test_every_setting_is_listed() -> None:
    text = page("settings.md")
    paths = [path for path, _ in settings.described_settings()]
    assert len(paths) > 60
    assert [path for path in paths if f"| `{path.rpartition('.')[2]}` |" not in text] == []


def test_every_other_environment_variable_is_documented() -> None:
    text = page("settings.md")
    assert [name for name in NOT_SETTINGS if f"`{name}" not in text] == []


@pytest.mark.parametrize("package", packages())
def test_every_error_code_in_the_code_is_listed(package: str) -> None:
    text = page("errors.md")
    found = {
        code
        for path in sources_of(package)
        for code in re.findall(r"""code="([A-Z][A-Z0-9_]+)\"""", path.read_text(encoding="utf-8"))
    }
    assert sorted(code for code in found if f"| `{code}` |" not in text) == []


@pytest.mark.parametrize("package", packages())
def test_every_error_code_has_a_message(package: str) -> None:
    found = errors.codes(package)
    assert sorted({code.code for code in found} - {code.code for code in found if code.message}) == []


def test_every_event_is_listed_with_its_fields() -> None:
    text = page("events.md")
    for event in events.event_classes():
        section = text.partition(f"### `{event.wire_name}`")[2].partition("\n### ")[0]
        assert [field for field in event.__struct_fields__ if f"| `{field}` |" not in section] == [], event


def test_every_job_is_listed_with_what_it_does() -> None:
    text = page("events.md")
    lines = {
        job.name: re.search(rf"^\| `{re.escape(job.name)}` \| .+ \| \w.+ \|$", text, re.MULTILINE)
        for job in shipped_app().jobs
    }
    assert [name for name, line in lines.items() if line is None] == []


def test_every_field_of_a_shared_value_and_every_member_says_what_it_is() -> None:
    silent = []
    for name in ("hooks.md", "events.md"):
        for section in re.split(r"^### ", page(name), flags=re.MULTILINE)[1:]:
            shared = re.search(r"^`(?:fondaco\.commerce|fondaco\.access)\.", section, re.MULTILINE)
            silent += [
                f"{section.split()[0]} {field}"
                for field in re.findall(r"^\| `(\w+)` .*\|  \|$", section, re.MULTILINE)
                if shared
            ]
    assert silent == []


def test_every_exit_code_and_permission_says_what_it_means() -> None:
    assert re.findall(r"^\| \d+ \| \w+ \|  \|$", page("cli.md"), re.MULTILINE) == []
    assert [name for name, permission in shipped_app().permissions.items() if not permission.description] == []


def test_every_permission_is_listed() -> None:
    text = page("permissions.md")
    assert [name for name in shipped_app().permissions if f"| `{name}` |" not in text] == []


def test_every_command_is_listed_with_its_options() -> None:
    text = page("cli.md")
    for words, command, _ in cli.commands():
        heading = f"\n{'#' * (len(words) + 1)} fondaco {' '.join(words)}\n"
        assert heading in text
        section = text.partition(heading)[2].partition("\n#")[0]
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        assert [option for option in options if option not in section] == [], words
