"""Any two of the chosen functions stand above their derivatives, inside the scales."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.one_neuron.activation_functions.compare_activations import NAMES, Z, draw, experiment, facts


def test_the_rows_are_the_functions_and_derivatives_of_the_registry(numbers_of):
    numbers = numbers_of(experiment)
    for row, name in enumerate(NAMES):
        np.testing.assert_array_equal(numbers["values"][row], ACTIVATIONS[name](Z))
        h = 1e-6
        slope = (ACTIVATIONS[name](Z + h) - ACTIVATIONS[name](Z - h)) / (2 * h)
        np.testing.assert_allclose(numbers["slopes"][row], slope, atol=1e-6)


def test_the_steepest_place_is_drawn_even_where_it_is_a_point(numbers_of):
    """softsign's slope 1 / (1 + |z|)² has its corner at 0, where it is 1; relu may not be asked there."""
    assert 0.995 < numbers_of(experiment)["slopes"][NAMES.index("softsign")].max() <= 1 and 0 not in Z


@pytest.mark.parametrize("name", NAMES)
def test_no_curve_leaves_its_panel(name, numbers_of):
    numbers = numbers_of(experiment)
    above, below = draw(numbers["z"], numbers["values"], numbers["slopes"], first=name, second=name).axes
    for axes in (above, below):
        low, high = axes.get_ylim()
        y = np.concatenate([line.get_ydata() for line in axes.lines]).astype(float)
        assert low <= np.nanmin(y) and np.nanmax(y) <= high


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [("relu", "softplus", np.log(2)), ("step", "sigmoid", 0.5), ("relu", "leaky_relu", 1.0), ("tanh", "tanh", 0.0)],
)
def test_the_gap_is_the_largest_on_the_whole_stretch_and_not_on_the_drawn_points(first, second, gap):
    assert facts(first, second)["gap"] == facts(second, first)["gap"] == pytest.approx(gap, abs=1e-12)


def test_gelu_comes_close_to_relu_at_both_ends_and_is_farthest_between():
    z = np.linspace(-5, 5, 100_001)
    apart = np.abs(ACTIVATIONS["gelu"](z) - ACTIVATIONS["relu"](z))
    assert facts("relu", "gelu")["gap"] == pytest.approx(apart.max(), abs=1e-5)
    assert max(apart[0], apart[-1]) < 1e-5


def test_gelu_is_nowhere_above_relu():
    z = np.linspace(-20, 20, 4001)
    assert (ACTIVATIONS["gelu"](z) <= ACTIVATIONS["relu"](z)).all()


def test_silu_is_farther_from_gelu_than_relu_is_and_a_steeper_gate_is_near(numbers_of):
    from scipy import special, stats

    z = np.linspace(-8, 8, 16001)
    gelu = z * stats.norm.cdf(z)
    apart = numbers_of(experiment)["apart"]
    others = {"silu": z * special.expit(z), "relu": np.maximum(z, 0), "steep": z * special.expit(1.702 * z)}
    for name, other in others.items():
        assert apart[f"gelu_{name}"] == pytest.approx(np.abs(gelu - other).max(), abs=1e-4)
    assert apart["gelu_silu"] > apart["gelu_relu"] > 5 * apart["gelu_steep"]
