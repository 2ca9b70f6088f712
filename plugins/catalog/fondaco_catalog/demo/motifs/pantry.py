"""Motifs of the pantry: bags, tins, jars and what is in them."""

from fondaco_catalog.demo.motifs.canvas import Canvas, around
from fondaco_catalog.demo.motifs.details import PAPER, bean, emblem, emblem_of, label, leaf, wood
from fondaco_catalog.demo.motifs.palettes import mix, shade, tint

__all__ = ["coffee_bag", "quills", "spice_box", "spice_jar", "tea_caddy", "tea_cake", "tea_packet"]


def coffee_bag(c: Canvas) -> None:
    """A gusseted bag with a rolled top, and a few beans at its foot."""
    p = c.palette
    c.shadow(510, 822, 250)
    body = "M322 262L678 262C690 440 700 640 694 800Q694 822 672 822L328 822Q306 822 306 800C300 640 310 440 322 262Z"
    c.path(body, c.linear(shade(p.main, 0.2), tint(p.main, 0.12), p.main, p.main, shade(p.main, 0.25)))
    with c.clipped(body):
        c.path("M306 822L352 520L322 262L290 262L290 822Z", p.dark, opacity=0.35)
        c.path("M694 822L652 520L678 262L720 262L720 822Z", p.ink, opacity=0.22)
        c.rect(280, 742, 440, 90, p.accent, opacity=0.95)
        c.rect(280, 728, 440, 6, p.accent)
    c.path("M316 200L684 200L690 276L310 276Z", c.linear(tint(p.main, 0.1), p.main, shade(p.main, 0.2), down=True))
    c.rect(296, 226, 408, 20, p.accent, r=8)
    c.rect(296, 226, 408, 7, "#ffffff", r=4, opacity=0.3)
    c.circle(500, 318, 13, shade(p.main, 0.25))
    c.circle(500, 318, 5, shade(p.main, 0.5))
    label(c, 500, 528, 246, 330)
    for x, y, angle in ((236, 832, 20), (190, 866, -35), (286, 872, 70), (742, 850, -20), (800, 876, 40)):
        bean(c, x, y, angle)


def tea_caddy(c: Canvas) -> None:
    """A round tin with a domed lid, and loose leaves beside it."""
    p = c.palette
    c.shadow(505, 818, 230)
    c.path("M320 340L680 340L680 790A180 34 0 0 1 320 790Z", c.turned(p.main))
    c.path("M320 420A180 34 0 0 0 680 420L680 700A180 34 0 0 1 320 700Z", c.turned(PAPER))
    for y in (424, 690):
        c.stroke(f"M320 {y}A180 34 0 0 0 680 {y}", p.accent, 7)
    emblem(c, emblem_of(c), 500, 560, 78, ink=p.ink, accent=p.accent)
    c.rect(420, 666, 160, 9, p.ink, r=4)
    c.rect(450, 685, 100, 6, p.accent, r=3)
    c.path("M312 262L688 262L688 346A188 36 0 0 1 312 346Z", c.turned(shade(p.main, 0.16)))
    c.ellipse(500, 262, 188, 38, c.linear(tint(p.main, 0.28), p.main, shade(p.main, 0.1)))
    c.ellipse(500, 256, 140, 26, "none", stroke=tint(p.main, 0.35), stroke_width=4)
    c.ellipse(500, 250, 34, 11, p.dark)
    c.ellipse(500, 236, 30, 15, c.turned(p.accent))
    for x, y, angle in ((716, 836, -20), (760, 860, 14), (702, 872, 30), (800, 838, -44), (250, 856, 170)):
        leaf(c, x, y, angle, mix("#4c5f33", p.dark, 0.35), size=0.55)


def tea_packet(c: Canvas) -> None:
    """A paper packet tied with string, with a tag."""
    p = c.palette
    c.shadow(505, 822, 240)
    c.path("M318 300L682 300L682 800Q682 820 662 820L338 820Q318 820 318 800Z", c.turned(p.light))
    c.path("M318 300L500 420L682 300L660 236L340 236Z", c.linear(tint(p.light, 0.4), shade(p.light, 0.08), down=True))
    c.stroke("M318 300L500 420L682 300", shade(p.light, 0.2), 3)
    label(c, 500, 634, 220, 270)
    c.stroke("M318 470Q500 486 682 470", p.accent, 9)
    c.stroke("M500 236L500 478", p.accent, 9)
    c.stroke("M500 476C430 420 410 500 500 478C590 500 580 420 500 476", p.accent, 8)
    c.stroke("M500 478C470 520 460 540 440 556M500 478C530 520 545 530 562 552", p.accent, 7)
    for x, y, angle in ((724, 836, -14), (770, 866, 20), (238, 846, 200), (214, 872, 150)):
        leaf(c, x, y, angle, "#6e8a4a", size=0.62)


def tea_cake(c: Canvas) -> None:
    """A pressed cake of tea in its wrapper, with a broken piece before it."""
    p = c.palette
    c.shadow(500, 818, 280)
    c.circle(500, 540, 288, shade(p.light, 0.22))
    c.circle(492, 532, 284, c.radial(tint(PAPER, 0.3), PAPER, shade(PAPER, 0.1)))
    for x, y, angle in around(492, 532, 236, 28):
        c.rect(
            x - 40, y - 1, 84, 2.4, shade(PAPER, 0.22), transform=f"rotate({angle:.1f} {x:.1f} {y:.1f})", opacity=0.6
        )
    c.circle(492, 532, 176, tint(PAPER, 0.35))
    c.circle(492, 532, 176, "none", stroke=p.main, stroke_width=9)
    c.circle(492, 532, 158, "none", stroke=p.accent, stroke_width=3)
    emblem(c, emblem_of(c), 492, 520, 96, ink=p.main, accent=p.accent)
    for x, y, angle in around(492, 532, 132, 5, start=54):
        c.rect(x - 9, y - 9, 18, 18, p.main, r=3, transform=f"rotate({angle:.0f} {x:.0f} {y:.0f})")
    c.shadow(705, 844, 130)
    c.path("M590 800L640 742L760 726L828 770L812 838L700 856L612 846Z", "#3b2c20")
    c.path("M590 800L640 742L760 726L828 770L716 790Z", "#5c4733")
    for _ in range(26):
        x, y = c.rng.uniform(640, 780), c.rng.uniform(745, 836)
        c.stroke(f"M{x:.0f} {y:.0f}l{c.rng.uniform(14, 30):.0f} {c.rng.uniform(-8, 10):.0f}", "#8a6d4d", 4, opacity=0.8)


def spice_jar(c: Canvas) -> None:
    """A corked glass jar full of spice, a spilled spoonful before it."""
    p = c.palette
    c.shadow(500, 818, 220)
    jar = (
        "M352 350C352 320 330 350 326 420L322 760Q322 818 380 818L620 818Q678 818 678 760L674 420"
        "C670 350 648 320 648 350Z"
    )
    c.path(jar, "#ffffff", opacity=0.55)
    with c.clipped(jar):
        c.rect(336, 430, 328, 376, c.turned(p.main), r=40)
        for _ in range(170):
            x, y = c.rng.uniform(344, 656), c.rng.uniform(440, 796)
            c.circle(x, y, c.rng.uniform(3, 8), c.rng.choice((p.dark, p.light, tint(p.main, 0.2))), opacity=0.65)
        c.ellipse(500, 434, 164, 22, tint(p.main, 0.12))
    c.path(jar, "none", stroke="#ffffff", stroke_width=7, opacity=0.9)
    c.rect(346, 322, 308, 34, "#ffffff", r=14, opacity=0.75)
    c.path("M372 232L628 232L616 326L384 326Z", c.turned("#c89b6a"))
    c.ellipse(500, 232, 128, 24, "#dab385")
    for x, y in ((430, 270), (520, 288), (570, 262), (470, 300)):
        c.ellipse(x, y, 9, 5, "#9c7248", opacity=0.7)
    label(c, 500, 614, 212, 236)
    c.rect(344, 420, 20, 330, "#ffffff", r=10, opacity=0.55)
    c.path("M640 838C680 786 760 776 836 838Z", c.linear(tint(p.main, 0.15), p.dark))
    for _ in range(34):
        c.circle(c.rng.gauss(742, 60), c.rng.uniform(832, 862), c.rng.uniform(3, 7), c.rng.choice((p.main, p.dark)))


def spice_box(c: Canvas) -> None:
    """An open wooden box seen from above, six heaps in six compartments."""
    p = c.palette
    c.rect(150, 262, 724, 540, p.ink, r=34, opacity=0.2)
    c.rect(136, 236, 728, 540, c.linear(tint(p.main, 0.14), p.main, shade(p.main, 0.16), down=True), r=30)
    with c.clipped("M136 236H864V776H136Z"):
        wood(c, 146, 246, 708, 520, colour=p.main)
    heaps = ("#c8452d", "#e2a52f", "#7d8a44", "#5a3623", "#d97b35", "#a98a5c")
    for i, colour in enumerate(heaps):
        x, y = 168 + (i % 3) * 226, 268 + (i // 3) * 244
        c.rect(x, y, 212, 230, shade(p.dark, 0.3), r=18)
        c.rect(x + 4, y + 12, 204, 216, shade(colour, 0.3), r=16)
        c.ellipse(x + 106, y + 124, 96, 98, c.radial(tint(colour, 0.28), colour, shade(colour, 0.22)))
        for _ in range(60):
            dot = c.rng.choice((tint(colour, 0.3), shade(colour, 0.25), colour))
            c.circle(x + 106 + c.rng.gauss(0, 38), y + 124 + c.rng.gauss(0, 38), c.rng.uniform(2.5, 6.5), dot)
    c.circle(500, 506, 17, p.accent)
    c.circle(495, 500, 6, "#ffffff", opacity=0.6)


def quills(c: Canvas) -> None:
    """A bundle of rolled bark tied with string."""
    p = c.palette
    c.shadow(500, 790, 370, ry=44)
    with c.group(transform="rotate(-7 500 620)"):
        for left, y, length in ((236, 470, 560), (190, 556, 600), (150, 640, 650), (196, 722, 620)):
            c.rect(
                left,
                y - 46,
                length,
                92,
                c.linear(tint(p.main, 0.3), p.main, p.dark, shade(p.dark, 0.2), down=True),
                r=44,
            )
            for line in (-20, 4, 24):
                c.stroke(
                    f"M{left + 70} {y + line}q{length / 3:.0f} {c.rng.uniform(-9, 9):.0f} {length - 130} 0",
                    p.dark,
                    3,
                    opacity=0.5,
                )
            c.ellipse(left + 36, y, 34, 45, c.radial(shade(p.main, 0.55), p.dark))
            c.ellipse(left + 36, y, 34, 45, "none", stroke=tint(p.main, 0.35), stroke_width=9)
            c.stroke(f"M{left + 62} {y + 14}c-10 -30 -36 -30 -40 -6c0 18 20 22 24 4", tint(p.main, 0.2), 8)
        for x in (470, 494):
            c.stroke(f"M{x} 424C{x + 26} 530 {x + 26} 660 {x} 768", p.accent, 13)
        c.stroke("M494 470C420 380 350 430 494 474C640 430 570 380 494 470", p.accent, 11)
        c.stroke("M494 474C520 540 540 560 556 600M494 474C470 530 450 560 440 590", p.accent, 9)
