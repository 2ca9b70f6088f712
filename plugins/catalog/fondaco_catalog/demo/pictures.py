"""The demo store's pictures: drawn by the program as SVG, so the repository holds no image files."""

from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from fondaco_catalog.demo.motifs import DEFAULT_MOTIFS, MOTIFS
from fondaco_catalog.demo.motifs.canvas import Canvas
from fondaco_catalog.demo.motifs.palettes import palette_for, shade, tint
from fondaco_catalog.demo.motifs.scenes import SCENES, close_up

__all__ = ["PICTURE_VIEWS", "PictureView", "picture_svg"]

PictureView = Literal["main", "detail"]
PICTURE_VIEWS: tuple[PictureView, ...] = ("main", "detail")

HANGING = frozenset({"apron", "paper-lamp", "scarf", "towel"})
SEEN_FROM_ABOVE = frozenset(
    {"chart", "dip-pen", "key-strap", "knife", "letters", "marbled-sheets", "sewing-pattern", "spice-box", "tool-roll"}
)
PLAIN_DETAIL = frozenset({"apron", "cezve", "mill", "mortar", "plate", "spice-box", "spoons", "towel"})


def picture_svg(
    product_handle: str,
    product_type: str,
    palette_seed: str,
    *,
    motif: str = "",
    view: PictureView = "main",
    title: str = "",
    width: int = 1200,
    height: int = 1200,
) -> str:
    """Draw one picture of a product: the same arguments give the same bytes, on every machine.

    The drawing is square; another shape of frame cuts its edges off evenly, as `object-fit: cover` would.

    Args:
        product_handle: varies the small things (emblem, grain, backdrop) from product to product.
        product_type: picks the scene of the detail view, and the motif where none is named.
        palette_seed: the name of a palette, or any text, which picks one of them.
        motif: a key of `MOTIFS`; empty takes the usual one of the product type.
        view: `main` shows the whole thing, `detail` its material, a close-up or another composition.
        title: the text alternative; empty uses the handle.
        width: in pixels.
        height: in pixels.

    Returns:
        An SVG document without scripts, styles or references to other files.

    Raises:
        KeyError: no such motif or product type.
    """
    name = motif or DEFAULT_MOTIFS[product_type]
    draw = MOTIFS[name]
    canvas = Canvas(product_handle, view, palette_for(palette_seed))
    if view == "main":
        _draw_backdrop(canvas, name)
        draw(canvas)
    elif name in PLAIN_DETAIL:
        close_up(canvas, draw)
    else:
        SCENES[product_type](canvas, draw)
    caption = title or product_handle
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 1000 1000" '
        f'preserveAspectRatio="xMidYMid slice" role="img" aria-label={quoteattr(caption)}>'
        f"<title>{escape(caption)}</title>{canvas.render()}</svg>\n"
    )


def _draw_backdrop(c: Canvas, motif: str) -> None:
    p = c.palette
    c.rect(0, 0, 1000, 1000, c.linear(tint(p.wall, 0.35), p.wall, down=True))
    if motif in SEEN_FROM_ABOVE:
        c.rect(0, 0, 1000, 1000, c.linear(p.wall, p.floor, down=True))
        c.circle(500, 520, 430, tint(p.wall, 0.4), opacity=0.7)
        return
    shape = c.rng.randrange(3)
    pale = c.linear(tint(p.light, 0.15), tint(p.light, 0.55), down=True)
    if shape == 0:
        c.path("M190 720L190 430A310 310 0 0 1 810 430L810 720Z", pale, opacity=0.75)
    elif shape == 1:
        c.circle(500, 440, 340, pale, opacity=0.75)
    else:
        c.path("M130 720L130 150L870 150L870 720Z", pale, opacity=0.6)
        c.path("M484 150h32v570h-32ZM130 420h740v26H130Z", p.wall, opacity=0.9)
    if motif in HANGING:
        return
    c.rect(0, 716, 1000, 284, c.linear(p.floor, shade(p.floor, 0.06), down=True))
    c.rect(0, 714, 1000, 5, shade(p.floor, 0.1), opacity=0.6)
