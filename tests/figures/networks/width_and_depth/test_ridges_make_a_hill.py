"""Ridges average to a round hill: by quadrature, by the wave identity, and units alone make them."""

import numpy as np
import pytest
from scipy.integrate import quad

from figures.networks.width_and_depth.ridges_make_a_hill import MOST, experiment, facts, mean_of_ridges, profile
from figures.neural.construction import broken_line


@pytest.mark.parametrize("r", [0.0, 0.7, 1.5, 3.0])
def test_the_mean_of_the_profile_over_all_directions_is_the_hill(r):
    mean = quad(lambda angle: float(profile(np.array(r * np.cos(angle)))), 0, np.pi)[0] / np.pi
    assert mean == pytest.approx(np.exp(-(r**2) / 2), abs=1e-9)


def test_the_profile_is_the_mixture_of_waves_that_fourier_gives():
    """The hill's radial waves: g(t) = ∫ ρ e^(−ρ²/2) cos(ρt) dρ."""
    for t in (0.0, 0.5, 2.0, 4.0):
        found = quad(lambda rho, t=t: rho * np.exp(-(rho**2) / 2) * np.cos(rho * t), 0, 40)[0]
        assert float(profile(np.array(t))) == pytest.approx(found, abs=1e-8)


def test_each_further_direction_lowers_the_error_and_one_ridge_is_no_hill(numbers_of):
    error = numbers_of(experiment)["error"]
    assert np.all(np.diff(error) < 0) and error[0] > 0.9 and error[MOST - 1] < 0.001
    told = [facts(error, float(k))["error_now"] for k in range(1, MOST + 1)]
    assert float(told[2]) == pytest.approx(error[2], rel=0.05)
    assert len(set(told)) == MOST and told[-1].endswith("10⁻⁵"), "none reads as 0"


@pytest.mark.parametrize("directions", [2, 3, 5])
def test_no_place_in_the_disc_has_a_larger_error_than_the_one_told(directions, numbers_of):
    rng = np.random.default_rng(2)
    r, angle = 3 * np.sqrt(rng.uniform(size=20_000)), rng.uniform(0, 2 * np.pi, 20_000)
    x = np.column_stack([r * np.cos(angle), r * np.sin(angle)])
    found = np.abs(mean_of_ridges(x, directions) - np.exp(-(r**2) / 2)).max()
    assert found < numbers_of(experiment)["error"][directions - 1] + 1e-5 < found + 1e-3


def test_a_single_unit_is_constant_at_a_right_angle_to_its_weights():
    x = np.random.default_rng(0).normal(size=(50, 2))
    np.testing.assert_allclose(mean_of_ridges(x, 1), mean_of_ridges(x + np.array([0.0, 5.0]), 1))


def test_one_hidden_layer_of_relus_makes_the_hill_through_broken_lines_over_one_number():
    knots = np.linspace(-5, 5, 101)
    ridge = broken_line(knots, profile(knots))
    x = np.random.default_rng(1).uniform(-2, 2, (300, 2))
    angle = np.pi * np.arange(8) / 8
    made = np.mean([ridge.forward((x @ [np.cos(a), np.sin(a)])[:, None])[:, 0] for a in angle], axis=0)
    assert np.abs(made - np.exp(-np.square(x).sum(axis=1) / 2)).max() < 0.01


def test_products_of_waves_are_sums_of_waves():
    rng = np.random.default_rng(2)
    x, (v, w), (a, b) = rng.normal(size=(40, 3)), rng.normal(size=(2, 3)), rng.normal(size=2)
    product = np.cos(x @ v + a) * np.cos(x @ w + b)
    waves = 0.5 * np.cos(x @ (v + w) + a + b) + 0.5 * np.cos(x @ (v - w) + a - b)
    np.testing.assert_allclose(product, waves)
