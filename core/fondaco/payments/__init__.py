"""What plugins of payment providers build on: what they remember, providers that take money at once, and pages."""

from fondaco.payments.direct import (
    DirectPayments,
    Gateway,
    GatewayRefusedError,
    GatewayUncertainError,
    RefundTold,
    Trade,
    TradeState,
)
from fondaco.payments.direct_plugin import DirectPaymentsPlugin
from fondaco.payments.memory import Note, NoteState, ProviderMemory
from fondaco.payments.pages import PAGE_HEADERS, document

__all__ = [
    "PAGE_HEADERS",
    "DirectPayments",
    "DirectPaymentsPlugin",
    "Gateway",
    "GatewayRefusedError",
    "GatewayUncertainError",
    "Note",
    "NoteState",
    "ProviderMemory",
    "RefundTold",
    "Trade",
    "TradeState",
    "document",
]
