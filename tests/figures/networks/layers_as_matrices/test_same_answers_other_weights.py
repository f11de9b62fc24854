"""Other weights, the same answers: for the network drawn by Keras's own layers, and the count by trying all."""

from itertools import permutations, product

import numpy as np
import pytest

from figures.networks.layers_as_matrices.same_answers_other_weights import (
    UNITS,
    C,
    X,
    added,
    changed,
    draw,
    experiment,
    facts,
)
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import LOSSES
from figures.neural.network import Network
from figures.neural.optimisers import SGD
from figures.neural.training import train


@pytest.mark.parametrize("exchange", [False, True])
@pytest.mark.parametrize("power", [-2.0, 0.0, 2.0])
def test_another_library_gives_the_same_response_for_the_changed_weights(power, exchange):
    keras = pytest.importorskip("keras")
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(2, activation="relu"), keras.layers.Dense(1)])
    w, b, v = changed(UNITS, power, exchange).T
    model.set_weights([w[None, :], b, v[:, None], np.array([C])])
    theirs = np.asarray(model(X[:, None].astype("float32")))[:, 0]
    np.testing.assert_allclose(theirs, added(UNITS, X).sum(axis=0) + C, atol=1e-5)


def test_a_negative_factor_or_another_activation_would_change_the_response():
    w, b, v = UNITS.T[:, :, None]
    turned = (-v * np.maximum(0, -w * X - b)).sum(axis=0)
    assert np.abs(turned - added(UNITS, X).sum(axis=0)).max() > 0.1
    bent = [(v / c * np.tanh(c * (w * X + b))).sum(axis=0) for c in (1, 2)]
    assert np.abs(bent[0] - bent[1]).max() > 0.1


def test_every_other_setting_changes_weights_and_no_answer():
    for power, exchange in product((-2.0, -1.0, 0.0, 1.0, 2.0), (False, True)):
        told = facts(UNITS, X, power, exchange)
        assert told["apart"] == 0
        assert (told["changed"] == "0 of 6") == (power == 0 and not exchange)


def test_ten_units_have_as_many_orders_and_signs_as_a_small_layer_suggests(numbers_of):
    """Counted for three units by writing all of them down; each further unit has n places and two signs."""
    counted = len({(order, signs) for order in permutations(range(3)) for signs in product((1, -1), repeat=3)})
    orders, both = 6, counted
    for n in range(4, 11):
        orders, both = orders * n, both * n * 2
    assert (orders, both) == (numbers_of(experiment)["orders"], numbers_of(experiment)["orders_and_signs"])


def test_the_bars_are_the_weights():
    _, below = draw(X, UNITS, power=1.0, exchange=True).axes
    heights = [patch.get_height() for patch in below.patches]
    np.testing.assert_allclose(heights, changed(UNITS, 1.0, True).ravel())


@pytest.mark.parametrize(("behind", "stay"), [((0.7, 0.7), True), ((0.7, -0.2), False)])
def test_two_units_stay_equal_if_they_are_so_before_and_behind_and_part_if_only_before(behind, stay):
    rng = np.random.default_rng(0)
    x, y, loss = rng.normal(size=(20, 2)), rng.normal(size=(20, 1)), LOSSES["mean_squared_error"]
    network = Network([Dense(np.array([[0.5, 0.5], [-0.3, -0.3]])), Elementwise(ACTIVATIONS["tanh"]),
                       Dense(np.array(behind)[:, None])])  # fmt: skip
    train(network, x, y, loss, SGD(0.1), 50)
    W = network.layers[0].W
    assert np.allclose(W[:, 0], W[:, 1], atol=1e-12) is stay
