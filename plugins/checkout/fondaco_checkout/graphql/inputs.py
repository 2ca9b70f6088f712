"""The inputs of the shop's mutations, and how they become values."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco import commerce
from fondaco.commerce import SellableChoice, SellableRef
from fondaco.errors import InvalidInputError, LimitExceededError
from fondaco.graphql import ID, input_type
from fondaco.graphql.scalars import MoneyInput
from fondaco.ids import decode_global_id, parse_global_id

from fondaco_checkout.service.cart_lines import LineChange, WantedLine
from fondaco_checkout.service.complete import ChosenPayment

__all__ = [
    "AddressInput",
    "CartAddressesUpdateInput",
    "CartBuyerUpdateInput",
    "CartCompleteInput",
    "CartCreateInput",
    "CartDeliveryOptionSelectInput",
    "CartLineChoiceInput",
    "CartLineInput",
    "CartLineUpdateInput",
    "CartLinesAddInput",
    "CartLinesRemoveInput",
    "CartLinesUpdateInput",
    "CartReopenInput",
    "CartTaxNumberSetInput",
    "PaymentInput",
    "cart_id_of",
    "line_changes",
    "line_id_of",
    "ref_of",
    "wanted_lines",
]


MAX_CHOICES = 100
"""Of one line, and pieces of one choice."""


@input_type
class CartLineChoiceInput:
    """Something that is chosen of a thing that leaves a choice.

    Attributes:
        id: Of the choice, as the thing offers it.
        quantity: How often; 0 leaves it out.
    """

    id: ID
    quantity: int = 1


@input_type
class CartLineInput:
    """A thing and how many pieces of it.

    Attributes:
        sellable_id: Of a product variant, or whatever else a plugin sells.
        quantity: At least 1.
        choices: What is chosen of it, where it leaves a choice. With other choices it is another line.
    """

    sellable_id: ID
    quantity: int
    choices: list[CartLineChoiceInput] | None = None


@input_type
class CartCreateInput:
    """What a new cart begins with.

    Attributes:
        name: What a customer calls it; guests' carts have no names.
    """

    lines: list[CartLineInput] | None = None
    email: str | None = None
    name: str | None = None


@input_type
class CartLinesAddInput:
    """Pieces to add; what the cart holds already is added up."""

    cart_id: ID
    lines: list[CartLineInput]


@input_type
class CartLineUpdateInput:
    """A line, and what is to be of it.

    Attributes:
        quantity: At least 1.
        choices: What is chosen of the thing instead of what was; left out, that stays. A line that comes to have the
            choices of another one is added to that, and its id is gone.
    """

    id: ID
    quantity: int
    choices: list[CartLineChoiceInput] | None = None


@input_type
class CartLinesUpdateInput:
    """Lines and what is to be of them."""

    cart_id: ID
    lines: list[CartLineUpdateInput]


@input_type
class CartLinesRemoveInput:
    """Lines to remove."""

    cart_id: ID
    line_ids: list[ID]


@input_type
class CartBuyerUpdateInput:
    """Who buys.

    Attributes:
        phone: Left out, the one that is there stays; empty, it is removed.
        phone_country: ISO 3166-1 alpha-2: in which a number without the code of a country is. Left out, that of the
            cart's address, and as long as there is none, that of the shop.
    """

    cart_id: ID
    email: str
    phone: str | None = None
    phone_country: str | None = None


@input_type
class AddressInput:
    """A postal address.

    Attributes:
        country: ISO 3166-1 alpha-2.
        name: Who receives.
        line1: Street and number, or what the country writes there.
        region: State, province or prefecture.
        phone: As the country writes it, or with the code of a country.
    """

    country: str
    name: str
    line1: str
    line2: str | None = None
    city: str | None = None
    district: str | None = None
    region: str | None = None
    postal_code: str | None = None
    company: str | None = None
    phone: str | None = None

    def parsed(self) -> commerce.Address:
        """Returns the address, not validated yet."""
        return commerce.Address(
            country=self.country,
            name=self.name,
            line1=self.line1,
            line2=self.line2 or "",
            city=self.city or "",
            district=self.district or "",
            region=self.region or "",
            postal_code=self.postal_code or "",
            company=self.company or "",
            phone=self.phone or "",
        )


@input_type
class CartAddressesUpdateInput:
    """Addresses to set; one that is left out stays as it is.

    Attributes:
        billing_address: Without one the order has the shipping address for it.
    """

    cart_id: ID
    shipping_address: AddressInput | None = None
    billing_address: AddressInput | None = None


@input_type
class CartTaxNumberSetInput:
    """Says that a business buys.

    Attributes:
        tax_number: With the prefix of its country, such as `ATU13585627`; empty takes it back.
    """

    cart_id: ID
    tax_number: str


@input_type
class CartDeliveryOptionSelectInput:
    """Chooses a delivery option by its code."""

    cart_id: ID
    code: str


@input_type
class PaymentInput:
    """How the buyer means to pay.

    Attributes:
        method: Code of one of the payment methods of the cart or order.
        token: What the provider's own front-end gave; a card number of the test provider.
        return_url: Where the provider sends the buyer back to after an action.
    """

    method: str
    token: str
    return_url: str | None = None

    def parsed(self) -> ChosenPayment:
        """Returns the value."""
        return ChosenPayment(self.method, self.token, self.return_url)


@input_type
class CartCompleteInput:
    """Pays and places the order.

    Attributes:
        expected_total: What the buyer saw: if the total is something else by now, the answer is TOTAL_CHANGED.
        save_addresses: Puts the order's addresses into the customer's book, where they are not in it yet.
    """

    cart_id: ID
    payment: PaymentInput
    expected_total: MoneyInput | None = None
    save_addresses: bool = False


@input_type
class CartReopenInput:
    """Which cart to open again."""

    cart_id: ID


def cart_id_of(value: str) -> UUID:
    """Returns the id of a cart, or raises INVALID_ID."""
    return parse_global_id(value, "Cart", field=("cartId",))


def line_id_of(value: str, *path: str) -> UUID:
    """Returns the id of a cart line, or raises INVALID_ID."""
    return parse_global_id(value, "CartLine", field=path)


def wanted_lines(lines: Sequence[CartLineInput]) -> list[WantedLine]:
    """Returns what is wanted, or raises INVALID_ID with the path of the line."""
    return [
        WantedLine(ref_of(line.sellable_id, line.choices, "lines", str(index)), line.quantity)
        for index, line in enumerate(lines)
    ]


def ref_of(sellable_id: str, choices: Sequence[CartLineChoiceInput] | None, *path: str) -> SellableRef:
    """Returns what is meant by a thing and what is chosen of it, or raises INVALID_ID with the path of the line."""
    named = _named(sellable_id, (*path, "sellableId"))
    return SellableRef.choosing(*named, _choices(choices or (), (*path, "choices")))


def line_changes(lines: Sequence[CartLineUpdateInput]) -> list[LineChange]:
    """Returns what is to be of lines, or raises INVALID_ID with the path of the line."""
    return [
        LineChange(
            line_id_of(line.id, "lines", str(index), "id"),
            line.quantity,
            None if line.choices is None else tuple(_choices(line.choices, ("lines", str(index), "choices"))),
        )
        for index, line in enumerate(lines)
    ]


def _choices(choices: Sequence[CartLineChoiceInput], path: tuple[str, ...]) -> list[SellableChoice]:
    """Returns what is chosen, of whatever type its owner gave it."""
    if len(choices) > MAX_CHOICES:
        raise LimitExceededError(
            f"At most {MAX_CHOICES} choices are made for one line.", code="TOO_MANY_CHOICES", field=path
        )
    chosen = []
    for index, choice in enumerate(choices):
        at = (*path, str(index))
        if not 0 <= choice.quantity <= MAX_CHOICES:
            raise InvalidInputError(
                f"Something is chosen 0 to {MAX_CHOICES} times.", code="QUANTITY_INVALID", field=(*at, "quantity")
            )
        named = _named(choice.id, (*at, "id"))[1]
        if choice.quantity:
            chosen.append(SellableChoice(named, choice.quantity))
    return chosen


def _named(value: str, path: tuple[str, ...]) -> tuple[str, UUID]:
    try:
        type_name, key = decode_global_id(value)
        return type_name, UUID(key)
    except (InvalidInputError, ValueError):
        raise InvalidInputError("This is not an id of this API.", code="INVALID_ID", field=path) from None
