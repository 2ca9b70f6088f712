"""Motifs of the house: light and textiles."""

from fondaco_catalog.demo.motifs.canvas import Canvas
from fondaco_catalog.demo.motifs.details import label, woven
from fondaco_catalog.demo.motifs.palettes import shade, tint

__all__ = [
    "apron",
    "blanket",
    "cushion",
    "desk_lamp",
    "jar_candle",
    "lantern",
    "paper_lamp",
    "pillar_candles",
    "scarf",
    "towel",
]


def lantern(c: Canvas) -> None:
    """A ship's lantern, lit."""
    p = c.palette
    c.shadow(500, 822, 210)
    c.stroke("M340 300C340 90 660 90 660 300", shade(p.main, 0.2), 16)
    c.path("M440 218L560 218L600 262L400 262Z", c.turned(p.dark))
    c.path("M400 262L600 262L664 350L336 350Z", c.turned(p.main))
    for i in range(4):
        c.rect(432 + i * 36, 230, 18, 10, p.ink, r=5)
    c.rect(350, 350, 300, 392, "#fff6dc", r=20, opacity=0.8)
    c.rect(350, 350, 300, 392, c.linear("#ffffff@0.6", "#ffd98a@0.15", "#ffffff@0.05", "#ffffff@0.5"), r=20)
    c.rect(440, 600, 120, 142, c.turned("#f6ead2"), r=10)
    c.ellipse(500, 602, 60, 12, "#fff9ea")
    c.stroke("M500 604L500 582", p.ink, 6)
    c.flame(500, 588, size=1.25)
    for x in (350, 492, 634):
        c.rect(x, 346, 16, 400, c.turned(p.main), r=6, opacity=1 if x != 492 else 0.35)
    for y in (440, 640):
        c.rect(340, y, 320, 12, p.dark, r=6)
    c.path("M320 738L680 738L700 800Q700 822 676 822L324 822Q300 822 300 800Z", c.turned(p.main))
    c.rect(320, 766, 360, 12, p.accent, r=6)


def desk_lamp(c: Canvas) -> None:
    """A jointed desk lamp over a small pool of light."""
    p = c.palette
    beam = c.linear("#ffe7ae@0.85", "#ffe7ae@0.05", down=True)
    c.path("M470 470L760 400L920 822L380 822Z", beam)
    c.shadow(360, 818, 190)
    c.ellipse(640, 824, 230, 24, "#ffe7ae", opacity=0.75)
    c.path("M220 800Q220 770 280 768L440 768Q500 770 500 800L500 822L220 822Z", c.turned(p.main))
    c.stroke("M360 770L300 500", shade(p.dark, 0.1), 22)
    c.stroke("M300 500L520 290", shade(p.dark, 0.1), 20)
    c.stroke("M354 770L294 500L514 290", tint(p.dark, 0.25), 5)
    for x, y in ((300, 500), (520, 290)):
        c.circle(x, y, 27, c.radial(tint(p.accent, 0.4), p.accent))
        c.circle(x, y, 9, p.ink)
    with c.group(transform="rotate(-16 600 380)"):
        c.path("M556 262L640 262L652 320L544 320Z", c.turned(p.dark))
        c.ellipse(598, 476, 62, 50, "#fff3cf")
        c.path("M544 316L652 316C720 340 760 410 768 470L430 470C438 410 476 340 544 316Z", c.turned(p.main))
        c.rect(424, 464, 350, 18, p.accent, r=9)
        c.stroke("M480 440C490 396 520 360 552 344", "#ffffff", 12, opacity=0.45)


def paper_lamp(c: Canvas) -> None:
    """A pendant of pleated paper."""
    p = c.palette
    c.stroke("M500 0L500 250", p.ink, 7)
    c.circle(500, 490, 420, c.radial("#ffe2a0@0.8", "#ffe2a0@0.25", "#ffe2a0@0"))
    ball = "M500 250C690 250 790 350 790 490C790 630 690 730 500 730C310 730 210 630 210 490C210 350 310 250 500 250Z"
    c.path(ball, c.radial("#fffbe9", tint(p.light, 0.65), tint(p.light, 0.25)))
    with c.clipped(ball):
        for i in range(13):
            y = 268 + i * 37
            c.stroke(f"M200 {y}Q500 {y + (i - 6) * 7} 800 {y}", shade(p.light, 0.16), 4, opacity=0.7)
        c.rect(200, 452, 600, 76, p.main, opacity=0.85)
        for i in range(11):
            c.circle(230 + i * 54, 490, 15, p.accent if i % 2 else p.light)
    c.path("M430 238L570 238L584 264L416 264Z", c.turned(p.dark))
    c.path("M436 722L564 722L552 752L448 752Z", c.turned(p.dark))
    c.stroke("M500 752L500 800", p.accent, 6)
    c.circle(500, 806, 15, p.accent)
    for dx in (-15, -5, 5, 15):
        c.stroke(f"M500 814L{500 + dx} 900", p.accent, 5)


def pillar_candles(c: Canvas) -> None:
    """Three candles of one colour on a tray."""
    p = c.palette
    c.shadow(500, 826, 330)
    c.path("M190 780L810 780L776 826L224 826Z", c.turned(p.accent))
    c.ellipse(500, 782, 310, 42, c.linear(tint(p.accent, 0.35), p.accent, shade(p.accent, 0.15)))
    for x, top, half in ((500, 340, 84), (336, 520, 78), (662, 450, 72)):
        c.ellipse(x, 792, half * 1.15, 18, p.ink, opacity=0.25)
        c.path(f"M{x - half} {top}L{x + half} {top}L{x + half} 784A{half} 18 0 0 1 {x - half} 784Z", c.turned(p.main))
        c.ellipse(x, top, half, 17, tint(p.main, 0.35))
        c.ellipse(x, top + 2, half * 0.6, 9, tint(p.main, 0.65))
        c.path(f"M{x - half} {top}q6 90 18 90t16 -62q6 -18 14 0t14 20q10 0 12 -48Z", tint(p.main, 0.22), opacity=0.9)
        c.stroke(f"M{x} {top}l3 -26", p.ink, 6)
        c.flame(x + 3, top - 18)


def jar_candle(c: Canvas) -> None:
    """A candle poured in a glass, with a label."""
    p = c.palette
    c.shadow(500, 820, 240)
    c.path("M304 380L696 380L686 780Q684 820 640 820L360 820Q316 820 314 780Z", c.turned(p.main), opacity=0.9)
    c.path("M322 470L678 470L668 776Q666 800 640 800L360 800Q334 800 332 776Z", c.turned("#f8efdc"))
    c.ellipse(500, 470, 178, 30, "#fffaf0")
    c.ellipse(500, 472, 90, 15, "#fff1c9")
    c.stroke("M500 472L500 434", p.ink, 7)
    c.flame(500, 442, size=1.3)
    c.path("M304 380L696 380L692 520L308 520Z", p.light, opacity=0.3)
    c.ellipse(500, 380, 196, 34, "none", stroke=tint(p.light, 0.5), stroke_width=8)
    label(c, 500, 660, 220, 236)
    c.stroke("M340 440L346 760", "#ffffff", 14, opacity=0.4)


def scarf(c: Canvas) -> None:
    """A scarf over a peg rail, its ends fringed."""
    p = c.palette
    c.rect(150, 206, 700, 36, c.linear("#c79a66", "#9c7043", down=True), r=12)
    for x in (230, 500, 770):
        c.circle(x, 224, 25, c.radial("#ddb888", "#a87a4a"))
    for d, left, bottom, fade in (
        (
            (
                "M500 214C560 214 600 240 612 300C632 430 640 560 650 700L486 712C480 560 470 420 452 300"
                "C446 240 470 214 500 214Z"
            ),
            486,
            704,
            0.22,
        ),
        (
            (
                "M500 214C440 214 404 240 392 310C374 470 366 640 356 800L546 812C548 640 560 460 556 320"
                "C556 250 540 214 500 214Z"
            ),
            356,
            804,
            0.0,
        ),
    ):
        for i in range(13):
            end = left + 8 + i * 14.4
            c.stroke(f"M{end:.0f} {bottom - 6}l{c.rng.uniform(-5, 5):.0f} 58", p.accent if i % 3 == 0 else p.main, 6)
        c.path(d, p.main)
        with c.clipped(d):
            woven(c, 330, 200, 340, 640)
            c.rect(
                330,
                200,
                340,
                640,
                c.linear("#000000@0.2", "#ffffff@0.12", "#000000@0.06", "#ffffff@0.1", "#000000@0.24"),
            )
            if fade:
                c.rect(330, 200, 340, 640, p.ink, opacity=fade)
            c.rect(330, bottom - 40, 340, 16, p.accent)


def blanket(c: Canvas) -> None:
    """Blankets folded in a stack, the edges fringed."""
    p = c.palette
    c.shadow(500, 812, 360)
    for i, (top, fill) in enumerate(((660, p.dark), (520, p.main), (372, p.light))):
        left, right = 176 + i * 12, 824 - i * 12
        d = (
            f"M{left + 50} {top}L{right - 20} {top}Q{right} {top} {right} {top + 24}"
            f"L{right} {top + 130}Q{right} {top + 150} "
        )
        d += f"{right - 20} {top + 150}L{left + 50} {top + 150}A75 75 0 0 1 {left + 50} {top}Z"
        for n in range(8):
            c.stroke(f"M{right - 4} {top + 16 + n * 17}l42 {c.rng.uniform(-6, 8):.0f}", tint(fill, 0.2), 8)
        c.path(d, fill)
        with c.clipped(d):
            if i == 1:
                woven(c, 160, top - 6, 700, 170)
            c.rect(right - 96, top, 14, 160, p.accent)
            c.rect(right - 72, top, 7, 160, p.accent)
            c.rect(160, top, 700, 160, c.linear("#ffffff@0.24", "#ffffff@0", "#000000@0.02", "#000000@0.3", down=True))
        c.stroke(f"M{left + 60} {top + 76}L{right - 14} {top + 78}", shade(fill, 0.35), 5, opacity=0.6)


def towel(c: Canvas) -> None:
    """Two striped towels on a rail."""
    p = c.palette
    c.rect(140, 236, 720, 26, c.turned("#b58a5a"), r=13)
    for left, right, bottom, base in ((520, 760, 720, p.light), (240, 560, 800, tint(p.light, 0.7))):
        d = (
            f"M{left} 232Q{left} 218 {left + 16} 218L{right - 16} 218Q{right} 218 {right} 232"
            f"L{right + 8} {bottom}L{left - 8} {bottom + 6}Z"
        )
        c.rect(left + 10, 262, right - left, bottom - 252, p.ink, r=8, opacity=0.14)
        c.path(d, base)
        with c.clipped(d):
            for y, h, colour in ((0, 44, p.main), (60, 10, p.main), (84, 22, p.accent), (120, 8, p.main)):
                c.rect(left - 20, bottom - 200 + y, right - left + 40, h, colour)
            for i in range(18):
                c.rect(left - 10 + i * 20, 210, 2, 640, shade(base, 0.12), opacity=0.5)
            c.rect(
                left - 20,
                210,
                right - left + 40,
                640,
                c.linear("#000000@0.16", "#ffffff@0.2", "#000000@0.1", "#ffffff@0.12", "#000000@0.2"),
            )
            c.rect(left - 20, 212, right - left + 40, 60, c.linear("#ffffff@0.5", "#ffffff@0", down=True))


def apron(c: Canvas) -> None:
    """An apron on a peg."""
    p = c.palette
    c.circle(500, 176, 26, c.radial("#ddb888", "#a87a4a"))
    c.stroke("M408 330C420 160 580 160 592 330", p.dark, 15)
    for side in (-1, 1):
        c.stroke(f"M{500 + side * 220} 520q{side * 70} 40 {side * 62} 170", p.dark, 13)
    d = (
        "M398 306L602 306C606 420 640 490 722 514L740 806Q740 828 716 828L284 828Q260 828 260 806"
        "L278 514C360 490 394 420 398 306Z"
    )
    c.path(d, p.ink, opacity=0.16, transform="translate(12 12)")
    c.path(d, p.main)
    with c.clipped(d):
        for i in range(20):
            c.rect(262 + i * 25, 290, 3, 560, p.light, opacity=0.35)
        c.rect(
            240, 290, 520, 560, c.linear("#000000@0.14", "#ffffff@0.12", "#000000@0.04", "#ffffff@0.08", "#000000@0.2")
        )
        c.rect(380, 306, 240, 30, p.dark)
    c.rect(366, 574, 268, 166, shade(p.main, 0.08), r=10)
    c.rect(366, 574, 268, 30, p.accent, r=8)
    c.rect(374, 582, 252, 150, "none", r=8, stroke=p.light, stroke_width=3, stroke_dasharray="10 8")
    c.stroke("M500 608L500 730", p.light, 3, stroke_dasharray="10 8")
    c.path("M420 590L452 470L476 476L452 590Z", "#b58a5a")
    c.ellipse(468, 452, 28, 40, "#c89b6a", transform="rotate(14 468 452)")


def cushion(c: Canvas) -> None:
    """A square cushion with a piped edge."""
    p = c.palette
    c.shadow(500, 818, 300)
    d = (
        "M212 268Q500 316 788 268Q806 268 804 290Q760 540 806 786Q806 806 786 806Q500 762 214 806"
        "Q194 806 194 786Q240 540 196 290Q194 268 212 268Z"
    )
    c.path(d, p.main)
    with c.clipped(d):
        woven(c, 180, 250, 640, 580)
        c.rect(180, 250, 640, 580, c.radial("#ffffff@0.22", "#ffffff@0", "#000000@0.34"))
    c.path(d, "none", stroke=p.accent, stroke_width=13, stroke_linejoin="round")
    c.stroke(
        "M268 330q30 40 40 84M732 330q-30 40 -40 84M280 742q26 -36 32 -74M720 742q-26 -36 -32 -74",
        p.ink,
        6,
        opacity=0.25,
    )
