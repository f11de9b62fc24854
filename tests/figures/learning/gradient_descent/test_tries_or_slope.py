"""Changes by lot on a round bowl: their number by quadrature, and that no other length of the change does better."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import gammaln

from figures.learning.gradient_descent.tries_or_slope import LENGTH, NEAR, PARAMETERS, draw, experiment


def progress(n, length):
    """How much log ‖θ‖ falls in a try, on average over the angle between the change and −θ in n dimensions.

    A change of the length s‖θ‖ at that angle leads to ‖θ‖² (1 − 2 s cos + s²) and is kept where this is less.
    """
    scale = np.exp(gammaln(n / 2) - gammaln((n - 1) / 2)) / np.sqrt(np.pi)
    s = length / np.sqrt(n)

    def gain(c):
        return -0.5 * np.log1p(s * s - 2 * s * c) * scale * (1 - c * c) ** ((n - 3) / 2)

    return quad(gain, s / 2, 1, points=[min(1, s / 2 + k / np.sqrt(n)) for k in (1, 3, 8)])[0]


@pytest.mark.parametrize("n", PARAMETERS[1:])
def test_the_tries_are_as_many_as_the_mean_progress_says(n, numbers_of):
    found = numbers_of(experiment)
    tries = found["tries"][PARAMETERS.index(n)]
    expected = -np.log(NEAR) / progress(n, LENGTH)
    assert tries.mean() == pytest.approx(expected, rel=0.15)


@pytest.mark.parametrize("n", PARAMETERS[1:])
def test_hardly_any_other_length_needs_fewer(n):
    best = max(progress(n, length) for length in np.linspace(0.3, 3, 55))
    assert progress(n, LENGTH) > 0.98 * best


def test_many_parameters_take_tries_in_proportion(numbers_of):
    """Schumer and Steiglitz (1968): the log of the loss, twice that of the distance, falls by 0.405 / n a try."""
    found = numbers_of(experiment)
    assert found["tries_a_parameter"] == pytest.approx(2 * np.log(10) / 0.405, rel=0.05)
    assert (found["tries"].min(axis=1)[1:] > found["nudges"][1:]).all()


@pytest.mark.parametrize("n", [5, 50, 500])
def test_the_cosine_between_a_random_direction_and_the_gradient_has_the_mean_square_1_over_n(n):
    d = np.random.default_rng(1).normal(size=(40_000, n))
    g = np.random.default_rng(2).normal(size=n)
    cosine = d @ g / np.linalg.norm(d, axis=1) / np.linalg.norm(g)
    assert n * np.mean(cosine**2) == pytest.approx(1, abs=0.03)


def test_one_step_with_the_gradient_arrives_and_two_nudges_a_parameter_find_it():
    theta = np.random.default_rng(3).normal(size=40)
    h, each = 0.1, np.eye(40)
    slopes = [(np.sum((theta + h * e) ** 2) - np.sum((theta - h * e) ** 2)) / (4 * h) for e in each]
    np.testing.assert_allclose(theta - np.array(slopes), 0, atol=1e-12)


def test_the_drawing_shows_every_run_and_all_within_its_frame(numbers_of):
    found = numbers_of(experiment)
    (axes,) = draw(found["n"], found["tries"], found["nudges"], found["passes"]).axes
    low, high = axes.get_ylim()
    assert low < found["passes"] and found["tries"].max() < high
    (band,) = axes.collections
    assert band.get_datalim(axes.transData).ymax == found["tries"].max()
