"""Over all data sets: too small errs on both sets, too large on the fresh one only, and the noise is the floor."""

import numpy as np
import pytest
from scipy.optimize import isotonic_regression

from figures.learning.overfitting.fitting.noisy_curve import (
    GRID,
    HELD_BACK,
    LOOKS,
    NOISE,
    POINTS,
    RATE,
    SEEDS,
    curve,
    examples,
    learn,
    rmse,
    steep_networks,
)
from figures.learning.overfitting.under_over_right import WIDTHS, diagnosis, draw, experiment
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import LOSSES
from figures.neural.network import Network
from figures.neural.optimisers import Adam
from figures.neural.training import training_step


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_there_are_at_least_twenty_seeds_each_with_its_own_points():
    x, y = examples(POINTS, 0)
    assert SEEDS >= 20 and x.shape == y.shape == (SEEDS, POINTS, 1)
    assert len(np.unique(x)) == x.size
    assert not np.isin(x, examples(POINTS, 1)[0]).any()
    assert np.std(examples(2000, 7)[1] - curve(examples(2000, 7)[0])) == pytest.approx(NOISE, rel=0.02)


def test_a_network_trained_with_the_others_is_the_network_trained_alone():
    run, seed, look = learn(4), 5, 20
    start = steep_networks(4)
    layers = [Dense(W[seed], b[seed, 0]) for W, b in zip(start.W, start.b, strict=True)]
    alone = Network([layers[0], Elementwise(ACTIVATIONS["tanh"]), layers[1]])
    x, y = (each[seed] for each in examples(POINTS, 0))
    optimiser = Adam(RATE)
    for _ in range(LOOKS[look]):
        training_step(alone, x, y, LOSSES["mean_squared_error"], optimiser)
    held = [each[seed] for each in examples(HELD_BACK, 1)]
    for found, (inputs, targets) in ((run.train, (x, y)), (run.validation, held)):
        assert found[look, seed] == pytest.approx(rmse(alone.forward(inputs)[None], targets[None])[0], rel=1e-9)


def test_the_too_small_network_errs_alike_on_both_sets(numbers):
    end = numbers["end"]["under"]
    assert end["train"]["low"] > 1.5 * NOISE
    assert end["validation"]["median"] < 1.5 * end["train"]["median"]


def test_one_tanh_unit_cannot_do_better_than_the_best_curve_that_only_rises_or_only_falls():
    """An independent bound, by isotonic regression; training comes near it in the median."""
    x, y = examples(POINTS, 0)
    run, bounds = learn(1), []
    for seed in range(SEEDS):
        ordered = y[seed, np.argsort(x[seed, :, 0]), 0]
        fits = (sign * isotonic_regression(sign * ordered).x for sign in (1, -1))
        bounds.append(min(np.sqrt(np.mean((fit - ordered) ** 2)) for fit in fits))
    assert (run.train[-1] > np.array(bounds) - 1e-12).all()
    assert np.median(run.train[-1]) < 1.2 * np.median(bounds)


def test_the_too_large_network_learns_the_noise(numbers):
    end = numbers["end"]["over"]
    assert end["train"]["high"] < 0.8 * NOISE and end["validation"]["low"] > 1.05 * NOISE


def test_the_validation_error_of_the_right_one_is_the_least_and_no_median_is_below_the_noise(numbers):
    medians = {name: each["validation"]["median"] for name, each in numbers["end"].items()}
    assert medians["right"] == min(medians.values()) > NOISE


def test_the_best_epoch_of_the_large_network_lies_before_the_end(numbers):
    assert 1 < numbers["best_epoch"]["low"] and numbers["best_epoch"]["high"] < LOOKS[-1] / 4
    over = numbers["bands"][list(WIDTHS).index("over"), 1, 1]
    assert over[-1] > 1.15 * over.min()


def test_the_diagnosis_is_that_of_the_columns(numbers):
    assert numbers["verdict"] == {"under": "underfitting", "right": "a good fit", "over": "overfitting"}
    assert diagnosis(0.1, 0.5) == "overfitting"


def test_the_curves_stay_inside_their_panels(numbers):
    parts = {name: numbers[name] for name in ("looks", "bands", "answers", "points_x", "points_y")}
    figure = draw(**parts)
    low, high = figure.axes[0].get_ylim()
    assert low < numbers["points_y"].min() and numbers["points_y"].max() < high
    assert numbers["answers"].shape == (3, len(GRID))
    assert numbers["bands"][..., -1].max() < figure.axes[3].get_ylim()[1]
