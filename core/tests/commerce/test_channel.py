"""Channels refuse what cannot be sold in."""

from __future__ import annotations

import pytest
from fondaco.commerce import Channel, TaxRounding
from fondaco.errors import InvalidInputError


def test_a_channel_has_defaults_that_sell_in_europe() -> None:
    channel = Channel(slug="shop", name="Shop")
    assert (channel.currency, channel.currency_code) == ("EUR", "EUR")
    assert channel.default_locale == "en"
    assert channel.prices_include_tax is True
    assert channel.tax_rounding is TaxRounding.LINE
    assert channel.countries == ()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"currency": "XXX"}, "UNKNOWN_CURRENCY"),
        ({"currency": ""}, "UNKNOWN_CURRENCY"),
        ({"locales": ()}, "INVALID_CHANNEL"),
    ],
)
def test_an_impossible_channel_is_refused(fields: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Channel(slug="shop", name="Shop", **fields)  # type: ignore[arg-type]
    assert caught.value.code == code
