"""A notebook page is a program: run it, and its layers, data and results are at hand as it made them."""

import contextlib
import io
import runpy
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "frameworks"


def run(name: str) -> dict[str, Any]:
    """The names that docs/frameworks/<name>.py leaves behind, by name; what it prints is dropped."""
    with contextlib.redirect_stdout(io.StringIO()):
        return runpy.run_path(str(FOLDER / f"{name}.py"))
