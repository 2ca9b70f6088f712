"""What the options, variants and prices of a product become by what a file says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from fondaco.ids import new_id
from msgspec import UNSET

from fondaco_catalog.repository.transfer.parts import Row
from fondaco_catalog.service.transfer.merge import Merge, Surroundings, plain_columns, without_silent

__all__ = ["merge_variants"]

_NEW: Row = {
    "sku": "",
    "barcode": "",
    "weight_grams": 0,
    "requires_shipping": True,
    "tax_class": "standard",
    "track_stock": True,
    "media": None,
}


def merge_variants(merge: Merge, media: Mapping[str, UUID], *, by_sku: bool) -> tuple[list[Row], list[Row]]:
    """Brings options, values, variants and prices to what the file says; what it does not name stays.

    Args:
        media: Ids of the product's pictures by address.
        by_sku: Whether variants are told apart by their SKU; else, and where that finds none, by what is chosen.

    Returns:
        All variants and all prices of the product, as they will be.
    """
    return _Variants(merge, media, by_sku=by_sku).run()


class _Variants:
    def __init__(self, merge: Merge, media: Mapping[str, UUID], *, by_sku: bool) -> None:
        self._merge = merge
        self._around: Surroundings = merge.around
        self._media = media
        self._by_sku = by_sku
        self._options = self._around.rows("product_option", merge.id)
        self._values: dict[tuple[UUID, str], Row] = {
            (row["option"], row["value"]): row
            for option in self._options
            for row in self._around.rows("product_option_value", option["id"])
        }
        self._existing = self._around.rows("product_variant", merge.id)
        self._ids: list[UUID] = []
        self._places: dict[UUID, int] = {}

    def run(self) -> tuple[list[Row], list[Row]]:
        known = {row["id"]: row for row in self._values.values()}
        options = self._wanted_options()
        variants, prices = self._wanted_variants()
        self._place_values(options)
        self._write("product_option", options, self._options)
        self._write("product_option_value", self._values.values(), known.values())
        self._write("product_variant", variants, self._existing)
        return variants, prices

    def _write(self, table: str, wanted: Iterable[Row], existing: Iterable[Row]) -> None:
        self._merge.changes.compare(table, wanted, {row["id"]: row for row in existing})

    def _refuse(self, index: int, code: str, message: str, name: str, dimension: str = "") -> None:
        self._merge.record.refuse(code, message, "variant", name, index=index, dimension=dimension)

    def _wanted_options(self) -> list[Row]:
        given = self._merge.item.get("options")
        named = next(
            (each["optionNames"] for each in self._merge.item.get("variants", ()) if "optionNames" in each), None
        )
        names = [option["name"] for option in given] if given is not None else named
        if self._merge.is_new:
            self._options = [
                {"id": new_id(), "product": self._merge.id, "name": name, "labels": {}, "position": position}
                for position, name in enumerate(names or ())
            ]
            options, self._options = self._options, []
        else:
            options = [dict(option) for option in self._options]
        self._ids = [option["id"] for option in options]
        found = [option["name"] for option in options]
        if names is not None and names != found:
            self._merge.record.refuse(
                "OPTIONS_DIFFER",
                f"The product has the options {', '.join(found) or 'none'}; this says {', '.join(names) or 'none'}.",
                "variant",
                "option",
            )
            return options
        for option, said in zip(options, given or (), strict=False):
            option["labels"] = option["labels"] | said["labels"]
            for value in said["values"]:
                row = self._value(option["id"], value["value"])
                self._values[option["id"], value["value"]] = row | {"labels": row["labels"] | value["labels"]}
        return options

    def _value(self, option_id: UUID, value: str) -> Row:
        key = (option_id, value)
        if key not in self._values:
            self._values[key] = {"id": new_id(), "option": option_id, "value": value, "labels": {}, "position": -1}
        return self._values[key]

    def _place_values(self, options: Sequence[Row]) -> None:
        """Values stand in the order of the file where it lists them, the others behind; else as they were."""
        given = self._merge.item.get("options") or ()
        for index, option in enumerate(options):
            rows = [row for key, row in self._values.items() if key[0] == option["id"]]
            listed = [value["value"] for value in given[index]["values"]] if index < len(given) else []
            order = {value: place for place, value in enumerate(listed)}
            rows.sort(key=lambda row: order.get(row["value"], len(order)))
            if not listed:
                rows.sort(key=lambda row: row["position"] if row["position"] >= 0 else 2**31)
            for position, row in enumerate(rows):
                self._values[option["id"], row["value"]] = row | {"position": position}

    def _wanted_variants(self) -> tuple[list[Row], list[Row]]:
        merge = self._merge
        given: Sequence[Mapping[str, Any]] = merge.item.get("variants", ())
        by_choice = {tuple(row["option_values"]): row for row in self._existing}
        by_sku = {row["sku"]: row for row in self._existing if row["sku"]} if self._by_sku else {}
        count = len(self._ids)
        wanted: dict[UUID, Row] = {}
        prices: list[Row] = []
        for index, said in enumerate(given):
            before = by_sku.get(said.get("sku", ""))
            chosen: list[UUID] | None = None
            if "options" in said or before is None:
                texts = said.get("options", ())
                if len(texts) != count:
                    message = f"The product has {count} options; this variant says {len(texts)}."
                    self._refuse(index, "OPTION_COUNT_MISMATCH", message, "option")
                    continue
                chosen = [self._value(option, text)["id"] for option, text in zip(self._ids, texts, strict=True)]
                before = before or by_choice.get(tuple(chosen))
            row = self._row(index, said, before, chosen)
            if row["id"] in wanted:
                self._refuse(index, "DUPLICATE_VARIANT", "This variant is named twice.", "option")
            wanted[row["id"]] = row
            self._places[row["id"]] = index
            prices += self._prices(row["id"], said, index, is_new=before is None)
        complete = all(row["id"] in wanted for row in self._existing)
        rest = [] if complete else [dict(wanted.pop(row["id"], row)) for row in self._existing]
        variants = [*rest, *wanted.values()]
        behind = max((row["position"] for row in rest), default=-1) + 1
        for position, row in enumerate(variants):
            row["position"] = position if complete else row.get("position", behind)
            behind = max(behind, row["position"] + 1)
        self._refuse_clashes(variants)
        return variants, self._all_prices(variants, prices)

    def _all_prices(self, variants: Sequence[Row], prices: list[Row]) -> list[Row]:
        """Notes the changes of prices; returns those that the file names, and those that stay."""
        existing = [row for variant in variants for row in self._around.rows("variant_price", variant["id"])]
        gone = {row["id"] for row in prices} | {*self._merge.changes.removed["variant_price"]}
        self._write("variant_price", prices, existing)
        return [*prices, *(row for row in existing if row["id"] not in gone)]

    def _row(self, index: int, said: Mapping[str, Any], before: Row | None, chosen: list[UUID] | None) -> Row:
        merge = self._merge
        if before is None:
            row: Row = {"id": new_id(), "product": merge.id, **_NEW, "created_at": self._around.now}
        else:
            row = dict(before)
            said = without_silent(said, merge.record, "variant.")
        for name, column in plain_columns("variant").items():
            if name in said:
                row[column] = said[name]
        if chosen is not None:
            row["option_values"] = chosen
        if "media" in said:
            url = said["media"]
            if url is not None and url not in self._media:
                self._refuse(index, "UNKNOWN_MEDIA", "This is none of the product's pictures.", "media")
            row["media"] = self._media.get(url)
        if before is None or any(before[name] != value for name, value in row.items()):
            row["updated_at"] = self._around.now
        return row

    def _prices(self, variant_id: UUID, said: Mapping[str, Any], index: int, *, is_new: bool) -> Iterable[Row]:
        existing = {row["channel"]: row for row in self._around.rows("variant_price", variant_id)}
        silent = set() if is_new else self._merge.record.silent
        for channel, (currency, given_amount, given_compare_at) in said.get("prices", {}).items():
            before = existing.get(channel)
            fits = before is not None and before["currency"] == currency
            amount, compare_at = given_amount, UNSET if "variant.compareAt" in silent else given_compare_at
            if amount is None:
                if before is not None:
                    self._merge.changes.removed["variant_price"].append(before["id"])
                continue
            if amount is UNSET:
                if compare_at is UNSET or (compare_at is None and not fits):
                    continue
                if not fits:
                    self._refuse(index, "PRICE_MISSING", "There is no price to compare with.", "price", channel)
                    continue
                amount = before["amount"] if before is not None else 0
            if compare_at is UNSET:
                compare_at = before["compare_at"] if fits and before is not None else None
            yield {
                "id": new_id() if before is None else before["id"],
                "variant": variant_id,
                "channel": channel,
                "currency": currency,
                "amount": amount,
                "compare_at": compare_at,
            }

    def _refuse_clashes(self, variants: Sequence[Row]) -> None:
        own = {row["id"] for row in self._existing}
        skus: set[str] = set()
        combinations: set[tuple[UUID, ...]] = set()
        for row in variants:
            sku, chosen = row["sku"], tuple(row["option_values"])
            index = self._places.get(row["id"], -1)
            holder = self._around.sku_holders.get(sku)
            if sku and (sku in skus or (holder is not None and holder != row["id"] and holder not in own)):
                self._refuse(index, "SKU_TAKEN", f"The SKU {sku} belongs to another variant.", "sku")
            if chosen in combinations:
                self._refuse(index, "DUPLICATE_VARIANT", "There is such a variant already.", "option")
            skus.add(sku)
            combinations.add(chosen)
        most = self._around.policy.settings.max_variants
        if len(variants) > most:
            self._refuse(-1, "TOO_MANY_VARIANTS", f"A product has at most {most:,} variants.", "option")
