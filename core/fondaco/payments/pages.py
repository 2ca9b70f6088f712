"""Pages of payment providers' plugins, for buyers whose front-end does not show what to do by itself."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

__all__ = ["PAGE_HEADERS", "document"]

PAGE_HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "no-referrer",
}
"""Of a page without scripts: nobody frames it, and nothing outside learns its address."""

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.6 system-ui, sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; }
main { width: min(26rem, 100% - 2rem); padding: 1rem 0; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1.5rem; }
dt { opacity: .75; } dd { margin: 0; font-variant-numeric: tabular-nums; font-weight: 600; overflow-wrap: anywhere; }
form { display: grid; gap: .75rem; }
button, a.button { font: inherit; padding: .75rem 1rem; border-radius: .5rem; border: 1px solid currentColor;
  background: none; color: inherit; cursor: pointer; text-align: center; text-decoration: none; display: block; }
button.primary { background: #14532d; border-color: #14532d; color: #fff; font-weight: 600; }
button:focus-visible, a:focus-visible { outline: 3px solid #2563eb; outline-offset: 2px; }
p.notice { margin-top: 1.5rem; opacity: .75; }
"""


def document(locale: str, title: str, body: str, *, head: str = "") -> str:
    """Returns a page that needs nothing beside itself.

    Args:
        locale: BCP 47 tag of the language it is in.
        title: As text.
        body: As HTML, with a heading of its own.
        head: More for its head, as HTML.
    """
    return (
        f'<!doctype html><html lang="{escape(locale)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>{head}</head><body><main>{body}</main></body></html>"
    )
