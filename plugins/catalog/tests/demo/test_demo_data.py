"""The demo catalog holds together, in both languages, and its pictures are safe and repeatable."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import product as combinations
from xml.etree import ElementTree as ET

import pytest
from fondaco_catalog.demo import DemoCatalog, DemoProduct, LocalText, load_catalog, picture_svg, product_pictures
from fondaco_catalog.demo.documents import pdf_page
from fondaco_catalog.demo.motifs import DEFAULT_MOTIFS, MOTIFS
from fondaco_catalog.demo.motifs.palettes import PALETTES
from fondaco_catalog.demo.motifs.scenes import SCENES
from fondaco_catalog.demo.selling import BOXES, DOWNLOADS

CATALOG = load_catalog()
SVG = "{http://www.w3.org/2000/svg}"

each_product = pytest.mark.parametrize("product", CATALOG.products, ids=lambda product: product.handle)


def texts(catalog: DemoCatalog) -> Iterator[LocalText]:
    yield from (catalog.store.name, catalog.store.tagline)
    for group in (catalog.categories, catalog.collections):
        for item in group:
            yield from (item.name, item.description)
    for product in catalog.products:
        yield from (product.title, product.description)
        for option in product.options:
            yield option.name
            yield from (value.name for value in option.values)


def ean13_check_digit(first_twelve: str) -> int:
    return -sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(first_twelve)) % 10


def test_the_store_is_big_enough_to_browse():
    assert len(CATALOG.products) >= 48
    assert len(CATALOG.collections) == 5
    assert max(len(product.variants) for product in CATALOG.products) >= 12
    assert sum(not product.variants[0].requires_shipping for product in CATALOG.products) == 3


def test_handles_skus_and_barcodes_are_unique():
    variants = [variant for product in CATALOG.products for variant in product.variants]
    for keys in (
        [product.handle for product in CATALOG.products],
        [category.handle for category in CATALOG.categories],
        [collection.handle for collection in CATALOG.collections],
        [variant.sku for variant in variants],
        [variant.barcode for variant in variants if variant.barcode],
    ):
        assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_the_category_tree_has_two_levels_and_names_parents_first():
    seen: dict[str, str | None] = {}
    for category in CATALOG.categories:
        assert category.parent is None or seen[category.parent] is None
        seen[category.handle] = category.parent


def test_collections_and_products_name_each_other():
    listed = {(name, collection.handle) for collection in CATALOG.collections for name in collection.products}
    named = {(product.handle, name) for product in CATALOG.products for name in product.collections}
    assert listed == named


def test_everything_in_under_30_costs_less_than_30():
    cheap = next(collection for collection in CATALOG.collections if collection.handle == "under-30")
    prices = [Decimal(v.price) for p in CATALOG.products if p.handle in cheap.products for v in p.variants]
    assert max(prices) < 30


def test_every_text_is_there_in_english_and_chinese():
    latin_only = re.compile(r"A\d")
    for text in texts(CATALOG):
        assert text.en.strip()
        assert text.zh_hans.strip()
        assert not re.search(r"[\u4e00-\u9fff]", text.en)
        assert re.search(r"[\u4e00-\u9fff]", text.zh_hans) or latin_only.fullmatch(text.zh_hans), text


@each_product
def test_a_description_is_simple_html(product: DemoProduct):
    for html in (product.description.en, product.description.zh_hans):
        tags = {element.tag for element in ET.fromstring(f"<body>{html}</body>").iter()}
        assert tags <= {"body", "p", "ul", "li", "strong"}


@each_product
def test_a_product_names_a_leaf_category_a_motif_and_a_palette(product: DemoProduct):
    parents = {category.parent for category in CATALOG.categories}
    assert product.category in {category.handle for category in CATALOG.categories} - parents
    assert product.motif in MOTIFS
    assert product.palette in PALETTES
    assert product.product_type in SCENES


@each_product
def test_variants_are_every_combination_of_option_values_once(product: DemoProduct):
    wanted = list(combinations(*([(option.code, value.code) for value in option.values] for option in product.options)))
    assert [tuple(variant.options.items()) for variant in product.variants] == wanted


@each_product
def test_prices_and_weights_make_sense(product: DemoProduct):
    for variant in product.variants:
        prices = [variant.price] + ([variant.compare_at] if variant.compare_at else [])
        assert all(re.fullmatch(r"\d+(\.\d{1,2})?", price) and Decimal(price) > 0 for price in prices)
        assert Decimal(prices[-1]) > Decimal(prices[0]) or len(prices) == 1
        assert (variant.weight_grams > 0) == variant.requires_shipping
        assert variant.stock_on_hand >= 0


@each_product
def test_a_barcode_is_an_in_store_ean13_with_its_check_digit(product: DemoProduct):
    for variant in product.variants:
        if variant.barcode is None:
            assert not variant.requires_shipping
            continue
        assert re.fullmatch(r"2\d{12}", variant.barcode)
        assert int(variant.barcode[-1]) == ean13_check_digit(variant.barcode[:12])


@each_product
def test_a_product_has_two_safe_and_repeatable_pictures(product: DemoProduct):
    pictures = product_pictures(product)
    assert [picture.filename for picture in pictures] == [f"{product.handle}-main.svg", f"{product.handle}-detail.svg"]
    assert product_pictures(product) == pictures
    assert pictures[0].svg != pictures[1].svg
    for picture in pictures:
        root = ET.fromstring(picture.svg)
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == picture.alt.en
        assert not re.search(r"<script|<style|<image|<foreignObject|href=|\son\w+=", picture.svg)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"url\(#([^)]+)\)", picture.svg)) <= set(ids)


def test_no_two_pictures_are_the_same():
    svgs = [
        picture.svg.partition("</title>")[2] for product in CATALOG.products for picture in product_pictures(product)
    ]
    assert len(set(svgs)) == len(svgs) == 2 * len(CATALOG.products)


def test_a_title_is_escaped():
    title = 'Salt & "pepper" <mill>'
    root = ET.fromstring(picture_svg("mill", "kitchen", "walnut", title=title))
    assert root.findtext(f"{SVG}title") == title
    assert root.get("aria-label") == title


def test_a_picture_has_the_size_asked_for():
    root = ET.fromstring(picture_svg("cup", "ceramics", "any text at all", width=640, height=480))
    assert (root.get("width"), root.get("height")) == ("640", "480")


def test_every_product_type_has_a_usual_motif_and_a_scene():
    assert DEFAULT_MOTIFS.keys() == SCENES.keys()
    assert set(DEFAULT_MOTIFS.values()) <= MOTIFS.keys()


def test_an_unknown_motif_is_refused():
    with pytest.raises(KeyError):
        picture_svg("cup", "ceramics", "sea", motif="unicorn")


def test_boxes_hold_what_comes_before_them_and_files_are_of_what_is_not_sent():
    order = [variant.sku for product in CATALOG.products for variant in product.variants]
    for sku, box in BOXES.items():
        held = [*box.holds, *(choice.sku for slot in box.slots for choice in slot.choices)]
        assert all(order.index(one) < order.index(sku) for one in held)
    sent = {variant.sku: variant.requires_shipping for product in CATALOG.products for variant in product.variants}
    assert {sku for sku, ships in sent.items() if not ships} == set(DOWNLOADS)


def test_a_page_is_a_pdf_and_the_same_each_time():
    page = pdf_page("Twelve (12) \\ papers", 210, 297)
    assert page == pdf_page("Twelve (12) \\ papers", 210, 297)
    assert page.startswith(b"%PDF-1.4\n")
    table = int(page.rsplit(b"startxref\n", 1)[1].split()[0])
    assert page[table:].startswith(b"xref\n0 6\n")
    places = [int(line[:10]) for line in page[table:].splitlines()[3:8]]
    assert all(page[place:].startswith(b"%d 0 obj" % number) for number, place in enumerate(places, start=1))
    assert b"(Twelve \\(12\\) \\\\ papers) Tj" in page
