"""Runs the background work of a test when the test says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fondaco.jobs import JobContext

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["WorkerDriver"]


class WorkerDriver:
    """The worker of one application, driven by hand."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def drain(self) -> None:
        """Delivers every event and job that is due, and what those emit in turn; returns when nothing is left."""
        await self._app.build_worker(burst=True).run()

    async def run_job(self, name: str) -> None:
        """Runs a scheduled job now, by its full name such as ``checkout.expire_carts``.

        Raises:
            LookupError: If there is no such job.
        """
        job = self._app.jobs.get(name)
        if job is None:
            raise LookupError(f"no job is called {name!r}; jobs: {', '.join(job.name for job in self._app.jobs)}")
        await job.run(JobContext(app=self._app, context=self._app.system_context()))
