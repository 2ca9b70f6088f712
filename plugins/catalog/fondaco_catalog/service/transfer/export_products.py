"""Exporting products: everything of one moment, a page of products in memory at a time."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from typing import IO, Literal

import msgspec
from fondaco import clock
from fondaco.jobs.worker_app import WorkerApp

from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer import json_lines, own_csv, shopify_export
from fondaco_catalog.model.transfer.fields import Item
from fondaco_catalog.repository.transfer import exported
from fondaco_catalog.repository.transfer.compositions import list_compositions
from fondaco_catalog.repository.transfer.defined import LEADING, list_former_slugs, list_things
from fondaco_catalog.repository.transfer.exported import ExportFilter
from fondaco_catalog.repository.transfer.links import list_links
from fondaco_catalog.repository.transfer.parts import load_parts
from fondaco_catalog.service.transfer.items import item_of

__all__ = ["ExportFormat", "ExportOptions", "export_products"]

ExportFormat = Literal["csv", "jsonl", "shopify"]
PAGE = 500


class ExportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported, and how.

    Attributes:
        channel: Whose prices and publications a file of Shopify has.
        costs: Whether what variants cost the merchant is told.
    """

    channel: str
    format: ExportFormat = "csv"
    chosen: ExportFilter = ExportFilter()
    costs: bool = True


async def export_products(
    app: WorkerApp,
    out: IO[bytes],
    options: ExportOptions,
    policy: Policy,
    *,
    on_progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> int:
    """Writes products to a file, before them all that they speak of, behind them what speaks of them.

    Returns how many products there are.

    All is read at one moment, whatever is changed meanwhile. Importing our own formats into an empty shop and exporting
    them again gives the same bytes.

    Args:
        on_progress: Called after each page with the products done and the products in all; what it raises ends the
            export.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``; ``TOO_MANY_OPTIONS`` for a file of Shopify, which knows three.
    """
    policy.channel(options.channel, field=("channel",))
    count = 0
    # A table's header depends on all of its rows, so they wait on disk until it is known.
    with tempfile.TemporaryFile() as waiting:
        used: set[tuple[int, str]] = set()
        async with app.database.transaction():
            await exported.take_snapshot()
            async for kind, item in _things(options, policy, on_progress):
                count += kind == "product"
                if options.format == "jsonl":
                    out.write(json_lines.line_of(kind, item))
                    continue
                used.update(own_csv.used_columns(kind, item))
                waiting.write(json_lines.line_of(kind, item))
        if options.format != "jsonl":
            waiting.seek(0)
            _write_table(out, waiting, options, used)
    return count


async def _things(
    options: ExportOptions, policy: Policy, on_progress: Callable[[int, int], None]
) -> AsyncIterator[tuple[str, Item]]:
    now = clock.utc_now()
    currencies = {slug: channel.currency for slug, channel in policy.channels.items()}
    names = await exported.read_names(currencies)
    if options.format != "shopify":
        for kind in LEADING:
            for thing in await list_things(kind):
                if kind != "priceList" or thing.item["currency"] == currencies.get(thing.item["channel"]):
                    yield kind, thing.item
    total = await exported.count_products(options.chosen, now)
    done = 0
    last = None
    while ids := await exported.list_product_ids(options.chosen, now, last, PAGE):
        state = await load_parts(ids)
        former = await list_former_slugs("product", ids)
        for id_ in ids:
            item = item_of(state["product"][id_][0], state, names, former)
            if not options.costs:
                for variant in item["variants"]:
                    variant["costs"] = {}
            yield "product", item
        last = ids[-1]
        done += len(ids)
        on_progress(done, total)
    if options.format == "shopify":
        return
    last = None
    while ids := await exported.list_product_ids(options.chosen, now, last, PAGE):
        for kind, item in (*await list_links(ids), *await list_compositions(ids, currencies)):
            yield kind, item
        last = ids[-1]


def _write_table(out: IO[bytes], waiting: IO[bytes], options: ExportOptions, used: set[tuple[int, str]]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    if options.format == "shopify":
        header = list(shopify_export.HEADER)
        rows = (row for _, item in _read(waiting) for row in shopify_export.rows_of(item, options.channel))
    else:
        header = own_csv.header_of(used)
        columns = own_csv.Columns(header)
        rows = (row for kind, item in _read(waiting) for row in own_csv.rows_of(columns, kind, item))
    # Rows end as in RFC 4180. With a line feed alone, Python 3.11 writes a carriage return in a cell without quotes.
    writer = csv.DictWriter(text, header, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    text.flush()
    text.detach()


def _read(waiting: IO[bytes]) -> Iterator[tuple[str, Item]]:
    for line in waiting:
        item = msgspec.json.decode(line)
        yield item.pop("kind"), item
