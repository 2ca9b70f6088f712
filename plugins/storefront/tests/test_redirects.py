"""An address that the API gave is followed only where a browser opens a page."""

from __future__ import annotations

import pytest
from fondaco_storefront.site import RefusedError, web_address


@pytest.mark.parametrize(
    "address", ["https://bank.example/pay?id=1&x=%20#top", "http://127.0.0.1:8000/payments/test/1", "/payments/1", "/"]
)
def test_web_addresses_and_paths_pass(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        7,
        "",
        "payments/1",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https:///evil.example",
        "https://bank.example/\r\nset-cookie: a=b",
        "https://bank.example/ a",
        "https://bank.example/\u8336",
    ],
)
def test_everything_else_is_refused(address: object) -> None:
    with pytest.raises(RefusedError) as refused:
        web_address(address)
    assert refused.value.status == 500
