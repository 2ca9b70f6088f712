"""What staff do for the search: synonyms, pins, hides, boosts, what was not found, rebuilding."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_catalog.model.search_staff import keepable
from fondaco_catalog.plugin import CatalogPlugin


async def titles(shop: GraphQLClient, search: str, locale: str = "en") -> list[str]:
    query = "query ($search: String) { products(first: 50, search: $search) { nodes { title } } }"
    return [
        node["title"] for node in (await shop(query, {"search": search}, fondaco_locale=locale))["products"]["nodes"]
    ]


@pytest.fixture
async def shelf(catalogue: Any) -> dict[str, str]:
    """Some things to sit on, and their ids by title."""
    ids = {}
    for title, brand in (("Grey couch", "Kiln"), ("Blue sofa", "Kiln"), ("Sofa bed", "Oak"), ("Sofa", "Oak")):
        ids[title] = (await catalogue.product(title, brandName=brand))["id"]
    ids["Lounge chair"] = (await catalogue.product("Lounge chair"))["id"]
    await catalogue.index()
    return ids


@pytest.mark.usefixtures("shelf")
async def test_synonyms_hold_from_the_next_search_on_in_their_language(shop: GraphQLClient, catalogue: Any) -> None:
    assert set(await titles(shop, "sofas")) == {"Blue sofa", "Sofa bed", "Sofa"}
    made = await catalogue.change(
        "searchSynonymCreate", {"words": ["sofa", "couch"], "locale": "en"}, "synonym { id locale words means }"
    )
    assert made["synonym"]["words"] == ["sofa", "couch"]
    everything = {"Grey couch", "Blue sofa", "Sofa bed", "Sofa"}
    assert set(await titles(shop, "sofas")) == set(await titles(shop, "couches")) == everything
    assert set(await titles(shop, "sofas", locale="zh-Hans")) == {"Blue sofa", "Sofa bed", "Sofa"}
    one_way = {"id": made["synonym"]["id"], "words": ["living room chair"], "means": ["lounge chair"]}
    await catalogue.change("searchSynonymUpdate", one_way, "synonym { id }")
    assert await titles(shop, "living room chairs") == ["Lounge chair"]
    assert set(await titles(shop, "sofas")) == {"Blue sofa", "Sofa bed", "Sofa"}
    await catalogue.change("searchSynonymDelete", {"id": made["synonym"]["id"]}, "deletedId")
    assert await titles(shop, "living room chairs") == []


async def test_a_rule_pins_hides_and_boosts(shop: GraphQLClient, catalogue: Any, shelf: dict[str, str]) -> None:
    assert (await titles(shop, "sofa"))[0] == "Sofa"
    rule = {"query": "Sofas", "pinned": [shelf["Lounge chair"], shelf["Sofa bed"]], "hidden": [shelf["Blue sofa"]]}
    made = await catalogue.change("searchRuleSet", rule, "rule { id query pinned hidden boosts { weight } }")
    assert made["rule"]["pinned"] == rule["pinned"]
    assert await titles(shop, "sofa") == await titles(shop, "SOFA!") == ["Lounge chair", "Sofa bed", "Sofa"]
    assert "Blue sofa" in await titles(shop, "blue sofa")
    boosted = {"query": "sofa", "boosts": [{"facet": "brand", "value": "kiln", "weight": 10}]}
    again = await catalogue.change("searchRuleSet", boosted, "rule { id boosts { facet value weight } }")
    assert again["rule"]["id"] == made["rule"]["id"]
    assert await titles(shop, "sofa") == ["Sofa", "Blue sofa", "Sofa bed"]
    rules = (await catalogue.admin("{ searchRules { query channel pinned } }"))["searchRules"]
    assert rules == [{"query": "sofa", "channel": "", "pinned": []}]
    await catalogue.change("searchRuleDelete", {"id": made["rule"]["id"]}, "deletedId")
    assert (await titles(shop, "sofa"))[0] == "Sofa"


async def test_a_rule_of_the_channel_goes_before_one_for_all(
    shop: GraphQLClient, catalogue: Any, shelf: dict[str, str]
) -> None:
    await catalogue.change("searchRuleSet", {"query": "sofa", "hidden": [shelf["Sofa"]]}, "rule { id }")
    assert "Sofa" not in await titles(shop, "sofa")
    await catalogue.change(
        "searchRuleSet", {"query": "sofa", "channel": "default", "hidden": [shelf["Sofa bed"]]}, "rule { id }"
    )
    assert set(await titles(shop, "sofa")) == {"Sofa", "Blue sofa"}


@pytest.mark.parametrize(
    ("mutation", "data", "code", "field"),
    [
        ("searchSynonymCreate", {"words": ["a"]}, "REQUIRED", ["words"]),
        ("searchSynonymCreate", {"words": ["a", "%"]}, "NO_WORDS", ["words", "1"]),
        ("searchSynonymCreate", {"words": ["a", "b"], "locale": "?"}, "INVALID_LOCALE", ["locale"]),
        ("searchSynonymCreate", {"words": [f"w{n}" for n in range(51)]}, "TOO_MANY_VALUES", ["words"]),
        ("searchRuleSet", {"query": "%"}, "NO_WORDS", ["query"]),
        ("searchRuleSet", {"query": "a", "channel": "x"}, "UNKNOWN_CHANNEL", ["channel"]),
        ("searchRuleSet", {"query": "a", "pinned": ["x"]}, "INVALID_ID", ["pinned", "0"]),
        (
            "searchRuleSet",
            {"query": "a", "boosts": [{"facet": "brand", "value": "x", "weight": 0}]},
            "INVALID_WEIGHT",
            ["boosts", "0", "weight"],
        ),
    ],
)
async def test_what_makes_no_sense_is_refused_with_its_field(
    admin: GraphQLClient, mutation: str, data: dict[str, Any], code: str, field: list[str]
) -> None:
    payload = await admin.change(mutation, data, "__typename")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]


async def test_a_product_cannot_be_pinned_and_hidden(admin: GraphQLClient, shelf: dict[str, str]) -> None:
    data = {"query": "sofa", "pinned": [shelf["Sofa"]], "hidden": [shelf["Sofa"]]}
    payload = await admin.change("searchRuleSet", data, "rule { id }")
    assert [error["code"] for error in payload["errors"]] == ["DUPLICATE_PRODUCT"]
    assert (await admin("{ searchRules { query } }"))["searchRules"] == []


@pytest.mark.usefixtures("shelf")
async def test_what_is_not_found_is_counted_and_nothing_of_who_asked(app: App, shop: GraphQLClient, admin: Any) -> None:
    plugin = app.host.get("catalog")
    assert isinstance(plugin, CatalogPlugin)
    for search in ("Hammock", "hammock", "HAMMOCK ", "swing", "sofa", "ada@example.org", "+49 170 1234567"):
        await titles(shop, search)
    await plugin.engine.misses.flush()
    found = (await admin("{ searchMisses { query channel locale times } }"))["searchMisses"]
    assert found == [
        {"query": "hammock", "channel": "default", "locale": "en", "times": 3},
        {"query": "swing", "channel": "default", "locale": "en", "times": 1},
    ]
    await titles(shop, "swing # again")
    await plugin.engine.misses.flush()
    assert (await admin("{ searchMisses(first: 1) { query } }"))["searchMisses"] == [{"query": "hammock"}]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Blue  Cup", "blue cup"),
        ("a@b.example", None),
        ("4006381333931", None),
        ("0170 123 45 67", None),
        ("set of 12", "set of 12"),
        ("x" * 300, "x" * 100),
        ("  ", None),
    ],
)
def test_what_may_say_who_somebody_is_is_not_kept(text: str, kept: str | None) -> None:
    assert keepable(text) == kept


@pytest.mark.usefixtures("shelf")
async def test_the_index_is_rebuilt_while_searches_go_on(
    shop: GraphQLClient, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    # given an index that has lost its documents and its counts, and one document of a product that is gone
    await execute("DELETE FROM catalog.search_document WHERE channel = 'default'")
    await execute("UPDATE catalog.search_term SET documents = 99")
    await execute(
        "UPDATE catalog.search_document SET product = '01900000-0000-7000-8000-000000000000' "
        "WHERE id = (SELECT min(id::text)::uuid FROM catalog.search_document)"
    )
    assert await titles(shop, "sofa") == []
    # when
    begun = await admin("mutation { searchIndexRebuild { rebuild { total done finishedAt } } }")
    assert begun["searchIndexRebuild"]["rebuild"] == {"total": 5, "done": 0, "finishedAt": None}
    await worker.drain()
    # then
    state = (await admin("{ searchIndex { queued rebuild { total done finishedAt } } }"))["searchIndex"]
    assert (state["queued"], state["rebuild"]["total"], state["rebuild"]["done"]) == (0, 5, 5)
    assert state["rebuild"]["finishedAt"] is not None
    assert len(await titles(shop, "sofa")) == 3
    assert await fetch_value("SELECT documents FROM catalog.search_term WHERE word = 'sofa'") == 3
    assert await fetch_value("SELECT count(*) FROM catalog.search_document WHERE channel = ''") == 5


@pytest.mark.usefixtures("shelf")
async def test_the_vocabulary_follows_the_catalogue(catalogue: Any, shelf: dict[str, str]) -> None:
    async def documents(word: str) -> int | None:
        found: int | None = await fetch_value("SELECT documents FROM catalog.search_term WHERE word = $1", word)
        return found

    assert (await documents("sofa"), await documents("couch"), await documents("kiln")) == (3, 1, 2)
    await catalogue.change("productUpdate", {"id": shelf["Grey couch"], "title": "Grey sofa"}, "product { id }")
    await catalogue.change("productDelete", {"id": shelf["Blue sofa"]}, "deletedId")
    await catalogue.index()
    assert (await documents("sofa"), await documents("couch"), await documents("kiln")) == (3, None, 1)
