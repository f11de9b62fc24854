"""Sentences hold under the conditions that they name, and fail without them."""

import numpy as np
import pytest
from scipy.optimize import linprog

from figures.neural import datasets


def separable(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether a line parts two sets of points, by linear program: w·x + b ≥ 1 on one and ≤ −1 on the other."""
    rows = np.vstack([-np.column_stack([one, np.ones(len(one))]), np.column_stack([other, np.ones(len(other))])])
    return bool(linprog(np.zeros(rows.shape[1]), rows, -np.ones(len(rows)), bounds=(None, None)).status == 0)


def test_no_line_parts_any_two_arms_of_the_spiral_and_one_parts_crescents_that_are_not_convex():
    x, y = datasets.spirals(60, np.random.default_rng(0), classes=3)
    arms = [x[y == k] for k in np.unique(y)]
    assert len(arms) == 3
    assert not any(separable(arms[i], arms[k]) for i in range(3) for k in range(i))
    angle = np.linspace(0, np.pi, 50)
    crescent = np.column_stack([np.cos(angle), np.sin(angle)])
    assert np.linalg.norm(crescent - crescent.mean(axis=0), axis=1).min() > 0.3  # its middle is no part of it
    assert separable(crescent, -crescent - [0, 0.5])


def test_one_neuron_without_bias_gets_fewer_rows_of_and_right_where_the_step_at_0_is_1():
    x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 0, 1])
    angles = np.radians(np.arange(0.5, 360))
    z = x @ np.array([np.cos(angles), np.sin(angles)])
    assert ((z >= 0) == y[:, None]).sum(axis=0).max() == 2
    assert ((z > 0) == y[:, None]).sum(axis=0).max() == 3


def test_a_line_through_a_sample_has_no_margin_and_a_little_shift_gives_it_one():
    x = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    t = np.array([-1, -1, -1, 1])
    touching, shifted = np.array([1, 1, -1.0]), np.array([1, 1, -1.5])
    assert (t * (x @ touching)).min() == 0 < (t * (x @ shifted)).min()


def test_the_room_in_the_plane_is_the_margin_divided_by_the_length_of_w():
    points, t = np.array([[0.0, 0.0], [2.0, 2.0]]), np.array([-1, 1])
    v = np.array([3.0, 4.0, -7.0])
    u = v / np.linalg.norm(v)
    margin = (t * (np.column_stack([points, np.ones(2)]) @ u)).min()
    distance = min(abs(point @ v[:2] + v[2]) for point in points) / np.linalg.norm(v[:2])
    assert margin / np.linalg.norm(u[:2]) == pytest.approx(distance)


def test_keras_finds_the_logits_behind_a_sigmoid_and_is_flat_for_bare_probabilities():
    tf = pytest.importorskip("tensorflow")
    keras = pytest.importorskip("keras")
    target = tf.constant([[0.0]])
    z = tf.constant([[40.0]])
    with tf.GradientTape() as tape:
        tape.watch(z)
        found = keras.losses.binary_crossentropy(target, keras.ops.sigmoid(z))
    if keras.backend.backend() == "tensorflow":
        assert float(found[0]) == pytest.approx(40.0) and float(tape.gradient(found, z)[0, 0]) == pytest.approx(1.0)
    p = tf.constant([[1.0]])
    with tf.GradientTape() as tape:
        tape.watch(p)
        bare = keras.losses.binary_crossentropy(target, p)
    assert float(bare[0]) < 17 and float(tape.gradient(bare, p)[0, 0]) == 0


def test_clipped_gradients_of_a_linear_model_are_a_gradient_and_those_of_a_hidden_unit_are_not():
    """A field is a gradient only if its matrix of derivatives is symmetric."""

    def clipped(gradient, c=0.5):
        return gradient * min(1.0, c / np.linalg.norm(gradient))

    def linear(theta):  # e = w x + b − y
        return 2 * (theta @ [1.5, 1.0] - 4.0) * np.array([1.5, 1.0])

    def hidden(theta):  # e = v tanh(w x) − y
        w, v = theta
        a = np.tanh(w * 1.5)
        return 2 * (v * a - 4.0) * np.array([v * (1 - a**2) * 1.5, a])

    def skew(field, theta, h=1e-5):
        J = np.array([(clipped(field(theta + h * e)) - clipped(field(theta - h * e))) / (2 * h) for e in np.eye(2)])
        return abs(J[0, 1] - J[1, 0])

    theta = np.array([0.4, 0.7])
    assert skew(linear, theta) < 1e-8 < 1e-2 < skew(hidden, theta)


def test_pytorch_has_further_ways_to_take_no_notes():
    torch = pytest.importorskip("torch", reason="one page is about it: make frameworks")
    w = torch.tensor(2.0, requires_grad=True)
    with torch.inference_mode():
        assert (w * 3).is_inference()
    assert not (w.requires_grad_(False) * 3).requires_grad


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # jvp loads a part of PyTorch that PyTorch itself deprecates
def test_pytorch_has_the_functions_of_jax_as_well():
    torch = pytest.importorskip("torch", reason="one page is about it: make frameworks")

    def loss(w, x):
        return (w * x - 1) ** 2

    of_each = torch.func.vmap(torch.func.grad(loss), in_dims=(None, 0))(torch.tensor(2.0), torch.tensor([1.0, 3.0]))
    assert of_each.tolist() == [2 * (2 - 1) * 1, 2 * (6 - 1) * 3]
    assert torch.func.jvp(torch.sin, (torch.tensor(0.0),), (torch.tensor(5.0),))[1] == 5
    assert torch.func.vjp(torch.sin, torch.tensor(0.0))[1](torch.tensor(5.0))[0] == 5


def test_shorter_products_on_graphics_processors_are_the_default_where_the_page_says_so():
    tf = pytest.importorskip("tensorflow")
    torch = pytest.importorskip("torch", reason="one page is about it: make frameworks")
    assert tf.config.experimental.tensor_float_32_execution_enabled()
    assert torch.backends.cudnn.allow_tf32 and not torch.backends.cuda.matmul.allow_tf32


def test_momentum_carries_a_unit_on_after_it_has_died_and_plain_descent_does_not():
    """One ReLU unit, one point: a first gradient pushes it below 0, and from then on its gradient is 0."""
    for momentum, moves in ((0.0, False), (0.9, True)):
        b, v, path = 0.1, 0.0, []
        for _ in range(6):
            gradient = 1.0 if b > 0 else 0.0
            v = momentum * v - 0.2 * gradient
            b += v
            path.append(b)
        assert path[0] < 0  # dead after the first step
        assert (path[-1] < path[0]) is moves


def test_the_middle_four_fifths_of_21_networks_run_from_the_third_lowest_to_the_third_highest():
    values = np.random.default_rng(0).normal(size=21)
    low, _, high = np.quantile(values, (0.1, 0.5, 0.9))
    assert low == pytest.approx(np.sort(values)[2]) and high == pytest.approx(np.sort(values)[-3])


def test_bends_grow_with_the_weights_and_behind_a_normalisation_they_do_not():
    from figures.neural.normalisation import standardise

    x = np.linspace(-1, 1, 201)[:, None]
    W, v = np.random.default_rng(0).normal(size=(1, 8)), np.random.default_rng(1).normal(size=(8, 1))

    def sharpest(z):
        return np.abs(np.diff(np.tanh(z) @ v, 2, axis=0)).max()

    plain = [sharpest(size * x @ W) for size in (1, 10)]
    normalised = [sharpest(standardise(size * x @ W, 0, epsilon=0.0)[0]) for size in (1, 10)]
    assert plain[1] > 10 * plain[0]
    assert normalised[1] == pytest.approx(normalised[0])
