"""Rights over mails."""

from fondaco.access.permissions import Permission

__all__ = ["MANAGE_MAILS", "VIEW_MAILS"]

VIEW_MAILS = Permission("system.view_mails", "See mails with their texts and recipients.")
MANAGE_MAILS = Permission("system.manage_mails", "Send mails again.")
