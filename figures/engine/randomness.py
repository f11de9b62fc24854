"""Keeps libraries that draw random numbers while they are being loaded from looking like scripts that do.

SciPy, for one, makes the examples in its documentation when it is imported, with NumPy's global generator. That is not
the script's doing, so the generator is put back; what a script or a library draws later still counts.
"""

import builtins
import sys
from typing import Any

import numpy as np


def calm_imports() -> None:
    """From here on, importing a library leaves NumPy's global generator as it was."""
    if builtins.__import__.__module__ == __name__:
        return
    load, busy = builtins.__import__, False

    def calm(name: str, *rest: Any, **named: Any) -> Any:
        nonlocal busy
        if busy or name.partition(".")[0] in sys.modules:
            return load(name, *rest, **named)
        busy = True
        before: Any = np.random.get_state()  # noqa: NPY002 - the generator that nobody should use
        try:
            return load(name, *rest, **named)
        finally:
            loaded = sys.modules.get(name.partition(".")[0])
            if "site-packages" in (getattr(loaded, "__file__", None) or ""):  # not the project's own
                np.random.set_state(before)  # noqa: NPY002
            busy = False

    builtins.__import__ = calm
