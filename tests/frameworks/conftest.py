"""Each notebook page is run once, as a program; its tests look at what it defined and printed."""

import contextlib
import io
import os
import re
import runpy
import sys
import warnings
from collections.abc import Callable
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from tests.pages.sources import fences, sources

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "frameworks"
OPTIONAL = ("torch", "jax", "optax")
NEEDS = {"pytorch": ("torch",), "functions-in-jax": ("jax", "optax")}  # pages about one optional framework

for name, value in {"CPP_MIN_LOG_LEVEL": "3", "NUM_INTRAOP_THREADS": "1", "NUM_INTEROP_THREADS": "1"}.items():
    os.environ.setdefault(f"TF_{name}", value)  # by the environment: other tests may have used TensorFlow before


def load(library: str) -> Any:
    """Import it with warnings off: what it does meanwhile is not ours to mend. Skips where it is not installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        hint = "requirements-frameworks.txt" if library in OPTIONAL else "requirements.txt"
        found = pytest.importorskip(library, reason=f"needs {library}: pip install -r {hint}")
        if library == "tensorflow":
            found.keras.activations  # noqa: B018  Keras is loaded lazily: load it here, where warnings are off
        return found


@contextlib.contextmanager
def defaults_kept() -> Any:
    """Put back what a page may switch for the whole process: the precision of Keras and of JAX."""
    keras, jax = sys.modules.get("keras"), sys.modules.get("jax")
    floatx, wide = keras and keras.config.floatx(), jax and jax.config.jax_enable_x64
    try:
        yield
    finally:
        if keras:
            keras.config.set_floatx(floatx)
        if jax:
            jax.config.update("jax_enable_x64", wide)


@pytest.fixture(scope="session")
def namespace_of() -> Callable[..., dict[str, Any]]:
    """What the page docs/frameworks/<name>.py defines, with what it printed as `__printed__`.

    Its tests are skipped without the libraries that the page is about, and those of `needs`.
    """

    @cache
    def run(name: str, *needs: str) -> dict[str, Any]:
        page = name.removesuffix(".py").replace("_", "-")
        needs += NEEDS.get(page, ())
        for library in needs:
            load(library)
        others = re.findall(
            r"^ *import (torch|jax|tensorflow)\b", (PAGES / f"{page}.py").read_text("utf-8"), re.MULTILINE
        )
        for library in set(others) - set(needs):  # if they are there
            with contextlib.suppress(pytest.skip.Exception):
                load(library)
        printed = io.StringIO()
        with defaults_kept(), contextlib.redirect_stdout(printed):
            namespace = runpy.run_path(str(PAGES / f"{page}.py"))
        return namespace | {"__printed__": printed.getvalue()}

    return run


@pytest.fixture(scope="session")
def run_of(namespace_of: Callable[..., dict[str, Any]]) -> Callable[..., tuple[dict[str, Any], str]]:
    """The same as a pair: what the page defines, and what it printed."""

    def pair(name: str, *needs: str) -> tuple[dict[str, Any], str]:
        namespace = namespace_of(name, *needs)
        return namespace, namespace["__printed__"]

    return pair


@pytest.fixture(scope="session")
def library() -> Callable[[str], Any]:
    """A library by its name; skips where it is not installed."""
    return load


@pytest.fixture(scope="session")
def faults_in_solutions(namespace_of: Callable[..., dict[str, Any]]) -> Callable[..., list[str]]:
    """Runs the code of a page's solutions after its cells; one sentence for each that prints otherwise than shown."""

    def faults(name: str, *needs: str) -> list[str]:
        names, found = dict(namespace_of(name, *needs)), []
        for code, shown in solutions(name):
            printed = io.StringIO()
            with defaults_kept(), contextlib.redirect_stdout(printed):
                exec(code, names)
            if printed.getvalue().rstrip("\n") != shown:
                found.append(f"{name}: the page shows\n{shown}\nbut its code prints\n{printed.getvalue()}")
        return found

    return faults


@pytest.fixture(scope="session")
def code_of() -> Callable[[str], tuple[list[str], list[str]]]:
    """The lines of code of a page: those of its cells, and those of its solutions."""

    def lines(name: str) -> tuple[list[str], list[str]]:
        cells = [line for line in (PAGES / f"{name}.py").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        return cells, [line for code, _ in solutions(name) for line in code.splitlines()]

    return lines


@pytest.fixture
def single_precision_afterwards() -> Any:
    """For tests that call a page's functions, which may switch the precision of Keras or JAX."""
    with defaults_kept():
        yield


def solutions(page: str) -> list[tuple[str, str]]:
    """The Python fences of a page's prose, each with the output the page shows for it ("" for none)."""
    blocks = fences(sources()[f"frameworks/{page}.py"])
    return [
        (block.text, after.text if after and after.is_output else "")
        for block, after in zip_longest(blocks, blocks[1:])
        if block.runs
    ]
