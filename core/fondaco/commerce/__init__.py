"""The shared language of plugins: pure values, no I/O.

Two plugins meet only through hooks, events, ids and what is in this package.
"""

from fondaco.commerce.address import Address, country_codes
from fondaco.commerce.cart import CartLineView, CartView
from fondaco.commerce.channel import Channel
from fondaco.commerce.delivery import DeliveryOption
from fondaco.commerce.money import CURRENCY_EXPONENTS, Money, currency_exponent, sum_money
from fondaco.commerce.order import OrderedComponent, OrderedLine
from fondaco.commerce.payment import PaymentMethod, PaymentOutcome, PaymentQuery, PaymentRequest, PaymentState
from fondaco.commerce.rounding import TaxRounding, round_half_up, tax_of
from fondaco.commerce.search import (
    DocumentFacet,
    DocumentPrices,
    DocumentsQuery,
    Facet,
    FacetBucket,
    FacetSelection,
    FacetValue,
    ProductDocument,
    ProductHit,
    ProductSearch,
    ProductSearchAnswer,
    ProductSort,
    ProductTexts,
    SuggestedCategory,
    SuggestionAnswer,
    SuggestionQuery,
    WordCorrection,
)
from fondaco.commerce.sellable import Sellable, SellableChoice, SellableComponent, SellableRef, SellablesQuery
from fondaco.commerce.stock import (
    Availability,
    AvailabilityQuery,
    AvailabilityState,
    DemandComponent,
    DemandLine,
    DemandStage,
    HeldOrder,
    HeldOrdersQuery,
    OrderDemand,
)
from fondaco.commerce.tax import TAX_EXEMPT, TaxedMoney, TaxQuery, TaxRate

__all__ = [
    "CURRENCY_EXPONENTS",
    "TAX_EXEMPT",
    "Address",
    "Availability",
    "AvailabilityQuery",
    "AvailabilityState",
    "CartLineView",
    "CartView",
    "Channel",
    "DeliveryOption",
    "DemandComponent",
    "DemandLine",
    "DemandStage",
    "DocumentFacet",
    "DocumentPrices",
    "DocumentsQuery",
    "Facet",
    "FacetBucket",
    "FacetSelection",
    "FacetValue",
    "HeldOrder",
    "HeldOrdersQuery",
    "Money",
    "OrderDemand",
    "OrderedComponent",
    "OrderedLine",
    "PaymentMethod",
    "PaymentOutcome",
    "PaymentQuery",
    "PaymentRequest",
    "PaymentState",
    "ProductDocument",
    "ProductHit",
    "ProductSearch",
    "ProductSearchAnswer",
    "ProductSort",
    "ProductTexts",
    "Sellable",
    "SellableChoice",
    "SellableComponent",
    "SellableRef",
    "SellablesQuery",
    "SuggestedCategory",
    "SuggestionAnswer",
    "SuggestionQuery",
    "TaxQuery",
    "TaxRate",
    "TaxRounding",
    "TaxedMoney",
    "WordCorrection",
    "country_codes",
    "currency_exponent",
    "round_half_up",
    "sum_money",
    "tax_of",
]
