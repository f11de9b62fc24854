"""The worked example of the page on the perceptron: by hand, in NumPy and in Keras it is one number."""

from fractions import Fraction

import numpy as np
import pytest

from figures.one_neuron.the_perceptron.weighted_sum import BIAS, INPUTS, WEIGHTS, experiment, signed

BY_HAND = [Fraction("0.2"), Fraction("-0.54"), Fraction("-1.5"), Fraction("2.5"), Fraction(2)]


def test_the_terms_are_those_computed_by_hand(numbers_of) -> None:
    assert list(numbers_of(experiment)["term"].values()) == pytest.approx([float(term) for term in BY_HAND], rel=1e-15)


def test_hand_numpy_and_figure_agree(numbers_of) -> None:
    assert sum(BY_HAND) == Fraction("2.66")
    assert numbers_of(experiment)["output"] == pytest.approx(2.66, rel=1e-15)
    assert np.dot(INPUTS, WEIGHTS) + BIAS == pytest.approx(2.66, rel=1e-15)
    assert numbers_of(experiment)["products"] + BIAS == pytest.approx(numbers_of(experiment)["output"])


def test_keras_agrees_to_float32_accuracy() -> None:
    keras = pytest.importorskip("keras")
    layer = keras.layers.Dense(1)
    layer.build((None, 4))
    layer.set_weights([WEIGHTS[:, None], np.array([BIAS])])
    assert layer.kernel.shape == (4, 1), "as here, rows are where a weight comes from"
    assert float(layer(INPUTS[None])[0, 0]) == pytest.approx(2.66, rel=1e-6)


def test_every_bar_begins_where_the_one_before_it_ended(numbers_of) -> None:
    result = numbers_of(experiment)
    np.testing.assert_allclose(result["sums"][1:] - result["terms"][1:], result["sums"][:-1])
    assert result["sums"][0] == result["terms"][0]


def test_the_three_things_read_from_the_bars(numbers_of) -> None:
    assert WEIGHTS.sum() != 1 and WEIGHTS.min() < 0, "weights are no shares"
    assert INPUTS.argmax() == 2 and numbers_of(experiment)["terms"].argmin() == 2, (
        "the largest input pulls down the most"
    )
    assert (INPUTS > 0).all()


def test_numbers_are_written_with_a_true_minus_sign() -> None:
    assert signed(-0.54) == "−0.54"
