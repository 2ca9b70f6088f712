"""What buyers type, and what they mean: the table that the quality of the search is measured with.

The catalogues are the real ones of `tests.benchmarks.catalog_shop`. What a query means is written as a pattern of titles
or codes, not as what the search happens to return: a product is a hit if the pattern occurs in its title, or in its
code where the pattern begins with ``#``.
"""

from __future__ import annotations

import msgspec

__all__ = ["CHINESE_QUERIES", "ENGLISH_QUERIES", "SYNONYMS", "Query"]


class Query(msgspec.Struct, frozen=True):
    """A query and the pattern (regular expression, caseless) of its hits."""

    text: str
    meant: str


ENGLISH_QUERIES = tuple(
    Query(*pair)
    for pair in (
        # as it is written
        ("alarm clock bakelike red", r"ALARM CLOCK BAKELIKE RED"),
        ("regency cakestand 3 tier", r"REGENCY CAKESTAND 3 TIER"),
        ("jumbo bag red retrospot", r"JUMBO BAG RED RETROSPOT"),
        ("party bunting", r"PARTY BUNTING"),
        ("rabbit night light", r"RABBIT NIGHT LIGHT"),
        ("lunch bag woodland", r"LUNCH BAG WOODLAND"),
        ("skipping rope", r"SKIPPING ROPE"),
        ("doormat union flag", r"DOORMAT UNION FLAG"),
        ("hot water bottle", r"HOT WATER BOTTLE"),
        ("colouring pencils", r"COLOURING PENCILS"),
        # words in any order
        ("red umbrella", r"RED.*UMBRELLA|UMBRELLA.*RED"),
        ("clock alarm green", r"ALARM CLOCK.*GREEN"),
        ("pink parasol", r"PINK.*PARASOL|PARASOL.*PINK"),
        ("kitchen clock", r"CLOCK.*KITCHEN|KITCHEN.*CLOCK"),
        # plural and singular
        ("umbrellas", r"UMBRELLA"),
        ("teapots", r"TEAPOT|TEA POT"),
        ("lunch boxes", r"LUNCH ?BOX"),
        ("scissors", r"SCISSOR"),
        ("dinosaurs", r"DINOSAUR"),
        ("garlands", r"GARLAND"),
        ("paper napkin", r"PAPER NAPKIN"),
        ("christmas stockings", r"CHRISTMAS.*STOCKING|STOCKING.*CHRISTMAS"),
        ("domino", r"DOMINO"),
        ("advent calendars", r"ADVENT CALENDAR"),
        ("glass coasters", r"GLASS.*COASTER|COASTER.*GLASS"),
        # misspelt
        ("umbrela", r"UMBRELLA"),
        ("hot watter bottle", r"HOT WATER BOTTLE"),
        ("bakelite alarm clock", r"ALARM CLOCK BAKELIKE"),
        ("cusion cover", r"CUSHION COVER"),
        ("neclace", r"NECKLACE"),
        ("strawbery teapot", r"STRAWBERRY.*TEAPOT"),
        ("jigsaw puzle", r"JIGSAW PUZZLE|PUZZLE.*JIGSAW"),
        ("christmass garland", r"CHRISTMAS.*GARLAND|GARLAND.*CHRISTMAS"),
        ("watering cann", r"WATERING CAN"),
        ("sombrerro", r"SOMBRERO"),
        ("chalkbord", r"CHALKBOARD"),
        # joined and apart, hyphens, apostrophes
        ("cake stand", r"CAKE ?STAND"),
        ("cakestand", r"CAKE ?STAND"),
        ("tlight holder", r"T-?LIGHT HOLDER"),
        ("t-light holder", r"T-?LIGHT HOLDER"),
        ("lunchbox", r"LUNCH ?BOX"),
        ("door mat", r"DOOR ?MAT"),
        ("childrens apron", r"CHILDREN'?S.*APRON|APRON.*CHILDREN'?S"),
        ("poppys playhouse", r"POPPY'?S PLAYHOUSE"),
        # a word that is being typed
        ("umbr", r"UMBRELLA"),
        ("spaceb", r"SPACEBOY"),
        ("sombr", r"SOMBRERO"),
        ("playing ca", r"PLAYING CARD"),
        # synonyms that staff of such a shop would keep
        ("serviettes", r"NAPKIN|SERVIETTE"),
        ("brolly", r"UMBRELLA"),
        ("photo frame", r"PHOTO ?FRAME|PICTURE FRAME"),
        ("blackboard", r"CHALKBOARD|BLACK ?BOARD"),
        ("jewelry box", r"JEWELLERY.*BOX"),
        # codes and parts of them
        ("85123A", r"#^85123A"),
        ("15056", r"#^15056"),
        ("15056bl", r"#^15056BL"),
        ("8509", r"#^8509"),
        ("22423", r"#^22423"),
    )
)

CHINESE_QUERIES = tuple(
    Query(*pair)
    for pair in (
        # words inside of titles
        ("四件套", r"四件套"),
        ("羊毛被", r"羊毛被"),
        ("毛巾", r"毛巾"),
        ("记忆枕", r"记忆枕"),
        ("抱枕", r"抱枕"),
        ("窗帘", r"窗帘"),
        ("登机箱", r"登机箱"),
        ("猫砂盆", r"猫砂盆"),
        ("炒锅", r"炒锅"),
        ("盖毯", r"盖毯"),
        ("凉席", r"凉席"),
        ("永生花", r"永生花"),
        ("台灯", r"台灯"),
        ("内裤", r"内裤"),
        ("床笠", r"床笠"),
        ("宠物窝", r"宠物.*窝"),
        ("拉杆箱", r"拉杆箱"),
        ("蚕丝被", r"蚕丝被"),
        # several words, in any order
        ("纯棉 四件套", r"纯棉.*四件套"),
        ("羊毛 地毯", r"羊毛.*地毯"),
        ("宠物 牵引绳", r"宠物.*牵引绳"),
        ("条纹四件套", r"条纹.*四件套|四件套.*条纹"),
        ("日式窗帘", r"日式.*窗帘"),
        ("婴童裙", r"裙.*婴童"),
        ("男式内裤", r"男式.*内裤"),
        ("女式真丝内裤", r"女式.*真丝内裤"),
        ("实木餐桌", r"实木餐桌"),
        ("端午粽", r"端午粽"),
        # full width, other scripts, measures, codes
        ("ＰＣ登机箱", r"PC.*登机箱"),
        ("carat 煎锅", r"CARAT.*煎锅"),
        ("lcd 电子钟", r"LCD电子钟"),
        ("1.8米床", r"1\.8米.*床"),
        ("曲奇 0.2公斤", r"曲奇 200克"),
        ("1006002", r"#^1006002"),
        ("100902", r"#^100902"),
        # with what is said in between
        ("舒服的枕头", r"舒适.*枕"),
        ("给宠物的碗", r"宠物.*碗"),
        # synonyms
        ("旅行箱", r"登机箱|拉杆箱"),
        ("被子", r"被"),
    )
)

SYNONYMS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("en", ("napkin", "serviette"), ()),
    ("en", ("brolly",), ("umbrella",)),
    ("en", ("blackboard", "chalkboard"), ()),
    ("en", ("jewelry", "jewellery"), ()),
    ("en", ("photo frame", "picture frame"), ()),
    ("zh-Hans", ("枕头",), ("枕",)),
    ("zh-Hans", ("舒服", "舒适"), ()),
    ("zh-Hans", ("旅行箱",), ("登机箱", "拉杆箱")),
    ("zh-Hans", ("被子",), ("被",)),
)
"""What staff of such shops would keep: the language, the words, and what they mean, where it goes one way only."""
