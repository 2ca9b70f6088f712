"""A shop in China that sells test things and is paid by a local WeChat Pay."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.testing import GraphQLClient

sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[2] / "checkout" / "tests"))  # a buyer, staff, and things to buy

from checkout_testing import Buyer, TestThings
from fake_wechatpay import FakeWechatPay, running_fake
from payment_testing import Staff
from wechatpay_testing import WechatPayHarness, plugin_of, with_wechatpay


@pytest.fixture(scope="session")
def running() -> Iterator[FakeWechatPay]:
    """The fake, for all tests."""
    with running_fake() as found:
        yield found


@pytest.fixture
def fake(running: FakeWechatPay) -> FakeWechatPay:
    """The fake, which knows nothing yet."""
    running.reset()
    return running


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Any, fake: FakeWechatPay) -> AsyncIterator[App]:
    """Checkout, WeChat Pay, and a plugin that sells things."""
    made: App = await make_app(
        enabled=["checkout", "wechatpay"], plugins=[TestThings], settings=lambda found: with_wechatpay(found, fake)
    )
    yield made
    await plugin_of(made).client.close()


@pytest.fixture
def provider(app: App, fake: FakeWechatPay) -> WechatPayHarness:
    """The plugin, and the fake behind it."""
    return WechatPayHarness(app, fake)


@pytest.fixture
def buyer(shop: GraphQLClient) -> Buyer:
    """A buyer with a session of their own."""
    return Buyer(shop)


@pytest.fixture
def staff(admin: GraphQLClient) -> Staff:
    """Somebody who works for the shop."""
    return Staff(admin)
