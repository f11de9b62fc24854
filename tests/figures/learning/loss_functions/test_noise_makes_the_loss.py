"""The densities are those of SciPy, and minus their logarithms are half the square and the size of the error."""

import numpy as np
import pytest
from scipy import stats

from figures.learning.loss_functions.noise_makes_the_loss import experiment

NUMBERS = experiment()
R = NUMBERS["r"]


def test_the_densities_are_those_of_scipy():
    np.testing.assert_allclose(NUMBERS["density"], [stats.norm.pdf(R), stats.laplace.pdf(R)], rtol=1e-12)


def test_the_losses_are_half_the_square_and_the_size_of_the_error():
    np.testing.assert_allclose(NUMBERS["loss"], [R**2 / 2, np.abs(R)], atol=1e-12)


def test_the_charges_and_the_times_that_the_caption_names_belong_together():
    charged = NUMBERS["charge"]["gaussian"] - NUMBERS["charge"]["laplace"]
    assert np.log(NUMBERS["times_by_peak"]) == pytest.approx(charged)
    by_peak = (stats.laplace.pdf(5) / stats.laplace.pdf(0)) / (stats.norm.pdf(5) / stats.norm.pdf(0))
    assert NUMBERS["times_by_peak"] == pytest.approx(by_peak) and by_peak > 1000


def test_the_laplace_law_drawn_is_wider_and_at_equal_spread_it_is_still_far_likelier():
    assert stats.laplace.std() == pytest.approx(np.sqrt(2)) and stats.norm.std() == 1
    equal = stats.laplace(scale=1 / np.sqrt(2))
    assert equal.std() == pytest.approx(1)
    assert NUMBERS["times_at_equal_spread"] == pytest.approx(equal.pdf(5) / stats.norm.pdf(5))


@pytest.mark.parametrize("spread", [0.1, 1.0, 7.0])
def test_the_spread_of_the_noise_does_not_move_the_most_likely_answer(spread):
    y = np.random.default_rng(0).normal(3, 2, 50)
    c = np.linspace(0, 6, 601)
    likelihood = stats.norm.logpdf(y[:, None], c, spread).sum(axis=0)
    assert c[likelihood.argmax()] == pytest.approx(y.mean(), abs=0.01)
