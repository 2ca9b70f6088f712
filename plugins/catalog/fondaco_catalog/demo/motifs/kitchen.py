"""Motifs of the kitchen: wood, steel, stone and copper."""

from fondaco_catalog.demo.motifs.canvas import Canvas
from fondaco_catalog.demo.motifs.details import lemon, sprig, wood
from fondaco_catalog.demo.motifs.palettes import shade, tint

__all__ = ["board", "cezve", "knife", "mill", "mortar", "spoons"]


def cezve(c: Canvas) -> None:
    """A small copper pot with a long handle."""
    p = c.palette
    c.shadow(440, 814, 240)
    c.stroke("M590 420L884 250", "#5e3a22", 34)
    c.stroke("M594 412L878 248", "#8a5a36", 16)
    c.path("M570 400L636 360L660 400L590 450Z", c.turned(shade(p.main, 0.25)))
    c.circle(884, 250, 11, p.wall)
    body = (
        "M250 330L610 330C590 420 570 460 600 540C640 620 660 720 620 790Q608 814 580 814L280 814"
        "Q252 814 240 790C200 720 220 620 260 540C290 460 270 420 250 330Z"
    )
    c.path(body, c.turned(p.main))
    with c.clipped(body):
        for row in range(6):
            for i in range(11):
                x, y = 222 + i * 42 + (21 if row % 2 else 0), 570 + row * 42
                c.circle(x, y, 16, c.radial("#ffffff@0.3", "#ffffff@0.04", "#000000@0.1"))
        c.rect(200, 500, 480, 12, tint(p.main, 0.4))
        c.stroke("M300 370C320 450 280 540 272 640", "#ffffff", 18, opacity=0.35)
    c.path("M250 330L220 312L240 340Z", p.main)
    c.ellipse(430, 330, 180, 40, tint(p.main, 0.3))
    c.ellipse(430, 334, 164, 32, shade(p.main, 0.35))
    c.ellipse(430, 342, 150, 24, "#6b4228")
    for x, r in ((360, 14), (400, 9), (470, 16), (510, 9), (436, 7)):
        c.ellipse(x, 340, r, r * 0.5, "#b98a5e")
    c.steam(430, 300, height=150)


def knife(c: Canvas) -> None:
    """A broad cook's knife on a cloth, herbs beside it."""
    p = c.palette
    with c.group(transform="rotate(-8 500 600)"):
        c.rect(170, 420, 680, 420, tint(p.light, 0.4), r=8)
        for i in range(4):
            c.rect(170, 452 + i * 18, 680, 6 if i % 2 else 10, p.accent, opacity=0.8)
        c.rect(170, 770, 680, 12, p.accent, opacity=0.8)
    with c.group(transform="rotate(-32 500 540)"):
        c.path("M80 560L604 486L604 634L560 638Q240 660 80 560Z", p.ink, opacity=0.18, transform="translate(10 26)")
        c.path(
            "M70 540C200 470 420 462 610 462L610 620L560 622Q250 640 70 540Z", c.linear("#f2f5f7", "#aab3ba", down=True)
        )
        c.path("M70 540C230 618 400 600 610 596L610 620L560 622Q250 640 70 540Z", "#ffffff", opacity=0.75)
        c.stroke("M150 530C300 492 440 490 590 490", "#ffffff", 4, opacity=0.7)
        c.rect(606, 462, 34, 118, c.turned("#d2b066"), r=5)
        handle = "M640 468L900 462Q948 470 944 520Q940 572 896 570L640 574Z"
        c.path(handle, c.linear(tint(p.main, 0.18), p.main, p.dark, down=True))
        with c.clipped(handle):
            wood(c, 640, 462, 310, 110, colour=p.main)
        for x in (700, 780, 860):
            c.circle(x, 518, 11, c.radial("#fff0c4", "#b98f3c"))
    sprig(c, 560, 790, -14, "#5f7f45", size=0.85)


def board(c: Canvas) -> None:
    """A serving board with a lemon and a twig."""
    p = c.palette
    outline = (
        "M240 380Q240 310 310 310L430 310Q452 306 454 280L454 200Q454 150 500 150Q546 150 546 200"
        "L546 280Q548 306 570 310L690 310Q760 310 760 380L760 770Q760 840 690 840L310 840"
        "Q240 840 240 770Z"
    )
    c.path(outline, p.ink, opacity=0.2, transform="translate(14 18)")
    c.path(outline, c.linear(tint(p.main, 0.22), p.main, shade(p.main, 0.1)))
    with c.clipped(outline):
        wood(c, 230, 150, 540, 690, colour=p.main)
        c.ellipse(620, 420, 50, 26, "none", stroke=p.dark, stroke_width=5, opacity=0.5)
        c.ellipse(620, 420, 26, 12, "none", stroke=p.dark, stroke_width=5, opacity=0.5)
    c.path(outline, "none", stroke=tint(p.main, 0.35), stroke_width=5, opacity=0.8)
    c.circle(500, 206, 20, p.wall)
    c.stroke("M500 200C470 130 530 110 500 60", p.accent, 9)
    lemon(c, 390, 620, 88)
    lemon(c, 490, 704, 88)
    sprig(c, 540, 640, -40, "#6d8a4c", size=0.68)


def mortar(c: Canvas) -> None:
    """A stone mortar with its pestle."""
    p = c.palette
    c.shadow(500, 820, 270)
    c.stroke("M520 430L760 150", shade(p.main, 0.3), 66)
    c.stroke("M514 430L752 152", tint(p.main, 0.12), 44)
    c.ellipse(500, 420, 300, 66, tint(p.main, 0.24))
    c.ellipse(500, 424, 258, 50, c.linear(shade(p.main, 0.45), p.dark))
    for _ in range(26):
        c.circle(
            c.rng.gauss(450, 70),
            c.rng.uniform(428, 456),
            c.rng.uniform(6, 11),
            c.rng.choice(("#3a2a20", "#8a3a28", "#c99a4a")),
        )
    with c.clipped("M300 100H900V440H300Z"):
        c.stroke("M520 440L752 152", tint(p.main, 0.06), 58)
        c.stroke("M506 436L734 156", "#ffffff", 12, opacity=0.3)
    body = (
        "M200 424Q500 540 800 424C800 560 740 660 690 700L714 790Q716 820 684 820L316 820"
        "Q284 820 286 790L310 700C260 660 200 560 200 424Z"
    )
    c.path(body, c.turned(p.main))
    with c.clipped(body):
        for _ in range(150):
            dot = c.rng.choice((p.dark, p.light, p.ink))
            c.circle(c.rng.uniform(200, 800), c.rng.uniform(440, 820), c.rng.uniform(2, 5.5), dot, opacity=0.5)
        c.path("M300 700Q500 750 700 700L700 716Q500 766 300 716Z", p.ink, opacity=0.3)
        c.ellipse(300, 560, 30, 90, "#ffffff", opacity=0.2, transform="rotate(-14 300 560)")


def mill(c: Canvas) -> None:
    """A tall and a short turned mill."""
    p = c.palette
    for x, y, scale, fill in ((330, 212, 0.74, p.light), (0, 0, 1.0, p.main)):
        with c.group(transform=f"translate({x} {y}) scale({scale})"):
            c.shadow(400, 818, 150)
            c.path(
                "M276 800C300 690 350 640 350 540C350 500 320 480 318 440L482 440C480 480 450 500 450 540"
                "C450 640 500 690 524 800Q522 820 500 820L300 820Q278 820 276 800Z",
                c.turned(fill),
            )
            c.rect(314, 404, 172, 36, c.turned("#d2b066"), r=6)
            c.path(
                "M322 404C290 360 296 290 350 270C370 262 372 250 372 236L428 236C428 250 430 262 450 270"
                "C504 290 510 360 478 404Z",
                c.turned(fill),
            )
            c.circle(400, 210, 33, c.radial("#fff0c4", "#d2b066", "#a47d33"))
            for py in (764, 784):
                c.stroke(
                    f"M{286 if py > 770 else 290} {py}Q400 {py + 16} {514 if py > 770 else 510} {py}",
                    shade(fill, 0.3),
                    4,
                )
            c.stroke("M330 780C346 700 372 640 374 560", "#ffffff", 11, opacity=0.3)
    for _ in range(16):
        c.circle(
            c.rng.gauss(480, 70), c.rng.uniform(836, 868), c.rng.uniform(6, 10), c.rng.choice(("#2b211b", "#4d3a2c"))
        )


def spoons(c: Canvas) -> None:
    """Wooden spoons in a crock."""
    p = c.palette
    c.shadow(500, 820, 210)
    for x, angle, size, fill in ((430, -17, 1.0, p.main), (570, 16, 1.05, p.dark), (500, -1, 1.2, tint(p.main, 0.15))):
        with c.group(transform=f"translate({x} 620) rotate({angle}) scale({size})"):
            c.rect(-15, -280, 30, 330, c.turned(fill), r=12)
            c.ellipse(0, -320, 62, 92, c.turned(fill))
            c.ellipse(4, -322, 42, 68, shade(fill, 0.2))
            c.ellipse(8, -310, 34, 54, tint(fill, 0.1))
    crock = "M330 520L670 520L650 790Q648 820 616 820L384 820Q352 820 350 790Z"
    c.path(crock, c.turned(tint(p.light, 0.45)))
    with c.clipped(crock):
        c.rect(320, 560, 360, 26, p.accent)
        c.rect(320, 600, 360, 8, p.accent)
        for i in range(8):
            c.path(f"M{336 + i * 44} 720l22 -44l22 44l-22 44Z", p.accent, opacity=0.85)
    c.ellipse(500, 520, 170, 24, "none", stroke=tint(p.light, 0.7), stroke_width=14)
