"""For plugin authors: real servers, a migrated database per test, GraphQL clients and a worker, as pytest fixtures.

Installed with Fondaco as a pytest plugin; nothing has to be imported. See `fondaco.testing.pytest_plugin`.
"""

from fondaco.testing.clients import GraphQLClient
from fondaco.testing.notifications import all_heard
from fondaco.testing.statements import recorded_statements
from fondaco.testing.worker import WorkerDriver

__all__ = ["GraphQLClient", "WorkerDriver", "all_heard", "recorded_statements"]
