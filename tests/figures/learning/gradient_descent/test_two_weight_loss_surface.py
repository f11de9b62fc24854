"""Two minima are real; at a low rate the start decides, and a rate above the bad one's limit never stays there."""

import numpy as np
import pytest

from figures.learning.gradient_descent import two_weight_loss_surface as figure
from figures.learning.gradient_descent.surfaces.two_weights import TRUE_WEIGHTS, gradient
from figures.neural.descent import descend, hessian
from figures.neural.optimisers import SGD


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_both_are_minima_and_one_is_worse(run):
    for place in (TRUE_WEIGHTS, run["bad_place"]):
        assert np.linalg.norm(gradient(place)) < 1e-9
        assert np.linalg.eigvalsh(hessian(gradient, place))[0] > 0
    assert run["loss"]["good"] == 0 < run["loss"]["bad"]


def test_every_start_ends_in_one_of_the_two(run):
    assert run["undecided"] == 0


def test_a_rate_between_the_two_limits_empties_the_bad_basin(run):
    low, middle, high = figure.RATES.values()
    assert low < middle < run["limit"]["bad"] < high < run["limit"]["good"]
    assert 0.3 < run["reach_good"]["at_low"] < 0.7 and 0.3 < run["reach_good"]["at_middle"] < 0.7
    assert run["reach_good"]["at_high"] == 1


@pytest.mark.parametrize(("share", "stays"), [(0.95, True), (1.05, False)])
def test_the_threshold_governs_the_bad_minimum_too(run, share, stays):
    path = descend(gradient, run["bad_place"] + 1e-4, SGD(share * run["limit"]["bad"]), 2000)
    distance = np.linalg.norm(path - run["bad_place"], axis=1)
    assert (distance[-1] < distance[0]) == stays
