"""Loads the stage; see `stage.py`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

if "fondaco_stage" not in sys.modules:
    _spec = importlib.util.spec_from_file_location("fondaco_stage", Path(__file__).parents[1] / "events" / "stage.py")
    assert _spec is not None
    assert _spec.loader is not None
    sys.modules["fondaco_stage"] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules["fondaco_stage"])

database = sys.modules["fondaco_stage"].database
stage = sys.modules["fondaco_stage"].stage
