"""Profiles of property tests: few cases in CI, many at night (``tests/nightly.sh``)."""
