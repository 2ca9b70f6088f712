"""What ``import fondaco`` offers."""

from __future__ import annotations

import importlib

import fondaco
import pytest

PUBLIC = """
    ANYONE ID App CliCommand ConflictError Connection Cron Dimension DomainError Entity Event GraphQL HealthCheck Info
    InvalidInputError Job JobContext LimitExceededError Node NotFoundError Permission Plugin SchemaPart Seed Subscriber
    UnitOfWork create_app enum_type execute fetch_all fetch_one fetch_value input_type new_id object_type
    parse_global_id
"""


def test_the_public_names_are_these() -> None:
    assert sorted(fondaco.__all__) == sorted(PUBLIC.split())
    assert all(getattr(fondaco, name) is not None for name in fondaco.__all__)


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        importlib.import_module("fondaco").nonsense  # noqa: B018
