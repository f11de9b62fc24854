"""Convolution and pooling equal TensorFlow, PyTorch and a case by hand; their gradients equal automatic ones."""

import numpy as np
import pytest

from figures.neural.convolution import Convolution, Flatten, size_after
from figures.neural.gradient_check import central_differences, check_network
from figures.neural.layers import Dense
from figures.neural.losses import LOSSES
from figures.neural.network import Network
from figures.neural.pooling import AveragePool, MaxPool

# height, width, channels in and out, rows and columns of the kernel, stride, padding: among them a size that does not
# come out even (4, padding 1, kernel 3, stride 2 leaves a column over), and a kernel as large as the image.
CASES = [(5, 5, 1, 1, 3, 3, 1, 0), (6, 7, 3, 4, 3, 2, 1, 2), (4, 4, 2, 3, 3, 3, 2, 1), (9, 8, 2, 2, 2, 3, 3, 1),
         (3, 4, 2, 5, 3, 4, 1, 0), (6, 6, 3, 2, 1, 1, 1, 0)]  # fmt: skip
POOLS = [(6, 6, 2, 2), (7, 5, 2, 2), (7, 8, 3, 2), (5, 5, 2, 1)]  # height, width, size, stride


def case(height, width, n_in, n_out, rows, columns, stride, padding):
    rng = np.random.default_rng(height + 10 * width)
    layer = Convolution(rng.normal(size=(rows, columns, n_in, n_out)), rng.normal(size=n_out), stride, padding)
    x = rng.normal(size=(2, height, width, n_in))
    return layer, x, rng.normal(size=layer.forward(x).shape)


def test_five_by_five_by_hand():
    x = np.array([[0, 0, 1, 1, 0], [0, 0, 1, 1, 0], [0, 0, 1, 1, 0], [0, 0, 1, 0, 0], [0, 1, 1, 0, 0]], float)
    edge = np.array([[-1, 0, 1]] * 3, float)  # right column minus left column
    by_hand = [[3, 3, -3], [3, 2, -3], [3, 0, -3]]
    z = Convolution(edge[:, :, None, None]).forward(x[None, :, :, None])
    np.testing.assert_array_equal(z[0, :, :, 0], by_hand)
    np.testing.assert_array_equal(MaxPool(2, stride=1).forward(z)[0, :, :, 0], [[3, 3], [3, 2]])
    np.testing.assert_array_equal(AveragePool(2, stride=1).forward(z)[0, :, :, 0], [[11 / 4, -1 / 4], [8 / 4, -4 / 4]])


def test_five_by_five_by_hand_with_a_kernel_that_is_not_symmetric():
    x = np.array([[0, 0, 1, 1, 0], [0, 0, 1, 1, 0], [0, 0, 1, 1, 0], [0, 0, 1, 0, 0], [0, 1, 1, 0, 0]], float)
    kernel = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 2]], float)  # the middle, and twice the corner below on the right
    z = Convolution(kernel[:, :, None, None]).forward(x[None, :, :, None])
    np.testing.assert_array_equal(z[0, :, :, 0], [[2, 3, 1], [2, 1, 1], [2, 1, 0]])


@pytest.mark.parametrize("sizes", CASES)
def test_convolution_and_its_gradients_equal_tensorflow(sizes, tf):
    layer, x, grad = case(*sizes)
    p = layer.padding
    tensors = [tf.constant(x), tf.constant(layer.W), tf.constant(layer.b)]
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        z = tf.nn.conv2d(*tensors[:2], layer.stride, [[0, 0], [p, p], [p, p], [0, 0]]) + tensors[2]
        loss = tf.reduce_sum(z * grad)
    np.testing.assert_allclose(layer.forward(x), z, atol=1e-12)
    for ours, theirs in zip((layer.backward(grad), *layer.gradients), tape.gradient(loss, tensors), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-11)


@pytest.mark.parametrize("sizes", CASES)
def test_convolution_and_its_gradients_equal_pytorch(sizes):
    torch = pytest.importorskip("torch", reason="a second oracle: make frameworks")
    layer, x, grad = case(*sizes)
    image = torch.tensor(x.transpose(0, 3, 1, 2), requires_grad=True)  # channels second, kernels (out, in, rows, …)
    W = torch.tensor(layer.W.transpose(3, 2, 0, 1), requires_grad=True)
    z = torch.nn.functional.conv2d(image, W, torch.tensor(layer.b), layer.stride, layer.padding)
    (z * torch.tensor(grad.transpose(0, 3, 1, 2))).sum().backward()
    np.testing.assert_allclose(layer.forward(x), z.detach().numpy().transpose(0, 2, 3, 1), atol=1e-12)
    np.testing.assert_allclose(layer.backward(grad), image.grad.numpy().transpose(0, 2, 3, 1), atol=1e-11)
    np.testing.assert_allclose(layer.grad_W, W.grad.numpy().transpose(2, 3, 1, 0), atol=1e-11)


@pytest.mark.parametrize(("height", "width", "size", "stride"), POOLS)
@pytest.mark.parametrize("kind", [MaxPool, AveragePool])
def test_pooling_and_its_gradients_equal_tensorflow(kind, height, width, size, stride, tf):
    rng = np.random.default_rng(size)
    layer, x = kind(size, stride), rng.normal(size=(2, height, width, 3))
    theirs = {MaxPool: tf.nn.max_pool2d, AveragePool: tf.nn.avg_pool2d}[kind]
    image, grad = tf.constant(x), rng.normal(size=layer.forward(x).shape)
    with tf.GradientTape() as tape:
        tape.watch(image)
        a = theirs(image, size, stride, "VALID")
        loss = tf.reduce_sum(a * grad)
    np.testing.assert_allclose(layer.forward(x), a, atol=1e-12)
    np.testing.assert_allclose(layer.backward(grad), tape.gradient(loss, image), atol=1e-12)


@pytest.mark.parametrize("kind", ["max", "avg"])
def test_pooling_and_its_gradients_equal_pytorch_also_where_numbers_are_equal(kind):
    torch = pytest.importorskip("torch", reason="a second oracle: make frameworks")
    rng = np.random.default_rng(5)
    x = rng.integers(0, 3, (2, 7, 8, 3)).astype(float)  # many windows with two largest numbers
    layer = {"max": MaxPool, "avg": AveragePool}[kind](3, 2)
    image = torch.tensor(x.transpose(0, 3, 1, 2), requires_grad=True)
    a = getattr(torch.nn.functional, f"{kind}_pool2d")(image, 3, 2)
    grad = rng.normal(size=layer.forward(x).shape)
    (a * torch.tensor(grad.transpose(0, 3, 1, 2))).sum().backward()
    np.testing.assert_allclose(layer.forward(x), a.detach().numpy().transpose(0, 2, 3, 1), atol=1e-12)
    np.testing.assert_allclose(layer.backward(grad), image.grad.numpy().transpose(0, 2, 3, 1), atol=1e-12)


def test_gradients_of_a_whole_network_equal_central_differences():
    rng = np.random.default_rng(1)
    layers = [Convolution(rng.normal(size=(3, 3, 2, 3)), padding=1), MaxPool(2), AveragePool(2, stride=1), Flatten()]
    network = Network([*layers, Dense(rng.normal(size=(6, 4)))])
    x, y = rng.normal(size=(3, 4, 6, 2)), np.eye(4)[[0, 3, 1]]
    errors = check_network(network, x, y, LOSSES["categorical_cross_entropy_from_logits"])
    assert len(errors) == 4 and max(errors) < 1e-7
    loss = LOSSES["categorical_cross_entropy_from_logits"]
    numeric = central_differences(lambda: loss.function(network.forward(x), y), x)
    np.testing.assert_allclose(network.backward(loss.gradient(network.forward(x), y)), numeric, atol=1e-8)


def test_the_size_formula_counts_the_places_of_a_window_for_all_small_settings():
    for n, k, s, p in np.ndindex(12, 12, 5, 4):
        if k >= 1 and s >= 1 and n >= 1 and k <= n + 2 * p:
            counted = sum(1 for left in range(-p, n + p) if left + k <= n + p and (left + p) % s == 0)
            assert size_after(n, k, s, p) == counted


@pytest.mark.parametrize("wrong", [(4, 7, 1, 1), (4, 3, 0, 0), (4, 3, 1, -1), (4, 0, 1, 0)])
def test_a_window_that_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError, match="expected"):
        size_after(*wrong)


def test_wrong_shapes_are_named():
    with pytest.raises(ValueError, match=r"W of shape \(rows, columns, in, out\)"):
        Convolution(np.ones((3, 3)))
    with pytest.raises(ValueError, match=r"b of shape \(2,\)"):
        Convolution(np.ones((3, 3, 1, 2)), np.ones(3))
    with pytest.raises(ValueError, match=r"width, 1\), got \(2, 5, 5, 3\)"):
        Convolution(np.ones((3, 3, 1, 2))).forward(np.ones((2, 5, 5, 3)))
    with pytest.raises(ValueError, match="channels"):
        MaxPool().forward(np.ones((5, 5)))
