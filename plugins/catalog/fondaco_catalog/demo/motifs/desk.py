"""Motifs of the desk and the road: paper, ink, leather and printed sheets."""

from fondaco_catalog.demo.motifs.canvas import Canvas, around
from fondaco_catalog.demo.motifs.details import EMBLEMS, PAPER, emblem, emblem_of, label, marbling
from fondaco_catalog.demo.motifs.palettes import Palette, shade, tint

__all__ = [
    "card_wallet",
    "chart",
    "dip_pen",
    "ink_bottle",
    "key_strap",
    "letters",
    "logbooks",
    "marbled_sheets",
    "notebook",
    "satchel",
    "sealing_wax",
    "sewing_pattern",
    "tool_roll",
]


def stitches(c: Canvas, d: str) -> None:
    """Draw a seam along the path."""
    c.path(d, "none", stroke=c.palette.accent, stroke_width=5, stroke_dasharray="16 11", stroke_linecap="round")


def _writing(c: Canvas, x: float, y: float, w: float, rows: int, *, gap: float = 44) -> None:
    for row in range(rows):
        length = w * (c.rng.uniform(0.8, 1.0) if row < rows - 1 else 0.5)
        waves = "".join(
            f"q{c.rng.uniform(5, 9):.0f} {-c.rng.uniform(8, 22):.0f} 14 0" for _ in range(int(length // 14))
        )
        c.stroke(f"M{x:.0f} {y + row * gap:.0f}{waves}", c.palette.ink, 3.4, opacity=0.75)


def notebook(c: Canvas) -> None:
    """A clothbound book with an elastic, its sister behind it."""
    p = c.palette
    for angle, fill, front in ((9, p.light, False), (-4, p.main, True)):
        with c.group(transform=f"rotate({angle} 500 560)"):
            c.rect(300, 226, 430, 600, p.ink, r=20, opacity=0.2)
            c.rect(292, 222, 424, 594, "#f1e7d2", r=14)
            for i in range(5):
                c.rect(700 + i * 3, 232, 1.5, 574, "#cbbd9f")
            c.rect(280, 210, 424, 600, c.linear(shade(fill, 0.2), fill, fill, tint(fill, 0.08)), r=18)
            c.rect(280, 210, 56, 600, shade(fill, 0.28), r=16, opacity=0.7)
            c.rect(640, 210, 20, 600, p.accent)
            if front:
                label(c, 480, 410, 220, 210)
                c.path("M400 806L400 876L418 856L436 876L436 806Z", p.accent)
                c.rect(296, 226, 392, 568, "none", r=10, stroke=tint(fill, 0.3), stroke_width=3, opacity=0.6)


def logbooks(c: Canvas) -> None:
    """Three stapled booklets in a fan."""
    p = c.palette
    for angle, fill in ((-16, p.dark), (0, p.light), (15, p.main)):
        with c.group(transform=f"rotate({angle} 500 900)"):
            c.rect(352, 268, 320, 500, p.ink, r=14, opacity=0.2)
            c.rect(346, 258, 320, 500, "#f5ecd8", r=12)
            c.rect(338, 252, 320, 500, c.linear(shade(fill, 0.14), fill, tint(fill, 0.1)), r=12)
            for y in (370, 620):
                c.rect(342, y, 7, 46, "#e4e0d8", r=3)
            c.rect(408, 320, 190, 120, PAPER, r=8)
            c.rect(430, 352, 146, 8, p.ink, r=4)
            c.rect(430, 378, 146, 4, p.accent)
            c.rect(430, 404, 90, 4, p.accent)
            emblem(c, c.rng.choice(EMBLEMS), 500, 610, 56, ink=PAPER, accent=p.accent)


def ink_bottle(c: Canvas) -> None:
    """A square bottle of ink, a brush stroke of its colour beside it."""
    p = c.palette
    c.stroke("M150 872C280 830 420 890 560 850S800 842 872 858", p.main, 34, opacity=0.9)
    c.stroke("M210 886C330 862 470 892 600 872", p.dark, 10, opacity=0.6)
    c.shadow(500, 806, 260)
    glass = "M330 430Q262 440 262 510L262 750Q262 806 318 806L682 806Q738 806 738 750L738 510Q738 440 670 430Z"
    c.path(glass, "#ffffff", opacity=0.7)
    c.path(
        "M300 530L700 530L700 744Q700 776 668 776L332 776Q300 776 300 744Z",
        c.linear(tint(p.main, 0.15), p.main, p.dark),
    )
    c.ellipse(500, 530, 200, 18, tint(p.main, 0.25))
    c.path(glass, c.linear("#ffffff@0.6", "#ffffff@0.05", "#ffffff@0.05", "#ffffff@0.4"))
    c.path(glass, "none", stroke="#ffffff", stroke_width=7)
    c.rect(386, 392, 228, 44, "#ffffff", r=12, opacity=0.85)
    c.rect(366, 262, 268, 140, c.turned(p.ink), r=20)
    for i in range(13):
        c.rect(380 + i * 19, 276, 5, 112, tint(p.ink, 0.2), r=2, opacity=0.6)
    c.ellipse(500, 270, 132, 20, tint(p.ink, 0.2))
    label(c, 500, 650, 230, 190)
    c.stroke("M292 540L292 740", "#ffffff", 14, opacity=0.7)


def dip_pen(c: Canvas) -> None:
    """A twisted glass pen across a written sheet."""
    p = c.palette
    with c.group(transform="rotate(-5 500 560)"):
        c.rect(232, 260, 560, 590, p.ink, opacity=0.14)
        c.rect(220, 246, 560, 590, c.linear("#fffdf6", PAPER, down=True))
        _writing(c, 280, 340, 430, 8, gap=54)
    with c.group(transform="rotate(-42 500 540)"):
        c.rect(150, 570, 640, 26, p.ink, r=13, opacity=0.14)
        c.rect(250, 516, 600, 44, c.linear(tint(p.main, 0.5), p.main, p.dark, down=True), r=22)
        for i in range(20):
            c.stroke(f"M{282 + i * 28} 520l20 36", tint(p.light, 0.4), 6, opacity=0.75)
        c.circle(846, 538, 34, c.radial(tint(p.accent, 0.5), p.accent, shade(p.accent, 0.2)))
        c.path("M260 512Q200 516 132 538Q200 560 260 564Z", c.linear(p.ink, p.main, tint(p.light, 0.3)))
        c.stroke("M150 538L250 530M150 538L250 546", "#ffffff", 3, opacity=0.7)
        c.rect(252, 508, 26, 60, p.accent, r=10)


def letters(c: Canvas) -> None:
    """A sealed envelope on its sheets."""
    p = c.palette
    with c.group(transform="rotate(7 520 480)"):
        c.rect(300, 200, 440, 480, p.ink, opacity=0.12)
        c.rect(290, 190, 440, 480, PAPER)
        c.rect(290, 190, 440, 14, p.accent)
        _writing(c, 340, 270, 340, 4)
    with c.group(transform="rotate(-4 500 640)"):
        c.rect(200, 436, 620, 410, p.ink, r=10, opacity=0.18)
        c.rect(190, 424, 620, 410, c.linear(tint(p.light, 0.25), p.light, down=True), r=10)
        c.path("M190 826L440 620L560 620L810 826Q806 834 796 834L204 834Q194 834 190 826Z", shade(p.light, 0.06))
        c.path("M190 432Q192 424 204 424L796 424Q808 424 810 432L530 664Q500 688 470 664Z", p.ink, opacity=0.14)
        c.path("M190 428Q192 424 204 424L796 424Q808 424 810 428L530 652Q500 676 470 652Z", tint(p.light, 0.45))
    _seal(c, 500, 648, 72)


def _seal(c: Canvas, x: float, y: float, radius: float) -> None:
    p = c.palette
    points = [
        f"{px:.1f} {py:.1f}"
        for i, (_, _, a) in enumerate(around(x, y, 1, 22))
        for px, py, _ in around(x, y, radius * (1.0 + c.rng.uniform(0, 0.1) * (i % 3)), 1, start=a)
    ]
    outline = "M" + "L".join(points) + "Z"
    c.path(outline, p.ink, opacity=0.25, transform="translate(4 8)")
    c.path(outline, p.main, stroke=p.main, stroke_width=radius * 0.3, stroke_linejoin="round")
    c.circle(x, y, radius * 0.82, c.radial(tint(p.main, 0.2), p.main, p.dark))
    emblem(c, "star", x, y, radius * 0.6, ink=tint(p.main, 0.35), accent=p.dark)


def sealing_wax(c: Canvas) -> None:
    """A brass stamp, two sticks of wax and a seal."""
    p = c.palette
    c.shadow(330, 812, 130)
    c.path("M268 740L392 740L404 800Q330 824 256 800Z", c.turned("#d9a94e"))
    c.path("M300 690L360 690L376 742L284 742Z", c.turned("#c29238"))
    c.path(
        "M330 262C400 262 408 340 384 410C362 480 360 560 366 690L294 690C300 560 298 480 276 410"
        "C252 340 260 262 330 262Z",
        c.turned("#8a5a36"),
    )
    c.rect(290, 672, 80, 22, "#e3bd6c", r=8)
    for x, fill in ((520, p.main), (610, p.accent)):
        c.rect(x + 6, 330, 62, 480, p.ink, r=8, opacity=0.18)
        c.rect(x, 320, 62, 486, c.turned(fill), r=8)
        c.stroke(f"M{x + 31} 320l0 -34", "#efe3c8", 6)
        c.rect(x, 520, 62, 120, PAPER)
        c.rect(x + 12, 560, 38, 6, p.ink, r=3)
        c.rect(x + 12, 580, 38, 4, fill, r=2)
    _seal(c, 790, 776, 78)


def card_wallet(c: Canvas) -> None:
    """A card wallet with two cards showing."""
    p = c.palette
    c.shadow(500, 812, 330)
    for y, fill, shift in ((300, p.accent, 20), (352, tint(p.light, 0.5), -10)):
        c.rect(236 + shift, y, 520, 320, shade(fill, 0.14), r=26)
        c.rect(232 + shift, y - 4, 520, 320, c.linear(tint(fill, 0.2), fill), r=26)
        c.rect(272 + shift, y + 24, 130, 16, "#ffffff", r=8, opacity=0.6)
    body = "M188 440Q188 410 220 410L780 410Q812 410 812 440L812 770Q812 812 770 812L230 812Q188 812 188 770Z"
    c.path(body, c.linear(tint(p.main, 0.16), p.main, shade(p.main, 0.18)))
    c.path("M188 470Q500 410 812 600L812 770Q812 812 770 812L230 812Q188 812 188 770Z", p.dark, opacity=0.5)
    c.path("M188 560Q500 500 812 500L812 770Q812 812 770 812L230 812Q188 812 188 770Z", p.ink, opacity=0.2)
    c.path(
        "M188 552Q500 500 812 520L812 770Q812 812 770 812L230 812Q188 812 188 770Z",
        c.linear(p.main, shade(p.main, 0.1)),
    )
    stitches(c, "M212 570Q500 524 790 540M212 600L212 764Q212 788 236 788L764 788Q788 788 788 764L788 570")
    emblem(c, emblem_of(c), 500, 676, 56, ink=p.dark, accent=shade(p.main, 0.2))


def satchel(c: Canvas) -> None:
    """A post bag with a flap and two buckles."""
    p = c.palette
    c.shadow(500, 820, 350)
    c.stroke("M240 400C220 60 780 60 760 400", shade(p.dark, 0.15), 34)
    c.stroke("M240 396C220 68 780 68 760 396", p.main, 22)
    c.rect(180, 360, 640, 460, c.turned(shade(p.main, 0.12)), r=46)
    for x in (330, 630):
        c.rect(x, 600, 40, 150, p.dark, r=8)
    flap = "M176 380Q176 344 216 344L784 344Q824 344 824 380L824 560Q820 660 700 662L300 662Q180 660 176 560Z"
    c.path(flap, p.ink, opacity=0.25, transform="translate(0 14)")
    c.path(flap, c.linear(tint(p.main, 0.2), p.main, shade(p.main, 0.12), down=True))
    stitches(c, "M200 400L200 560Q206 636 302 638L698 638Q794 636 800 560L800 400")
    emblem(c, emblem_of(c), 500, 490, 66, ink=p.dark, accent=shade(p.main, 0.24))
    for x in (330, 630):
        c.rect(x, 560, 40, 150, p.dark, r=8)
        c.rect(x - 12, 672, 64, 56, "none", r=10, stroke="#d9b25c", stroke_width=11)
        c.rect(x + 15, 672, 10, 40, "#e9cd8a", r=4)
    for x in (232, 768):
        c.circle(x, 398, 22, c.radial("#f1d99c", "#b98f3c"))


def key_strap(c: Canvas) -> None:
    """A leather loop with a ring and a key."""
    p = c.palette
    with c.group(transform="rotate(14 500 500)"):
        c.rect(446, 216, 128, 400, p.ink, r=60, opacity=0.18)
        c.rect(434, 200, 132, 400, c.turned(p.main), r=60)
        stitches(c, "M456 560L456 262Q460 224 500 222Q540 224 544 262L544 560")
        c.rect(428, 500, 144, 66, c.turned(p.dark), r=14)
        c.circle(500, 533, 16, c.radial("#f1d99c", "#b98f3c"))
        c.circle(500, 660, 78, "none", stroke="#b98f3c", stroke_width=20)
        c.circle(498, 657, 78, "none", stroke="#ecd08b", stroke_width=8)
    with c.group(transform="translate(440 700) rotate(-24)"):
        c.circle(0, 50, 62, "none", stroke="#8d939a", stroke_width=26)
        c.rect(-13, 104, 26, 170, c.turned("#a5abb2"), r=6)
        c.path("M13 210h44v26h-22v20h22v22h-44Z", "#8d939a")
    emblem(c, emblem_of(c), 552, 370, 36, ink=p.dark, accent=p.dark)


def tool_roll(c: Canvas) -> None:
    """A leather roll laid open, tools in its pockets."""
    p = c.palette
    c.rect(150, 326, 720, 500, p.ink, r=24, opacity=0.18)
    c.rect(136, 306, 728, 506, c.linear(tint(p.main, 0.1), p.main, shade(p.main, 0.14)), r=24)
    steel, grip = "#b9c0c6", ("#6d4529", "#94643d", "#3f2a1c", "#7a5030", "#57361f")
    for i in range(5):
        x = 214 + i * 130
        top = 220 + (i * 53) % 110
        c.rect(x, top, 46, 270, c.turned(grip[i]), r=18)
        c.circle(x + 23, top + 36, 6, "#e5d3a4")
        c.circle(x + 23, top + 96, 6, "#e5d3a4")
        c.rect(x + 2, top + 250, 42, 40, c.turned(steel))
        c.path(f"M{x + 2} {top + 280}h42v140h-42Z", c.linear("#e3e7ea", steel))
    c.path("M136 560L864 560L864 788Q864 812 840 812L160 812Q136 812 136 788Z", c.linear(p.main, p.dark))
    stitches(c, "M150 580L850 580")
    for i in range(6):
        stitches(c, f"M{168 + i * 131} 590L{168 + i * 131} 796")
    c.stroke("M860 690C930 690 900 800 960 830M860 700C900 730 880 830 900 880", p.accent, 15)


def chart(c: Canvas) -> None:
    """A folded sea chart: coasts, rhumb lines and a rose."""
    p = c.palette
    c.rect(146, 250, 730, 570, p.ink, opacity=0.16)
    sheet = "M136 236L318 250L500 236L682 250L864 236L864 796L682 810L500 796L318 810L136 796Z"
    c.path(sheet, tint(p.light, 0.5))
    with c.clipped(sheet):
        for x, y, _ in around(620, 600, 900, 32):
            c.stroke(f"M620 600L{x:.0f} {y:.0f}", p.main, 1.6, opacity=0.45)
        for d in (
            (
                "M100 200L420 200C400 270 330 260 350 330C370 400 450 380 430 450C400 520 300 470 290 550"
                "C280 640 180 620 100 680Z"
            ),
            "M900 200L690 200C680 260 740 290 720 350C700 400 780 430 820 400L900 420Z",
            "M420 830C430 760 500 780 540 740C570 710 560 690 600 720C640 760 620 800 660 830Z",
        ):
            c.path(d, "none", stroke=p.main, stroke_width=26, opacity=0.22)
            c.path(d, c.linear(PAPER, shade(PAPER, 0.1)), stroke=p.dark, stroke_width=5, stroke_linejoin="round")
        for x, y, r in ((520, 420, 20), (560, 370, 12), (480, 500, 13), (780, 560, 18)):
            c.ellipse(x, y, r * 1.5, r, PAPER, stroke=p.dark, stroke_width=4)
        c.path(
            "M330 640q60 40 120 -10t110 -70",
            "none",
            stroke=p.accent,
            stroke_width=6,
            stroke_dasharray="4 14",
            stroke_linecap="round",
        )
        for i in range(4):
            c.rect(
                136 + i * 182,
                230,
                182,
                600,
                c.linear("#000000@0.1", "#ffffff@0.2") if i % 2 else c.linear("#ffffff@0.2", "#000000@0.05"),
            )
    c.circle(620, 600, 104, PAPER, opacity=0.9)
    c.circle(620, 600, 104, "none", stroke=p.dark, stroke_width=4)
    emblem(c, "star", 620, 600, 96, ink=p.dark, accent=p.accent)
    emblem(c, "ship", 360, 700, 46, ink=p.dark, accent=p.accent)


def sewing_pattern(c: Canvas) -> None:
    """A pattern sheet with its pieces, and a tape measure."""
    p = c.palette
    c.rect(166, 236, 700, 590, p.ink, opacity=0.15)
    c.rect(152, 220, 700, 590, "#fffdf6")
    for i in range(1, 14):
        c.rect(152 + i * 50, 220, 1.5, 590, p.light, opacity=0.7)
        c.rect(152, 220 + i * 42, 700, 1.5, p.light, opacity=0.7)
    for d, fill in (
        ("M268 270L408 270C412 350 450 400 516 414L528 770L196 770L200 414C240 400 262 350 268 270Z", p.light),
        ("M590 290L800 290L800 460Q695 520 590 460Z", tint(p.accent, 0.55)),
        ("M590 560L640 560L640 770L590 770ZM690 560L740 560L740 770L690 770Z", tint(p.main, 0.5)),
    ):
        c.path(d, fill, opacity=0.75)
        c.path(d, "none", stroke=p.ink, stroke_width=5, stroke_dasharray="18 11")
    c.stroke("M360 380L360 700M340 400L360 376L380 400M340 680L360 704L380 680", p.main, 5)
    c.path("M668 330h50l-25 40Z", p.accent)
    c.stroke("M120 840C260 900 360 790 520 850S780 900 900 800", shade(p.accent, 0.25), 46)
    c.stroke("M120 836C260 896 360 786 520 846S780 896 900 796", tint(p.accent, 0.15), 40)
    c.path(
        "M120 836C260 896 360 786 520 846S780 896 900 796",
        "none",
        stroke=p.ink,
        stroke_width=24,
        stroke_dasharray="3 17",
    )


def marbled_sheets(c: Canvas) -> None:
    """Three sheets of marbled paper in a fan."""
    p = c.palette
    for i, angle in enumerate((-13, 1, 14)):
        with c.group(transform=f"rotate({angle} 500 960)"):
            c.rect(330, 250, 370, 520, p.ink, opacity=0.2)
            with c.clipped("M318 236H688V756H318Z"):
                if i == 1:
                    with c.coloured(Palette(p.wall, p.floor, p.accent, p.ink, p.light, p.main, p.ink)):
                        marbling(c, 318, 236, 370, 520)
                else:
                    marbling(c, 318, 236, 370, 520)
            c.rect(318, 236, 370, 520, "none", stroke="#ffffff", stroke_width=9)
