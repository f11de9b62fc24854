"""The scripts of the page, run in Node: what the browser computes."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np

from figures.engine.formulas.node import programs
from figures.playground.training import Run

ASSETS = Path(__file__).parents[3] / "docs" / "assets" / "playground"
MODULES = ("arithmetic", "examples", "optimiser", "network", "session")
Settings = dict[str, Any]


def in_node(cases: list[Settings]) -> list[dict[str, Any]]:
    """What the scripts make of each of these settings: the bits of all parameters, losses, and how many are right."""
    done = subprocess.run(
        [programs()[0], Path(__file__).with_name("run.mjs"), ASSETS, *MODULES],
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
