"""Loads a figure script as a module."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from figures.engine.drawing.reads import FreshLoader


def load(script: Path) -> ModuleType:
    """Import the script under its stem, from its source as it is now."""
    spec = importlib.util.spec_from_loader(script.stem, FreshLoader(script.stem, str(script)), origin=str(script))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(script)
    sys.modules[script.stem] = module
    spec.loader.exec_module(module)
    return module
