"""Rights over the deployment itself."""

from fondaco.access.permissions import Permission

__all__ = ["MANAGE_EVENTS", "VIEW_SYSTEM"]

VIEW_SYSTEM = Permission("system.view_system", "See plugins and event deliveries.")
MANAGE_EVENTS = Permission("system.manage_events", "Replay event deliveries.")
