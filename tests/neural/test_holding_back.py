"""Three disjoint sets, stopping where Keras stops, and the penalty whose gradient autodiff finds."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.early_stopping import EarlyStopping
from figures.neural.losses import LOSSES
from figures.neural.network import multilayer_perceptron
from figures.neural.optimisers import SGD, Adam
from figures.neural.penalties import WithL2, l2_penalty
from figures.neural.splitting import folds, split
from figures.neural.training import training_step


def rows(count):
    x = np.arange(count, dtype=float)[:, None]
    return x, 10 * x


@pytest.mark.parametrize(("count", "sizes"), [(10, (6, 2, 2)), (11, (7, 2, 2)), (97, (59, 19, 19))])
def test_every_row_is_in_exactly_one_set_with_its_own_target(count, sizes):
    found = split(*rows(count), np.random.default_rng(0))
    assert tuple(len(part.x) for part in found) == sizes
    together = np.concatenate([part.x[:, 0] for part in found])
    assert sorted(together) == list(range(count)) and together.tolist() != sorted(together)
    for part in found:
        np.testing.assert_array_equal(part.y, 10 * part.x)


def test_the_same_seed_gives_the_same_sets_and_another_seed_others():
    first, again, other = (split(*rows(50), np.random.default_rng(seed)).test.x.tolist() for seed in (1, 1, 2))
    assert first == again != other


def test_sets_of_a_sorted_file_have_all_classes():
    labels = np.repeat([0.0, 1.0], 500)[:, None]
    for part in split(labels, labels, np.random.default_rng(0)):
        assert 0.4 < part.y.mean() < 0.6


@pytest.mark.parametrize(("count", "shares"), [(3, (0.2, 0.1)), (10, (0.5, 0.5)), (10, (0.0, 0.2))])
def test_an_empty_set_is_refused(count, shares):
    with pytest.raises(ValueError, match="three non-empty sets, got"):
        split(*rows(count), np.random.default_rng(0), validation=shares[0], test=shares[1])


def test_sets_of_a_single_row_are_sets():
    assert [len(part.x) for part in split(*rows(3), np.random.default_rng(0), validation=0.34, test=0.34)] == [1, 1, 1]


def test_inputs_without_targets_are_refused():
    with pytest.raises(ValueError, match="got 10 and 9 rows"):
        split(np.zeros((10, 1)), np.zeros((9, 1)), np.random.default_rng(0))


@pytest.mark.parametrize(("count", "parts"), [(20, 5), (23, 4), (6, 6), (7, 2)])
def test_every_row_is_held_back_once_in_parts_whose_sizes_are_those_of_scikit_learn(count, parts):
    model_selection = pytest.importorskip("sklearn.model_selection")
    found = folds(count, parts, np.random.default_rng(0))
    assert sorted(np.concatenate([held for _, held in found])) == list(range(count))
    for learned, held in found:
        assert sorted([*learned, *held]) == list(range(count))
    theirs = model_selection.KFold(parts).split(np.zeros(count))
    assert [len(held) for _, held in found] == [len(held) for _, held in theirs]


@pytest.mark.parametrize("parts", [1, 0, 11])
def test_one_fold_or_more_folds_than_rows_are_refused(parts):
    with pytest.raises(ValueError, match="from 2 to 10 folds for 10 rows"):
        folds(10, parts, np.random.default_rng(0))


def their_stop(keras, curve, patience):
    """Epoch of the stop and of the best weights by the callback of Keras, on a given curve."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    callback = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True, mode="min")
    callback.set_model(model)
    model.stop_training = False
    callback.on_train_begin()
    for epoch, loss in enumerate(curve):
        callback.on_epoch_end(epoch, {"val_loss": loss})
        if model.stop_training:
            break
    return epoch, callback.best_epoch


@pytest.mark.parametrize("patience", [1, 2, 5])
@pytest.mark.parametrize("digits", [16, 0], ids=["", "with plateaus"])
@pytest.mark.parametrize("seed", range(6))
def test_it_stops_where_keras_stops_and_keeps_what_keras_keeps(keras, patience, seed, digits):
    curve = np.round(np.cumsum(np.random.default_rng(seed).normal(size=40)) - 0.1 * np.arange(40), digits)
    stopping = EarlyStopping(patience)
    for loss in curve:
        if stopping.should_stop(loss):
            break
    assert (stopping.epoch, stopping.best_epoch) == their_stop(keras, curve, patience)
    assert stopping.best_loss == curve[: stopping.epoch + 1].min()


def test_a_loss_as_good_as_the_best_is_no_progress_and_keeps_the_earlier_parameters():
    stopping, parameter = EarlyStopping(2), np.array([0.0])
    stops = []
    for loss in (1.0, 1.0, 1.0):
        parameter += 1
        stops.append(stopping.should_stop(loss, [parameter]))
    stopping.restore([parameter])
    assert stops == [False, False, True] and stopping.best_epoch == 0 and parameter == [1.0]


def test_restoring_brings_back_the_parameters_of_the_best_epoch():
    stopping, parameter = EarlyStopping(3), np.array([0.0])
    for loss in (3.0, 1.0, 2.0, 4.0):
        parameter += 1
        stopping.should_stop(loss, [parameter])
    stopping.restore([parameter])
    assert parameter == [2.0] and stopping.best_loss == 1.0


def test_no_patience_is_refused():
    with pytest.raises(ValueError, match="got 0"):
        EarlyStopping(0)


@pytest.mark.parametrize("strength", [0.01, 0.3])
def test_a_step_with_l2_follows_the_gradient_that_autodiff_finds(tf, autodiff, strength):
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(9, 2)), rng.normal(size=(9, 1))
    network = multilayer_perceptron((2, 4, 1), ACTIVATIONS["tanh"], rng)
    before = [parameter.copy() for parameter in network.parameters]

    def loss(W1, b1, W2, b2):
        fit = tf.reduce_mean((tf.tanh(x @ W1 + b1) @ W2 + b2 - y) ** 2)
        return fit + strength * (tf.reduce_sum(W1**2) + tf.reduce_sum(W2**2))

    training_step(network, x, y, LOSSES["mean_squared_error"], WithL2(SGD(0.1), strength))
    for now, old, gradient in zip(network.parameters, before, autodiff(loss, *before), strict=True):
        np.testing.assert_allclose(now, old - 0.1 * gradient, rtol=1e-12, atol=1e-15)


def test_the_penalty_is_that_of_keras(keras):
    weights = [np.random.default_rng(0).normal(size=shape) for shape in ((2, 3), (3, 1))]
    theirs = sum(float(keras.regularizers.L2(0.05)(W.astype("float32"))) for W in weights)
    assert l2_penalty(weights, 0.05) == pytest.approx(theirs, rel=1e-6)


def test_strength_0_changes_nothing_and_biases_are_never_pulled():
    pairs = [(np.ones((2, 2)), np.zeros((2, 2))), (np.ones(2), np.zeros(2))]
    WithL2(Adam(0.1), 0.0).update(pairs)
    assert (pairs[0][0] == 1).all()
    WithL2(SGD(0.1), 0.5).update(pairs)
    assert np.allclose(pairs[0][0], 0.9) and (pairs[1][0] == 1).all()
