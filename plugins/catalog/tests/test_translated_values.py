"""Texts of attributes in several languages: staff read them, and an edit of one leaves the others."""

from __future__ import annotations

from typing import Any

import pytest_asyncio
from fondaco.testing import GraphQLClient

SAID = """attributes {
  ... on TextAttribute { text translations { locale text } }
  ... on RichTextAttribute { html translations { locale text } }
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def cup(catalogue: Any) -> str:
    """A cup with a text and a rich text, in English and German."""
    for name, kind in (("Care", "TEXT"), ("Story", "RICH_TEXT")):
        await catalogue.change("attributeCreate", {"name": name, "kind": kind}, "attribute { id }")
    data = {"name": "Cup", "attributes": [{"code": "care"}, {"code": "story"}]}
    type_ = (await catalogue.change("productTypeCreate", data, "productType { id }"))["productType"]["id"]
    said = [
        {"code": "care", "text": "By hand", "translations": [{"locale": "de", "text": "Von Hand"}]},
        {
            "code": "story",
            "html": "<p>Old</p>",
            "translations": [{"locale": "DE", "text": "<p>Alt<script>x</script></p>"}],
        },
    ]
    made = await catalogue.product("Cup", productTypeId=type_, attributes=said)
    identifier: str = made["id"]
    return identifier


async def test_staff_read_the_texts_of_all_languages(admin: GraphQLClient, cup: str) -> None:
    found = (await admin(f'{{ product(id: "{cup}") {{ {SAID} }} }}'))["product"]["attributes"]
    assert found == [
        {"text": "By hand", "translations": [{"locale": "de", "text": "Von Hand"}]},
        {"html": "<p>Old</p>", "translations": [{"locale": "de", "text": "<p>Alt</p>"}]},
    ]


async def test_an_edit_in_one_language_leaves_the_others_and_an_empty_text_takes_one_away(
    catalogue: Any, cup: str
) -> None:
    async def say(**value: Any) -> Any:
        data = {"id": cup, "attributes": [{"code": "care", **value}]}
        return (await catalogue.change("productUpdate", data, f"product {{ {SAID} }}"))["product"]["attributes"][0]

    german = {"locale": "de", "text": "Von Hand"}
    assert await say(text="By hand only") == {"text": "By hand only", "translations": [german]}
    chinese = {"locale": "zh-Hans", "text": "手洗"}
    assert await say(text="By hand", translations=[chinese]) == {"text": "By hand", "translations": [german, chinese]}
    gone = [{"locale": "de", "text": " "}]
    assert await say(text="By hand", translations=gone) == {"text": "By hand", "translations": [chinese]}
