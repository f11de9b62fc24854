"""What vanishes, what holds and what explodes, over all random networks and not only at the median."""

import numpy as np
import pytest

from figures.learning.backpropagation_in_matrices.gradient_by_layer import (
    ACTIVE,
    DEPTH,
    GAINS,
    OF,
    chosen,
    draw,
    experiment,
    facts,
)

NAMES = list(ACTIVE)


@pytest.fixture(scope="module")
def measured(numbers_of):
    return numbers_of(experiment)["bands"]


def first_layer(measured, of, start, depth, name):
    """Low, middle and high of the first layer."""
    return chosen(measured, of, start, depth)[NAMES.index(name), :, 0]


@pytest.mark.parametrize("start", GAINS)
@pytest.mark.parametrize("of", OF)
def test_the_sigmoid_vanishes_at_every_start(measured, of, start):
    assert (first_layer(measured, of, start, 20.0, "sigmoid") < 1e-4).all()
    assert (first_layer(measured, of, start, 30.0, "sigmoid") < first_layer(measured, of, start, 10.0, "sigmoid")).all()


@pytest.mark.parametrize(("start", "gain"), GAINS.items())
@pytest.mark.parametrize("depth", [10.0, 20.0])
def test_relu_keeps_to_the_formula(measured, start, gain, depth):
    predicted = (depth - 1) / 2 * np.log10(gain / 2)
    assert np.log10(first_layer(measured, "delta", start, depth, "relu")[1]) == pytest.approx(predicted, abs=0.5)


def test_relu_stays_level_with_hes_start_and_explodes_with_large_weights(measured):
    assert (np.abs(np.log10(first_layer(measured, "delta", "He", 30.0, "relu"))) < 1).all()
    assert (first_layer(measured, "delta", "large", 30.0, "relu") > 1e8).all()


def test_tanh_holds_with_glorots_start_and_moves_less_than_relu_with_large_weights(measured):
    assert (first_layer(measured, "delta", "Glorot", 20.0, "tanh") > 0.1).all()
    assert (
        first_layer(measured, "delta", "large", 30.0, "tanh")
        < 1e-3 * first_layer(measured, "delta", "large", 30.0, "relu")
    ).all()


@pytest.mark.parametrize("start", GAINS)
def test_the_gradients_of_relus_weights_are_level_at_every_start(measured, start):
    bands = chosen(measured, "weights", start, 30.0)[NAMES.index("relu")]
    assert (np.abs(np.log10(bands)) < 1).all()


def test_the_last_layer_is_the_measure_and_nothing_is_missing(measured):
    for depth in DEPTH.values():
        bands = chosen(measured, "delta", "He", depth)
        np.testing.assert_allclose(bands[..., -1], 1)
        assert np.isfinite(bands).all() and (bands > 0).all()


def test_the_caption_writes_powers_of_ten(measured):
    assert facts(measured, "delta", "Glorot", 20.0)["sigmoid"].endswith("10⁻¹³")
    assert facts(measured, "delta", "Glorot", 20.0)["layers"] == 20


@pytest.mark.parametrize("of", OF)
@pytest.mark.parametrize("start", GAINS)
def test_every_curve_lies_inside_the_panel(measured, of, start):
    for depth in DEPTH.values():
        (axes,) = draw(measured, initialisation=start, depth=depth, gradient=of).axes
        low, high = axes.get_ylim()
        bands = chosen(measured, of, start, depth)
        assert low < bands.min() and bands.max() < high
