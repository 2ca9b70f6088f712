"""What a purchase answers is the same from our executor and from graphql-core."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest
from checkout_testing import ADDRESS, BOOK, CART, MUG, ORDER, SUCCEEDS, thing_id
from fondaco.access.principals import ANONYMOUS, new_session_token
from fondaco.app import App
from fondaco.graphql import RequestContext
from fondaco.graphql.execution import coerce_variables, execute_by_reference

Change = Callable[[str, dict[str, Any], str], Awaitable[dict[str, Any]]]


@pytest.fixture
def change(app: App) -> Change:
    """Runs a mutation by our executor, asks graphql-core what became of it, compares, and returns the payload."""
    caller = app.system_context(principal=ANONYMOUS).in_session(new_session_token())

    async def run(name: str, data: dict[str, Any], selection: str) -> dict[str, Any]:
        input_type = f"{name[0].upper()}{name[1:]}Input!"
        text = (
            f"mutation ($input: {input_type}) {{ {name}(input: $input) {{ {selection} errors {{ code field message }} "
            "__typename } }"
        )
        operation = (document := app.shop.documents.get(text)).operation(None)
        context = RequestContext(app, app.shop, caller)
        variables = {"input": data}
        ours = await operation.plan({}).run(coerce_variables(app.shop, operation, variables), context)
        theirs = await execute_by_reference(context.again(), document, operation, variables)
        assert theirs.errors == []
        assert msgspec.json.encode(ours) == msgspec.json.encode(theirs.data)
        payload: dict[str, Any] = ours[name]
        return payload

    return run


async def test_a_purchase_is_answered_alike(change: Change) -> None:
    lines = [{"sellableId": thing_id(MUG), "quantity": 2}, {"sellableId": thing_id(BOOK), "quantity": 1}]
    created = await change("cartCreate", {"lines": lines, "email": "ada@example.com"}, f"cart {{ {CART} }}")
    cart = {"cartId": created["cart"]["id"]}
    refused = await change("cartLinesAdd", {**cart, "lines": []}, f"cart {{ {CART} }}")
    assert [error["code"] for error in refused["errors"]] == ["LINES_REQUIRED"]
    payment = {"method": "test", "token": SUCCEEDS}
    early = await change("cartComplete", {**cart, "payment": payment}, f"order {{ {ORDER} }} cart {{ {CART} }}")
    assert [error["code"] for error in early["errors"]] == ["CART_INCOMPLETE"]
    await change("cartAddressesUpdate", {**cart, "shippingAddress": ADDRESS}, f"cart {{ {CART} }}")
    await change("cartDeliveryOptionSelect", {**cart, "code": "flat_rate:standard"}, f"cart {{ {CART} }}")
    done = await change("cartComplete", {**cart, "payment": payment}, f"order {{ {ORDER} }} cart {{ {CART} }}")
    assert done["order"]["number"] == "1001"
    assert done["cart"]["order"] == {"number": "1001"}
