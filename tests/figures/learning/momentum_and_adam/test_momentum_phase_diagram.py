"""The regions of the map are those of the walks, and more momentum than the best is slower."""

import numpy as np
import pytest

from figures.engine.drawing.controls import controls_of
from figures.learning.momentum_and_adam import momentum_phase_diagram as figure
from figures.neural.descent import momentum_factor


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_every_setting_lies_in_the_region_that_its_borders_say():
    controls = controls_of(figure.draw)
    for rate in controls["rate_times_curvature"].values():
        for mu in controls["momentum"].values():
            root, word = np.sqrt(mu), figure.regime(rate, mu)
            if rate > 2 + 2 * mu + 1e-6:
                assert word == "diverges"
            elif rate < (1 - root) ** 2 - 1e-6:
                assert word == "creeps"
            elif (1 - root) ** 2 + 1e-6 < rate < (1 + root) ** 2 - 1e-6:
                assert word == "ripples"
            elif (1 + root) ** 2 + 1e-6 < rate < 2 + 2 * mu - 1e-6:
                assert word == "zigzags"


def test_in_the_ripples_the_factor_is_the_root_of_the_momentum():
    for mu in (0.3, 0.5, 0.9):
        assert momentum_factor(1.0, mu) == pytest.approx(np.sqrt(mu))


def test_no_momentum_is_faster_than_the_best_one(run):
    best = momentum_factor(run["low"], run["best_momentum"])
    assert best <= min(momentum_factor(run["low"], mu) for mu in np.linspace(0, 0.99, 500)) + 1e-6
    assert run["steps"]["best"] < run["steps"]["none"] < run["steps"]["high"]
    assert run["verdict"] == "slower"


@pytest.mark.parametrize(("name", "mu"), [("none", 0.0), ("best", (1 - np.sqrt(0.1)) ** 2), ("high", 0.95)])
def test_the_steps_to_a_thousandth_are_counted_on_the_walk(run, name, mu):
    path = [1.0, 1.0 - run["low"]]  # the first step is made from rest
    for _ in range(600):
        path.append((1 + mu - run["low"]) * path[-1] - mu * path[-2])
    steps = run["steps"][name]
    assert max(np.abs(path[steps:])) <= 1e-3 < abs(path[steps - 1])


def test_where_both_roots_are_equal_the_factor_alone_promises_too_few_steps(run):
    factor = momentum_factor(run["low"], run["best_momentum"])
    assert factor ** run["steps"]["best"] < 1e-3 / 5
