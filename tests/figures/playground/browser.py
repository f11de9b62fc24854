"""The scripts of the page, run in Node: what the browser computes."""

import base64
import importlib.util
import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from figures.engine.formulas.node import NodeError, programs
from figures.playground.training import Run

ROOT = Path(__file__).parents[3]
ASSETS = ROOT / "docs" / "assets" / "playground"
HOOK = ROOT / "docs" / "theme" / "playground.py"
MODULES = ("arithmetic", "examples", "optimiser", "network", "wasm", "session", "address")
Settings = dict[str, Any]


def hook() -> ModuleType:
    """The MkDocs hook, which makes what the page is given."""
    spec = importlib.util.spec_from_file_location("playground_hook", HOOK)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def wasm() -> bytes:
    """The WebAssembly module of the page; where npm cannot fetch its compiler, the test is skipped."""
    try:
        module: bytes = hook().compiled(ROOT / ".cache", print)
    except NodeError as error:
        pytest.skip(str(error))
    return module


def in_node(cases: list[Settings], module: bytes = b"") -> list[dict[str, Any]]:
    """What the scripts make of each of these settings: the bits of all parameters, losses, and how many are right.

    With a module, WebAssembly computes what it can, as on the page.
    """
    done = subprocess.run(
        [programs()[0], Path(__file__).with_name("run.mjs"), ASSETS, base64.b64encode(module).decode(), *MODULES],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def in_numpy(settings: Settings) -> dict[str, Any]:
    """The same of the NumPy program."""
    run = Run(settings)
    with np.errstate(all="ignore"):
        while run.step < settings["steps"]:
            run.update()
        told = {}
        for name, part in (("train", run.train), ("test", run.test)):
            loss, right = run.measure(part)
            told[name] = {"loss": loss, "right": right, "count": len(part[1])}
    return {"theta": run.network.theta.tobytes().hex(), **told, "step": run.step}
