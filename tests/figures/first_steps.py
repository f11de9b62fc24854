"""The first steps of the experiments that learn for long: python -P -m tests.figures.first_steps ROOT

It takes the names of their figures from its input, one a line, and writes for each a line of JSON: the digest of the
numbers that come of so few steps. What an experiment would owe to chance (the order of a set, a generator without a
seed, memory that nobody has written) it owes to it in its first steps too.
"""

import json
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

from figures.engine.drawing.keeping import to_bytes
from figures.engine.drawing.loading import load
from figures.engine.project.project import Project
from figures.engine.store.digests import digest
from figures.engine.workers.worker import preload

STEPS = 3  # updates, each time that an experiment trains networks
# By figure, which of its constants are smaller here, besides the steps of `descend`.
LONG: dict[str, dict[str, Any]] = {
    "brakes_on_overfitting": {},
    "constructed_and_trained": {},
    "dead_relu_share": {},
    "epoch_by_epoch": {"EPOCHS": [0, 1, 2]},
    "few_digits_two_networks": {"SEEDS": 1},
    "form_matters": {"ASKED": 20},
    "fourier_features": {},
    "norm_frees_the_scale": {},
    "random_labels_learned": {},
    "refuse_when_unsure": {},
    "shifted_digit": {"JUDGES": 10},
    "sine_output_activation": {},
    "spread_predicted_too": {},
    "stuck_by_width": {},
    "sure_and_right": {},
    "two_weight_loss_surface": {"STEPS": 50, "SEEN": [0, 50]},
    "under_over_right": {},
    "warm_up_first": {"STEPS": 5},
    "width_and_depth": {},
    "xor_patience": {},
    "xor_success_rate": {},
}


def shorten() -> None:
    """From now on `descend` goes a few steps only; to be called before whoever imports it is loaded."""
    from figures.neural import batched

    whole = batched.descend
    batched.descend = lambda *to, steps=None: whole(*to[:5], min(STEPS, to[5] if steps is None else steps))


def first_steps(module: ModuleType, name: str) -> str:
    """The digest of what its experiment gives, with its constants made smaller for the while."""
    smaller = LONG[name]
    before = {constant: getattr(module, constant) for constant in smaller}
    vars(module).update(smaller)
    try:
        return digest(to_bytes(module.experiment()))
    finally:
        vars(module).update(before)


def _alone(name: str, script: Path) -> str:
    sys.path.insert(0, str(script.parent))
    shorten()
    return first_steps(load(script), name)


if __name__ == "__main__":
    preload()
    project = Project(Path(sys.argv[1]))
    for name in map(str.strip, sys.stdin):
        with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
            print(json.dumps(pool.submit(_alone, name, project.scripts[name]).result()), flush=True)
