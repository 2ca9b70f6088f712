"""Lets what is here be imported as ``tests.chaos``, what fills a shop as ``tests.benchmarks``, and the auditor of stock."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.append(str(Path(__file__).resolve().parents[1] / "races"))
