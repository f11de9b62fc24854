"""A network of width three is the broken line, exactly; its parameters are counted from its arrays."""

import numpy as np
import pytest

from figures.networks.width_and_depth.narrow_and_deep import PIECES, experiment, facts, narrow, target
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.construction import broken_line


@pytest.mark.parametrize("pieces", [1, 2, 5, 16])
def test_it_equals_the_wide_network_with_one_hidden_layer(pieces):
    knots = np.sort(np.random.default_rng(pieces).uniform(0, 1, pieces + 1))
    values = np.random.default_rng(pieces + 50).normal(size=pieces + 1)
    x = np.linspace(0, 1, 301)[:, None]
    wide = broken_line(knots, values).forward(x)
    np.testing.assert_allclose(narrow(knots, values).forward(x), wide, atol=1e-9)


@pytest.mark.parametrize("layers", [1, 4, PIECES])
def test_every_hidden_layer_has_three_units_and_the_count_is_that_of_its_arrays(layers):
    knots = np.linspace(0, 1, layers + 1)
    network = narrow(knots, target(knots))
    assert sum(parameter.size for parameter in network.parameters) == facts(layers)["parameters"]
    assert {b.size for b in network.parameters[1:-1:2]} == {3}


def test_the_error_keeps_the_bound_of_the_broken_line(numbers_of):
    assert numbers_of(experiment)["error"] <= 4 * np.pi**2 / (8 * PIECES**2)


def test_width_one_with_an_activation_that_never_falls_makes_no_turn():
    for name in ("tanh", "relu", "sigmoid", "leaky_relu"):
        for seed in range(100):
            rng, a = np.random.default_rng(seed), np.linspace(-4, 4, 801)
            for _ in range(5):
                a = ACTIVATIONS[name](rng.normal(0, 2) * a + rng.normal(0, 2))
            steps = np.diff(a)
            assert (steps >= 0).all() or (steps <= 0).all()
