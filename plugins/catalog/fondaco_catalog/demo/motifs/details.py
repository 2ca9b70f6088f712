"""Small things several motifs share: beans, leaves, emblems, labels, woven patterns."""

from collections.abc import Callable

from fondaco_catalog.demo.motifs.canvas import Canvas, around
from fondaco_catalog.demo.motifs.palettes import mix, shade, tint

__all__ = [
    "EMBLEMS",
    "PAPER",
    "bean",
    "emblem",
    "emblem_of",
    "label",
    "leaf",
    "lemon",
    "marbling",
    "sprig",
    "wood",
    "woven",
]

PAPER = "#fbf6ea"
EMBLEMS = ("sun", "ship", "mountain", "star", "wave", "leaf")


def bean(c: Canvas, x: float, y: float, angle: float, *, size: float = 1.0, colour: str = "#5a3623") -> None:
    """Draw a roasted coffee bean, 60 units long at size 1."""
    with c.group(transform=f"translate({x:.1f} {y:.1f}) rotate({angle:.0f}) scale({size:.2f})"):
        c.ellipse(3, 5, 31, 21, "#1c1410", opacity=0.22)
        c.ellipse(0, 0, 30, 20, colour)
        c.ellipse(-4, -6, 20, 9, tint(colour, 0.25), opacity=0.6)
        c.stroke("M-26 2C-12 -9 10 11 26 -1", shade(colour, 0.5), 4)


def leaf(c: Canvas, x: float, y: float, angle: float, colour: str, *, size: float = 1.0) -> None:
    """Draw a leaf that points along `angle`, 100 units long at size 1."""
    with c.group(transform=f"translate({x:.1f} {y:.1f}) rotate({angle:.0f}) scale({size:.2f})"):
        c.path("M0 0C22 -34 70 -34 100 0C70 30 22 30 0 0Z", colour)
        c.path("M0 0C22 -34 70 -34 100 0Z", tint(colour, 0.16))
        c.stroke("M0 0L86 0", shade(colour, 0.25), 3, opacity=0.7)


def sprig(c: Canvas, x: float, y: float, angle: float, colour: str, *, size: float = 1.0) -> None:
    """Draw a twig with seven leaves, 300 units long at size 1."""
    with c.group(transform=f"translate({x:.1f} {y:.1f}) rotate({angle:.0f}) scale({size:.2f})"):
        c.stroke("M0 0C90 -16 180 -10 250 0", shade(colour, 0.3), 7)
        for i, along in enumerate((40, 105, 170)):
            leaf(c, along, -8, -48, colour, size=0.9 - i * 0.1)
            leaf(c, along + 24, -4, 44, shade(colour, 0.1), size=0.85 - i * 0.1)
        leaf(c, 238, -1, -2, colour, size=0.8)


def lemon(c: Canvas, x: float, y: float, radius: float) -> None:
    """Draw a slice of lemon."""
    c.ellipse(x + 6, y + 8, radius, radius, "#1c1410", opacity=0.16)
    c.circle(x, y, radius, "#f2c033")
    c.circle(x, y, radius * 0.9, "#fdf3cf")
    for px, py, angle in around(x, y, radius * 0.12, 8, start=12):
        with c.group(transform=f"translate({px:.1f} {py:.1f}) rotate({angle:.0f}) scale({radius / 100:.2f})"):
            c.path("M0 0L66 -24Q76 0 66 24Z", "#f8d65c", stroke="#f8d65c", stroke_width=8, stroke_linejoin="round")


def emblem(c: Canvas, kind: str, cx: float, cy: float, radius: float, *, ink: str, accent: str) -> None:
    """Draw one of `EMBLEMS` within a circle."""
    with c.group(transform=f"translate({cx:.1f} {cy:.1f}) scale({radius / 100:.3f})"):
        _EMBLEM_DRAWINGS[kind](c, ink, accent)


def emblem_of(c: Canvas) -> str:
    """Return the emblem of the product in the picture."""
    return EMBLEMS[c.variety % len(EMBLEMS)]


def _sun(c: Canvas, ink: str, accent: str) -> None:
    for x, y, angle in around(0, 0, 66, 16):
        c.rect(x, y - 4, 30, 8, ink, r=4, transform=f"rotate({angle:.1f} {x:.1f} {y:.1f})")
    c.circle(0, 0, 52, accent)
    c.circle(0, 0, 40, "none", stroke=ink, stroke_width=4)


def _ship(c: Canvas, ink: str, accent: str) -> None:
    c.path("M4 -88L4 28L74 28C70 -24 46 -62 4 -88Z", accent)
    c.path("M-8 -70L-8 28L-62 28C-56 -14 -40 -46 -8 -70Z", ink)
    c.path("M-84 42L84 42C76 70 60 82 40 82L-46 82C-66 80 -80 64 -84 42Z", ink)


def _mountain(c: Canvas, ink: str, accent: str) -> None:
    c.circle(34, -34, 34, accent)
    c.path("M-96 66L-30 -58L10 12L34 -20L96 66Z", ink)
    c.path("M-30 -58L-4 -12L-28 0L-52 -16Z", accent)


def _star(c: Canvas, ink: str, accent: str) -> None:
    for radius, colour, start in ((64, accent, 45), (96, ink, 0)):
        outer = around(0, 0, radius, 4, start=start)
        inner = around(0, 0, radius * 0.26, 4, start=start + 45)
        points = [p for pair in zip(outer, inner, strict=True) for p in pair]
        c.add("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points), fill=colour)
    c.circle(0, 0, 13, accent)


def _wave(c: Canvas, ink: str, accent: str) -> None:
    c.circle(0, -40, 42, accent)
    for i in range(3):
        c.stroke(f"M-88 {4 + i * 36}q22 -30 44 0t44 0t44 0t44 0", ink, 12)


def _sprout(c: Canvas, ink: str, accent: str) -> None:
    c.stroke("M0 88C-4 40 4 0 0 -50", ink, 9)
    for y, angle, colour in ((50, -150, ink), (40, -30, accent), (0, -140, accent), (-10, -40, ink), (-40, -90, ink)):
        leaf(c, 0, y, angle, colour, size=0.72)


_EMBLEM_DRAWINGS: dict[str, Callable[[Canvas, str, str], None]] = {
    "sun": _sun,
    "ship": _ship,
    "mountain": _mountain,
    "star": _star,
    "wave": _wave,
    "leaf": _sprout,
}


def label(c: Canvas, cx: float, cy: float, w: float, h: float) -> None:
    """Draw a paper label with an emblem and two lines of lettering."""
    p = c.palette
    left, top = cx - w / 2, cy - h / 2
    c.rect(left + 3, top + 6, w, h, p.ink, r=8, opacity=0.18)
    c.rect(left, top, w, h, c.linear(PAPER, shade(PAPER, 0.06)), r=8)
    c.rect(left + 9, top + 9, w - 18, h - 18, "none", r=4, stroke=p.accent, stroke_width=3)
    emblem(c, emblem_of(c), cx, top + h * 0.42, min(w, h) * 0.24, ink=p.ink, accent=p.accent)
    c.rect(cx - w * 0.27, top + h * 0.74, w * 0.54, 9, p.ink, r=4)
    c.rect(cx - w * 0.16, top + h * 0.74 + 19, w * 0.32, 6, p.accent, r=3)


def woven(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Fill a rectangle with the textile pattern of the product in the picture."""
    p = c.palette
    c.rect(x, y, w, h, p.main)
    _WEAVES[c.variety // len(EMBLEMS) % len(_WEAVES)](c, x, y, w, h)


def _stripes(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    p = c.palette
    top = y
    for i in range(int(h // 66) + 1):
        c.rect(x, top, w, 30, (p.light, p.accent, tint(p.light, 0.5))[i % 3])
        c.rect(x, top + 40, w, 6, p.dark)
        top += 66


def _check(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    p = c.palette
    for i in range(int(w // 80) + 1):
        c.rect(x + i * 80, y, 40, h, p.light, opacity=0.55)
        c.rect(x + i * 80 + 56, y, 6, h, p.accent, opacity=0.9)
    for i in range(int(h // 80) + 1):
        c.rect(x, y + i * 80, w, 40, p.dark, opacity=0.5)
        c.rect(x, y + i * 80 + 56, w, 6, p.accent, opacity=0.9)


def _waves(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    p = c.palette
    for row in range(int(h // 40) + 2):
        for column in range(int(w // 80) + 2):
            cx, cy = x + column * 80 + (40 if row % 2 else 0), y + row * 40
            for radius, colour in ((40, p.light), (31, p.main), (22, p.light), (13, p.dark)):
                c.circle(cx, cy, radius, colour)


def _diamonds(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    p = c.palette
    for row in range(int(h // 60) + 2):
        for column in range(int(w // 120) + 2):
            cx, cy = x + column * 120 + (60 if row % 2 else 0), y + row * 60
            for size, colour in ((50, p.light), (34, p.dark), (18, p.accent)):
                c.path(f"M{cx - size:.0f} {cy:.0f}l{size} -{size}l{size} {size}l-{size} {size}Z", colour)


def _herringbone(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    p = c.palette
    for column in range(int(w // 60) + 1):
        lean = 30 if column % 2 else -30
        for row in range(int(h // 26) + 2):
            left, top = x + column * 60, y + row * 26 + (0 if lean < 0 else -30)
            c.path(f"M{left:.0f} {top:.0f}l60 {lean}v12l-60 {-lean}Z", (p.light, p.dark)[column % 2], opacity=0.8)


def _blooms(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    p = c.palette
    for row in range(int(h // 90) + 2):
        for column in range(int(w // 120) + 2):
            cx, cy = x + column * 120 + (60 if row % 2 else 0), y + row * 90
            for px, py, angle in around(cx, cy, 20, 6):
                c.ellipse(px, py, 21, 11, p.light, transform=f"rotate({angle:.0f} {px:.1f} {py:.1f})")
            c.circle(cx, cy, 10, p.accent)
            c.circle(cx + 60, cy, 6, mix(p.light, p.main, 0.3))


_WEAVES: tuple[Callable[[Canvas, float, float, float, float], None], ...] = (
    _stripes,
    _check,
    _waves,
    _diamonds,
    _herringbone,
    _blooms,
)


def wood(c: Canvas, x: float, y: float, w: float, h: float, *, colour: str) -> None:
    """Draw the grain of wood over a rectangle that is already filled."""
    rows = int(h // 34)
    for i in range(rows):
        top = y + (i + 0.5) * h / rows
        bend = c.rng.uniform(-16, 16)
        c.stroke(
            f"M{x:.0f} {top:.0f}C{x + w * 0.3:.0f} {top + bend:.0f} {x + w * 0.6:.0f} {top - bend:.0f} "
            f"{x + w:.0f} {top + bend / 2:.0f}",
            shade(colour, 0.22),
            c.rng.choice((2, 3, 5)),
            opacity=0.45,
        )


def marbling(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Fill a rectangle with combed marbled paper."""
    p = c.palette
    c.rect(x, y, w, h, p.light)
    colours = (p.main, p.dark, tint(p.light, 0.6), p.accent, p.main, p.light)
    step = 17
    for i in range(int(h // step) + 3):
        top = y + (i - 1) * step
        waves = "".join(f"q{w / 16:.1f} {-34 if n % 2 else 34} {w / 8:.1f} 0" for n in range(8))
        c.stroke(f"M{x:.0f} {top:.0f}{waves}", colours[i % len(colours)], c.rng.choice((9, 13, 18)))
