"""The search of the real catalogues does not get worse than it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fondaco.app import App

from tests.benchmarks.catalog_shop import chinese_products, index_everything, retail_products, write_shop
from tests.benchmarks.search_quality import judge_searches, keep_synonyms, quality_of

pytestmark = pytest.mark.real_data


async def test_at_least_60_queries_in_two_languages_find_what_is_meant(make_app: Callable[..., Any]) -> None:
    app: App = await make_app(enabled=["catalog"])
    assert await write_shop(app, [*retail_products(), *chinese_products()]) == 4_153
    await index_everything(app)
    await keep_synonyms(app)
    judged = await judge_searches(app)
    quality = quality_of(judged)
    worst = [one for one in judged if one.precision < 0.6 or one.reciprocal < 0.5]
    assert worst == []
    assert quality.queries >= 60
    assert quality.precision_at_5 >= 0.98
    assert quality.mrr >= 0.98
