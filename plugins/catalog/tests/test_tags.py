"""Tags over all products: counted, renamed, merged and deleted."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.db import execute, fetch_value
from fondaco.testing import GraphQLClient

LIST = "{ tags(first: 10) { totalCount nodes { name productCount } } }"


async def test_tags_are_listed_with_how_many_products_have_them(admin: GraphQLClient, catalogue: Any) -> None:
    for title, given in (("Cup", ["Sale", "new"]), ("Jug", ["Sale"]), ("Lid", ["50%"])):
        await catalogue.product(title, tags=given)
    found = (await admin(LIST))["tags"]
    assert found["totalCount"] == 3
    assert {tag["name"]: tag["productCount"] for tag in found["nodes"]} == {"Sale": 2, "new": 1, "50%": 1}
    some = (await admin('{ tags(first: 10, search: "sa") { nodes { name } } }'))["tags"]["nodes"]
    percent = (await admin('{ tags(first: 10, search: "%") { nodes { name } } }'))["tags"]["nodes"]
    assert (some, percent) == ([{"name": "Sale"}], [{"name": "50%"}])


async def test_a_renamed_tag_becomes_one_with_another_and_rules_follow(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any
) -> None:
    # given
    cup = await catalogue.product("Cup", tags=["sale", "new", "Sale"])
    await catalogue.product("Jug", tags=["sale"])
    collection = await catalogue.collection("Offers", [])
    condition = {"field": "TAG", "values": ["sale", "outlet"]}
    named = {"field": "TITLE", "values": ["sale"]}
    rule = {"match": "ANY", "conditions": [condition], "groups": [{"match": "ALL", "conditions": [condition, named]}]}
    await catalogue.change("collectionRuleSet", {"collectionId": collection["id"], "rule": rule}, "collection { id }")
    await catalogue.index()
    # when
    renamed = await catalogue.change("tagRename", {"tag": "sale", "name": " Sale "}, "tag { name productCount }")
    await catalogue.index()
    # then
    assert renamed["tag"] == {"name": "Sale", "productCount": 2}
    query = f'{{ product(id: "{cup["id"]}") {{ tags version }} }}'
    assert (await admin(query))["product"]["tags"] == ["Sale", "new"]
    rules = '{ collection(slug: "offers") { rule { conditions { values } groups { conditions { values } } } } }'
    assert (await admin(rules))["collection"]["rule"] == {
        "conditions": [{"values": ["Sale", "outlet"]}],
        "groups": [{"conditions": [{"values": ["Sale", "outlet"]}, {"values": ["sale"]}]}],
    }
    kept = await shop('{ collection(slug: "offers") { products(first: 5) { totalCount } } }')
    assert kept["collection"]["products"]["totalCount"] == 2
    found = await shop('{ products(first: 5, filter: { facets: [{ name: "tag", values: ["Sale"] }] }) { totalCount } }')
    assert found["products"]["totalCount"] == 2


async def test_a_tag_is_called_otherwise_in_other_languages_and_found_by_that(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any, counted: Any
) -> None:
    # given
    await catalogue.product("Cup", tags=["new", "sale"])
    await catalogue.product("Jug", tags=["sale"])
    translations = [{"locale": "zh-Hans", "name": "特价"}, {"locale": "de", "name": "Angebot"}]
    selection = "tag { name productCount translations { locale name } }"
    # when
    made = await catalogue.change("tagTranslate", {"tag": "sale", "translations": translations}, selection)
    await catalogue.index()
    # then
    assert made["tag"] == {
        "name": "sale", "productCount": 2, "translations": [translations[1], translations[0]]
    }  # fmt: skip
    lists = "{ products(first: 5, sort: TITLE) { nodes { title tags tagLabels } } }"
    async with counted() as statements:
        cup, jug = (await shop(lists, fondaco_locale="zh-Hans"))["products"]["nodes"]
    assert len(statements.sent) == 2
    assert (cup["tags"], cup["tagLabels"], jug["tagLabels"]) == (["new", "sale"], ["new", "特价"], ["特价"])
    assert (await shop(lists))["products"]["nodes"][0]["tagLabels"] == ["new", "sale"]
    facets = '{ products(first: 5, facets: ["tag"]) { facets { values { value label count } } } }'
    [facet] = (await shop(facets, fondaco_locale="de"))["products"]["facets"]
    assert {value["value"]: value["label"] for value in facet["values"]} == {"new": "new", "sale": "Angebot"}
    for words in ("特价", "Angebote", "sale"):
        found = await shop(f'{{ products(first: 5, search: "{words}") {{ totalCount }} }}')
        assert found["products"]["totalCount"] == 2, words


async def test_translations_of_a_tag_follow_its_name_and_go_with_it(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any
) -> None:
    # given
    await catalogue.product("Cup", tags=["sale"])
    await catalogue.product("Jug", tags=["outlet"])
    for tag, labels in (("sale", {"de": "Angebot", "fr": "Solde"}), ("outlet", {"de": "Restposten"})):
        translations = [{"locale": locale, "name": name} for locale, name in labels.items()]
        await catalogue.change("tagTranslate", {"tag": tag, "translations": translations}, "tag { name }")
    query = "{ tags(first: 10) { nodes { name translations { locale name } } } }"
    # when the two become one it keeps its own
    await catalogue.change("tagRename", {"tag": "sale", "name": "outlet"}, "tag { name }")
    [outlet] = (await admin(query))["tags"]["nodes"]
    assert outlet["translations"] == [{"locale": "de", "name": "Restposten"}, {"locale": "fr", "name": "Solde"}]
    await catalogue.index()
    found = await shop('{ products(first: 5, search: "solde", sort: TITLE) { nodes { title } } }')
    assert [node["title"] for node in found["products"]["nodes"]] == ["Cup", "Jug"]
    # when one is taken away
    gone = {"tag": "outlet", "translations": [{"locale": "de", "name": ""}]}
    await catalogue.change("tagTranslate", gone, "tag { name }")
    [outlet] = (await admin(query))["tags"]["nodes"]
    assert outlet["translations"] == [{"locale": "fr", "name": "Solde"}]
    # when the tag goes
    await catalogue.change("tagDelete", {"tag": "outlet"}, "deletedTag")
    assert await fetch_value("SELECT count(*) FROM catalog.tag_texts") == 0


async def test_a_tag_of_many_products_goes_some_products_at_a_time(admin: GraphQLClient, catalogue: Any) -> None:
    # given
    await execute(
        "INSERT INTO catalog.product (id, slug, title, title_key, description, seo_title, seo_description, tags, "
        "status, units_sold, version, created_at, updated_at) SELECT gen_random_uuid(), 'p' || n, 'P', 'p', '', '', '', "
        "'{old,kept}', 'draft', 0, 1, now(), now() FROM generate_series(1, 450) n"
    )
    # when
    await catalogue.change("tagDelete", {"tag": "old"}, "deletedTag")
    # then
    assert await fetch_value("SELECT count(*) FROM catalog.product WHERE tags = '{kept}' AND version = 2") == 200
    await catalogue.index()
    assert await fetch_value("SELECT count(*) FROM catalog.product WHERE tags = '{kept}' AND version = 2") == 450
    assert (await admin(LIST))["tags"]["nodes"] == [{"name": "kept", "productCount": 450}]


@pytest.mark.parametrize(
    ("mutation", "given", "code", "field"),
    [
        ("tagRename", {"tag": "none", "name": "x"}, "TAG_NOT_FOUND", ["tag"]),
        ("tagRename", {"tag": "sale", "name": " "}, "REQUIRED", ["name"]),
        ("tagRename", {"tag": "sale", "name": "sale"}, "SAME_TAG", ["name"]),
        ("tagRename", {"tag": "sale", "name": "x" * 256}, "TOO_LONG", ["name"]),
        ("tagDelete", {"tag": "none"}, "TAG_NOT_FOUND", ["tag"]),
        ("tagTranslate", {"tag": "none", "translations": []}, "TAG_NOT_FOUND", ["tag"]),
        (
            "tagTranslate",
            {"tag": "sale", "translations": [{"locale": "no locale", "name": "x"}]},
            "INVALID_LOCALE",
            ["translations", "0", "locale"],
        ),
        (
            "tagTranslate",
            {"tag": "sale", "translations": [{"locale": "de", "name": "x" * 256}]},
            "TOO_LONG",
            ["translations", "0", "name"],
        ),
    ],
)
async def test_what_is_no_tag_is_refused(
    admin: GraphQLClient, catalogue: Any, mutation: str, given: dict[str, Any], code: str, field: list[str]
) -> None:
    await catalogue.product("Cup", tags=["sale"])
    payload = await admin.change(mutation, given, "errors { code }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
