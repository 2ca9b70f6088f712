"""Lets what is here be imported as ``tests.chaos``, and what fills a shop as ``tests.benchmarks``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
