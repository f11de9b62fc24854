"""The batch gradient is the sum of what its rows add, by nudges of the mean loss and by each row alone."""

import numpy as np
import pytest

from figures.learning.backpropagation_in_matrices import rows_add_up as figure
from figures.learning.worked.two_two_one import hand, loss, parameters
from figures.neural.gradient_check import central_differences


@pytest.fixture(scope="module")
def run(numbers_of):
    return numbers_of(figure.experiment)


def test_every_gradient_is_that_of_nudges_of_the_mean_loss(run):
    theta = parameters()
    for array, name in zip(theta, ("W1", "b1", "W2", "b2"), strict=True):
        slopes = central_differences(lambda: loss(theta, figure.ROWS, figure.TARGETS), array)
        ours = [run["number"][f"{name}_{i + 1}{j + 1}"] for i, j in np.ndindex(np.atleast_2d(array).shape)]
        np.testing.assert_allclose(ours, slopes.ravel(), rtol=1e-6, atol=1e-10)


def test_the_first_row_is_the_network_worked_by_hand_and_its_deltas_are_half_of_it(run):
    value, number = hand(), run["number"]
    assert [number["z1_11"], number["z1_12"], number["a1_11"], number["y_11"]] == pytest.approx(
        [value["z1"], value["z2"], value["a1"], value["y_hat"]]
    )
    assert [number["d1_11"], number["d1_12"], number["d2_11"]] == pytest.approx(
        [value["delta1"] / 2, value["delta2"] / 2, value["delta3"] / 2]
    )


@pytest.mark.parametrize("weight", figure.PLACES)
def test_what_two_rows_add_is_the_gradient_that_is_shown(run, weight):
    layer, i, j = figure.PLACES[weight]
    said = figure.facts(run["a"], run["delta"], weight)
    first, second, total = (float(said[name].replace("−", "-")) for name in ("first_now", "second_now", "sum_now"))
    assert total == pytest.approx(run["gradient"][layer, i, j], abs=6e-5)
    assert first + second == pytest.approx(total, abs=1.1e-4)


def test_on_the_output_bias_the_two_examples_nearly_cancel(run):
    number = run["number"]
    assert number["d2_11"] > 0 > number["d2_21"]
    assert abs(number["b2_11"]) < 0.1 * min(number["d2_11"], -number["d2_21"])
    assert number["b2_11"] == pytest.approx(number["d2_11"] + number["d2_21"])
