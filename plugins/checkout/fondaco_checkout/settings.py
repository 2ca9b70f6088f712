"""``[plugins.checkout]``: limits, tax rates, delivery prices, time-outs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal
from urllib.parse import urlsplit

import msgspec
from fondaco.commerce import Money, country_codes
from fondaco.errors import DomainError

from fondaco_checkout.default_rates import DELIVERY_PRICES, FREE_DELIVERY_OVER, TAX_NAMES, TAX_RATES
from fondaco_checkout.document_settings import DocumentSettings
from fondaco_checkout.manual_methods import ManualMethod
from fondaco_checkout.model.concerns import DISPOSABLE_DOMAINS, RuleConfig, WatchRule

__all__ = ["CarrierService", "CheckoutSettings", "FlatRate"]

LONGEST_CODE = LONGEST_TAX_NAME = 100
"""In characters: what the columns of orders hold."""

_CAPTURE_MODES = ("manual", "automatic")
_LARGEST = {
    "cart_max_lines": 10_000,
    "line_max_quantity": 1_000_000,
    "cart_days": 36_500,
    "customer_cart_days": 36_500,
    "customer_max_carts": 100,
    "shared_cart_days": 36_500,
    "draft_days": 36_500,
    "customer_max_addresses": 1000,
    "payment_timeout_seconds": 600,
    "action_minutes": 525_600,
    "tax_engine_timeout_seconds": 60,
    "tax_engine_cache_seconds": 3600,
    "tax_number_timeout_seconds": 60,
    "tax_number_cache_seconds": 86_400,
    "carrier_timeout_seconds": 60,
    "carrier_cache_seconds": 86_400,
    "carrier_price_minutes": 10_080,
}


class FlatRate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of ``flat_rates``: a delivery option with one price per currency.

    Attributes:
        code: Stable; the option's code is ``flat_rate:<code>``.
        name: What buyers read.
        names: The same in other languages, by BCP 47 tag.
        description: A second line, and ``descriptions`` the same in other languages.
        price: By currency, in major units, gross or net as the channel's prices are. It is offered in these only.
        free_over: By currency: goods of at least so much (as priced) are delivered free.
        countries: ISO 3166-1 alpha-2 codes it is offered for; empty means everywhere.
        min_days: Earliest arrival, working days after dispatch.
        max_days: Latest arrival.
        tax_class: Of the delivery; ``as_goods`` taxes it like what it brings, in proportion to what that costs.
    """

    code: str
    name: str
    names: Mapping[str, str] = {}
    description: str = ""
    descriptions: Mapping[str, str] = {}
    price: Mapping[str, Decimal]
    free_over: Mapping[str, Decimal] = {}
    countries: tuple[str, ...] = ()
    min_days: int | None = None
    max_days: int | None = None
    tax_class: str = "standard"

    def __post_init__(self) -> None:
        for table, label in ((self.price, "price"), (self.free_over, "free_over")):
            for currency, amount in table.items():
                try:
                    negative = Money.from_decimal(amount, currency).amount < 0
                except DomainError as error:
                    raise ValueError(f"flat rate {self.code!r}: {label}: {error.message}") from error
                if negative:
                    raise ValueError(f"flat rate {self.code!r}: {label} cannot be negative")
        if not 1 <= len(self.code) <= LONGEST_CODE or not self.code.isprintable():
            raise ValueError(f"flat rate {self.code!r}: code has to have 1 to {LONGEST_CODE} printable characters")
        if not 1 <= len(self.tax_class) <= LONGEST_CODE:
            raise ValueError(f"flat rate {self.code!r}: tax_class has 1 to {LONGEST_CODE} characters")
        _check_countries(self.countries, f"flat rate {self.code!r}")


def _check_countries(codes: object, where: str) -> None:
    assert isinstance(codes, tuple | list | dict | Mapping)  # noqa: S101 (for the type checker)
    unknown = sorted(set(codes) - country_codes())
    if unknown:
        raise ValueError(f"{where}: {', '.join(map(repr, unknown))}: not ISO 3166 country codes in upper case")


class CarrierService(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of ``carriers``: a service that says what a carrier would take.

    Attributes:
        url: It is sent a `CarrierRatesQuery` as JSON by POST, and answers with a `CarrierRates`. HTTPS, but for this
            machine.
        token: What it knows the shop by, sent as a bearer token; better given by the environment.
    """

    url: str
    token: str = ""


def _check_url(given: str, name: str) -> None:
    url = urlsplit(given)
    local = url.scheme == "http" and url.hostname in {"localhost", "127.0.0.1", "::1"}
    if not (url.hostname and (url.scheme == "https" or local)):
        raise ValueError(f"{name} has to be an address that begins with https://")


_STANDARD_DELIVERY = FlatRate(
    code="standard",
    name="Standard delivery",
    names={"zh-Hans": "标准配送"},
    description="To your door",
    descriptions={"zh-Hans": "送货上门"},
    price={currency: Decimal(price) for currency, price in DELIVERY_PRICES.items()},
    free_over={currency: Decimal(price) for currency, price in FREE_DELIVERY_OVER.items()},
    min_days=2,
    max_days=5,
)


class CheckoutSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[plugins.checkout]`` of ``fondaco.toml``.

    Attributes:
        cart_max_lines: Most lines of one cart.
        line_max_quantity: Most pieces of one line.
        cart_days: Open carts of guests that nobody touched for so many days are removed.
        customer_cart_days: The same of customers' carts.
        customer_max_carts: Most open carts of one customer in a channel.
        shared_cart_days: How long a link to what was in a cart is good for.
        draft_days: How long a draft of staff is good for, unless they say otherwise.
        draft_url: Where a front-end shows a draft that was sent, with ``{token}``; empty for no address.
        customer_max_addresses: Most addresses that one customer keeps.
        payment_timeout_seconds: How long a payment provider may take to answer; after that the payment is uncertain
            until the provider says more. Keep it below half of ``graphql.timeout_seconds``.
        action_minutes: How long a buyer has to confirm a payment; after that it is voided and the cart opens again.
        test_provider: Whether the test payment provider is offered, which takes card numbers of no real card. With it
            on, everybody can order without paying.
        check_addresses: Whether postal codes, regions and what else a country needs are checked by the address data;
            off where addresses come from a system that knows better.
        home_country: Where the shop is: its tax is shown while the buyer has given no address, and businesses in other
            member states of the EU are not charged any. The channel's first country if empty.
        tax_rates: By country and tax class, as fractions of one: ``{DE = {standard = "0.19", reduced = "0.07"}}``.
            What is given for a country replaces the default for that country; it has a standard rate, or is empty where
            no tax is levied.
        tax_names: What receipts call the tax, by country.
        tax_engine_url: Of a service that reckons the taxes of whole carts; empty for none. HTTPS, but for this machine.
        tax_engine_token: What the service knows the shop by; better given by the environment.
        tax_engine_timeout_seconds: How long it, or a plugin that reckons taxes of whole carts, may take to answer.
        tax_engine_cache_seconds: How long its answer counts for the same cart.
        tax_engine_fallback: After an error or a time-out of it: ``fail``, so that carts have no price, or
            ``own_rates``.
        vies_url: Of the EU's register of tax numbers (VIES), which is asked whether a business has the number that a
            buyer gives; empty not to ask. HTTPS, but for this machine.
        vies_requester: The shop's own number, so that the register gives a reference as evidence; empty for none.
        tax_number_timeout_seconds: How long it, or a plugin that knows another register, may take to answer.
        tax_number_cache_seconds: How long its answer counts.
        tax_number_fallback: After an error or a time-out of it: ``refuse`` the number, or ``accept`` it for its form
            and check digits.
        carriers: Services that say what carriers would take, by the name that methods of delivery give the carrier;
            plugins may know others.
        carrier_timeout_seconds: How long a carrier may take to answer.
        carrier_cache_seconds: How long its answer counts for the same parcels, value and address.
        carrier_price_minutes: How long a delivery costs a buyer who chose it what it did then, for the same.
        flat_rates: Delivery options; give an empty list where other plugins deliver.
        capture: ``automatic`` to take money as soon as it is authorized; ``manual`` where staff or fulfilment do.
        capture_by_method: The same for a method, a channel or both: ``{"stripe" = "automatic", "us/*" = "manual",
            "us/stripe" = "automatic"}``; what says most counts.
        manual_methods: Ways to pay without a provider, such as bank transfer.
        concern_rules: How the rules that watch orders are set, by name; what staff set counts before. See the guide.
        concern_hold_score: Orders of which the reasons weigh so much are held until staff release them; 0 for none.
        disposable_email_domains: Whose addresses are thrown away; those below them too.
        test_webhook_secret: With which the test provider signs its messages; empty for none, then none are taken.
        documents: Who sells, what invoices are called, and when they are issued.
        order_url: Where a front-end shows an order, with ``{token}``; ``/orders/{token}`` of this server where empty.
        mails_off: Mails that are not sent, such as ``payment_received``: something else sends them.
    """

    cart_max_lines: int = 100
    line_max_quantity: int = 999
    cart_days: int = 30
    customer_cart_days: int = 365
    customer_max_carts: int = 20
    shared_cart_days: int = 30
    draft_days: int = 14
    draft_url: str = ""
    customer_max_addresses: int = 50
    payment_timeout_seconds: float = 8.0
    action_minutes: int = 30
    test_provider: bool = False
    check_addresses: bool = True
    home_country: str = ""
    tax_rates: Mapping[str, Mapping[str, Decimal]] = {}
    tax_names: Mapping[str, str] = {}
    tax_engine_url: str = ""
    tax_engine_token: str = ""
    tax_engine_timeout_seconds: float = 3.0
    tax_engine_cache_seconds: float = 60.0
    tax_engine_fallback: Literal["fail", "own_rates"] = "fail"
    vies_url: str = ""
    vies_requester: str = ""
    tax_number_timeout_seconds: float = 3.0
    tax_number_cache_seconds: float = 3600.0
    tax_number_fallback: Literal["accept", "refuse"] = "refuse"
    carriers: Mapping[str, CarrierService] = {}
    carrier_timeout_seconds: float = 3.0
    carrier_cache_seconds: float = 300.0
    carrier_price_minutes: float = 60.0
    flat_rates: tuple[FlatRate, ...] = (_STANDARD_DELIVERY,)
    capture: str = "manual"
    capture_by_method: Mapping[str, str] = {}
    manual_methods: tuple[ManualMethod, ...] = ()
    concern_rules: Mapping[str, RuleConfig] = {}
    concern_hold_score: int = 0
    disposable_email_domains: tuple[str, ...] = DISPOSABLE_DOMAINS
    test_webhook_secret: str = ""
    documents: DocumentSettings = DocumentSettings()
    order_url: str = ""
    mails_off: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, largest in _LARGEST.items():
            if not 0 < getattr(self, name) <= largest:  # not so for NaN either
                raise ValueError(f"{name} has to be positive and at most {largest}")
        for name in ("order_url", "draft_url"):
            url = getattr(self, name)
            if url and ("{token}" not in url or not url.startswith(("https://", "http://"))):
                raise ValueError(
                    f"{name} has to be an address with {{token}}, such as https://shop.example/o/{{token}}"
                )
        self._check_taxes()
        if unknown := sorted(set(self.concern_rules) - {rule.value for rule in WatchRule}):
            raise ValueError(f"concern_rules: {', '.join(map(repr, unknown))}: there is no such rule")
        if self.concern_hold_score < 0:
            raise ValueError("concern_hold_score cannot be negative")
        if any(mode not in _CAPTURE_MODES for mode in (self.capture, *self.capture_by_method.values())):
            raise ValueError(f"capture: {' or '.join(_CAPTURE_MODES)}")
        for name, entries in (("manual_methods", self.manual_methods), ("flat_rates", self.flat_rates)):
            codes = [entry.code for entry in entries]
            if len(set(codes)) != len(codes):
                raise ValueError(f"{name}: two entries have the same code")

    def _check_taxes(self) -> None:
        if self.home_country:
            _check_countries((self.home_country,), "home_country")
        _check_countries(self.tax_rates, "tax_rates")
        for country, classes in self.tax_rates.items():
            if any(not rate.is_finite() or not 0 <= rate < 10 for rate in classes.values()):
                raise ValueError(f"tax_rates: {country}: a rate is a fraction of one, such as 0.19")
            if classes and "standard" not in classes:
                raise ValueError(f"tax_rates: {country}: the standard rate is missing")
        _check_countries(self.tax_names, "tax_names")
        for country, name in self.tax_names.items():
            if not 1 <= len(name) <= LONGEST_TAX_NAME:
                raise ValueError(f"tax_names: {country}: a name has 1 to {LONGEST_TAX_NAME} characters")
        for name in ("tax_engine_url", "vies_url"):
            if getattr(self, name):
                _check_url(getattr(self, name), name)
        for code, service in self.carriers.items():
            _check_url(service.url, f"carriers: {code}: url")

    def captures_at_once(self, channel: str, method: str) -> bool:
        """Says whether money is taken as soon as it is authorized."""
        by_method = self.capture_by_method
        for key in (f"{channel}/{method}", method, f"{channel}/*"):
            if key in by_method:
                return by_method[key] == "automatic"
        return self.capture == "automatic"

    def rates_of(self, country: str) -> Mapping[str, Decimal]:
        """Returns the rates of a country by tax class; empty where no tax is levied."""
        return self.tax_rates.get(country, TAX_RATES.get(country, {}))

    def tax_name_of(self, country: str) -> str:
        """Returns what a receipt calls the tax of a country."""
        return self.tax_names.get(country, TAX_NAMES.get(country, "VAT"))
