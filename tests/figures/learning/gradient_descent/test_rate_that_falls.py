"""The mean loss is what many noisy walks have; at its best every falling schedule ends below the constant rate."""

import numpy as np
import pytest

from figures.learning.gradient_descent import rate_that_falls as figure
from figures.neural.schedules import cosine


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_the_exact_mean_is_that_of_simulated_walks():
    rng = np.random.default_rng(0)
    rates = 0.2 * cosine(60)
    c = np.tile(figure.START, (40_000, 1))
    for rate in rates:
        c = c - rate * (figure.CURVATURES * c + rng.normal(0, figure.NOISE, c.shape))
    simulated = float((c**2 @ figure.CURVATURES / 2).mean())
    assert figure.mean_loss(rates)[-1] == pytest.approx(simulated, rel=0.02)


def test_every_falling_schedule_ends_below_the_constant_rate_and_the_staircase_hardly(run):
    high = run["as_high"]
    assert 1 < high["staircase"] < 1.3 < high["cosine"] < high["one_over_t"]
    assert run["lowest"] == "one_over_t"


def test_no_best_first_rate_lies_at_an_end_of_the_grid(run):
    for name in ("constant", "staircase", "one_over_t", "cosine"):
        assert 0 < run[name]["place"] < run["tried"] - 1


def test_at_a_constant_rate_the_mean_square_stops_where_the_formula_says():
    rate = 0.1
    losses = figure.mean_loss(np.full(4000, rate))
    rest = sum(0.5 * each * rate * figure.NOISE**2 / (each * (2 - rate * each)) for each in figure.CURVATURES)
    assert losses[-1] == pytest.approx(rest, rel=1e-9)
