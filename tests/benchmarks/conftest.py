"""Lets the benchmarks be imported as what they are run as: ``tests.benchmarks``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
