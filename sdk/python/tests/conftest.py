"""Lets tests import what they share, which pytest's importlib mode leaves out of the path."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
