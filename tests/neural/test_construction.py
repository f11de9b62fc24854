"""What is written down does what the page proves: stairs within K/2n, broken lines within M/8n², for many functions."""

import numpy as np
import pytest

from figures.neural.construction import broken_line, stairs

FINE = np.linspace(0, 1, 3001)[:-1]
# f, the largest |f′| and the largest |f″| on [0, 1].
CURVES = {
    "one wave": (lambda x: x + np.sin(2 * np.pi * x), 1 + 2 * np.pi, 4 * np.pi**2),
    "parabola": (lambda x: x**2, 2.0, 2.0),
    "exponential": (np.exp, np.e, np.e),
    "three waves": (lambda x: np.cos(6 * np.pi * x), 6 * np.pi, 36 * np.pi**2),
}


def largest_error(network, f):
    return np.abs(network.forward(FINE[:, None])[:, 0] - f(FINE)).max()


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("n", [1, 2, 5, 16, 100])
def test_both_constructions_keep_their_bounds(name, n):
    f, K, M = CURVES[name]
    knots = np.linspace(0, 1, n + 1)
    assert largest_error(stairs(knots, f((knots[1:] + knots[:-1]) / 2)), f) <= K / (2 * n) + 1e-12
    assert largest_error(broken_line(knots, f(knots)), f) <= M / (8 * n**2) + 1e-12


def test_the_bound_of_the_broken_line_is_reached_by_the_parabola_and_that_of_the_stairs_by_the_line():
    n = 8
    knots = np.linspace(0, 1, n + 1)
    assert largest_error(broken_line(knots, knots**2), np.square) == pytest.approx(2 / (8 * n**2), rel=1e-3)
    middles = (knots[1:] + knots[:-1]) / 2
    assert largest_error(stairs(knots, middles), lambda x: x) == pytest.approx(1 / (2 * n), rel=1e-2)


def test_a_continuous_function_without_a_largest_slope_is_followed_too():
    sizes = []
    for n in (10, 100, 1000):
        knots = np.linspace(0, 1, n + 1)
        sizes.append(largest_error(stairs(knots, np.sqrt((knots[1:] + knots[:-1]) / 2)), np.sqrt))
    assert sizes[0] > 3 * sizes[1] > 9 * sizes[2]


def test_both_have_one_hidden_unit_a_piece():
    knots = np.linspace(0, 1, 8)
    for network in (stairs(knots, np.arange(7.0)), broken_line(knots, np.arange(8.0))):
        assert network.layers[0].n_out == 7


def test_the_broken_line_equals_linear_interpolation_between_uneven_knots_too():
    rng = np.random.default_rng(0)
    knots, values = np.sort(rng.uniform(size=9)), rng.normal(size=9)
    x = np.linspace(knots[0], knots[-1], 200)
    np.testing.assert_allclose(broken_line(knots, values).forward(x[:, None])[:, 0], np.interp(x, knots, values),
                               rtol=1e-9, atol=1e-9)  # fmt: skip


@pytest.mark.parametrize("steepness", [50.0, 400.0])
def test_steep_sigmoids_differ_from_steps_by_less_than_the_exponential_bound(steepness):
    step, soft = stairs(np.array([0.3, 1.0]), np.ones(1)), stairs(np.array([0.3, 1.0]), np.ones(1), steepness)
    x = FINE[np.abs(FINE - 0.3) > 1e-9]
    gap = np.abs(step.forward(x[:, None]) - soft.forward(x[:, None]))[:, 0]
    assert (gap <= np.exp(-steepness * np.abs(x - 0.3)) + 1e-14).all()
    np.testing.assert_allclose(gap, 1 / (1 + np.exp(steepness * np.abs(x - 0.3))), rtol=1e-6, atol=1e-14)


def test_outside_their_knots_both_go_on_as_their_docstrings_say():
    knots = np.array([0.0, 1.0, 3.0])
    before, after = np.array([[-9.0], [-0.1]]), np.array([[3.5], [7.0]])
    steps, line = stairs(knots, np.array([2.0, 5.0])), broken_line(knots, np.array([2.0, 4.0, 1.0]))
    assert steps.forward(before).tolist() == [[0], [0]] and steps.forward(after).tolist() == [[5], [5]]
    assert line.forward(before).tolist() == [[2], [2]]
    np.testing.assert_allclose(line.forward(after), 1 - 1.5 * (after - 3), rtol=1e-12)


def test_numbers_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="one edge more than heights, got 3 and 3"):
        stairs(np.arange(3.0), np.arange(3.0))
    with pytest.raises(ValueError, match="as many knots as values, got 3 and 2"):
        broken_line(np.arange(3.0), np.arange(2.0))
