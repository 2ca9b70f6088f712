"""Rights over files."""

from fondaco.access.permissions import Permission

__all__ = ["MANAGE_FILES"]

MANAGE_FILES = Permission("system.manage_files", "Upload files, and see them in the admin API.")
