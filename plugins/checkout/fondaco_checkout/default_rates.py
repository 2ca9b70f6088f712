"""The tax rates and delivery prices of a shop that has set none.

Standard rates of the member states of the EU, of Norway, Switzerland and the United Kingdom, and the local name of the
tax: European Commission, Taxes in Europe Database (TEDB), by way of ``eu-vat-rates-data`` 2026.9.29 (MIT), dated
2026-09-29. A reduced rate is listed only where a country has exactly one, since elsewhere it depends on the goods.
China: 13 %, 9 % and 6 % (Value-Added Tax Law of the PRC, article 10, in force since 2026-01-01). Japan: 10 %, 8 % for
food (Consumption Tax Act, articles 29 and 2 with supplementary provisions). The United States levy no federal
sales tax; what states levy is for the merchant to set, or for a plugin that answers ``resolve_tax_rates``.

Delivery prices are examples: a merchant sets their own.
"""

from __future__ import annotations

from decimal import Decimal

__all__ = ["DELIVERY_PRICES", "FREE_DELIVERY_OVER", "TAX_NAMES", "TAX_RATES"]

_STANDARD = {
    "AT": "0.20", "BE": "0.21", "BG": "0.20", "CH": "0.081", "CN": "0.13", "CY": "0.19", "CZ": "0.21", "DE": "0.19",
    "DK": "0.25", "EE": "0.24", "ES": "0.21", "FI": "0.255", "FR": "0.20", "GB": "0.20", "GR": "0.24", "HR": "0.25",
    "HU": "0.27", "IE": "0.23", "IT": "0.22", "JP": "0.10", "LT": "0.21", "LU": "0.17", "LV": "0.21", "MT": "0.18",
    "NL": "0.21", "NO": "0.25", "PL": "0.23", "PT": "0.23", "RO": "0.21", "SE": "0.25", "SI": "0.22", "SK": "0.23",
}  # fmt: skip
_REDUCED = {
    "BG": "0.09", "CN": "0.09", "CZ": "0.12", "DE": "0.07", "ES": "0.10", "GB": "0.05", "JP": "0.08", "NL": "0.09",
    "RO": "0.11",
}  # fmt: skip

TAX_RATES: dict[str, dict[str, Decimal]] = {
    country: {
        "standard": Decimal(rate),
        **({"reduced": Decimal(_REDUCED[country])} if country in _REDUCED else {}),
    }
    for country, rate in _STANDARD.items()
}
"""By country (ISO 3166-1 alpha-2) and tax class, as fractions of one."""

TAX_NAMES: dict[str, str] = {
    "AT": "USt.", "BE": "BTW/TVA", "BG": "ДДС", "CH": "MWST", "CN": "增值税", "CY": "ΦΠΑ", "CZ": "DPH", "DE": "MwSt.",
    "DK": "moms", "EE": "km", "ES": "IVA", "FI": "ALV", "FR": "TVA", "GR": "ΦΠΑ", "HR": "PDV", "HU": "ÁFA",
    "IT": "IVA", "JP": "消費税", "LT": "PVM", "LU": "TVA", "LV": "PVN", "NL": "btw", "NO": "MVA", "PT": "IVA",
    "RO": "TVA", "SE": "moms", "SI": "DDV", "SK": "DPH",
}  # fmt: skip
"""What a receipt calls the tax; VAT where no name is given."""

DELIVERY_PRICES: dict[str, str] = {
    "AUD": "9.90", "CAD": "9.90", "CHF": "7.90", "CNY": "12.00", "CZK": "119.00", "DKK": "39.00", "EUR": "4.90",
    "GBP": "4.50", "HKD": "30.00", "HUF": "1990.00", "INR": "99.00", "JPY": "600", "KRW": "3000", "KWD": "1.500",
    "NOK": "59.00", "NZD": "9.90", "PLN": "19.90", "SEK": "49.00", "SGD": "6.90", "TWD": "100.00", "USD": "6.90",
}  # fmt: skip
"""In major units, by currency."""

FREE_DELIVERY_OVER: dict[str, str] = {"CNY": "199.00", "EUR": "60.00", "GBP": "50.00", "USD": "75.00"}
"""In major units of what the goods cost as priced, by currency."""
