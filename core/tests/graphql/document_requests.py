"""What tests of persisted and of trusted documents have in common."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
from fondaco.graphql.trusted import sha256_of
from http_toys import PATH

__all__ = ["MISMATCH", "TOYS", "apq", "error_of", "fresh", "send"]

MISMATCH = ("provided sha does not match query", "PERSISTED_QUERY_HASH_MISMATCH")
TOYS = {"data": {"toys": [{"name": "ball"}, {"name": "Bär"}]}}


def fresh(text: str = "{ toys { name } }") -> str:
    """Returns a document that nobody has sent yet."""
    return f"{text} # {uuid4()}"


def apq(text: str, digest: str | None = None, *, version: Any = 1) -> dict[str, Any]:
    """Returns the extension that names a document by its hash."""
    return {"persistedQuery": {"version": version, "sha256Hash": digest or sha256_of(text)}}


async def send(http: httpx.AsyncClient, path: str = PATH, **body: Any) -> httpx.Response:
    """Sends the members of a request."""
    return await http.post(path, json=body)


def error_of(answer: httpx.Response) -> tuple[str, str]:
    """Returns message and code of the only error of an answer."""
    [error] = answer.json()["errors"]
    return error["message"], error["extensions"]["code"]
