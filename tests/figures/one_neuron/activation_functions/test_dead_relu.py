"""One large step kills the unit, small steps do not, and leaky ReLU recovers."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.one_neuron.activation_functions.dead_relu import LARGE, X, Y, experiment, learn


@pytest.fixture(scope="module")
def facts(numbers_of):
    return numbers_of(experiment)


def test_after_the_large_step_the_unit_is_dead_and_never_moves_again(facts):
    assert facts["after"]["largest_z"] < 0
    assert (facts["large"][1:] == facts["large"][1]).all()
    assert facts["last_loss"]["large"] == pytest.approx(np.mean(Y**2))


def test_with_small_steps_the_loss_falls_at_every_step(facts):
    assert (np.diff(facts["small"][:, 2]) < 0).all()


def test_leaky_relu_recovers_from_the_same_step_and_ends_far_below_the_dead_unit(facts):
    assert (facts["leaky"][1, 0] * X + facts["leaky"][1, 1]).max() < 0
    assert facts["times_lower"] > 1000


def test_the_first_step_follows_the_slope_of_the_loss(facts):
    def loss(w, b):
        return np.mean((np.maximum(0, w * X + b) - Y) ** 2)

    (w, b, _), h = facts["large"][0], 1e-6
    slope = [(loss(w + h, b) - loss(w - h, b)) / (2 * h), (loss(w, b + h) - loss(w, b - h)) / (2 * h)]
    np.testing.assert_allclose(facts["large"][1, :2], [w - LARGE * slope[0], b - LARGE * slope[1]], atol=1e-6)


def test_the_step_kills_from_twelve_forty_firsts_on():
    def dies(eta):
        w, b, _ = learn(ACTIVATIONS["relu"], eta)[1]
        return (w * X + b).max() < 0

    assert not dies(12 / 41 - 1e-6) and dies(12 / 41 + 1e-6)
