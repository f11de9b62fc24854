"""Layers that fold multiply the pieces; one layer, and random weights, do not."""

import numpy as np

from figures.networks.width_and_depth import folds_multiply


def test_folding_doubles_one_layer_adds_and_random_weights_do_not_fold(numbers_of):
    found = numbers_of(folds_multiply.experiment)
    np.testing.assert_array_equal(found["folded"], 2 ** found["depths"])
    np.testing.assert_array_equal(found["shallow"], 2 * found["depths"] + 1)
    assert found["most_random"] < found["most_shallow"] < found["most_folded"]
