"""A small SVG builder: shapes, gradients and groups on a field of 1000 by 1000 units."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from math import cos, pi, sin
from random import Random
from xml.sax.saxutils import quoteattr

from fondaco_catalog.demo.motifs.palettes import Palette, shade, tint

__all__ = ["Canvas", "around"]

FULL_TURN = 2 * pi


def around(cx: float, cy: float, radius: float, count: int, *, start: float = 0.0) -> list[tuple[float, float, float]]:
    """Return `count` points on a circle as (x, y, angle in degrees), the first at the angle `start`."""
    angles = [start + 360 * i / count for i in range(count)]
    return [(cx + radius * cos(a / 360 * FULL_TURN), cy + radius * sin(a / 360 * FULL_TURN), a) for a in angles]


class Canvas:
    """Collects the elements of one picture in drawing order.

    Attributes:
        palette: the colours in use; a composition may swap it between two drawings.
        rng: the picture's own random numbers, the same for the same product and view.
        variety: a number that all pictures of one product share, to pick its emblem and weave by.
    """

    def __init__(self, product: str, view: str, palette: Palette) -> None:
        self.palette = palette
        key = f"{product}:{view}"
        self.rng = Random(key)
        self.variety = int(sha256(product.encode()).hexdigest()[:8], 16)
        self._prefix = "p" + sha256(key.encode()).hexdigest()[:8]
        self._defs: list[str] = []
        self._body: list[str] = []

    def render(self) -> str:
        """Return the definitions and elements so far, ready to stand inside an `svg` element."""
        return f"<defs>{''.join(self._defs)}</defs>{''.join(self._body)}"

    def add(self, tag: str, **attributes: float | str) -> None:
        """Add one element; underscores in attribute names become hyphens, numbers keep one decimal."""
        self._body.append(f"<{tag}{_written(attributes)}/>")

    @contextmanager
    def group(self, **attributes: float | str) -> Iterator[None]:
        """Put what is drawn inside the block in one `g` element."""
        self._body.append(f"<g{_written(attributes)}>")
        yield
        self._body.append("</g>")

    @contextmanager
    def clipped(self, d: str) -> Iterator[None]:
        """Show what is drawn inside the block only within the path `d`."""
        name = self._define("clipPath", "", f'<path d="{d}"/>')
        with self.group(clip_path=name):
            yield

    @contextmanager
    def coloured(self, palette: Palette) -> Iterator[None]:
        """Draw with another palette inside the block."""
        before, self.palette = self.palette, palette
        yield
        self.palette = before

    def path(self, d: str, fill: str = "none", **attributes: float | str) -> None:
        """Add a path."""
        self.add("path", d=d, fill=fill, **attributes)

    def stroke(self, d: str, colour: str, width: float, **attributes: float | str) -> None:
        """Add an open line with round ends."""
        self.add(
            "path",
            d=d,
            fill="none",
            stroke=colour,
            stroke_width=width,
            stroke_linecap="round",
            stroke_linejoin="round",
            **attributes,
        )

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str, *, r: float = 0, **attributes: float | str
    ) -> None:
        """Add a rectangle with corners of radius `r`."""
        self.add("rect", x=x, y=y, width=w, height=h, rx=r, fill=fill, **attributes)

    def circle(self, cx: float, cy: float, r: float, fill: str, **attributes: float | str) -> None:
        """Add a circle."""
        self.add("circle", cx=cx, cy=cy, r=r, fill=fill, **attributes)

    def ellipse(self, cx: float, cy: float, rx: float, ry: float, fill: str, **attributes: float | str) -> None:
        """Add an ellipse."""
        self.add("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, fill=fill, **attributes)

    def linear(self, *stops: str, down: bool = False) -> str:
        """Define a gradient from left to right, or downwards; a stop is `#rrggbb` or `#rrggbb@opacity`."""
        direction = ' x2="0" y2="1"' if down else ""
        return self._define("linearGradient", direction, _stops(stops))

    def radial(self, *stops: str) -> str:
        """Define a gradient from the middle outwards."""
        return self._define("radialGradient", "", _stops(stops))

    def turned(self, colour: str) -> str:
        """Return a fill that makes a flat outline look round, as a turned or thrown thing, lit from the left."""
        return self.linear(shade(colour, 0.12), tint(colour, 0.2), colour, shade(colour, 0.1), shade(colour, 0.26))

    def shadow(self, cx: float, cy: float, rx: float, *, ry: float = 0) -> None:
        """Draw the soft contact shadow under a thing that stands at (cx, cy)."""
        ink = self.palette.ink
        fill = self.radial(f"{ink}@0.42", f"{ink}@0.2", f"{ink}@0")
        self.ellipse(cx + rx * 0.08, cy, rx * 1.15, ry or rx * 0.16, fill)

    def steam(self, cx: float, bottom: float, *, height: float = 170) -> None:
        """Draw three rising wisps."""
        fade = self.linear("#ffffff@0", "#ffffff@0.9", "#ffffff@0.15", down=True)
        for dx, share in ((-46, 0.8), (0, 1.0), (46, 0.7)):
            h = height * share
            x, y = cx + dx, bottom
            self.stroke(f"M{x:.0f} {y:.0f}c-34 {-h / 3:.0f} 34 {-h / 2:.0f} 4 {-h:.0f}", fade, 13, opacity=0.85)

    def flame(self, cx: float, bottom: float, *, size: float = 1.0) -> None:
        """Draw a candle flame with its halo; its tip is 90 units above at size 1."""
        glow = self.radial("#ffd98a@0.75", "#ffd98a@0.25", "#ffd98a@0")
        self.circle(cx, bottom - 45 * size, 170 * size, glow)
        with self.group(transform=f"translate({cx:.1f} {bottom:.1f}) scale({size:.2f})"):
            self.path("M0 0C-30 -4 -34 -36 -4 -92C34 -44 32 -4 0 0Z", self.linear("#f7a534", "#ef7d2d", down=True))
            self.path("M0 -2C-15 -6 -16 -26 -1 -56C17 -28 15 -6 0 -2Z", "#ffe9a8")

    def _define(self, tag: str, attributes: str, inside: str) -> str:
        name = f"{self._prefix}-{len(self._defs)}"
        self._defs.append(f'<{tag} id="{name}"{attributes}>{inside}</{tag}>')
        return f"url(#{name})"


def _written(attributes: dict[str, float | str]) -> str:
    return "".join(f" {name.replace('_', '-')}={quoteattr(_text(value))}" for name, value in attributes.items())


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"


def _stops(stops: tuple[str, ...]) -> str:
    last = max(len(stops) - 1, 1)
    parts = []
    for i, stop in enumerate(stops):
        colour, _, opacity = stop.partition("@")
        faded = f' stop-opacity="{opacity}"' if opacity else ""
        parts.append(f'<stop offset="{i / last:.3g}" stop-color="{colour}"{faded}/>')
    return "".join(parts)
