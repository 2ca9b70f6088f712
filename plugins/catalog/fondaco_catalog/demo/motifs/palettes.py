"""The colours of the demo pictures: a few named palettes and the arithmetic to shade them."""

from hashlib import sha256

import msgspec

__all__ = ["PALETTES", "Palette", "mix", "palette_for", "shade", "tint"]


class Palette(msgspec.Struct, frozen=True):
    """Seven colours that go together, each as `#rrggbb`.

    Attributes:
        wall: the background.
        floor: the surface the product stands on.
        main: the product's own colour.
        dark: the same hue, for edges and the far side.
        light: the same hue, for linings and backdrops.
        accent: the contrasting colour of labels, bands and stitches.
        ink: lettering and shadows.
    """

    wall: str
    floor: str
    main: str
    dark: str
    light: str
    accent: str
    ink: str


PALETTES: dict[str, Palette] = {
    "celadon": Palette("#edf2ec", "#d7e2d8", "#8fb5a2", "#5c8573", "#c6ddd0", "#d98e5f", "#2f4a42"),
    "saffron": Palette("#fcf3e1", "#f4e0ba", "#e0a030", "#b2741a", "#f4cf82", "#8e2f2a", "#4a2c17"),
    "indigo": Palette("#e9edf4", "#d0d8e7", "#34508c", "#1f3463", "#9db0d8", "#e3a857", "#16213f"),
    "brick": Palette("#f9ece6", "#edd2c6", "#b9513a", "#8a3626", "#e6ab96", "#f0c27b", "#4a1d15"),
    "olive": Palette("#f3f3e5", "#e1e2c9", "#7e8748", "#575f2c", "#c0c793", "#d8763f", "#33381b"),
    "plum": Palette("#f5ecf1", "#e3d0dc", "#7c4465", "#562c46", "#c79db5", "#e2b04a", "#351a2b"),
    "sand": Palette("#f8f4ec", "#ebe1cf", "#d0b48c", "#a38558", "#eadabf", "#3e6a7a", "#4b3c28"),
    "sea": Palette("#e8f2f3", "#cce2e5", "#2f7f8c", "#1e5863", "#9acbd2", "#ee9d5b", "#123840"),
    "coffee": Palette("#f6eee6", "#e6d5c5", "#6b4430", "#472b1d", "#c3a28b", "#d9903d", "#2b1910"),
    "rose": Palette("#fbefec", "#f2d8d2", "#d98880", "#ae5c55", "#f0bbb4", "#4f7b77", "#54241f"),
    "slate": Palette("#eff1f3", "#d8dce0", "#5d6b78", "#3d4853", "#b0bbc4", "#d99a4e", "#222a31"),
    "copper": Palette("#f8eee5", "#ead4c1", "#c0703c", "#8c4a22", "#ecb68c", "#3d6b66", "#47230f"),
    "moss": Palette("#ecf1e6", "#d3dfc8", "#4f7247", "#34502f", "#a5c09c", "#e5b54e", "#1e2f1b"),
    "porcelain": Palette("#e7edf4", "#d0dbe7", "#f3f3ee", "#c3cad0", "#ffffff", "#2d5aa0", "#22385e"),
    "walnut": Palette("#f4ede4", "#e2d3c0", "#9a6a43", "#6c4527", "#d4b08c", "#5f7f6e", "#38220f"),
}


def palette_for(seed: str) -> Palette:
    """Return the palette of that name; any other text picks one of them, always the same."""
    named = PALETTES.get(seed)
    if named is not None:
        return named
    return list(PALETTES.values())[sha256(seed.encode()).digest()[0] % len(PALETTES)]


def mix(colour: str, other: str, share: float) -> str:
    """Blend two `#rrggbb` colours; `share` is the part of `other`, from 0 to 1."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def shade(colour: str, share: float) -> str:
    """Darken a colour towards a warm black."""
    return mix(colour, "#1c1410", share)


def tint(colour: str, share: float) -> str:
    """Lighten a colour towards white."""
    return mix(colour, "#ffffff", share)
