"""The second pictures: materials from close by, or the thing in its place."""

from collections.abc import Callable

from fondaco_catalog.demo.motifs.canvas import Canvas, around
from fondaco_catalog.demo.motifs.details import bean, emblem, emblem_of, leaf, marbling, sprig, wood, woven
from fondaco_catalog.demo.motifs.palettes import PALETTES, mix, shade, tint

__all__ = ["SCENES", "Motif", "close_up"]

Motif = Callable[[Canvas], None]


def close_up(c: Canvas, motif: Motif) -> None:
    """The thing itself, large and cut off by the frame, before a deep ground of its own colour."""
    p = c.palette
    c.rect(0, 0, 1000, 1000, c.linear(p.wall, mix(p.light, p.floor, 0.4), down=True))
    c.circle(690, 330, 460, "#ffffff", opacity=0.28)
    c.circle(690, 330, 330, "#ffffff", opacity=0.28)
    with c.group(transform="translate(-330 -370) scale(1.62)"):
        motif(c)


def line_up(c: Canvas, motif: Motif) -> None:
    """Three of the thing on a shelf, in three colours."""
    p = c.palette
    c.rect(0, 0, 1000, 1000, c.linear(tint(p.wall, 0.2), p.wall, down=True))
    c.rect(0, 0, 1000, 664, c.linear(shade(p.light, 0.02), tint(p.light, 0.25), down=True), opacity=0.5)
    oak = "#c99f6d"
    c.rect(0, 690, 1000, 60, p.ink, opacity=0.16)
    c.rect(0, 660, 1000, 54, c.linear(tint(oak, 0.2), oak, shade(oak, 0.15), down=True))
    c.path("M120 714h60l-16 120h-28ZM820 714h60l-16 120h-28Z", shade(oak, 0.25))
    others = [PALETTES[name] for name in ("rose", "sea", "sand", "celadon", "indigo") if PALETTES[name] != p]
    first, second = c.rng.sample(others, 2)
    for x, y, scale, palette in ((-40, 238, 0.52, first), (520, 238, 0.52, second), (192, 150, 0.63, p)):
        with c.coloured(palette), c.group(transform=f"translate({x} {y}) scale({scale})"):
            motif(c)


def roast(c: Canvas, motif: Motif) -> None:
    """Beans from edge to edge, a cup of coffee among them."""
    p = c.palette
    c.rect(0, 0, 1000, 1000, mix("#4a2d1d", p.dark, 0.3))
    for _ in range(620):
        tone = c.rng.choice(("#5a3623", "#6b4430", "#4a2b1b", "#7a5138"))
        bean(c, c.rng.uniform(-20, 1020), c.rng.uniform(-20, 1020), c.rng.uniform(0, 360), size=1.25, colour=tone)
    c.circle(512, 524, 322, "#1c1410", opacity=0.35)
    c.circle(500, 504, 318, c.radial(tint(p.light, 0.6), tint(p.light, 0.5), p.light))
    c.circle(500, 504, 222, c.radial(shade(p.light, 0.05), shade(p.light, 0.2)))
    c.path("M704 474L816 430Q846 430 846 470L846 534Q846 572 816 574L704 534Z", shade(p.main, 0.1))
    c.circle(500, 504, 218, p.main)
    c.circle(500, 504, 218, "none", stroke=tint(p.main, 0.3), stroke_width=10)
    c.circle(500, 504, 184, c.radial("#8a5836", "#6b3f24", "#4c2a18"))
    c.circle(500, 504, 176, "none", stroke="#c08a57", stroke_width=12, opacity=0.8)
    c.path("M400 470C430 400 520 380 580 420C520 430 480 460 470 510C440 520 410 510 400 470Z", "#d9a873", opacity=0.35)


def leaves(c: Canvas, motif: Motif) -> None:
    """A bowl of dry leaves from above, more of them scattered around."""
    p = c.palette
    c.rect(0, 0, 1000, 1000, c.linear(p.floor, tint(p.light, 0.15), down=True))
    for i in range(7):
        c.rect(0, 80 + i * 140, 1000, 3, p.main, opacity=0.16)
    tones = ("#4c5f33", "#6e8a4a", "#3c4a2a", "#84935a", mix("#4c5f33", p.main, 0.6), p.dark)
    for _ in range(60):
        at = c.rng.uniform(0, 1000), c.rng.uniform(0, 1000)
        leaf(c, *at, c.rng.uniform(0, 360), c.rng.choice(tones), size=c.rng.uniform(0.4, 0.75))
    c.circle(520, 530, 350, p.ink, opacity=0.22)
    c.circle(500, 500, 346, c.radial(tint(p.main, 0.1), p.main, p.main, tint(p.main, 0.25)))
    c.circle(500, 500, 318, c.radial(shade(p.dark, 0.45), shade(p.dark, 0.2)))
    for _ in range(240):
        radius = c.rng.uniform(0, 1) ** 0.5 * 240
        x, y, _angle = around(500, 500, radius, 1, start=c.rng.uniform(0, 360))[0]
        leaf(c, x, y, c.rng.uniform(0, 360), c.rng.choice(tones), size=c.rng.uniform(0.45, 0.8))
    for x, y, angle in around(470, 480, 34, 5, start=c.rng.uniform(0, 90)):
        c.ellipse(x, y, 36, 24, "#fdf8ec", transform=f"rotate({angle:.0f} {x:.0f} {y:.0f})")
    c.circle(470, 480, 16, "#e5b54e")


def heaps(c: Canvas, motif: Motif) -> None:
    """Bowls of ground and whole spices from above, the product's own in the middle."""
    p = c.palette
    c.rect(0, 0, 1000, 1000, c.linear(shade(p.floor, 0.03), p.floor, down=True))
    wood(c, 0, 0, 1000, 1000, colour=p.floor)
    others = ["#c8452d", "#e2a52f", "#7d8a44", "#5a3623", "#d97b35", "#a98a5c", "#8e2f2a"]
    c.rng.shuffle(others)
    bowls = [(500, 500, 268, p.main)]
    for (x, y, _), colour in zip(around(500, 500, 520, 6, start=c.rng.uniform(0, 60)), others, strict=False):
        bowls.append((round(x), round(y), 208, colour))
    for cx, cy, r, colour in bowls:
        c.circle(cx + 14, cy + 22, r, p.ink, opacity=0.24)
        c.circle(cx, cy, r, c.radial("#f7f1e6", "#f7f1e6", "#ddd2c0"))
        c.circle(cx, cy, r * 0.88, shade(colour, 0.35))
        c.circle(cx - 4, cy - 6, r * 0.84, c.radial(tint(colour, 0.35), colour, shade(colour, 0.15)))
        for _ in range(int(r * 0.9)):
            x, y, angle = around(cx - 4, cy - 6, r * 0.8 * c.rng.uniform(0, 1) ** 0.5, 1, start=c.rng.uniform(0, 360))[
                0
            ]
            tone = c.rng.choice((tint(colour, 0.4), shade(colour, 0.25), tint(colour, 0.15)))
            c.ellipse(x, y, c.rng.uniform(4, 10), 4, tone, transform=f"rotate({angle * 7:.0f} {x:.0f} {y:.0f})")
    sprig(c, 700, 930, -48, "#6d8a4c", size=0.9)


def night(c: Canvas, motif: Motif) -> None:
    """The light in a dark window, the harbour behind it."""
    p = c.palette
    c.rect(0, 0, 1000, 1000, c.linear("#1d2740", "#38476b", "#6a6f8c", down=True))
    for _ in range(60):
        c.circle(c.rng.uniform(0, 1000), c.rng.uniform(0, 460), c.rng.uniform(1, 3.4), "#fff6dc", opacity=0.8)
    c.circle(800, 190, 66, "#fff3cf")
    c.circle(776, 176, 58, "#25304c")
    c.path("M0 600L90 560L140 600L260 520L330 600L470 570L560 600L700 540L790 600L1000 560L1000 680L0 680Z", "#141c30")
    for _ in range(34):
        c.rect(c.rng.uniform(20, 980), c.rng.uniform(606, 650), 9, 12, "#ffd98a", opacity=0.85)
    c.rect(0, 664, 1000, 200, c.linear("#26334f", "#1a2238", down=True))
    for _ in range(24):
        c.rect(c.rng.uniform(0, 960), c.rng.uniform(672, 760), c.rng.uniform(20, 70), 3, "#ffd98a", opacity=0.4)
    sill = mix("#5c3d28", p.dark, 0.2)
    c.rect(0, 770, 1000, 230, c.linear(tint(sill, 0.08), shade(sill, 0.35), down=True))
    c.circle(500, 520, 520, c.radial("#ffcf78@0.55", "#ffcf78@0.16", "#ffcf78@0"))
    c.ellipse(500, 830, 440, 60, "#ffcf78", opacity=0.25)
    with c.group(transform="translate(90 150) scale(0.82)"):
        motif(c)


def swatch(c: Canvas, motif: Motif) -> None:
    """The cloth from edge to edge with one corner turned over."""
    p = c.palette
    woven(c, -20, -20, 1060, 1060)
    for i in range(100):
        c.rect(0, i * 10, 1000, 1.5, "#ffffff", opacity=0.12)
        c.rect(i * 10, 0, 1.5, 1000, p.ink, opacity=0.1)
    for x, w, strength in ((120, 260, 0.16), (470, 330, 0.2)):
        c.path(
            f"M{x} 0C{x + 80} 340 {x - 80} 660 {x + 60} 1000L{x + w} 1000"
            f"C{x + w - 120} 660 {x + w + 60} 340 {x + w} 0Z",
            c.linear("#000000@0", f"#000000@{strength}", "#ffffff@0.2", "#ffffff@0"),
        )
    c.path("M1000 470C860 560 700 760 620 1000L1000 1000Z", p.ink, opacity=0.35, transform="translate(-22 -14)")
    c.path("M1000 480C860 570 710 770 630 1000L1000 1000Z", p.floor)
    c.path(
        "M1000 480C860 570 710 770 630 1000C690 880 800 800 868 806C862 700 900 600 1000 480Z",
        c.linear(tint(p.light, 0.2), p.light, shade(p.light, 0.2)),
    )
    c.path("M1000 480C860 570 710 770 630 1000", "none", stroke=p.accent, stroke_width=10)
    c.path("M1000 496C872 586 730 778 652 990", "none", stroke=p.main, stroke_width=4, stroke_dasharray="14 10")


def paper(c: Canvas, motif: Motif) -> None:
    """The thing on a sheet of marbled paper."""
    p = c.palette
    marbling(c, 0, 0, 1000, 1000)
    c.rect(0, 0, 1000, 1000, c.linear("#ffffff@0.12", "#000000@0.14", down=True))
    c.rect(92, 108, 838, 838, p.ink, opacity=0.28)
    c.rect(76, 84, 848, 848, p.wall)
    c.rect(98, 106, 804, 804, "none", stroke=p.accent, stroke_width=4)
    with c.group(transform="translate(92 66) scale(0.82)"):
        motif(c)


def hide(c: Canvas, motif: Motif) -> None:
    """Grained leather with a seam, a rivet and a blind-stamped mark."""
    p = c.palette
    c.rect(0, 0, 1000, 1000, c.linear(tint(p.main, 0.16), p.main, shade(p.main, 0.18)))
    for _ in range(1100):
        x, y = c.rng.uniform(0, 1000), c.rng.uniform(0, 1000)
        tone = c.rng.choice((p.dark, tint(p.main, 0.25)))
        c.stroke(
            f"M{x:.0f} {y:.0f}q8 {c.rng.uniform(-9, 9):.0f} {c.rng.uniform(10, 22):.0f} 0", tone, 2.4, opacity=0.32
        )
    c.path("M0 690C300 620 700 640 1000 560L1000 1000L0 1000Z", p.ink, opacity=0.4, transform="translate(0 -16)")
    c.path(
        "M0 690C300 620 700 640 1000 560L1000 1000L0 1000Z", c.linear(p.dark, shade(p.main, 0.1), shade(p.dark, 0.1))
    )
    c.stroke("M0 694C300 624 700 644 1000 564", tint(p.main, 0.3), 5, opacity=0.6)
    for dy in (44, 74):
        c.path(
            f"M0 {690 + dy}C300 {620 + dy} 700 {640 + dy} 1000 {560 + dy}",
            "none",
            stroke=shade(p.dark, 0.4),
            stroke_width=11,
            stroke_dasharray="34 20",
            transform="translate(0 5)",
        )
        c.path(
            f"M0 {690 + dy}C300 {620 + dy} 700 {640 + dy} 1000 {560 + dy}",
            "none",
            stroke=p.accent,
            stroke_width=9,
            stroke_dasharray="34 20",
            stroke_linecap="round",
        )
    kind = emblem_of(c)
    emblem(c, kind, 404, 344, 190, ink=tint(p.main, 0.28), accent=tint(p.main, 0.28))
    emblem(c, kind, 400, 338, 190, ink=shade(p.dark, 0.1), accent=p.dark)
    for x, y in ((850, 850), (150, 880)):
        c.circle(x + 5, y + 10, 50, p.ink, opacity=0.4)
        c.circle(x, y, 48, c.radial("#fbe9b8", "#d2aa55", "#94702a"))
        c.circle(x, y, 26, "none", stroke="#94702a", stroke_width=4)


def workbench(c: Canvas, motif: Motif) -> None:
    """The thing on a kitchen table seen from above, with herbs and pepper."""
    table = "#9fb0ac"
    c.rect(0, 0, 1000, 1000, table)
    for i in range(4):
        c.rect(0, i * 250, 1000, 248, c.linear(tint(table, 0.08 + 0.05 * (i % 2)), table), r=4)
        wood(c, 0, i * 250, 1000, 248, colour=table)
    with c.group(transform="rotate(6 500 500) translate(10 -20)"):
        motif(c)
    sprig(c, 40, 150, 24, "#6d8a4c", size=0.9)
    for _ in range(26):
        c.circle(
            c.rng.gauss(880, 60),
            c.rng.gauss(880, 50),
            c.rng.uniform(6, 11),
            c.rng.choice(("#2b211b", "#c8452d", "#4d3a2c")),
        )


def screen(c: Canvas, motif: Motif) -> None:
    """A downloaded sheet on a tablet, as it comes."""
    p = c.palette
    c.rect(0, 0, 1000, 1000, c.linear(tint(p.light, 0.25), p.light, down=True))
    c.circle(220, 800, 380, "#ffffff", opacity=0.25)
    with c.group(transform="rotate(-7 500 500)"):
        c.rect(172, 206, 700, 650, p.ink, r=50, opacity=0.25)
        c.rect(150, 170, 700, 650, "#23272d", r=50)
        c.rect(186, 206, 628, 578, p.wall, r=18)
        with c.clipped("M186 206H814V784H186Z"), c.group(transform="translate(110 60) scale(0.78)"):
            motif(c)
        c.circle(500, 188, 6, "#4a5058")
    c.circle(800, 800, 104, p.ink, opacity=0.22)
    c.circle(792, 788, 104, p.accent)
    c.stroke("M792 730L792 820M752 784L792 824L832 784M746 850L838 850", "#ffffff", 17)


SCENES: dict[str, Callable[[Canvas, Motif], None]] = {
    "ceramics": line_up,
    "coffee": roast,
    "download": screen,
    "glass": line_up,
    "kitchen": workbench,
    "leather": hide,
    "lighting": night,
    "spice": heaps,
    "stationery": paper,
    "tea": leaves,
    "textiles": swatch,
}
