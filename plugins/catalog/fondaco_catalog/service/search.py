"""The catalogue's search engine: PostgreSQL behind the hook `resolve_product_search`."""

from __future__ import annotations

from collections.abc import Mapping

from fondaco.commerce import (
    Channel,
    Facet,
    FacetSelection,
    FacetValue,
    ProductHit,
    ProductSearch,
    ProductSearchAnswer,
    SuggestionAnswer,
    SuggestionQuery,
)
from fondaco.search import Synonyms, fold

from fondaco_catalog.model.facets import facet_label
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.search import STAFF
from fondaco_catalog.model.search_staff import SearchSynonym, synonyms_of
from fondaco_catalog.repository.facet_query import CountedFacet, FacetCounts
from fondaco_catalog.repository.search import Limits, StaffSearch, check_cursor, list_found
from fondaco_catalog.repository.search_conditions import Conditions
from fondaco_catalog.repository.search_plan import SearchPlan, plan_search
from fondaco_catalog.repository.search_staff import list_synonyms
from fondaco_catalog.repository.suggestions import list_suggestions
from fondaco_catalog.service.price_audiences import audiences_seen
from fondaco_catalog.service.search_index import analyzer_of
from fondaco_catalog.service.search_misses import SearchMisses

__all__ = ["SearchEngine"]

MOST_WORDS = 10
NO_SYNONYMS = "0 "
"""The version of no synonyms at all."""


class SearchEngine:
    """Answers the searches of one deployment, each in two statements.

    Attributes:
        misses: What was found nothing for.
        audiences: Of buyers in several groups who came.
    """

    def __init__(self, policy: Policy) -> None:
        settings = policy.settings
        self.analyzer = analyzer_of(policy)
        self.misses = SearchMisses()
        self.audiences = audiences_seen()
        self._version = NO_SYNONYMS
        self._synonyms: list[SearchSynonym] = []
        self._by_locale: dict[str, Synonyms] = {}
        self._limits = Limits(ranked=settings.search_exact_matches, counted=settings.facet_exact_matches)

    async def staff_search(self, text: str, channel: Channel) -> StaffSearch | None:
        """Reads what staff search for; None if nothing can be found by it."""
        search = ProductSearch(text=text, channel=channel, locale=channel.default_locale)
        if not self.analyzer.query(text):
            return None
        plan = await self._plan(search, STAFF, Conditions(search))
        return StaffSearch(fold(text).split()[:MOST_WORDS], text, plan)

    async def _plan(self, search: ProductSearch, channel: str, conditions: Conditions) -> SearchPlan:
        """Reads a query with the synonyms that are valid now; those of the last time are, unless staff changed one."""
        key = " ".join(self.analyzer.stems(search.text)) if search.text else ""
        while True:
            groups = self.analyzer.query(search.text, self._synonyms_in(search.locale))
            plan = await plan_search(search, channel, groups, key, conditions)
            if not groups or plan.synonyms == self._version:
                return plan
            self._version, self._synonyms, self._by_locale = plan.synonyms, await list_synonyms(), {}

    def _synonyms_in(self, locale: str) -> Synonyms:
        if locale not in self._by_locale:
            self._by_locale[locale] = synonyms_of(self._synonyms, self.analyzer, locale)
        return self._by_locale[locale]

    async def suggest(self, query: SuggestionQuery) -> SuggestionAnswer:
        """Suggests what somebody who has typed so much may want, in one statement."""
        text = query.text
        while True:
            groups = self.analyzer.query(text, self._synonyms_in(query.locale))
            if not groups:
                return SuggestionAnswer()
            words = fold(text).split()[:MOST_WORDS]
            found = await list_suggestions(query, groups, words)
            if found.synonyms == self._version:
                break
            self._version, self._synonyms, self._by_locale = found.synonyms, await list_synonyms(), {}
        typed, last = " ".join(fold(text).split()), groups[-1].word
        head = typed.removesuffix(last) if typed.endswith(last) else None
        completions = () if head is None else tuple(head + word for word in found.words)
        return SuggestionAnswer(completions, tuple(found.products), tuple(found.categories), tuple(found.corrections))

    async def search(self, search: ProductSearch) -> ProductSearchAnswer:
        """Finds products; see `fondaco.hookspecs.HookSpecs.resolve_product_search`.

        Raises:
            InvalidInputError: ``INVALID_CURSOR``.
        """
        answer = await self._found(search)
        if (
            answer.total == 0
            and not answer.filling
            and search.text.strip()
            and search.cursor is None
            and not search.selections
        ):
            self.misses.note(search.channel.slug, search.locale, search.text)
        return answer

    async def _found(self, search: ProductSearch) -> ProductSearchAnswer:
        if search.text.strip() and not self.analyzer.query(search.text):
            return ProductSearchAnswer()
        conditions = Conditions(search)
        plan = await self._plan(search, search.channel.slug, conditions)
        if not plan.channel_ids:
            check_cursor(search)
            return ProductSearchAnswer(corrections=plan.corrections, filling=plan.filling)
        locales = (search.locale, search.channel.default_locale)
        page = await list_found(search, plan, conditions, self._limits, locales)
        more = len(page.products) > search.size
        products = page.products[: search.size]
        if search.backward:
            products.reverse()
        beyond = search.cursor is not None
        return ProductSearchAnswer(
            hits=tuple(ProductHit(product.product, page.keyset.cursor_of(product)) for product in products),
            total=page.total,
            exact=page.exact,
            filling=plan.filling,
            has_next=beyond if search.backward else more,
            has_previous=more if search.backward else beyond,
            facets=_facets(search, page.facets),
            corrections=plan.corrections,
        )


def _facets(search: ProductSearch, counted: FacetCounts) -> tuple[Facet, ...]:
    """Returns the facets in the order in which they were asked for."""
    selections = {selection.name: selection for selection in search.selections}
    names: dict[str, None] = {}
    for wanted in search.facets:
        if wanted.endswith("*"):
            names.update(dict.fromkeys(sorted(name for name in counted if name.startswith(wanted[:-1]))))
        else:
            names[wanted] = None
    found: Mapping[str, CountedFacet] = {name: counted[name] for name in names if name in counted}
    return tuple(_facet(facet, selections.get(name), search.locale) for name, facet in found.items())


def _facet(counted: CountedFacet, selection: FacetSelection | None, locale: str) -> Facet:
    chosen = set(selection.values) if selection is not None else set()
    values = [
        FacetValue(
            value=value.value,
            label=value.label,
            count=value.count,
            selected=value.value in chosen,
            parent=value.parent,
            colour=value.colour,
        )
        for value in counted.values
    ]
    missing = chosen - {value.value for value in values}
    values += [FacetValue(value=value, label=value, count=0, selected=True) for value in sorted(missing)]
    return Facet(
        name=counted.name,
        label=counted.label or facet_label(counted.name, locale),
        values=tuple(values),
        minimum=counted.minimum,
        maximum=counted.maximum,
        days=counted.days,
        buckets=tuple(counted.buckets),
        exact=counted.exact,
    )
