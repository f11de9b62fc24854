"""A push is vJ and a pull uJᵀ, by nudges and by TensorFlow; checkpoints change what is kept and not the gradient."""

import numpy as np
import pytest

from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.backpropagation import backward_pass, forward_pass
from figures.neural.checkpoints import checkpointed
from figures.neural.modes import pull, push

PHI = ACTIVATIONS["tanh"]


@pytest.fixture
def network():
    rng = np.random.default_rng(5)
    W = [rng.normal(size=shape) for shape in ((3, 6), (6, 4), (4, 2))]
    b = [rng.normal(size=each.shape[1]) for each in W]
    return rng.normal(size=(1, 3)), W, b, rng


def test_a_push_is_what_a_small_nudge_does_to_the_outputs(network):
    x, W, b, rng = network
    v, h = rng.normal(size=(1, 3)), 1e-5
    there, back = (forward_pass(x + sign * h * v, W, b, PHI).a[-1] for sign in (1, -1))
    np.testing.assert_allclose(push(forward_pass(x, W, b, PHI), W, v, PHI), (there - back) / (2 * h), rtol=1e-7)


def test_push_and_pull_give_the_jacobian_of_tensorflow(network):
    tf = pytest.importorskip("tensorflow")
    x, W, b, _ = network
    variable = tf.Variable(x)
    with tf.GradientTape() as tape:
        a = variable
        for weights, bias in zip(W, b, strict=True):
            a = tf.tanh(a @ weights + bias)
    theirs = tape.jacobian(a, variable).numpy()[0, :, 0, :].T  # a row for each output there, for each input here
    passed = forward_pass(x, W, b, PHI)
    np.testing.assert_allclose(push(passed, W, np.eye(3), PHI), theirs, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(pull(passed, W, np.eye(2), PHI), theirs.T, rtol=1e-12, atol=1e-15)


def test_backpropagation_is_a_pull(network):
    x, W, b, rng = network
    passed, u = forward_pass(x, W, b, PHI), rng.normal(size=(1, 2))
    delta = backward_pass(passed, W, u, PHI).delta[0]
    np.testing.assert_allclose(pull(passed, W, u, PHI), delta @ W[0].T, rtol=1e-12)


def test_the_worth_of_what_a_nudge_does_is_the_same_at_both_ends(network):
    x, W, b, rng = network
    passed, v, u = forward_pass(x, W, b, PHI), rng.normal(size=(1, 3)), rng.normal(size=(1, 2))
    assert np.sum(push(passed, W, v, PHI) * u) == pytest.approx(np.sum(v * pull(passed, W, u, PHI)), rel=1e-12)
    turned = [each[::-1] for each in W]
    assert np.sum(v * pull(passed, turned, u, PHI)) != pytest.approx(np.sum(push(passed, W, v, PHI) * u), rel=1e-3)


def test_the_jacobian_of_softmax_is_the_one_of_the_table():
    tf = pytest.importorskip("tensorflow")
    z = tf.Variable(np.array([0.3, -1.0, 2.0]))
    with tf.GradientTape() as tape:
        p = tf.nn.softmax(z)
    np.testing.assert_allclose(tape.jacobian(p, z).numpy(), np.diag(p) - np.outer(p, p), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("every", range(1, 11))
def test_with_checkpoints_the_gradient_is_the_same_and_each_layer_is_computed_twice(every):
    rng = np.random.default_rng(1)
    W = [rng.normal(0, 0.5, (4, 4)) for _ in range(10)]
    b = [rng.normal(size=4) for _ in range(10)]
    x, grad = rng.normal(size=(2, 3, 4))
    found, forward, shelf = checkpointed(x, W, b, PHI, grad, every)
    plain = backward_pass(forward_pass(x, W, b, PHI), W, grad, PHI).grad_W
    for ours, theirs in zip(found, plain, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-14)
    assert forward == 2 * 10 and not shelf.held
    pieces = -(-10 // every)
    assert shelf.most <= pieces + every - 1


def test_a_piece_of_no_layer_or_of_too_many_is_refused():
    x, W, b = np.ones((1, 2)), [np.eye(2)], [np.zeros(2)]
    for every in (0, 2):
        with pytest.raises(ValueError, match="expected every from 1 to 1"):
            checkpointed(x, W, b, PHI, x, every)


def test_the_three_libraries_offer_checkpoints_under_the_names_of_the_page():
    tf, jax = pytest.importorskip("tensorflow"), pytest.importorskip("jax", reason="make frameworks")
    checkpoint = pytest.importorskip("torch.utils.checkpoint", reason="make frameworks")
    assert callable(tf.recompute_grad) and callable(jax.checkpoint) and callable(checkpoint.checkpoint)
