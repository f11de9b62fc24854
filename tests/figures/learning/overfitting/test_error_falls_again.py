"""The error on fresh points has a peak where the examples can nearly be met and falls beyond; weights are the least."""

import numpy as np
import pytest

from figures.learning.overfitting.error_falls_again import GRID, POINTS, WIDTHS, experiment, fit, sample, units


@pytest.fixture(scope="module")
def numbers(numbers_of):
    return numbers_of(experiment)


def test_the_error_on_fresh_points_has_its_peak_before_all_examples_are_met_and_above_as_many_units(numbers):
    met = WIDTHS[np.argmax(numbers["errors"][0] < 1e-6)]
    assert POINTS <= numbers["worst_width"] < met
    assert numbers["worst"] > 1.4 * numbers["at_widest"]


def test_beyond_the_peak_more_units_lower_it_and_the_examples_are_met(numbers):
    examples, fresh = numbers["errors"]
    wide = WIDTHS >= 128
    assert examples[wide].max() < 1e-6
    assert fresh[wide].max() < 0.75 * numbers["worst"]
    assert numbers["better"] > 0.6 * numbers["sets"]


def test_here_a_small_network_is_the_best_all_the_same(numbers):
    assert numbers["best"] < 0.7 * numbers["at_widest"]
    assert WIDTHS[numbers["errors"][1].argmin()] < POINTS


@pytest.mark.parametrize("width", [8, 300])
def test_the_fit_is_that_of_the_pseudoinverse(width):
    x, y = sample(POINTS, 3, 0)
    theirs = units(GRID, width, 3) @ np.linalg.pinv(units(x, width, 3), rcond=1e-10) @ y
    np.testing.assert_allclose(fit(width, 3, GRID)[0], theirs, atol=1e-6)
