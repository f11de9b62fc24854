"""A push of all pixels along the signs of their slopes spoils the answer; one by lot, as long, hardly matters."""

from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from figures.digits.data import digits
from figures.digits.images import SIDE, unseen_digits
from figures.digits.trained import numpy_network, parameters
from figures.examples.draw_a_digit.small_push_wrong_answer import AT, PUSHES, SHOWN, experiment, pushed, slopes


@pytest.fixture(scope="module")
def numbers(numbers_of: Any) -> Any:
    if not digits().is_mnist:
        pytest.skip("what is said here holds for MNIST, which is not there")
    return numbers_of(experiment)


def few() -> tuple[Any, Any, Any]:
    """Images, labels and their slopes, by the network of this book."""
    x, y = unseen_digits()
    x, y = x[:12, ..., 0].astype(float), y[:12]
    return x, y, slopes(numpy_network([each.astype(float) for each in parameters("cnn")]), x, y)


def test_the_slopes_of_the_pixels_are_those_of_tensorflow() -> None:
    import tensorflow as tf

    x, y, found = few()
    *kernels, W, b = [tf.constant(each, tf.float64) for each in parameters("cnn")]
    inputs = tf.constant(x[..., None])
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        a = inputs
        for kernel, bias in zip(kernels[::2], kernels[1::2], strict=True):
            a = tf.nn.max_pool2d(tf.nn.relu(tf.nn.conv2d(a, kernel, 1, "VALID") + bias), 2, 2, "VALID")
        logits = tf.reshape(a, (len(x), -1)) @ W + b
        charges = tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits)
    theirs = tape.gradient(charges, inputs).numpy()[..., 0]
    for ours, other in zip(found, theirs, strict=True):
        np.testing.assert_allclose(ours, other, atol=1e-9 * np.abs(ours).max())


def test_no_push_of_this_size_raises_the_loss_more_to_first_order_than_the_signs() -> None:
    *_, found = few()
    g = found[0].ravel()
    g = g / np.abs(g).max()  # of a size that its tolerances suit
    best = linprog(-g, bounds=(-0.1, 0.1))
    assert -best.fun == pytest.approx(0.1 * np.abs(g).sum()) == pytest.approx(0.1 * np.sign(g) @ g)


def test_signs_by_lot_raise_it_by_the_length_of_the_gradient_as_root_of_the_mean_square(numbers: Any) -> None:
    *_, found = few()
    g = found[0].ravel()
    lots = np.random.default_rng(0).choice([-1.0, 1.0], (4000, g.size)) @ g
    assert np.sqrt(np.mean(lots**2)) == pytest.approx(np.linalg.norm(g), rel=0.05)
    assert abs(lots.mean()) < 0.06 * np.linalg.norm(g)
    assert 10 < numbers["times"] < np.sqrt(SIDE**2)  # no more than that, if all slopes are of one size


def test_the_signs_of_the_gradient_spoil_more_and_more_answers_and_signs_by_lot_hardly_any(numbers: Any) -> None:
    along, lot = numbers["right"]
    assert numbers["clean"] == along[0] == lot[0] > 0.95
    assert 0.3 < along[AT] < 0.7 and along[-1] < 0.1 and lot.min() > 0.9
    assert np.all(np.diff(along) < 0)
    assert numbers["share"] == {"gradient": along[AT], "lot": lot[AT]} and numbers["chosen"] == PUSHES[AT]


def test_the_digit_that_is_shown_is_read_rightly_by_lot_and_wrongly_along_the_gradient(numbers: Any) -> None:
    assert numbers["says"][0, AT] != SHOWN and np.all(numbers["says"][1, : AT + 1] == SHOWN)
    assert numbers["sure"][0, AT] > 0.7
    assert set(np.unique(numbers["signs"][1])) == {-1.0, 1.0} and not set(np.unique(numbers["signs"][0])) - {-1, 0, 1}


def test_what_is_pushed_stays_between_paper_and_ink_and_moves_no_further() -> None:
    rng = np.random.default_rng(1)
    x, signs = rng.random((5, SIDE, SIDE)), rng.choice([-1.0, 1.0], (5, SIDE, SIDE))
    moved = pushed(x, signs, 0.3)
    assert moved.min() >= 0 and moved.max() <= 1 and np.abs(moved - x).max() <= 0.3 + 1e-12
    inside = (x > 0.3) & (x < 0.7)
    np.testing.assert_allclose((moved - x)[inside], 0.3 * signs[inside])
