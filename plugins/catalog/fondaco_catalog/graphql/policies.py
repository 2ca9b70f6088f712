"""What the rules of the catalogue depend on, of the application that runs."""

from __future__ import annotations

from typing import cast

from fondaco.graphql import Info

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.settings import CatalogSettings

__all__ = ["policy_of"]


def policy_of(info: Info) -> Policy:
    """Returns the channels and limits of the application that answers this request."""
    app = info.context.app
    plugin = app.host.get("catalog")
    assert plugin is not None  # noqa: S101 (this code runs because it is enabled)
    return Policy(app.channels, cast("CatalogSettings", plugin.settings))
