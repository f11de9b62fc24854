"""Labels that stand where a curve is not, at the settings that move the curve: none lies on it or on another label."""

from collections.abc import Callable
from importlib import import_module
from inspect import signature
from itertools import product
from typing import Any

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from tests.figures.marks import touched_labels

MOST = 40  # settings of one figure, a seeded sample
FIGURES = [
    "learning.further_losses.divergence_has_a_direction",
    "learning.backpropagation.chain_of_nudges",
    "networks.universal_approximation.bumps_by_hand",
    "networks.universal_approximation.construction_error",
    "networks.width_and_depth.narrow_and_deep",
    "networks.width_and_depth.rate_without_dimension",
    "networks.solving_xor.stuck_weights_run_away",
    "one_neuron.from_brain_to_model.any_truth_table",
    "one_neuron.what_one_neuron_can_compute.splits_that_a_line_makes",
]


@pytest.mark.parametrize("name", FIGURES)
def test_no_label_lies_on_a_curve(name: str, numbers_of: Callable[[Callable[[], Any]], Any]) -> None:
    script = import_module(f"figures.{name}")
    numbers = numbers_of(script.experiment)
    taken = {key: numbers[key] for key in signature(script.draw).parameters if key in numbers}
    controls = controls_of(script.draw)
    settings = list(product(*(control.values() for control in controls.values())))
    for place in np.random.default_rng(0).permutation(len(settings))[:MOST]:
        setting = dict(zip(controls, settings[place], strict=True))
        assert touched_labels(script.draw(**taken, **setting)) == [], setting
