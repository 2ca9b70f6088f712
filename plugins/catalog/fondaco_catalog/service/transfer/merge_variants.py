"""What the options, variants and prices of a product become by what a file says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from fondaco.commerce import Money, currency_exponent
from fondaco.errors import DomainError
from fondaco.ids import new_id
from msgspec import UNSET

from fondaco_catalog.model.attribute_drafts import AttributeScope
from fondaco_catalog.model.attributes import AttributeRule, find_choice
from fondaco_catalog.repository.transfer.lookups import Match, NamedList
from fondaco_catalog.repository.transfer.parts import Row
from fondaco_catalog.service.transfer.merge import Merge, Surroundings, plain_columns, without_silent

__all__ = ["merge_variants"]

_NEW: Row = {
    "sku": "",
    "barcode": "",
    "weight_grams": 0,
    "length_mm": 0,
    "width_mm": 0,
    "height_mm": 0,
    "max_per_customer": None,
    "max_per_customer_days": None,
    "requires_shipping": True,
    "track_stock": True,
    "media": None,
    "external_id": None,
    "metadata": {},
    "private_metadata": {},
    "version": 1,
}


def merge_variants(merge: Merge, media: Mapping[str, UUID], *, match: Match) -> None:
    """Brings options, values, variants and prices to what the file says; what it does not name stays.

    Args:
        media: Ids of the product's pictures by address.
        match: What variants are told apart by, where it is not ``slug``; else, and where that finds none, by what is
            chosen.
    """
    _Variants(merge, media, match).run()


class _Variants:
    def __init__(self, merge: Merge, media: Mapping[str, UUID], match: Match) -> None:
        self._merge = merge
        self._around: Surroundings = merge.around
        self._media = media
        self._key = {"sku": ("sku", "sku"), "external_id": ("externalId", "external_id")}.get(match)
        self._options = self._around.rows("product_option", merge.id)
        self._values: dict[tuple[UUID, str], Row] = {
            (row["option"], row["value"]): row
            for option in self._options
            for row in self._around.rows("product_option_value", option["id"])
        }
        self._existing = self._around.rows("product_variant", merge.id)
        self._ids: list[UUID] = []
        self._places: dict[UUID, int] = {}
        self._rules = merge.around.rules.get(merge.type_id, {}) if merge.type_id is not None else {}
        self._linked: dict[UUID, AttributeRule] = {}

    def run(self) -> None:
        known = {row["id"]: row for row in self._values.values()}
        options = self._wanted_options()
        variants = self._wanted_variants()
        self._place_values(options)
        self._write("product_option", options, self._options)
        self._write("product_option_value", self._values.values(), known.values())
        self._write("product_variant", variants, self._existing)

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
                {
                    "id": new_id(),
                    "product": self._merge.id,
                    "name": name,
                    "labels": {},
                    "attribute": None,
                    "position": position,
                }
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
            if "attribute" in said:
                option["attribute"] = self._attribute(said["attribute"])
        self._link(options)
        for option, said in zip(options, given or (), strict=False):
            option["labels"] = option["labels"] | said["labels"]
            for value in said["values"]:
                row = self._value(option["id"], value["value"])
                self._values[option["id"], row["value"]] = row | {"labels": row["labels"] | value["labels"]}
        return options

    def _attribute(self, code: str | None) -> UUID | None:
        """Returns the attribute that an option is to stand for."""
        if code is None:
            return None
        rule = self._rules.get(code)
        if rule is None or rule.scope is not AttributeScope.OPTION:
            message = f"The product's type has no attribute {code[:100]!r} that is an option."
            self._merge.record.refuse("UNKNOWN_ATTRIBUTE", message, "option", "attribute")
            return None
        return rule.id

    def _link(self, options: Sequence[Row]) -> None:
        """Lets values stand for the choices of the attributes that their options stand for."""
        by_id = {rule.id: rule for rule in self._rules.values()}
        self._linked = {option["id"]: by_id[option["attribute"]] for option in options if option["attribute"] in by_id}
        free = {option["id"] for option in options if option["attribute"] is None}
        for (option_id, value), row in list(self._values.items()):
            if option_id in free and row["choice"] is not None:
                self._values[option_id, value] = row | {"choice": None}
            elif option_id in self._linked and row["choice"] is None:
                del self._values[option_id, value]
                name, choice = self._choice(option_id, value)
                self._values[option_id, name] = row | {"value": name, "choice": choice}

    def _choice(self, option_id: UUID, value: str) -> tuple[str, UUID | None]:
        """Returns how a value is called, and the choice that it stands for."""
        rule = self._linked.get(option_id)
        if rule is None:
            return value, None
        choice = find_choice(rule.choices, value)
        if choice is None:
            message = f"The attribute {rule.code} has no choice {value[:100]!r}."
            self._merge.record.refuse("UNKNOWN_CHOICE", message, "option", "value")
            return value, None
        return self._around.choice_names[choice], choice

    def _value(self, option_id: UUID, value: str) -> Row:
        name, choice = (value, None) if (option_id, value) in self._values else self._choice(option_id, value)
        key = (option_id, name)
        if key not in self._values:
            self._values[key] = {
                "id": new_id(),
                "option": option_id,
                "value": name,
                "labels": {},
                "choice": choice,
                "position": -1,
            }
        return self._values[key]

    def _place_values(self, options: Sequence[Row]) -> None:
        """Values stand in the order of the file where it lists them, the others behind; else as they were."""
        given = self._merge.item.get("options") or ()
        for index, option in enumerate(options):
            rows = [row for key, row in self._values.items() if key[0] == option["id"]]
            said = given[index]["values"] if index < len(given) else ()
            listed = [self._value(option["id"], value["value"])["value"] for value in said]
            order = {value: place for place, value in enumerate(listed)}
            rows.sort(key=lambda row: order.get(row["value"], len(order)))
            if not listed:
                rows.sort(key=lambda row: row["position"] if row["position"] >= 0 else 2**31)
            for position, row in enumerate(rows):
                self._values[option["id"], row["value"]] = row | {"position": position}

    def _wanted_variants(self) -> list[Row]:
        merge = self._merge
        given: Sequence[Mapping[str, Any]] = merge.item.get("variants", ())
        by_choice = {tuple(row["option_values"]): row for row in self._existing}
        field, column = self._key or ("", "")
        by_key = {row[column]: row for row in self._existing if row[column]} if column else {}
        count = len(self._ids)
        wanted: dict[UUID, Row] = {}
        prices: list[Row] = []
        costs: list[Row] = []
        for index, said in enumerate(given):
            before = by_key.get(said.get(field) or "")
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
            merge.variant_ids[index] = row["id"]
            prices += self._prices(row["id"], said, index, is_new=before is None)
            self._refuse_tiers(row["id"], said, index)
            costs += self._costs(row["id"], said, index)
        complete = all(row["id"] in wanted for row in self._existing)
        rest = [] if complete else [dict(wanted.pop(row["id"], row)) for row in self._existing]
        variants = [*rest, *wanted.values()]
        behind = max((row["position"] for row in rest), default=-1) + 1
        for position, row in enumerate(variants):
            row["position"] = position if complete else row.get("position", behind)
            behind = max(behind, row["position"] + 1)
        self._refuse_clashes(variants)
        for table, rows in (("price", prices), ("variant_cost", costs)):
            self._write(table, rows, [row for variant in variants for row in self._around.rows(table, variant["id"])])
        return variants

    def _row(self, index: int, said: Mapping[str, Any], before: Row | None, chosen: list[UUID] | None) -> Row:
        merge = self._merge
        if before is None:
            tax_class = self._around.policy.settings.default_tax_class
            row: Row = {
                "id": new_id(),
                "product": merge.id,
                **_NEW,
                "tax_class": tax_class,
                "created_at": self._around.now,
            }
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
            row["version"] = 1 if before is None else before["version"] + 1
        return row

    def _prices(self, variant_id: UUID, said: Mapping[str, Any], index: int, *, is_new: bool) -> Iterator[Row]:
        existing = {(row["list"], row["min_quantity"]): row for row in self._around.rows("price", variant_id)}
        silent = set() if is_new else self._merge.record.silent
        for key, given in said.get("prices", {}).items():
            found = self._list(key, given, index)
            if found is None:
                continue
            price_list, quantity = found
            before = existing.get((price_list.id, quantity))
            if given.get("price", UNSET) is None:
                if before is not None:
                    self._merge.changes.removed["price"].append(before["id"])
                continue
            amount = before["amount"] if before is not None else None
            compare_at = before["compare_at"] if before is not None else None
            if "price" in given:
                amount = self._minor(given["price"], price_list.currency, index, "price", key)
            elif amount is None:
                if given.get("compareAt") is not None:
                    self._refuse(index, "PRICE_MISSING", "There is no price to compare with.", "price", key)
                continue
            if "compareAt" in given and "variant.compareAt" not in silent:
                compare_at = self._minor(given["compareAt"], price_list.currency, index, "compareAt", key)
            if amount is not None:
                yield {
                    "id": new_id() if before is None else before["id"],
                    "list": price_list.id,
                    "variant": variant_id,
                    "min_quantity": quantity,
                    "amount": amount,
                    "compare_at": compare_at,
                    "change": None if before is None or before["amount"] != amount else before["change"],
                }

    def _refuse_tiers(self, variant_id: UUID, said: Mapping[str, Any], index: int) -> None:
        """Refuses more prices in a list than a variant may have there."""
        most = self._around.policy.settings.max_price_tiers
        tiers: dict[UUID, set[int]] = {}
        for row in self._around.rows("price", variant_id):
            tiers.setdefault(row["list"], set()).add(row["min_quantity"])
        last: dict[UUID, str] = {}
        for key, given in said.get("prices", {}).items():
            name, _, quantity = key.partition("@")
            found = self._around.price_lists.get(name)
            if found is not None and (quantity or "1").isdigit():
                last[found.id], of = key, tiers.setdefault(found.id, set())
                (of.discard if given.get("price", UNSET) is None else of.add)(int(quantity or 1))
        for list_id, key in last.items():
            if len(tiers[list_id]) > most:
                self._refuse(index, "TOO_MANY_TIERS", f"A variant has at most {most} prices in a list.", "price", key)

    def _list(self, key: str, given: Mapping[str, Any], index: int) -> tuple[NamedList, int] | None:
        """Returns the list and the quantity that a price is for, or notes why there is none."""
        name, _, quantity = key.partition("@")
        if quantity and not (quantity.isdigit() and 1 <= int(quantity) < 2**31 and quantity.isascii()):
            self._refuse(index, "INVALID_NUMBER", f"{quantity[:20]!r} is not a number of pieces.", "price", key)
            return None
        found = self._around.price_lists.get(name)
        if found is None:
            code = "PRICE_LIST_NOT_FOUND" if name.startswith("#") else "UNKNOWN_CHANNEL"
            self._refuse(index, code, f"There is no such price list or channel: {name[:100]!r}.", "price", key)
            return None
        currency = given.get("currency")
        if currency is not None and currency != found.currency:
            code, message = "CURRENCY_MISMATCH", f"{name} is in {found.currency}, not in {currency[:20]}."
            try:
                currency_exponent(currency)
            except DomainError as error:
                code, message = error.code, error.message
            self._refuse(index, code, message, "currency", key)
            return None
        return found, int(quantity or 1)

    def _minor(self, amount: str | None, currency: str, index: int, name: str, key: str) -> int | None:
        if amount is None:
            return None
        try:
            money = Money.from_decimal(amount, currency)
        except DomainError as error:
            self._refuse(index, error.code, error.message, name, key)
            return None
        if money.amount < 0:
            self._refuse(index, "NEGATIVE_PRICE", "A price cannot be negative.", name, key)
        return money.amount

    def _costs(self, variant_id: UUID, said: Mapping[str, Any], index: int) -> Iterator[Row]:
        existing = {row["channel"]: row for row in self._around.rows("variant_cost", variant_id)}
        for slug, given in said.get("costs", {}).items():
            before, channel = existing.get(slug), self._around.policy.channels.get(slug)
            if channel is None:
                self._refuse(index, "UNKNOWN_CHANNEL", f"There is no channel {slug[:100]!r}.", "cost", slug)
            elif given is None:
                if before is not None:
                    self._merge.changes.removed["variant_cost"].append(before["id"])
            elif (amount := self._minor(given, channel.currency, index, "cost", slug)) is not None:
                row = {"variant": variant_id, "channel": slug, "currency": channel.currency, "amount": amount}
                yield {"id": new_id() if before is None else before["id"], **row}

    def _refuse_clashes(self, variants: Sequence[Row]) -> None:
        own = {row["id"] for row in self._existing}
        skus: set[str] = set()
        external_ids: set[str | None] = set()
        combinations: set[tuple[UUID, ...]] = set()
        for row in variants:
            sku, chosen = row["sku"], tuple(row["option_values"])
            index = self._places.get(row["id"], -1)
            holder = self._around.sku_holders.get(sku)
            if sku and (sku in skus or (holder is not None and holder != row["id"] and holder not in own)):
                self._refuse(index, "SKU_TAKEN", f"The SKU {sku} belongs to another variant.", "sku")
            external_id = row["external_id"]
            held = self._around.external_holders.get(external_id or "")
            if external_id and (
                external_id in external_ids or (held is not None and held.id != row["id"] and held.id not in own)
            ):
                message = f"The external id {external_id} belongs to another variant."
                self._refuse(index, "EXTERNAL_ID_TAKEN", message, "externalId")
            if chosen in combinations:
                self._refuse(index, "DUPLICATE_VARIANT", "There is such a variant already.", "option")
            skus.add(sku)
            external_ids.add(external_id)
            combinations.add(chosen)
        most = self._around.policy.settings.max_variants
        if len(variants) > most:
            self._refuse(-1, "TOO_MANY_VARIANTS", f"A product has at most {most:,} variants.", "option")
