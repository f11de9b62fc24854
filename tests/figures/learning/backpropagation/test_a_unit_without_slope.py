"""A unit without a slope stops its own weights, and not those of the layers before it."""

import numpy as np

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.backpropagation import backward_pass, forward_pass


def test_the_weights_of_a_dead_unit_rest_and_those_before_it_move_by_way_of_other_units():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(6, 2))
    W = [rng.normal(size=(2, 3)), np.abs(rng.normal(size=(3, 2))), rng.normal(size=(2, 1))]
    b = [np.full(3, 1.0), np.array([-100.0, 1.0]), np.full(1, 1.0)]
    relu = ACTIVATIONS["relu"]
    passed = forward_pass(x, W, b, relu)
    assert passed.z[1][:, 0].max() < 0 < passed.z[1][:, 1].min()
    found = backward_pass(passed, W, np.ones((6, 1)), relu)
    assert np.abs(found.grad_W[1][:, 0]).max() == 0 == found.grad_b[1][0]
    assert np.abs(found.grad_W[0]).max() > 0.01
    alone = [W[0], W[1] * [1, 0], W[2] * [[1], [0]]]  # without the living unit nothing comes through
    assert np.abs(backward_pass(passed, alone, np.ones((6, 1)), relu).grad_W[0]).max() == 0
