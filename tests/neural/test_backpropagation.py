"""The four equations and the scalar graph equal automatic differentiation, central differences and each other."""

from itertools import pairwise

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.backpropagation import backward_pass, forward_pass
from figures.neural.gradient_check import central_differences, check_network, forward_differences, relative_error
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import LOSSES
from figures.neural.network import Network, multilayer_perceptron
from figures.neural.scalar_graph import Number

WIDTHS = (3, 5, 4, 2)


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def random_network(rng, *front):
    pairs = list(pairwise(WIDTHS))
    return [rng.normal(size=(*front, *pair)) for pair in pairs], [rng.normal(size=(*front, n)) for _, n in pairs]


def gradients(x, y, W, b, phi):
    passed = forward_pass(x, W, b, phi)
    return backward_pass(passed, W, 2 * (passed.a[-1] - y) / y.size, phi)


def test_the_four_equations_equal_automatic_differentiation(rng, tf, autodiff):
    W, b = random_network(rng)
    x, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))

    def loss(*theta):
        a = tf.constant(x)
        for weights, bias in zip(theta[::2], theta[1::2], strict=True):
            a = tf.tanh(a @ weights + bias)
        return tf.reduce_mean((a - y) ** 2)

    theirs = autodiff(loss, *(array for pair in zip(W, b, strict=True) for array in pair))
    ours = gradients(x, y, W, b, ACTIVATIONS["tanh"])
    for grad_W, grad_b, other_W, other_b in zip(ours.grad_W, ours.grad_b, theirs[::2], theirs[1::2], strict=True):
        np.testing.assert_allclose(grad_W, other_W, rtol=1e-11, atol=1e-16)
        np.testing.assert_allclose(grad_b, other_b, rtol=1e-11, atol=1e-16)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "gelu", "linear"])
def test_the_four_equations_equal_central_differences(activation, rng):
    W, b = random_network(rng)
    x, y, phi = rng.normal(size=(6, 3)), rng.normal(size=(6, 2)), ACTIVATIONS[activation]
    ours = gradients(x, y, W, b, phi)
    for parameter, gradient in zip([*W, *b], [*ours.grad_W, *ours.grad_b], strict=True):
        nudged = central_differences(lambda: float(np.mean((forward_pass(x, W, b, phi).a[-1] - y) ** 2)), parameter)
        assert relative_error(gradient, nudged) < 1e-8


def test_the_four_equations_equal_the_layers_of_the_library(rng):
    W, b = random_network(rng)
    x, y, phi = rng.normal(size=(6, 3)), rng.normal(size=(6, 2)), ACTIVATIONS["sigmoid"]
    network = Network([layer for pair in zip(W, b, strict=True) for layer in (Dense(*pair), Elementwise(phi))])
    network.backward(2 * (network.forward(x) - y) / y.size)
    ours = gradients(x, y, W, b, phi)
    for gradient, other in zip([*ours.grad_W, *ours.grad_b], [*network.gradients[::2], *network.gradients[1::2]],
                               strict=True):  # fmt: skip
        np.testing.assert_allclose(gradient, other, rtol=1e-13)


def test_many_networks_in_one_array_get_what_each_gets_alone(rng):
    W, b = random_network(rng, 4)
    x, y, phi = rng.normal(size=(4, 6, 3)), rng.normal(size=(4, 6, 2)), ACTIVATIONS["tanh"]
    passed = forward_pass(x, W, b, phi)
    together = backward_pass(passed, W, passed.a[-1] - y, phi)
    for k in range(4):
        kept = forward_pass(x[k], [each[k] for each in W], [each[k] for each in b], phi)
        alone = backward_pass(kept, [each[k] for each in W], kept.a[-1] - y[k], phi)
        for many, one in zip([*together.grad_W, *together.grad_b], [*alone.grad_W, *alone.grad_b], strict=True):
            np.testing.assert_allclose(many[k], one, rtol=1e-12)


def test_every_array_of_the_way_back_has_the_shape_that_the_page_says(rng):
    W, b = random_network(rng)
    x, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    found = gradients(x, y, W, b, ACTIVATIONS["tanh"])
    assert [array.shape for array in found.delta] == [(6, 5), (6, 4), (6, 2)]
    assert [array.shape for array in found.grad_W] == [array.shape for array in W]
    assert [array.shape for array in found.grad_b] == [array.shape for array in b]


def test_nielsens_columns_give_the_transposes(rng):
    """BP1 to BP4 as Nielsen writes them, one example as a column, w = Wᵀ."""
    W, b = random_network(rng)
    x, y, phi = rng.normal(size=(1, 3)), rng.normal(size=(1, 2)), ACTIVATIONS["sigmoid"]
    w, columns = [each.T for each in W], [each[:, None] for each in b]
    a, z = [x.T], []
    for weights, bias in zip(w, columns, strict=True):
        z.append(weights @ a[-1] + bias)
        a.append(phi(z[-1]))
    delta = 2 * (a[-1] - y.T) / y.size * phi.derivative(z[-1])
    ours = gradients(x, y, W, b, phi)
    for layer in (2, 1, 0):
        np.testing.assert_allclose(ours.delta[layer], delta.T, rtol=1e-12)
        np.testing.assert_allclose(ours.grad_b[layer], delta.ravel(), rtol=1e-12)
        np.testing.assert_allclose(ours.grad_W[layer], (delta @ a[layer].T).T, rtol=1e-12)
        if layer:
            delta = w[layer].T @ delta * phi.derivative(z[layer - 1])


def test_a_relu_network_has_the_same_sum_of_weight_times_gradient_in_every_layer(rng):
    W = [rng.normal(size=(8, 8)) for _ in range(5)]
    passed = forward_pass(rng.normal(size=(7, 8)), W, [np.zeros(8)] * 5, ACTIVATIONS["relu"])
    back = backward_pass(passed, W, rng.normal(size=(7, 8)), ACTIVATIONS["relu"])
    sums = [np.sum(weights * gradient) for weights, gradient in zip(W, back.grad_W, strict=True)]
    np.testing.assert_allclose(sums, sums[0], rtol=1e-10)
    assert abs(sums[0]) > 1e-3


def test_forward_differences_are_right_to_the_order_of_h():
    theta = np.array([0.3, -1.2])
    right = np.cos(theta)

    def f():
        return float(np.sin(theta).sum())

    wide, narrow = (np.abs(forward_differences(f, theta, h) - right) for h in (1e-3, 1e-4))
    np.testing.assert_allclose(wide / narrow, 10, rtol=0.02)
    assert theta.tolist() == [0.3, -1.2], "the numbers are put back"


def test_the_error_that_is_found_in_a_network_grows_with_the_square_of_the_nudge(rng):
    """Where central differences are the worse of the two, twice the nudge is four times the error.

    The loss is a parabola of the last weights, for which central differences are exact: they do not count.
    """
    network = multilayer_perceptron((1, 4, 1), ACTIVATIONS["tanh"], rng)
    x, y = rng.normal(size=(6, 1)), rng.normal(size=(6, 1))
    narrow, wide = (np.array(check_network(network, x, y, LOSSES["mean_squared_error"], h)) for h in (0.01, 0.02))
    np.testing.assert_allclose(wide[:2] / narrow[:2], 4, rtol=0.02)
    assert max(check_network(network, x, y, LOSSES["mean_squared_error"])) < 1e-9 < narrow[:2].min()


def test_the_scalar_graph_equals_automatic_differentiation(rng, tf, autodiff):
    values = rng.normal(size=3)
    numbers = [Number(float(value)) for value in values]
    u, v, w = numbers
    end = ((u * v + w).sigmoid().square() - u * w) * (v + v)
    end.backward()

    def theirs(u, v, w):
        return (tf.sigmoid(u * v + w) ** 2 - u * w) * (v + v)

    np.testing.assert_allclose([number.grad for number in numbers], autodiff(theirs, *values), rtol=1e-13)


def test_what_is_used_twice_gets_the_sum_of_both_ways():
    u = Number(2.0)
    (u + u).backward()
    assert u.grad == 2
    v = Number(3.0)
    (v * v).backward()
    assert v.grad == 6


def test_a_number_is_visited_after_all_that_it_went_into():
    """A diamond inside a diamond: a walk in the wrong order hands on too early, or twice."""
    a = Number(1.5)
    b = a * a
    c = b + a
    (c * b).backward()
    assert a.grad == pytest.approx(4 * 1.5**3 + 3 * 1.5**2)  # d(a⁴ + a³)/da


def test_a_second_call_doubles_every_gradient_and_no_more():
    u = Number(2.0)
    middle = u.square()
    end = middle.sigmoid()
    end.backward()
    once = u.grad, middle.grad
    end.backward()
    assert (u.grad, middle.grad) == (2 * once[0], 2 * once[1])
