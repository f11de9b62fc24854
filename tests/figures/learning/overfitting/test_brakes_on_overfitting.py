"""Every brake helps most networks, more data do as well, and a chosen validation error is too good."""

import numpy as np
import pytest

from figures.learning.overfitting.brakes_on_overfitting import NAMES, SEEDS, TIMES, experiment
from figures.learning.overfitting.fitting.noisy_curve import NOISE, POINTS, examples


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_range_without_a_brake_is_the_worst(numbers):
    medians = np.median(numbers["errors"], axis=1)
    assert numbers["errors"].shape == (len(NAMES), SEEDS)
    assert (medians[1:] < medians[0]).all()


@pytest.mark.parametrize("brake", ["early_stopping", "L2", "dropout", "more_data"])
def test_it_helps_in_nearly_every_data_set(numbers, brake):
    assert numbers["better"][brake] >= 0.9 * SEEDS


def test_more_data_do_as_well_as_the_best_brake(numbers):
    medians = dict(zip(NAMES, np.median(numbers["errors"], axis=1), strict=True))
    more = medians.pop("more data")
    assert more < min(medians.values()) + 0.01


def test_nobody_falls_below_the_noise(numbers):
    assert numbers["errors"].mean(axis=1).min() > NOISE


def test_the_least_validation_error_is_lower_than_the_error_on_fresh_points(numbers):
    assert numbers["at_the_stop"]["validation"] < numbers["at_the_stop"]["test"] - 0.01


def test_more_data_are_other_points_of_the_same_kind():
    assert examples(TIMES * POINTS, 0)[0].shape == (SEEDS, TIMES * POINTS, 1)
