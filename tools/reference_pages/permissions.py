"""docs/reference/permissions.md and metrics.md."""

from __future__ import annotations

from collections import defaultdict

from fondaco.access import ANYONE
from fondaco.graphql.mutations import camel
from fondaco.graphql.parts import FieldPart, MutationPart
from fondaco.hookspecs import HookSpecs
from prometheus_client.metrics import MetricWrapperBase

from reference_pages.shipped import shipped_app
from reference_pages.text import table, written

__all__ = ["metrics_page", "operations", "page"]


def operations() -> dict[str, list[str]]:
    """Returns the operations and fields that ask for a permission, by its name: ``admin Query.orders``."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, parts in shipped_app().hooks.register(HookSpecs.register_graphql):
        if parts is None:
            continue
        for schema, contributed in (("shop", parts.shop), ("admin", parts.admin)):
            for part in contributed:
                for declared in part.declared:
                    if declared.permission is not None and declared.permission is not ANYONE:
                        found[declared.permission.name].append(f"{schema} {_place(declared)}")
    return {name: sorted(places) for name, places in found.items()}


def _place(declared: FieldPart | MutationPart) -> str:
    target = declared.target if isinstance(declared, FieldPart) else "Mutation"
    return f"{target}.{camel(declared.name or declared.function.__name__)}"


def page() -> str:
    """Returns the page."""
    needed = operations()
    rows = [
        (f"`{name}`", permission.description, "<br>".join(f"`{place}`" for place in needed.get(name, ())))
        for name, permission in sorted(shipped_app().permissions.items())
    ]
    return f"{written('permissions')}\n\n{table(('permission', 'what its holder may do', 'needed by'), rows)}"


def metrics_page() -> str:
    """Returns the page."""
    app = shipped_app()
    rows = []
    for metric in vars(app.metrics).values():
        if isinstance(metric, MetricWrapperBase):
            [family] = metric.describe()
            name = f"{family.name}_total" if family.type == "counter" else family.name
            labels = ", ".join(f"`{label}`" for label in metric._labelnames)  # noqa: SLF001 (named nowhere else)
            rows.append((f"`{name}`", family.type, labels, family.documentation))
    checks = ", ".join(f"`{check.name}`" for check in app.health_checks)
    health = written("metrics-health").replace("{checks}", checks)
    return f"{written('metrics')}\n\n{table(('metric', 'kind', 'labels', 'meaning'), sorted(rows))}\n\n{health}"
