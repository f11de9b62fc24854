"""The fast network of the digits computes what the library of the book computes."""

import numpy as np
import pytest

from figures.digits import perceptron
from figures.digits.data import small
from figures.digits.five_seeds import loss, pixels, right
from figures.digits.perceptron import Adam, beginning, gradients, learning, logits
from figures.neural import optimisers
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.gradient_check import central_differences
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import categorical_cross_entropy_from_logits
from figures.neural.network import Network
from figures.neural.outputs import one_hot

RNG = np.random.default_rng(3)
TINY = [RNG.normal(size=shape) for shape in [(6, 5), (5,), (5, 10), (10,)]]  # in double precision
X, Y = RNG.normal(size=(7, 6)), RNG.integers(0, 10, 7)
MASK = np.array([1.25, 0, 1.25, 1.25, 0]) * np.ones((7, 1))


def by_the_book(network: list[np.ndarray]) -> Network:
    W1, b1, W2, b2 = network
    return Network([Dense(W1, b1), Elementwise(ACTIVATIONS["relu"]), Dense(W2, b2)])


def test_the_network_in_use_is_that_of_the_library() -> None:
    np.testing.assert_allclose(logits(TINY, X), by_the_book(TINY).forward(X), rtol=1e-12)


def test_its_gradients_are_central_differences_of_the_loss_with_the_same_units_left_out() -> None:
    W1, b1, W2, b2 = network = [each.copy() for each in TINY]

    def dropped() -> float:
        a = np.maximum(X @ W1 + b1, 0) * MASK
        return categorical_cross_entropy_from_logits(a @ W2 + b2, one_hot(Y, 10))

    for found, parameter in zip(gradients(network, X, Y, MASK), network, strict=True):
        np.testing.assert_allclose(found, central_differences(dropped, parameter), rtol=1e-5, atol=1e-8)


def test_its_adam_takes_the_steps_of_that_of_the_library() -> None:
    ours, theirs = [each.copy() for each in TINY], [each.copy() for each in TINY]
    fast, plain = Adam(ours), optimisers.Adam()
    for _ in range(20):
        given = [RNG.normal(size=each.shape) for each in TINY]
        plain.update(list(zip(theirs, [each.copy() for each in given], strict=True)))
        fast.update(ours, given)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-7)  # its constants are in single precision


def test_each_epoch_sees_every_row_once_in_another_order(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[np.ndarray] = []

    def note(network: list[np.ndarray], x: np.ndarray, y: np.ndarray, mask: np.ndarray) -> list[np.ndarray]:
        seen.append(y)
        return [np.zeros_like(each) for each in network]

    monkeypatch.setattr(perceptron, "gradients", note)
    rows = 2 * perceptron.BATCH + 9
    list(learning(np.zeros((rows, 4), np.float32), np.arange(rows), 0, 6))
    assert [len(batch) for batch in seen] == 2 * [perceptron.BATCH, perceptron.BATCH, 9]
    first, second = np.concatenate(seen[:3]), np.concatenate(seen[3:])
    assert set(first) == set(second) == set(range(rows)) and not np.array_equal(first, second)


def test_a_seed_gives_the_same_network_again_and_it_learns_in_single_precision() -> None:
    found = small()
    x, y = pixels(found.x), found.y.astype(int)
    (*_, one), (*_, again) = (learning(x, y, 1, 100) for _ in range(2))
    assert all(np.array_equal(*pair) and pair[0].dtype == np.float32 for pair in zip(one, again, strict=True))
    x, y = pixels(found.x_test), found.y_test.astype(int)
    before, after = (logits(network, x) for network in (beginning(64, np.random.default_rng(1)), one))
    assert right(before, y) < 0.4 < 0.8 < right(after, y)
    assert loss(after, y) < loss(before, y) / 2
