"""Lets tests import the modules beside them, which importlib mode leaves out."""

from __future__ import annotations

import sys
from pathlib import Path

_FOLDER = str(Path(__file__).parent)
if _FOLDER not in sys.path:
    sys.path.append(_FOLDER)
