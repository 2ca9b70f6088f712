"""Which taxes are owed: one path. What staff have defined counts; where they have defined nothing, the settings do."""

from __future__ import annotations

from fondaco import clock
from fondaco.commerce import TaxDecision, TaxQuery, TaxTreatment

from fondaco_checkout.model import flat_rates
from fondaco_checkout.model.tax_numbers import is_reverse_charged
from fondaco_checkout.model.taxes import TaxTable
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["decide"]

_REVERSE_CHARGE = {"en": "Reverse charge", "zh-Hans": "逆向征收 (reverse charge)"}
_EXEMPT = {"en": "Tax exempt, certificate {number}", "zh-Hans": "免税（证书 {number}）"}
LONGEST_NOTE = 100


def decide(settings: CheckoutSettings, table: TaxTable, query: TaxQuery) -> TaxDecision:
    """Returns the taxes of each asked class at the destination, and whether the buyer pays them.

    Without a destination they are those of the home country. A buyer with a certificate, then one in an exempt customer
    group, then a business in another member state of the EU pays none.
    """
    now = clock.utc_now()
    home = home_of(settings, query)
    country = query.country or home
    zones = table.zones_of(country, query.region, query.postal_code, now)
    if zones:
        rates = table.rates(zones, query.tax_classes, now, query.locale)
    else:
        rates = flat_rates.tax_rates(settings, country, query.tax_classes)
    if query.exemption:
        note = _EXEMPT.get(query.locale, _EXEMPT["en"]).format(number=query.exemption)[:LONGEST_NOTE]
        return TaxDecision(rates=rates, treatment=TaxTreatment.EXEMPT, note=note)
    exemption = table.exemption(query.groups, country, now)
    if exemption is not None:
        note = exemption.notes.get(query.locale, exemption.note)
        return TaxDecision(rates=rates, treatment=TaxTreatment.EXEMPT, note=note)
    if query.country and is_reverse_charged(query.tax_number, home, query.country, query.postal_code):
        note = _REVERSE_CHARGE.get(query.locale, _REVERSE_CHARGE["en"])
        return TaxDecision(rates=rates, treatment=TaxTreatment.REVERSE_CHARGE, note=note)
    return TaxDecision(rates=rates)


def home_of(settings: CheckoutSettings, query: TaxQuery) -> str:
    """Returns the country that the shop is in; empty if nothing says so."""
    return settings.home_country or next(iter(query.channel.countries), "")
