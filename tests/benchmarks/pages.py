"""The pages that are measured: one GraphQL document each, and the address where the hand-written handler answers it."""

from __future__ import annotations

from typing import Any

import msgspec
from fondaco.ids import encode_global_id

from tests.benchmarks.shop import Facts

__all__ = ["FACETS", "PAGE_NAMES", "Page", "pages_of"]

LIST_PAGE = """
query ListPage($first: Int!) {
  products(first: $first) {
    nodes {
      id slug title
      variants { id sku title price { amount currencyCode } availableForSale }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""

DETAIL_PAGE = """
query DetailPage($slug: String!) {
  product(slug: $slug) {
    id slug title description brand { name } productType { name } tags seoTitle seoDescription availableForSale createdAt
    priceRange { min { ...amount } max { ...amount } }
    options { name values { value label } }
    variants {
      id sku barcode title weightGrams requiresShipping availableForSale
      selectedOptions { name value label }
      price { ...amount }
      compareAtPrice { ...amount }
      media { url alt }
    }
    media { url alt }
    category { id slug name ancestors { slug name } }
    collections { slug title }
  }
}
fragment amount on Money { amount currencyCode }
"""

SEARCH_PAGE = """
query SearchPage($first: Int!, $search: String!, $filter: ProductFilter!, $facets: [String!]!) {
  products(first: $first, search: $search, filter: $filter, facets: $facets) {
    totalCount totalIsExact
    nodes {
      id slug title brand { name } availableForSale
      priceRange { min { amount currencyCode } max { amount currencyCode } }
      media { url alt }
    }
    facets {
      name label exact
      minPrice { amount currencyCode }
      maxPrice { amount currencyCode }
      values { value label count selected parent }
    }
    corrections { typed searched }
    pageInfo { hasNextPage endCursor }
  }
}
"""

FACETS = ("brand", "category", "type", "tag", "option:*", "price", "availability")
"""What the search page counts."""

CART_PAGE = """
query CartPage($id: ID!) {
  cart(id: $id) {
    id state currencyCode totalQuantity email
    shippingAddress { name line1 postalCode city country }
    lines {
      id sellableId sku title subtitle imageUrl urlPath quantity available requiresShipping taxRate
      unitPrice { ...amount }
      total { net { ...amount } tax { ...amount } gross { ...amount } }
    }
    deliveryOptions { code name description price { ...amount } minDays maxDays }
    totals {
      pricesIncludeTax
      subtotal { ...amount }
      tax { ...amount }
      total { ...amount }
      taxes { name rate base { ...amount } amount { ...amount } }
    }
    missing
    notices { code message lineId }
  }
}
fragment amount on Money { amount currencyCode }
"""

PAGE_NAMES = ("list_page", "detail_page", "search_page", "cart_page")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page as its clients ask for it.

    Attributes:
        path: Path and query of the hand-written handler, which is asked by GET.
        headers: Sent to both sides.
        private: Whether the answer is one buyer's, so that it is never kept in memory.
    """

    name: str
    document: str
    variables: dict[str, Any]
    path: str
    headers: dict[str, str] = {}
    private: bool = False

    def graphql_request(self) -> bytes:
        """The HTTP request of a GraphQL client: POST, JSON."""
        body = msgspec.json.encode({"query": self.document, "variables": self.variables})
        headers = {**self.headers, "content-type": "application/json", "content-length": str(len(body))}
        return _head("POST", "/graphql/shop", headers) + body

    def plain_request(self) -> bytes:
        """The HTTP request to the hand-written handler."""
        return _head("GET", self.path, self.headers)

    def constant_request(self) -> bytes:
        """The HTTP request to the handler that returns constant bytes."""
        return _head("GET", f"/constant/{self.name}", {})


def _head(method: str, path: str, headers: dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1", "accept: application/json"]
    return "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode()


def pages_of(facts: Facts) -> dict[str, Page]:
    """Returns the pages of a filled shop, by name."""
    chosen = {"facets": [{"name": "price", "min": facts.min_price, "max": facts.max_price}]}
    search = {"first": 20, "search": facts.search, "filter": chosen, "facets": list(FACETS)}
    pages = (
        Page(name="list_page", document=LIST_PAGE, variables={"first": 20}, path="/products?first=20"),
        Page(
            name="detail_page",
            document=DETAIL_PAGE,
            variables={"slug": facts.slug},
            path=f"/products/{facts.slug}",
        ),
        Page(
            name="search_page",
            document=SEARCH_PAGE,
            variables=search,
            path=f"/search?first=20&q={facts.search}&min_price={facts.min_price}&max_price={facts.max_price}",
        ),
        Page(
            name="cart_page",
            document=CART_PAGE,
            variables={"id": encode_global_id("Cart", facts.cart_id)},
            path=f"/carts/{facts.cart_id}",
            headers={"fondaco-session": facts.session_token},
            private=True,
        ),
    )
    return {page.name: page for page in pages}
