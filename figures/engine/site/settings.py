"""The settings of a build, under extra: figures: in mkdocs.yml."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from figures.engine.freshness.refresh import TIME_LIMIT
from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.project.names import unknown

# Seconds for a script or a cell; how many at once (0: one a core); where on GitHub the notebooks are, for Colab.
DEFAULTS: dict[str, Any] = {"time_limit": TIME_LIMIT, "jobs": 0.0, "notebooks_on_github": ""}


def checked(settings: Any, root: Path) -> dict[str, Any]:
    """All settings, those not chosen at their defaults. Raises FigureError at the first that is none."""
    if not isinstance(settings, Mapping):
        message = f"extra.figures: expected settings such as jobs: 2, got {settings!r}"
        raise FigureError(Fault(message, "mkdocs.yml"))
    for name, value in settings.items():
        line = line_of(root / "mkdocs.yml", rf"\b{re.escape(str(name))}\s*:")
        if name not in DEFAULTS:
            raise FigureError(Fault(unknown(str(name), "setting", DEFAULTS), "mkdocs.yml", line))
        if isinstance(DEFAULTS[name], str):
            continue
        least, expected = (0, "a whole number, 0 for one a core") if name == "jobs" else (1e-3, "seconds")
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or not least <= value <= 86400
            or (name == "jobs" and value % 1)
        ):
            raise FigureError(Fault(f"setting {name}: expected {expected}, got {value!r}", "mkdocs.yml", line))
    return DEFAULTS | dict(settings)
