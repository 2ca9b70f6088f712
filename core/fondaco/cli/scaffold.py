"""``fondaco new`` and ``fondaco plugin new``: a project that works at once.

The templates are copier's, in ``scaffold/`` of a checkout and in ``fondaco/_scaffold/`` of an installed wheel.
"""

from __future__ import annotations

import importlib.resources
import keyword
import re
import shutil
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import rich_click as click

from fondaco.cli.outcome import ExitCode, console
from fondaco.commerce import CURRENCY_EXPONENTS, country_codes
from fondaco.errors import FondacoError, InvalidInputError

__all__ = ["new", "new_plugin"]

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLUGINS = ("catalog", "checkout", "logistics", "storefront")
_OPTIONAL = ("alipay", "stripe", "wechatpay")
"""Not in a new project unless they are named: payment providers, which need keys."""
_RANGE = ">=0.1,<0.2"
_THEME = "portico"
_RESERVED = frozenset({"fondaco", "system", "tests", "test", *_PLUGINS, *_OPTIONAL}) | sys.stdlib_module_names


def _templates(name: str) -> Path:
    """Returns the folder of a template: of the installed wheel, else of the checkout that this file is in.

    Raises:
        FondacoError: ``TEMPLATE_MISSING`` if this installation has neither.
    """
    packaged = Path(str(importlib.resources.files("fondaco"))) / "_scaffold" / name
    checkout = Path(__file__).parents[3] / "scaffold" / name
    for folder in (packaged, checkout):
        if (folder / "copier.yml").is_file():
            return folder
    raise FondacoError(
        f"The template {name!r} is not in this installation. Reinstall it: pip install --force-reinstall fondaco",
        code="TEMPLATE_MISSING",
    )


def _checked_name(name: str, what: str) -> str:
    """Returns a name that is good for a folder, a distribution and (with underscores) a package.

    Raises:
        InvalidInputError: ``INVALID_NAME``.
    """
    package = name.replace("-", "_")
    if len(name) > 40 or not _NAME.fullmatch(name) or len(name) < 2:
        raise InvalidInputError(
            f"{name!r} cannot be the name of a {what}. Use 2 to 40 lower case letters, digits and single hyphens, "
            "beginning with a letter, such as my-shop.",
            code="INVALID_NAME",
        )
    if keyword.iskeyword(package) or package in _RESERVED:
        raise InvalidInputError(
            f"{name!r} cannot be the name of a {what}, since Python or Fondaco uses it already. Choose another.",
            code="INVALID_NAME",
        )
    return name


def _checked_folder(folder: Path, force: bool) -> Path:
    """Returns the folder if the project may be written there.

    Raises:
        InvalidInputError: ``FOLDER_NOT_EMPTY``, or ``NOT_A_FOLDER``.
    """
    if folder.exists() and not folder.is_dir():
        raise InvalidInputError(f"{folder} is a file.", code="NOT_A_FOLDER")
    if not force and folder.is_dir() and any(folder.iterdir()):
        raise InvalidInputError(
            f"{folder} is not empty. Choose another name, or give --force to write into it: files of the same name "
            "are replaced.",
            code="FOLDER_NOT_EMPTY",
        )
    return folder


def _distributions(source: Path) -> dict[str, str]:
    """Returns the folder of every distribution of a checkout, by name.

    Raises:
        InvalidInputError: ``NOT_A_CHECKOUT``.
    """
    folders = [source / "core", *sorted((source / "plugins").glob("*")), source / "sdk" / "python"]
    found: dict[str, str] = {}
    for folder in folders:
        file = folder / "pyproject.toml"
        if file.is_file():
            found[tomllib.loads(file.read_text(encoding="utf-8"))["project"]["name"]] = folder.as_posix()
    if "fondaco" not in found:
        raise InvalidInputError(f"{source} is no checkout of Fondaco: it has no core/.", code="NOT_A_CHECKOUT")
    return found


def _origin(wanted: Sequence[str], source: Path | None) -> dict[str, Any]:
    """Returns which distributions a project depends on, and where they come from.

    Args:
        wanted: Names of plugins.
        source: A checkout; None for the published packages.

    Raises:
        InvalidInputError: ``NOT_A_CHECKOUT`` or ``UNKNOWN_PLUGIN``.
    """
    names = ["fondaco", *(f"fondaco-{name}" for name in wanted)]
    sources: dict[str, str] = {}
    if source is not None:
        available = _distributions(source.resolve())
        missing = sorted(set(names) - set(available))
        if missing:
            raise InvalidInputError(f"{source} has no {', '.join(missing)}.", code="UNKNOWN_PLUGIN")
        sources = {name: available[name] for name in names}
    return {"requirements": [f"{name}{_RANGE}" for name in names], "sources": sources}


def _generate(template: str, folder: Path, data: dict[str, Any]) -> None:
    """Writes a project.

    Raises:
        FondacoError: ``FOLDER_UNWRITABLE``.
    """
    from copier import run_copy  # noqa: PLC0415 (slow to import, and only needed here)

    try:
        run_copy(
            str(_templates(template)),
            folder,
            data=data,
            defaults=True,
            overwrite=True,
            quiet=True,
        )
    except OSError as error:
        raise FondacoError(f"{folder} cannot be written: {error.strerror}", code="FOLDER_UNWRITABLE") from error


def _asked(value: str | None, default: str, text: str, ask: bool, check: Callable[[str], Any]) -> str:
    """Returns what the command line says; else what a person answers, asked until it is right; else the default."""
    if value is not None or not ask:
        value = default if value is None else value
        check(value)
        return value
    while True:
        answer: str = click.prompt(text, default=default, show_default=bool(default), err=True)
        try:
            check(answer)
        except InvalidInputError as error:
            console.print(f"[red]{error.message}[/]", highlight=False)
        else:
            return answer


def _check_currency(code: str) -> None:
    if code not in CURRENCY_EXPONENTS:
        raise InvalidInputError(
            f"{code!r} is not an ISO 4217 currency code, such as EUR or CNY.", code="UNKNOWN_CURRENCY"
        )


def _check_country(code: str) -> None:
    if code and code not in country_codes():
        raise InvalidInputError(
            f"{code!r} is not an ISO 3166-1 alpha-2 country code, such as DE or CN.", code="UNKNOWN_COUNTRY"
        )


def _check_title(title: str) -> None:
    if not title.strip() or len(title) > 100 or not title.isprintable():
        raise InvalidInputError("A shop's name has 1 to 100 printable characters.", code="INVALID_TITLE")


def _checked_locales(locales: Sequence[str]) -> list[str]:
    for locale in locales:
        if not _LOCALE.fullmatch(locale):
            raise InvalidInputError(f"{locale!r} is not a language tag, such as en or zh-Hans.", code="UNKNOWN_LOCALE")
    return list(dict.fromkeys(locales))


def _checked_plugins(value: str) -> list[str]:
    wanted = [name for name in (part.strip() for part in value.split(",")) if name]
    for name in wanted:
        if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
            raise InvalidInputError(f"{name!r} is not the name of a plugin, such as catalog.", code="UNKNOWN_PLUGIN")
    if "catalog" not in wanted:  # the example in the project puts a field on its Product
        wanted.insert(0, "catalog")
    return list(dict.fromkeys(wanted))


def _theme_of(source: Path | None) -> Path:
    """Returns the folder of the theme that a new shop's own begins as.

    Raises:
        InvalidInputError: ``THEME_MISSING``.
    """
    from importlib.util import find_spec  # noqa: PLC0415

    storefront = find_spec("fondaco_storefront")
    places = [] if source is None else [source / "themes"]
    if storefront is not None:
        places += [Path(place) / "themes" for place in storefront.submodule_search_locations or ()]
    places.append(Path(__file__).parents[3] / "themes")
    for place in places:
        if (place / _THEME / "theme.toml").is_file():
            return place / _THEME
    raise InvalidInputError("There is no theme to begin with. Install fondaco-storefront.", code="THEME_MISSING")


@click.command()
@click.argument("name", default="my-shop")
@click.option("--name", "title", help="What buyers read. Default from NAME.")
@click.option("--currency", help="ISO 4217 code. Default EUR.")
@click.option(
    "--locale", "locales", multiple=True, help="Language; repeat it, the default one first. Default en, zh-Hans."
)
@click.option("--country", help="Where it delivers to, ISO 3166-1 alpha-2. Default everywhere.")
@click.option("--plugins", default=",".join(_PLUGINS), show_default=True, help="First-party plugins, with commas.")
@click.option("--theme/--no-theme", default=False, help="Copy the storefront's theme into the project, to change it.")
@click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Take Fondaco from this checkout, not from the package index.",
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--force", is_flag=True, help="Write into a folder that is not empty.")
def new(
    name: str,
    title: str | None,
    currency: str | None,
    locales: tuple[str, ...],
    country: str | None,
    plugins: str,
    theme: bool,
    source: Path | None,
    yes: bool,
    force: bool,
) -> int:
    """Make a new shop project in the folder NAME.

    On a terminal it asks for what the options leave open; everywhere else, and with --yes, the defaults are taken.
    """
    folder = Path(name)
    slug = _checked_name(folder.name, "shop")
    _checked_folder(folder, force)
    ask = not yes and sys.stdin.isatty()
    package = slug.replace("-", "_")
    chosen = _checked_plugins(plugins)
    if theme and "storefront" not in chosen:
        raise click.UsageError("--theme needs the storefront among --plugins.")
    data: dict[str, Any] = {
        "slug": slug,
        "package": package,
        "class_name": _class_name(package),
        "title": _asked(title, slug.replace("-", " ").capitalize(), "Name of the shop", ask, _check_title).strip(),
        "currency": _asked(currency, "EUR", "Currency", ask, _check_currency),
        "country": _asked(country, "", "Country it delivers to (empty for all)", ask, _check_country),
        "locales": _checked_locales(locales or ("en", "zh-Hans")),
        "plugins": chosen,
        "theme": theme,
        **_origin(chosen, source),
    }
    own_theme = _theme_of(source) if theme else None
    _generate("shop", folder, data)
    if own_theme is not None:
        shutil.copytree(own_theme, folder / "themes" / package, dirs_exist_ok=True)
    _announce(folder, ["uv run fondaco dev", "uv run pytest"])
    return ExitCode.OK


@click.command()
@click.argument("name")
@click.option(
    "--dir",
    "parent",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder to make the project in. Default here.",
)
@click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Take Fondaco from this checkout, not from the package index.",
)
@click.option("--force", is_flag=True, help="Write into a folder that is not empty.")
def new_plugin(name: str, parent: Path, source: Path | None, force: bool) -> int:
    """Make a new plugin that can be published: the distribution fondaco-NAME."""
    slug = _checked_name(name.removeprefix("fondaco-"), "plugin")
    package = slug.replace("-", "_")
    folder = _checked_folder(parent / f"fondaco-{slug}", force)
    class_name = _class_name(package)
    data = {
        "slug": slug,
        "package": package,
        "class_name": class_name,
        "camel": class_name[0].lower() + class_name[1:],
        **_origin(["catalog"], source),
    }
    _generate("plugin", folder, data)
    _announce(folder, ["uv run pytest", "uv run fondaco dev"])
    return ExitCode.OK


def _class_name(package: str) -> str:
    return "".join(part.title() for part in package.split("_"))


def _announce(folder: Path, commands: Sequence[str]) -> None:
    console.print(f"Made [bold]{folder}[/]. Next:\n", highlight=False, soft_wrap=True)
    for command in (f"cd {folder}", *commands):
        console.print(f"  {command}", highlight=False, soft_wrap=True, markup=False)
    console.print()
