"""Which zone an address is in and what is levied there: tables of real places, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from fondaco import clock
from fondaco.commerce import Channel, TaxQuery, TaxRate, TaxTreatment
from fondaco.errors import DomainError
from fondaco_checkout.model.places import Area, Places, clean_areas
from fondaco_checkout.model.tax_numbers import clean_tax_number, is_reverse_charged
from fondaco_checkout.model.taxes import TaxExemption, TaxTable, TaxZone, ZoneRate
from fondaco_checkout.service.tax_decision import decide
from fondaco_checkout.settings import CheckoutSettings
from hypothesis import given
from hypothesis import strategies as st


@contextmanager
def frozen_time(moment: datetime) -> Iterator[None]:
    """It is that moment, to within a blink."""
    with clock.moved(moment - datetime.now(UTC)):
        yield


NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
BEFORE, AFTER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def rate(name: str, percent: str, tax_class: str = "standard", **other: Any) -> ZoneRate:
    values = {"priority": 0, "compound": False, "valid_from": None, "valid_until": None, "names": {}, **other}
    return ZoneRate(
        id=UUID(int=0), zone_id=UUID(int=0), tax_class=tax_class, name=name, rate=Decimal(percent) / 100, **values
    )


def zone(code: str, *areas: Area, rates: Sequence[ZoneRate] = (), **other: Any) -> TaxZone:
    values = {"priority": 0, "additive": False, "active": True, **other}
    return TaxZone(
        id=UUID(int=0),
        code=code,
        name=code,
        areas=areas,
        rates=tuple(rates),
        created_at=NOW,
        updated_at=NOW,
        version=1,
        **values,
    )


WORLD = [
    # Revenu Québec: GST 5 %, QST 9.975 %, both on the price; books bear GST only.
    zone("ca", Area("CA"), rates=[rate("GST", "5")]),
    zone(
        "ca-qc",
        Area("CA", ("QC", "Quebec", "Québec")),
        rates=[rate("GST", "5"), rate("QST", "9.975", priority=1), rate("GST", "5", "books")],
    ),
    # § 12 UStG; § 28 for the second half of 2020.
    zone(
        "de",
        Area("DE"),
        rates=[
            rate("MwSt.", "19", valid_until=datetime(2020, 7, 1, tzinfo=UTC)),
            rate(
                "MwSt.", "16", valid_from=datetime(2020, 7, 1, tzinfo=UTC), valid_until=datetime(2021, 1, 1, tzinfo=UTC)
            ),
            rate("MwSt.", "19", valid_from=datetime(2021, 1, 1, tzinfo=UTC)),
            rate("MwSt.", "7", "reduced"),
        ],
    ),
    # Büsingen and Heligoland are outside of the VAT area (Directive 2006/112/EC, article 6).
    zone("de-outside", Area("DE", (), ("78266", "27498"))),
    # Ley 37/1992; the Canary Islands (35, 38) levy IGIC 7 % and 3 %, Ceuta and Melilla (51, 52) no VAT.
    zone("es", Area("ES"), rates=[rate("IVA", "21"), rate("IVA", "10", "reduced")]),
    zone("es-cn", Area("ES", (), ("35*", "38000..38999")), rates=[rate("IGIC", "7"), rate("IGIC", "3", "reduced")]),
    zone("es-outside", Area("ES", (), ("51*", "52*"))),
    # California (CDTFA): 7.25 % statewide; Los Angeles County 2.25 %, and the city of Santa Monica 0.75 % more.
    zone("us-ca", Area("US", ("CA", "California")), rates=[rate("California", "7.25")]),
    zone(
        "us-ca-la",
        Area("US", ("CA", "California"), ("900..918",)),
        rates=[rate("Los Angeles County", "2.25")],
        additive=True,
    ),
    zone("us-ca-sm", Area("US", (), ("90401..90411",)), rates=[rate("Santa Monica", "0.75")], additive=True),
    # Consumption Tax Act: 10 %, food 8 %.
    zone("jp", Area("JP"), rates=[rate("消費税", "10"), rate("消費税", "8", "reduced")]),
    # VAT Law of the PRC, article 10: 13, 9 and 6 %.
    zone(
        "cn", Area("CN"), rates=[rate("增值税", "13"), rate("增值税", "9", "reduced"), rate("增值税", "6", "services")]
    ),
    # Northern Ireland: UK VAT too, but for goods it is in the VAT area of the EU.
    zone("gb", Area("GB"), rates=[rate("VAT", "20"), rate("VAT", "0", "books")]),
]


def asked(country: str, region: str = "", postal_code: str = "", tax_class: str = "standard", **other: Any) -> TaxQuery:
    channel = Channel(slug="default", name="Shop", countries=("DE",))
    return TaxQuery(
        channel=channel,
        country=country,
        region=region,
        postal_code=postal_code,
        tax_classes=frozenset({tax_class}),
        **other,
    )


def levied(query: TaxQuery, zones: Sequence[TaxZone] = WORLD, **settings: Any) -> list[tuple[str, str]]:
    with frozen_time(NOW):
        decision = decide(CheckoutSettings(**settings), TaxTable(zones, ()), query)
    (rates,) = decision.rates.values()
    return [(one.name, f"{(one.rate * 100).normalize():f}") for one in rates]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (asked("CA", "ON"), [("GST", "5")]),
        (asked("CA", "Québec", "H2X 1Y4"), [("GST", "5"), ("QST", "9.975")]),
        (asked("CA", "QUEBEC"), [("GST", "5"), ("QST", "9.975")]),
        (asked("CA", "qc", "", "books"), [("GST", "5")]),
        (asked("DE", "", "10117"), [("MwSt.", "19")]),
        (asked("DE", "", "10117", "reduced"), [("MwSt.", "7")]),
        (asked("DE", "", "10117", "exempt"), []),
        (asked("DE", "", "27498"), []),
        (asked("ES", "", "28013", "reduced"), [("IVA", "10")]),
        (asked("ES", "", "35001"), [("IGIC", "7")]),
        (asked("ES", "", "38999", "reduced"), [("IGIC", "3")]),
        (asked("ES", "", "39001"), [("IVA", "21")]),
        (asked("ES", "", "52001"), []),
        (asked("US", "California", "94103"), [("California", "7.25")]),
        (asked("US", "CA", "90012"), [("California", "7.25"), ("Los Angeles County", "2.25")]),
        (
            asked("US", "CA", "90401-1234"),
            [("California", "7.25"), ("Los Angeles County", "2.25"), ("Santa Monica", "0.75")],
        ),
        (asked("US", "NY", "10001"), []),
        (asked("JP", "東京都", "100-0001"), [("消費税", "10")]),
        (asked("JP", "", "", "reduced"), [("消費税", "8")]),
        (asked("CN", "", "", "services"), [("增值税", "6")]),
        (asked("GB", "", "BT1 5GS", "books"), [("VAT", "0")]),
        # No zone: the settings, here the rates of the law.
        (asked("AT"), [("USt.", "20")]),
        # A class that a zone does not list has its standard rate, never none.
        (asked("JP", "", "", "books"), [("消費税", "10")]),
        # No address: the home country.
        (asked(""), [("MwSt.", "19")]),
    ],
)
def test_a_purchase_bears_what_is_levied_where_it_goes(query: TaxQuery, expected: list[tuple[str, str]]) -> None:
    assert levied(query) == expected


@pytest.mark.parametrize(
    ("moment", "percent"),
    [
        (datetime(2020, 6, 30, 23, 59, 50, tzinfo=UTC), "0.19"),
        (datetime(2020, 7, 1, tzinfo=UTC), "0.16"),
        (datetime(2020, 12, 31, 23, 59, 50, tzinfo=UTC), "0.16"),
        (datetime(2021, 1, 1, tzinfo=UTC), "0.19"),
    ],
)
def test_a_rate_counts_from_its_first_moment_to_its_last(moment: datetime, percent: str) -> None:
    with frozen_time(moment):
        found = decide(CheckoutSettings(), TaxTable(WORLD, ()), asked("DE")).rates
    assert found["standard"] == (TaxRate(Decimal(percent), "MwSt."),)


def test_a_zone_whose_rates_are_of_another_time_says_nothing() -> None:
    zones = [zone("at", Area("AT"), rates=[rate("New", "22", valid_from=AFTER)])]
    assert levied(asked("AT"), zones) == [("USt.", "20")]


def test_a_zone_that_does_not_count_is_passed_over() -> None:
    assert levied(asked("AT"), [zone("at", Area("AT"), active=False)]) == [("USt.", "20")]
    assert levied(asked("AT"), [zone("at", Area("AT"))]) == []


def test_taxes_of_several_zones_are_reckoned_by_priority_the_wider_zone_first() -> None:
    zones = [
        zone("state", Area("US"), rates=[rate("On all", "1", priority=5, compound=True), rate("State", "6")]),
        zone("city", Area("US", (), ("1*",)), rates=[rate("City", "2")], additive=True),
    ]
    assert levied(asked("US", "", "10001"), zones) == [("State", "6"), ("City", "2"), ("On all", "1")]


@pytest.mark.parametrize(
    ("patterns", "code", "first"),
    [
        ((("38*",), ("38001",)), "38001", "z1"),
        ((("38*",), ("380*",)), "38001", "z1"),
        ((("380*",), ("38000..38099",)), "38001", "z0"),
        ((("38000..38099",), ("38000..38009",)), "38001", "z1"),
        (((), ("38*",)), "38001", "z1"),
        ((("BT*",), ()), "bt1 5gs", "z0"),
        ((("sw1a 1*",), ("SW1*",)), "SW1A1AA", "z0"),
    ],
)
def test_the_most_specific_postal_code_wins(patterns: tuple[tuple[str, ...], ...], code: str, first: str) -> None:
    zones = [zone(f"z{index}", Area("ES", (), codes)) for index, codes in enumerate(patterns)]
    for given_zones in (zones, zones[::-1]):
        assert Places(given_zones).of("ES", "", code)[0].code == first


def test_region_priority_and_code_decide_between_equals() -> None:
    zones = [
        zone("b", Area("US", (), ("9*",))),
        zone("a", Area("US", (), ("9*",))),
        zone("c", Area("US", (), ("9*",)), priority=1),
        zone("d", Area("US", ("CA",), ("9*",))),
        zone("region", Area("US", ("CA",))),
        zone("country", Area("US")),
        zone("all"),
    ]
    assert [found.code for found in Places(zones).of("US", "ca", "90001")] == [
        "d",
        "c",
        "a",
        "b",
        "region",
        "country",
        "all",
    ]
    assert [found.code for found in Places(zones).of("FR", "", "")] == ["all"]
    assert [found.code for found in Places(zones).of("", "", "")] == ["all"]


@given(
    st.lists(
        st.lists(st.integers(0, 999), min_size=2, max_size=2)
        .map(sorted)
        .map(lambda pair: f"{pair[0]:03}..{pair[1]:03}")
        | st.integers(0, 999).map(lambda number: f"{number:03}")
        | st.integers(0, 99).map(lambda number: f"{number:02}*"),
        max_size=12,
    ),
    st.integers(0, 999),
)
def test_the_index_finds_what_a_look_at_each_would(patterns: list[str], number: int) -> None:
    def holds(pattern: str) -> bool:
        if ".." in pattern:
            first, last = pattern.split("..")
            return int(first) <= number <= int(last)
        return f"{number:03}".startswith(pattern.removesuffix("*"))

    zones = [zone(f"z{index}", Area("FR", (), (pattern,))) for index, pattern in enumerate(patterns)]
    found = {one.code for one in Places(zones).of("FR", "", f"{number:03}")}
    assert found == {f"z{index}" for index, pattern in enumerate(patterns) if holds(pattern)}


@pytest.mark.parametrize(
    ("area", "code", "field"),
    [
        (Area("Germany"), "UNKNOWN_COUNTRY", ("areas", "0", "country")),
        (Area("DE", ("",)), "INVALID_REGION", ("areas", "0", "regions", "0")),
        (Area("DE", (), ("10", "3*8")), "INVALID_POSTAL_CODE", ("areas", "0", "postalCodes", "1")),
        (Area("DE", (), ("39..38",)), "INVALID_POSTAL_CODE", ("areas", "0", "postalCodes", "0")),
        (Area("DE", (), ("1..38",)), "INVALID_POSTAL_CODE", ("areas", "0", "postalCodes", "0")),
        (Area("DE", (), ("*",)), "INVALID_POSTAL_CODE", ("areas", "0", "postalCodes", "0")),
        (Area("DE", ("x",) * 201), "TOO_MANY_AREAS", ("areas", "0")),
    ],
)
def test_an_area_that_is_none_is_refused(area: Area, code: str, field: tuple[str, ...]) -> None:
    with pytest.raises(DomainError) as caught:
        clean_areas([area], ("areas",))
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [
        ("ATU13585627", "", "ATU13585627"),
        ("at u 135.856-27", "DE", "ATU13585627"),
        ("136695976", "DE", "DE136695976"),
        ("EL094259216", "", "EL094259216"),
        ("094259216", "GR", "EL094259216"),
        ("", "DE", ""),
        ("GB980780684", "GB", "980780684"),
        ("CHE-107.787.577 IVA", "CH", "CHE107787577IVA"),
    ],
)
def test_a_tax_number_is_checked_and_made_compact(number: str, country: str, expected: str) -> None:
    assert clean_tax_number(number, country, field=("taxNumber",)) == expected


@pytest.mark.parametrize(
    ("number", "country"),
    [("ATU13585628", ""), ("DE1", "DE"), ("123", ""), ("123", "AQ"), ("X" * 41, "DE"), ("ATU١٣٥٨٥٦٢٧", "")],
)
def test_what_is_no_tax_number_is_refused(number: str, country: str) -> None:
    with pytest.raises(DomainError) as caught:
        clean_tax_number(number, country, field=("taxNumber",))
    assert caught.value.code == "TAX_NUMBER_INVALID"


@pytest.mark.parametrize(
    ("number", "home", "destination", "postal_code", "expected"),
    [
        ("ATU13585627", "DE", "AT", "", True),
        # A number of a third member state does too (article 138: of a state other than the seller's).
        ("ATU13585627", "DE", "FR", "", True),
        ("DE136695976", "DE", "AT", "", False),
        ("ATU13585627", "DE", "DE", "", False),
        ("ATU13585627", "CH", "AT", "", False),
        ("ATU13585627", "DE", "CH", "", False),
        ("", "DE", "AT", "", False),
        ("EL094259216", "DE", "GR", "", True),
        ("XI123456789", "IE", "GB", "bt1 5gs", True),
        ("XI123456789", "IE", "GB", "SW1A 1AA", False),
        ("ATU13585627", "", "AT", "", False),
    ],
)
def test_a_business_in_another_member_state_owes_the_tax_itself(
    number: str, home: str, destination: str, postal_code: str, *, expected: bool
) -> None:
    assert is_reverse_charged(number, home, destination, postal_code) is expected


def exemption(group: str, **other: Any) -> TaxExemption:
    values = {"notes": {}, "countries": (), "valid_from": None, "valid_until": None, **other}
    return TaxExemption(
        id=UUID(int=1), customer_group=group, note="Charity", created_at=NOW, updated_at=NOW, version=1, **values
    )


@pytest.mark.parametrize(
    ("found", "query", "treatment", "note"),
    [
        (exemption("charities"), asked("DE", groups=frozenset({"charities"})), "exempt", "Charity"),
        (exemption("charities"), asked("DE", groups=frozenset({"others"})), "standard", ""),
        (exemption("charities", countries=("US",)), asked("DE", groups=frozenset({"charities"})), "standard", ""),
        (exemption("charities", valid_until=BEFORE), asked("DE", groups=frozenset({"charities"})), "standard", ""),
        (exemption("charities", valid_from=AFTER), asked("DE", groups=frozenset({"charities"})), "standard", ""),
        (
            exemption("charities", notes={"zh-Hans": "慈善机构"}),
            asked("DE", groups=frozenset({"charities"}), locale="zh-Hans"),
            "exempt",
            "慈善机构",
        ),
        (exemption("x"), asked("DE", exemption="NY-123"), "exempt", "Tax exempt, certificate NY-123"),
        (exemption("x"), asked("AT", tax_number="ATU13585627"), "reverse_charge", "Reverse charge"),
    ],
)
def test_who_pays_no_tax_reads_why(found: TaxExemption, query: TaxQuery, treatment: str, note: str) -> None:
    with frozen_time(NOW):
        decision = decide(CheckoutSettings(), TaxTable([], [found]), query)
    assert (decision.treatment, decision.note) == (TaxTreatment(treatment), note)
    assert decision.rates["standard"]  # what would have been owed
