"""Motifs of the table: ceramics and glass."""

from fondaco_catalog.demo.motifs.canvas import Canvas, around
from fondaco_catalog.demo.motifs.details import lemon, sprig
from fondaco_catalog.demo.motifs.palettes import mix, shade, tint

__all__ = ["amphora", "bowl", "carafe", "cup", "goblet", "plate", "teapot", "tumbler"]


def _speckles(c: Canvas, x: float, y: float, w: float, h: float, *, count: int) -> None:
    for _ in range(count):
        c.circle(c.rng.uniform(x, x + w), c.rng.uniform(y, y + h), c.rng.uniform(1.5, 4.5), c.palette.ink, opacity=0.22)


def cup(c: Canvas) -> None:
    """A dipped cup on its saucer, steaming."""
    p = c.palette
    clay = mix(p.light, "#fbf4e8", 0.6)
    c.shadow(500, 806, 320)
    c.ellipse(490, 782, 300, 50, shade(clay, 0.16))
    c.ellipse(490, 770, 300, 48, c.turned(clay))
    c.ellipse(490, 768, 200, 28, shade(clay, 0.12))
    c.stroke("M668 470C800 440 812 640 640 660", shade(p.main, 0.12), 40)
    c.stroke("M668 466C792 440 800 630 640 652", p.main, 26)
    body = "M290 400L690 400C690 600 660 770 560 774L420 774C320 770 290 600 290 400Z"
    c.path(body, c.turned(clay))
    with c.clipped(body):
        c.path("M270 380L710 380L710 560C620 610 560 540 480 580C400 620 340 570 270 604Z", c.turned(p.main))
        c.path("M270 604C340 570 400 620 480 580C560 540 620 610 710 560", "none", stroke=p.dark, stroke_width=5)
        _speckles(c, 290, 600, 400, 170, count=60)
        c.rect(330, 420, 26, 260, "#ffffff", r=13, opacity=0.35)
    c.ellipse(490, 400, 200, 46, tint(p.main, 0.25))
    c.ellipse(490, 404, 184, 38, p.dark)
    c.ellipse(490, 412, 172, 30, c.linear("#7a4a2c", "#4c2a18"))
    c.steam(490, 372)


def teapot(c: Canvas) -> None:
    """A round pot with a cane handle."""
    p = c.palette
    c.shadow(500, 806, 300)
    c.stroke("M330 430C330 150 670 150 670 430", shade("#b98a52", 0.2), 30)
    c.stroke("M330 426C330 156 670 156 670 426", "#c99a60", 20)
    c.path("M330 426C330 156 670 156 670 426", "none", stroke="#8f6636", stroke_width=20, stroke_dasharray="7 34")
    c.path("M700 640C790 620 770 470 856 420L890 446C850 520 860 690 690 730Z", c.turned(p.main))
    c.ellipse(874, 432, 24, 14, p.dark, transform="rotate(38 874 432)")
    body = "M500 400C720 400 770 540 752 640C738 740 640 806 500 806C360 806 262 740 248 640C230 540 280 400 500 400Z"
    c.path(body, c.turned(p.main))
    with c.clipped(body):
        c.path("M220 640C360 700 640 700 780 640L780 830L220 830Z", p.dark, opacity=0.45)
        c.stroke("M230 640C360 700 640 700 770 640", p.accent, 8)
        c.stroke("M230 618C360 678 640 678 770 618", p.light, 4)
        _speckles(c, 260, 420, 480, 360, count=70)
        c.ellipse(372, 520, 60, 84, "#ffffff", opacity=0.22, transform="rotate(24 372 520)")
    c.circle(330, 432, 20, p.dark)
    c.circle(670, 432, 20, p.dark)
    c.path("M366 418C390 352 610 352 634 418C600 446 400 446 366 418Z", c.turned(shade(p.main, 0.08)))
    c.stroke("M366 420C400 448 600 448 634 420", p.dark, 6)
    c.ellipse(500, 358, 20, 12, p.dark)
    c.circle(500, 336, 27, c.radial(tint(p.accent, 0.3), p.accent, shade(p.accent, 0.2)))


def bowl(c: Canvas) -> None:
    """A deep bowl with chopsticks across its rim."""
    p = c.palette
    c.shadow(500, 812, 270)
    c.path("M400 760L600 760L620 812Q500 830 380 812Z", c.turned(p.dark))
    body = "M190 450L810 450C806 660 680 782 500 782C320 782 194 660 190 450Z"
    c.path(body, c.turned(p.main))
    with c.clipped(body):
        c.path("M180 520Q500 640 820 520L820 600Q500 720 180 600Z", p.light, opacity=0.9)
        for i in range(11):
            x = 220 + i * 56
            y = 548 + 56 * (1 - ((x - 500) / 320) ** 2)
            c.path(f"M{x:.0f} {y:.0f}l24 -30l24 30l-24 30Z", p.accent if i % 2 else p.dark)
        _speckles(c, 200, 640, 600, 140, count=60)
        c.ellipse(300, 590, 30, 110, "#ffffff", opacity=0.2, transform="rotate(-18 300 590)")
    c.ellipse(500, 450, 310, 66, tint(p.main, 0.35))
    c.ellipse(500, 455, 290, 56, c.linear(p.dark, p.main, p.light))
    c.ellipse(500, 474, 236, 34, p.dark, opacity=0.35)
    c.stroke("M150 424L856 366", shade("#8a4b2b", 0.35), 15, opacity=0.4)
    c.stroke("M150 410L860 350", "#7b3f25", 15)
    c.stroke("M150 446L870 394", "#94512f", 15)
    c.stroke("M780 357L860 350M792 399L870 394", p.accent, 15)


def plate(c: Canvas) -> None:
    """A painted plate, stood upright."""
    p = c.palette
    c.shadow(500, 822, 240)
    c.circle(506, 522, 306, shade(p.light, 0.3))
    c.circle(498, 512, 304, c.radial("#ffffff", tint(p.light, 0.6), tint(p.light, 0.3)))
    c.circle(498, 512, 296, "none", stroke=p.main, stroke_width=12)
    for x, y, angle in around(498, 512, 248, 16):
        with c.group(transform=f"translate({x:.1f} {y:.1f}) rotate({angle:.1f})"):
            c.path("M-34 0C-16 -34 16 -34 34 0C16 34 -16 34 -34 0Z", p.main)
            c.ellipse(0, 0, 15, 8, p.accent)
    for x, y, _ in around(498, 512, 256, 16, start=11.25):
        c.circle(x, y, 9, p.dark)
    c.circle(498, 512, 196, "none", stroke=p.dark, stroke_width=5)
    c.circle(498, 512, 184, c.radial(tint(p.light, 0.75), tint(p.light, 0.55)))
    for ring, count, size, colour in ((104, 12, 1.0, p.main), (66, 8, 0.8, p.accent)):
        for x, y, angle in around(498, 512, ring, count):
            with c.group(transform=f"translate({x:.1f} {y:.1f}) rotate({angle:.1f}) scale({size})"):
                c.path("M-52 0C-24 -26 26 -22 52 0C26 22 -24 26 -52 0Z", colour)
                c.stroke("M-36 0L36 0", tint(colour, 0.5), 3)
    c.circle(498, 512, 30, p.dark)
    c.circle(498, 512, 14, p.light)
    c.path(
        "M250 400A270 270 0 0 1 420 256", "none", stroke="#ffffff", stroke_width=20, opacity=0.5, stroke_linecap="round"
    )
    c.path("M356 806L382 742L410 742L398 822L350 822ZM644 806L618 742L590 742L602 822L650 822Z", p.ink)


def amphora(c: Canvas) -> None:
    """A two-handled jar with painted bands."""
    p = c.palette
    c.shadow(500, 820, 190)
    c.stroke("M420 292C300 260 270 400 336 470", p.dark, 30)
    c.stroke("M580 292C700 260 730 400 664 470", p.dark, 30)
    body = (
        "M424 236L576 236L566 340C566 392 720 430 720 560C720 690 600 740 580 820L420 820"
        "C400 740 280 690 280 560C280 430 434 392 434 340Z"
    )
    c.path(body, c.turned(p.main))
    with c.clipped(body):
        c.rect(260, 500, 480, 96, p.light)
        for y in (488, 604, 640, 352):
            c.rect(260, y, 480, 9, p.dark)
        for i in range(9):
            c.path(f"M{270 + i * 56} 590l28 -80l28 80Z", p.accent if i % 2 else p.dark)
        c.rect(260, 660, 480, 30, p.accent)
        c.rect(260, 236, 480, 600, c.linear("#000000@0.12", "#ffffff@0.2", "#ffffff@0", "#000000@0.06", "#000000@0.24"))
    c.path("M404 212L596 212Q606 240 590 250L410 250Q394 240 404 212Z", c.turned(p.dark))
    c.ellipse(500, 212, 96, 16, shade(p.dark, 0.25))
    sprig(c, 196, 850, -8, "#77854a", size=0.62)


def _glass(c: Canvas, d: str) -> None:
    c.path(d, c.linear("#ffffff@0.75", "#ffffff@0.25", "#ffffff@0.15", "#ffffff@0.35", "#ffffff@0.7"))


def tumbler(c: Canvas) -> None:
    """Two ribbed tumblers, one filled."""
    p = c.palette
    for x, y, full in ((292, -64, False), (-26, 0, True)):
        with c.group(transform=f"translate({x} {y})"):
            c.shadow(360, 812, 190)
            wall = "M196 330L524 330L490 770Q486 810 450 810L270 810Q234 810 230 770Z"
            c.path(wall, p.main, opacity=0.5)
            with c.clipped(wall):
                if full:
                    c.rect(180, 450, 360, 330, c.linear(tint(p.accent, 0.4), p.accent, down=True), opacity=0.85)
                    c.ellipse(360, 450, 158, 22, tint(p.accent, 0.55))
                    c.rect(280, 480, 84, 84, "#ffffff", r=14, opacity=0.55, transform="rotate(18 320 520)")
                    c.rect(376, 540, 76, 76, "#ffffff", r=14, opacity=0.45, transform="rotate(-14 410 570)")
                for i in range(9):
                    left = 200 + i * 38
                    c.path(f"M{left} 370l20 0L{360 + (left + 16 - 360) * 0.8:.0f} 780l-16 0Z", "#ffffff", opacity=0.28)
                c.rect(200, 772, 320, 50, p.dark, opacity=0.5)
            _glass(c, wall)
            c.ellipse(360, 330, 164, 28, "#ffffff", opacity=0.35)
            c.ellipse(360, 330, 164, 28, "none", stroke="#ffffff", stroke_width=7)
    lemon(c, 494, 340, 80)


def carafe(c: Canvas) -> None:
    """A waisted carafe of water with a stopper."""
    p = c.palette
    c.shadow(500, 818, 230)
    wall = (
        "M440 250L560 250C556 330 552 360 580 420C620 480 690 540 690 660C690 770 640 816 560 816L440 816"
        "C360 816 310 770 310 660C310 540 380 480 420 420C448 360 444 330 440 250Z"
    )
    c.path(wall, p.light, opacity=0.6)
    with c.clipped(wall):
        c.path("M290 560Q400 530 500 560T710 560L710 820L290 820Z", c.linear(p.light, p.main, down=True), opacity=0.9)
        c.path("M290 560Q400 530 500 560T710 560", "none", stroke="#ffffff", stroke_width=6)
        for i in range(5):
            y = 610 + i * 46
            c.stroke(f"M300 {y}q50 -26 100 0t100 0t100 0t100 0", "#ffffff", 5, opacity=0.35)
        sprig(c, 440, 790, -66, "#5f8f57", size=0.6)
    _glass(c, wall)
    c.path(wall, "none", stroke="#ffffff", stroke_width=6, opacity=0.9)
    c.stroke("M360 700C348 620 380 560 420 510", "#ffffff", 16, opacity=0.7)
    c.path("M446 262L554 262L546 320L454 320Z", p.accent, opacity=0.55)
    c.rect(424, 240, 152, 22, "#ffffff", r=11, opacity=0.95)
    c.circle(500, 186, 58, c.radial(tint(p.accent, 0.6), p.accent, shade(p.accent, 0.15)))
    c.ellipse(480, 166, 18, 12, "#ffffff", opacity=0.8)


def goblet(c: Canvas) -> None:
    """A pair of stemmed glasses."""
    p = c.palette
    for x, y, scale in ((360, 12, 0.9), (0, 0, 1.0)):
        with c.group(transform=f"translate({x} {y}) scale({scale})"):
            c.shadow(370, 812, 150)
            c.ellipse(370, 800, 132, 22, p.main, opacity=0.6)
            c.ellipse(370, 796, 132, 20, "none", stroke="#ffffff", stroke_width=5)
            c.path("M358 560L382 560L378 720Q384 780 430 796L310 796Q356 780 362 720Z", c.turned(p.main), opacity=0.8)
            c.circle(370, 590, 26, c.radial(tint(p.accent, 0.4), p.accent))
            wall = "M226 270L514 270C524 430 470 566 370 566C270 566 216 430 226 270Z"
            c.path(wall, p.light, opacity=0.5)
            with c.clipped(wall):
                c.rect(210, 396, 330, 190, c.linear(p.main, p.dark, down=True), opacity=0.85)
                c.ellipse(370, 396, 150, 22, tint(p.main, 0.3))
            _glass(c, wall)
            c.ellipse(370, 270, 144, 24, "#ffffff", opacity=0.4)
            c.ellipse(370, 270, 144, 24, "none", stroke="#ffffff", stroke_width=6)
            c.stroke("M258 330C256 420 280 480 310 516", "#ffffff", 13, opacity=0.7)
