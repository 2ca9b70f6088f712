"""What a form for an address asks for in each country, and addresses as they are printed."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco import commerce
from fondaco.access import ANYONE
from fondaco.graphql import Info, SchemaPart, object_type

from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.model import address_forms as model
from fondaco_checkout.model.cart import Cart
from fondaco_checkout.model.home import first_country
from fondaco_checkout.model.order import Order
from fondaco_checkout.model.phones import shown_phone

__all__ = ["address_lines", "addresses"]

addresses = SchemaPart()
address_lines = SchemaPart()


@object_type(model.AddressOption)
class AddressOption:
    """A value that a field of an address can have.

    Attributes:
        value: For the input.
        label: For people.
    """

    value: str
    label: str


@object_type(model.AddressFormField)
class AddressFormField:
    """A field of an address in a form.

    Attributes:
        name: As `AddressInput` calls it.
        row: Fields of one row stand beside one another; from 0.
        label: What the country calls it, in English, German or Chinese.
        options: What can be chosen; empty where it is typed. Those of a city are there once the region is given, those
            of a district once the city is.
    """

    name: str
    row: int
    label: str
    required: bool
    options: list[AddressOption]


@object_type(model.AddressForm)
class AddressForm:
    """What a form for an address in a country asks for.

    Attributes:
        country: ISO 3166-1 alpha-2.
        fields: In the order of the country's addresses; what it does not use is not among them.
        postal_code_pattern: A regular expression that a postal code has to match, for `pattern` of an input; null
            where any is taken.
        postal_code_examples: How postal codes look.
    """

    country: str
    fields: list[AddressFormField]
    postal_code_pattern: str | None
    postal_code_examples: list[str]


@addresses.query(type=AddressForm, permission=ANYONE)
async def address_form(
    info: Info, country: str | None = None, region: str | None = None, city: str | None = None
) -> model.AddressForm:
    """What a form for an address asks for in a country: fields in order with their labels, which are required, and
    what can be chosen, such as province, city and district of China.

    Args:
        country: ISO 3166-1 alpha-2. Left out or empty, the one that most buyers are in: of the shop, else the channel's
            first, else where the language is spoken.
        region: The one that was chosen: its cities are the options of the city then.
        city: The one that was chosen: its districts are the options of the district then.
    """
    context = info.context
    country = country or first_country(settings_of(info).home_country, context.channel, context.locale)
    return model.address_form(country, context.locale, region=region or "", city=city or "")


@addresses.extend("Address", type=AddressForm, name="form")
async def form_of(found: Sequence[commerce.Address], info: Info) -> list[model.AddressForm]:
    """What a form to change it asks for: of its country, with the options below its region and city."""
    locale = info.context.locale
    return [model.address_form(each.country, locale, region=each.region, city=each.city) for each in found]


@address_lines.extend("Address", type=list[str], name="formatted")
async def formatted(found: Sequence[commerce.Address], latin: bool = False) -> list[tuple[str, ...]]:
    """Its lines as the post of the country wants them, in capitals where it says so, the country last.

    Args:
        latin: In Latin letters and their order, for a label that another country's carrier reads; names of regions,
            cities and districts are turned into them where they are known, and what was typed stays.
    """
    return [model.label_lines(address, latin=latin) for address in found]


@address_lines.extend("Address", type=str, name="phoneFormatted")
async def address_phone(found: Sequence[commerce.Address]) -> list[str]:
    """Its telephone number with the code of the country and blanks, such as "+49 30 12345678"; empty without one."""
    return [shown_phone(address.phone) for address in found]


async def buyer_phone(found: Sequence[Cart | Order]) -> list[str | None]:
    """The buyer's telephone number with the code of the country and blanks; null without one."""
    return [None if one.phone is None else shown_phone(one.phone) for one in found]


for owner in ("Cart", "Order"):
    address_lines.extend(owner, type=str | None, name="phoneFormatted")(buyer_phone)
