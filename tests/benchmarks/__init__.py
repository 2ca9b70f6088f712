"""Benchmarks: ``uv run python -m tests.benchmarks graphql``. How to read them: ``docs/guides/benchmarks.md``."""
