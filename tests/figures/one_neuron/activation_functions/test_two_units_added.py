"""Lines added are a line; two ReLU units added have three pieces."""

import numpy as np

from figures.one_neuron.activation_functions.two_units_added import experiment


def test_the_sum_of_two_lines_is_the_line_with_the_summed_weights_and_biases(numbers_of):
    facts = numbers_of(experiment)
    np.testing.assert_allclose(facts["sums"][0], facts["sum_weight"] * facts["x"] + facts["sum_bias"], atol=1e-12)
    assert facts["pieces"]["linear"] == 1


def test_two_relu_units_make_three_straight_pieces(numbers_of):
    facts = numbers_of(experiment)
    slopes = np.diff(facts["sums"][1]) / np.diff(facts["x"])
    assert facts["pieces"]["relu"] == 3
    assert {-1.5, -0.5, 1.0} <= set(slopes.round(6))
