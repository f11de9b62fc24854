"""One spread covers too much where it is quiet and too little where it is noisy; a spread for each covers evenly."""

import numpy as np
import pytest
from scipy import stats

from figures.learning.further_losses.spread_predicted_too import BELL, PLACES, SEEDS, experiment, spread


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_share_of_a_bell_is_that_of_scipy():
    assert pytest.approx(stats.norm.cdf(2) - stats.norm.cdf(-2)) == BELL


def test_one_spread_covers_all_on_the_left_and_far_too_few_on_the_right_in_every_network(numbers):
    one = numbers["covered"][0]
    assert one.shape == (len(PLACES) - 1, SEEDS)
    assert one[0].min() > 0.99 and one[-1].max() < 0.85


def test_with_a_spread_for_each_the_typical_coverage_is_near_that_of_a_bell_everywhere(numbers):
    own = np.median(numbers["covered"][1], axis=1)
    assert np.abs(own - BELL).max() < 0.05


def test_the_predicted_spread_is_near_that_of_the_noise(numbers):
    x = np.linspace(-1, 1, 81)
    assert np.median(np.abs(numbers["spreads"][1] / spread(x) - 1)) < 0.2
    assert np.ptp(numbers["spreads"][0]) == 0
