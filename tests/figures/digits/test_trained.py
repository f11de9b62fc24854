"""The networks that have learned digits: as large as said, as right as said, and the same in Keras and in NumPy."""

import numpy as np
import pytest

from figures.digits.data import digits
from figures.digits.images import shifted, unseen_digits
from figures.digits.trained import LOOKED_AT, NAMES, keras_network, numpy_network, parameters, trained, training

SOME = slice(None, None, 20)  # of 10,000 unseen digits


@pytest.mark.parametrize("name", ["dense", "cnn"])
def test_keras_and_our_layers_give_the_same_logits_from_the_same_weights(name):
    pytest.importorskip("keras", reason="needs Keras: pip install -r requirements.txt")
    rng, model = np.random.default_rng(0), keras_network(name)
    weights = [rng.normal(0, 0.2, each.shape).astype("float32") for each in model.get_weights()]
    model.set_weights(weights)
    x = rng.random((3, 28, 28, 1), dtype="float32")
    np.testing.assert_allclose(numpy_network(weights).forward(x), np.asarray(model(x)), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(("name", "size"), [("dense", 407_050), ("cnn", 5_258), ("cnn_shifted", 5_258)])
def test_a_network_has_as_many_parameters_as_the_book_says(name, size):
    assert sum(each.size for each in parameters(name)) == size


@pytest.mark.skipif(not digits().is_mnist, reason="the bands are those of MNIST")
def test_all_read_unseen_digits_and_only_training_with_shifts_helps_against_shifts():
    x, y = unseen_digits()
    right = {
        (name, by): np.mean(trained(name).forward(shifted(x[SOME], 0, by)).argmax(axis=1) == y[SOME])
        for name in NAMES
        for by in (0, 4)
    }
    assert all(right[name, 0] > 0.94 for name in NAMES), right
    assert right["cnn_shifted", 4] > right["cnn", 4] + 0.1 > right["dense", 4] + 0.1, right


def test_the_way_there_is_kept_from_guessing_to_the_end():
    found = training("cnn")
    assert found["first"].shape == (len(LOOKED_AT), 3, 3, 1, 8) and len(found["right"]) == len(LOOKED_AT)
    np.testing.assert_array_equal(found["first"][-1], parameters("cnn")[0])
    assert found["right"][0] < 0.3 < 0.8 < found["right"][-1]
