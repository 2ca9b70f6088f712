"""The plugin host: what a plugin is, how plugins are found, put in order and checked.

An application has one `PluginHost`; nothing here is global.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, ClassVar, Generic

import msgspec
import pluggy
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version
from typing_extensions import TypeVar

from fondaco.errors import PluginError
from fondaco.hookspecs import HookSpecs
from fondaco.settings import Settings, decode_section

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler
    from piccolo.table import Table

    from fondaco.access.permissions import Permission
    from fondaco.app import App
    from fondaco.cli.commands import CliCommand
    from fondaco.diagnosis import Diagnosis
    from fondaco.events.subscribers import Subscriber
    from fondaco.graphql import GraphQL
    from fondaco.jobs import Job
    from fondaco.observability.health import HealthCheck
    from fondaco.seeds import Seed

__all__ = ["NoSettings", "Plugin", "PluginHost", "discover"]

ENTRY_POINT_GROUP = "fondaco.plugins"
_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")
_HOOK_NAME = re.compile(r"(register|resolve|collect|validate|join)_\w+")


class NoSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of a plugin that has none."""


S_co = TypeVar("S_co", bound=msgspec.Struct, covariant=True, default=NoSettings)


class Plugin(HookSpecs, Generic[S_co]):
    """A capability of the shop. Subclass it, set what you need, and override the hooks that you implement.

    What a ``register_`` hook would return without asking anybody can be declared instead: ``tables = (Wish,)`` stands
    for a ``register_tables`` that returns it. Write the method where the answer depends on settings or on the
    application.

    Class attributes:
        name: Lower case with underscores; also the name of its PostgreSQL schema and of its table in ``fondaco.toml``.
        version: PEP 440; by default that of the distribution which contains the class.
        requires_fondaco: Versions of the core it works with.
        requires: Plugins that have to be there, with the versions it works with: ``{"catalog": ">=0.1,<0.2"}``. They
            come before it in plugin order.
        after: Plugins that come before it where they are there.
        settings_type: A frozen msgspec Struct with ``forbid_unknown_fields=True`` for its table in ``fondaco.toml``.
        tables, graphql, permissions, subscribers, jobs, routes, cli, health_checks, diagnoses, seeds:
            See the hook of that name.
    """

    name: ClassVar[str]
    version: ClassVar[str] = ""
    requires_fondaco: ClassVar[str] = ">=0.1,<1"
    requires: ClassVar[Mapping[str, str]] = {}
    after: ClassVar[Sequence[str]] = ()
    settings_type: ClassVar[type[msgspec.Struct]] = NoSettings

    tables: ClassVar[Sequence[type[Table]]]
    graphql: ClassVar[GraphQL]
    permissions: ClassVar[Sequence[Permission]]
    subscribers: ClassVar[Sequence[Subscriber]]
    jobs: ClassVar[Sequence[Job]]
    routes: ClassVar[Sequence[ControllerRouterHandler]]
    cli: ClassVar[Sequence[CliCommand]]
    health_checks: ClassVar[Sequence[HealthCheck]]
    diagnoses: ClassVar[Sequence[Diagnosis]]
    seeds: ClassVar[Sequence[Seed]]

    app: App
    """The application the plugin is part of; set before any hook but `register_tables` and `register_cli` is called."""

    def __init__(self, settings: S_co) -> None:
        self.settings = settings

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for hook in [name for name in dir(HookSpecs) if name.startswith("register_")]:
            declared = hook.removeprefix("register_")
            if declared in cls.__dict__:
                if hook in cls.__dict__:
                    raise TypeError(f"{cls.__name__} declares {declared} and implements {hook}; do one of the two")
                setattr(cls, hook, _declared(hook, cls.__dict__[declared]))

    @classmethod
    def installed_version(cls) -> str:
        """Returns `version`, or the version of the distribution that contains the class; ``0.0.0`` if there is none."""
        if cls.version:
            return cls.version
        return _version_of(cls.__module__.partition(".")[0])


@functools.lru_cache(maxsize=256)
def _version_of(package: str) -> str:
    """Returns the version of the distribution that holds a package; looking that up takes tenths of a second."""
    # An editable install does not say which packages it holds, but it is named after its package by convention.
    for name in (*importlib.metadata.packages_distributions().get(package, ()), package):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return "0.0.0"


def _declared(hook: str, value: Any) -> Callable[[Any], Any]:
    def declared(self: Any) -> Any:
        return value

    declared.__name__ = hook
    declared.__doc__ = getattr(HookSpecs, hook).__doc__
    return declared


AnyPlugin = Plugin[msgspec.Struct]


class _Manager(pluggy.PluginManager):
    """Takes every overridden method of a Plugin for an implementation, and every hook-like name for an attempt at one.

    The second half lets `check_pending` find misspelt hooks.
    """

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        specified = getattr(HookSpecs, name, None)
        own = getattr(type(plugin), name, None)
        if _HOOK_NAME.fullmatch(name) is None or not callable(own) or own is specified:
            return None
        return pluggy.HookimplOpts(
            wrapper=False, hookwrapper=False, optionalhook=False, tryfirst=False, trylast=False, specname=None
        )

    def parse_hookspec_opts(self, module_or_class: object, name: str) -> pluggy.HookspecOpts | None:
        if _HOOK_NAME.fullmatch(name) is None:
            return None
        return pluggy.HookspecOpts(firstresult=False, historic=False, warn_on_impl=None, warn_on_impl_args=None)


class PluginHost:
    """The enabled plugins of one application, in their order.

    The order is deterministic: whatever a plugin requires comes first, and where nothing is required names decide.
    """

    def __init__(self, plugins: Iterable[AnyPlugin]) -> None:
        self.plugins: tuple[AnyPlugin, ...] = tuple(in_order(list(plugins)))
        self.manager = _Manager("fondaco")
        self.manager.add_hookspecs(HookSpecs)
        for plugin in self.plugins:
            try:
                self.manager.register(plugin, name=plugin.name)
            except pluggy.PluginValidationError as error:
                raise PluginError(
                    f"Plugin {plugin.name!r} implements a hook with other parameters than its specification: {error}. "
                    "Compare it with fondaco/hookspecs.py."
                ) from error
        self._refuse_misspelt_hooks()

    def _refuse_misspelt_hooks(self) -> None:
        try:
            self.manager.check_pending()
        except pluggy.PluginValidationError as error:
            hook = re.search(r"unknown hook '(\w+)'", str(error))
            known = sorted(name for name in dir(HookSpecs) if _HOOK_NAME.fullmatch(name))
            raise PluginError(
                f"Plugin {getattr(error.plugin, 'name', error.plugin)!r} implements {hook[1] if hook else '?'!r}, "
                f"which is no hook of this version. Rename the method, or update Fondaco. Hooks: {', '.join(known)}."
            ) from error

    def __contains__(self, name: str) -> bool:
        return any(plugin.name == name for plugin in self.plugins)

    def get(self, name: str) -> AnyPlugin | None:
        """Returns the plugin of that name, or None."""
        return next((plugin for plugin in self.plugins if plugin.name == name), None)

    def implementing(self, hook: str) -> Sequence[AnyPlugin]:
        """Returns the plugins that implement a hook, in plugin order."""
        return [plugin for plugin in self.plugins if getattr(type(plugin), hook) is not getattr(HookSpecs, hook)]


def in_order(plugins: Sequence[AnyPlugin]) -> list[AnyPlugin]:
    """Sorts plugins so that what one requires comes before it, ties by name, and checks what they require.

    Raises:
        PluginError: Two plugins of one name, a missing or unfit requirement, or a circle.
    """
    by_name: dict[str, AnyPlugin] = {}
    for plugin in plugins:
        name = getattr(plugin, "name", "")
        if not isinstance(name, str) or _NAME.fullmatch(name) is None:
            raise PluginError(
                f"{type(plugin).__qualname__} needs a name of lower case letters, digits and underscores, such as "
                f'name = "wishlist"; it has {name!r}.'
            )
        if name in by_name:
            raise PluginError(
                f"Two plugins are called {name!r}: {_where(by_name[name])} and {_where(plugin)}. Disable one of them."
            )
        by_name[name] = plugin
    graph: dict[str, set[str]] = {}
    core = importlib.metadata.version("fondaco")
    for name, plugin in sorted(by_name.items()):
        _require(plugin, "fondaco", plugin.requires_fondaco, core)
        for other, specifier in plugin.requires.items():
            if other not in by_name:
                raise PluginError(
                    f"Plugin {name!r} requires plugin {other!r} ({specifier}), which is not enabled. Enable or install "
                    f"it (its distribution is usually called fondaco-{other}), or disable {name!r}."
                )
            _require(plugin, other, specifier, by_name[other].installed_version())
        graph[name] = set(plugin.requires) | (set(plugin.after) & by_name.keys())
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        raise PluginError(f"Plugins require each other in a circle: {' → '.join(error.args[1])}.") from error
    order: list[AnyPlugin] = []
    while sorter.is_active():
        for name in sorted(sorter.get_ready()):
            order.append(by_name[name])
            sorter.done(name)
    return order


def _where(plugin: AnyPlugin) -> str:
    return f"{type(plugin).__module__}.{type(plugin).__qualname__}"


def _require(plugin: AnyPlugin, what: str, specifier: str, version: str) -> None:
    try:
        fits = SpecifierSet(specifier).contains(Version(version), prereleases=True)
    except (InvalidSpecifier, InvalidVersion) as error:
        raise PluginError(f"Plugin {plugin.name!r} declares an unreadable requirement on {what!r}: {error}.") from error
    if not fits:
        raise PluginError(
            f"Plugin {plugin.name!r} {plugin.installed_version()} works with {what} {specifier}, but {version} is "
            f"installed. Install versions that fit, or disable {plugin.name!r}."
        )


def _load(name: str, target: str) -> type[AnyPlugin]:
    module_name, _, attribute = target.partition(":")
    try:
        found = getattr(importlib.import_module(module_name), attribute)
    except (Exception, SystemExit) as error:
        raise PluginError(
            f"Plugin {name!r} cannot be imported from {target}: {type(error).__name__}: {error}. Repair or reinstall "
            f"it, or add it to disabled in fondaco.toml."
        ) from error
    if not (isinstance(found, type) and issubclass(found, Plugin)):
        raise PluginError(f"Plugin {name!r}: {target} is not a subclass of fondaco.Plugin.")
    return found


def installed() -> dict[str, str]:
    """Returns the installed plugins: entry point name → ``module:Class``, by name.

    Raises:
        PluginError: If two distributions use one name.
    """
    found: dict[str, str] = {}
    for entry in sorted(importlib.metadata.entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: entry.name):
        if found.setdefault(entry.name, entry.value) != entry.value:
            raise PluginError(
                f"Two installed distributions offer a plugin {entry.name!r}: {found[entry.name]} and {entry.value}. "
                "Uninstall one of them."
            )
    return found


def discover(settings: Settings, extra: Sequence[type[Plugin[Any]]] = ()) -> PluginHost:
    """Finds the enabled plugins, decodes their settings and puts them in order.

    Only enabled plugins are imported, so a broken one that is disabled does no harm.

    Args:
        extra: Plugin classes that are enabled besides, such as the core's own.

    Raises:
        PluginError: Naming the plugin and the cure.
        SettingsError: If a plugin's table in the settings does not fit, or belongs to no enabled plugin.
    """
    available = installed()
    wanted = list(available) if settings.enabled is None else list(settings.enabled)
    classes: list[type[Plugin[Any]]] = list(extra)
    for name in wanted:
        if name in settings.disabled:
            continue
        if ":" in name:
            classes.append(_load(name, name))
        elif name in available:
            classes.append(_load(name, available[name]))
        else:
            raise PluginError(
                f"Plugin {name!r} is enabled but not installed. Installed: {', '.join(available) or 'none'}. Install "
                f"it (its distribution is usually called fondaco-{name}), or remove it from enabled in fondaco.toml."
            )
    plugins: list[AnyPlugin] = []
    for cls in classes:
        section = settings.plugins.get(getattr(cls, "name", ""), {})
        # The environment brings strings, so a plugin's table is decoded leniently: "50" is a number where one belongs.
        decoded = decode_section(
            section, cls.settings_type, source="settings", path=f"plugins.{getattr(cls, 'name', '?')}", strict=False
        )
        plugins.append(cls(decoded))
    host = PluginHost(plugins)
    for name in settings.plugins:
        if name not in host and name not in available:
            raise PluginError(
                f"There is a table plugins.{name} in the settings, but no plugin {name!r}. "
                f"Plugins: {', '.join(plugin.name for plugin in host.plugins)}."
            )
    return host
