"""The best of many guessers looks good on the set it was chosen by: exactly, and by letting them guess."""

import numpy as np
import pytest
from scipy import stats

from figures.learning.overfitting.best_of_many_on_the_test import experiment, facts, share_of_best


@pytest.mark.parametrize(("size", "tries"), [(20, 5), (100, 10), (100, 1000)])
def test_the_mean_and_the_band_are_those_of_guessers_who_are_let_guess(size, tries):
    rng = np.random.default_rng(0)
    best = rng.binomial(size, 0.5, (4000, tries)).max(axis=1) / size
    mean, ends = share_of_best(size, np.array([tries]))
    assert mean[0] == pytest.approx(best.mean(), abs=0.003)
    assert ends[:, 0] == pytest.approx(np.quantile(best, (0.05, 0.95)), abs=1.5 / size)


def test_one_try_is_half_right_and_the_median_of_the_best_is_a_quantile_of_the_binomial(numbers_of):
    numbers = numbers_of(experiment)
    assert numbers["of_one"] == pytest.approx(0.5) and numbers["of_many"] > 0.64
    n = numbers["many"]
    assert numbers["low"] == stats.binom.ppf(0.05 ** (1 / n), 100, 0.5) / 100


def test_a_larger_test_set_is_harder_to_fool():
    found = [facts(size)["many_now"] for size in (20, 100, 500)]
    assert found == sorted(found, reverse=True)
