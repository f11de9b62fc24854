"""Loads a figure script as a module, and libraries ahead of scripts."""

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from figures.engine.drawing.reads import FreshLoader, ProjectFinder
from figures.engine.drawing.seeds import aside, watch


def load(script: Path) -> ModuleType:
    """Import the script under its stem, from its source as it is now."""
    spec = importlib.util.spec_from_loader(script.stem, FreshLoader(script.stem, str(script)), origin=str(script))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(script)
    sys.modules[script.stem] = module
    spec.loader.exec_module(module)
    return module


def load_libraries(names: Iterable[str], root: str) -> None:
    """Import those that are installed, as a script of the project would."""
    watch(root)
    finder = ProjectFinder(Path(root), aside)
    sys.meta_path.insert(0, finder)
    try:
        for name in names:
            if importlib.util.find_spec(name):
                importlib.import_module(name)
    finally:
        sys.meta_path.remove(finder)
