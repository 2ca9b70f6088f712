"""Clients who do not give up: what is not answered they ask again, as a good front-end does."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

import httpx

__all__ = ["PatientClient", "RefusedError"]

_TEMPORARY = frozenset({"DATABASE_UNAVAILABLE", "UNAVAILABLE", "TIMEOUT", "CART_COMPLETING", "OVERLOADED"})
"""Codes that say: ask again."""

_PATIENCE_SECONDS = 60.0


class RefusedError(Exception):
    """The shop said no; the text is the code."""


class PatientClient:
    """Somebody at one of the two endpoints.

    Attributes:
        headers: Who it is.
        unexpected: Answers that no front-end should see, and the ids of the requests.
        waited: The longest that anything took until it was answered, retries included; seconds.
    """

    def __init__(self, http: httpx.AsyncClient, url: str, headers: Mapping[str, str], chance: random.Random) -> None:
        self._http = http
        self._url = url
        self._chance = chance
        self.headers = dict(headers)
        self.unexpected: dict[str, str] = {}
        self.waited = 0.0

    async def change(
        self, mutation: str, data: Mapping[str, Any], selection: str, *, key: str | None = None
    ) -> dict[str, Any]:
        """Runs a mutation until it is answered; each attempt under the same idempotency key, if there is one.

        Raises:
            RefusedError: With the first code that the answer names.
            TimeoutError: If there is no answer in a minute.
        """
        kind = f"{mutation[0].upper()}{mutation[1:]}Input"
        document = (
            f"mutation ($input: {kind}!, $key: String) {{ {mutation}(input: $input, idempotencyKey: $key) "
            f"{{ {selection} errors {{ code message }} }} }}"
        )
        return await self._answered(document, {"input": data, "key": key}, mutation)

    async def ask(self, document: str, variables: Mapping[str, Any], field: str) -> dict[str, Any]:
        """Returns a field of the answer to a query."""
        return await self._answered(document, variables, field)

    async def _answered(self, document: str, variables: Mapping[str, Any], field: str) -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        started = loop.time()
        said: Counter[str] = Counter()
        while (waited := loop.time() - started) < _PATIENCE_SECONDS:
            answer = await self._once(document, variables)
            if isinstance(answer, str):
                said[answer] += 1
            else:
                payload = answer[field]
                if not payload.get("errors"):
                    self.waited = max(self.waited, waited)
                    return dict(payload)
                code = payload["errors"][0]["code"]
                if code not in _TEMPORARY:
                    raise RefusedError(code)
                said[code] += 1
            await asyncio.sleep(self._chance.uniform(0.05, 0.2))
        raise TimeoutError(f"{field} with {dict(variables)} was not answered: {dict(said)}")

    async def _once(self, document: str, variables: Mapping[str, Any]) -> dict[str, Any] | str:
        """Returns the data of an answer, or why there was none: then one has to ask again."""
        try:
            body = {"query": document, "variables": variables}
            answer = await self._http.post(self._url, json=body, headers=self.headers)
        except httpx.HTTPError as error:
            return type(error).__name__
        if answer.status_code in {502, 503, 504}:
            return f"status {answer.status_code}"
        found = answer.json()
        codes = {error["extensions"]["code"] for error in found.get("errors", ())}
        if codes - _TEMPORARY:
            self.unexpected[found["errors"][0]["extensions"]["requestId"]] = answer.text[:300]
        return ", ".join(sorted(codes)) or dict(found["data"])
