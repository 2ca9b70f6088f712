"""Background jobs: declared by plugins, run by the worker, with time-outs, retries and dead letters by default."""

from fondaco.jobs.job import Cron, Job, JobContext, JobRegistry
from fondaco.jobs.worker_app import WorkerApp

__all__ = ["Cron", "Job", "JobContext", "JobRegistry", "WorkerApp"]
