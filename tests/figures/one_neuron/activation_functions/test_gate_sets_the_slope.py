"""Gated units: the slope is the gate, Keras's glu is ours; a stable log-sigmoid agrees with long arithmetic."""

from decimal import Decimal, getcontext

import numpy as np
import pytest

from figures.neural.outputs import glu
from figures.neural.smooth_activations import log_sigmoid, log_sigmoid_prime
from figures.one_neuron.activation_functions.gate_sets_the_slope import GATES, draw, experiment, facts


def exact(gate, v):
    """The gate by its formula alone."""
    s = 1 / (1 + np.exp(-v))
    return {"GLU": s, "SwiGLU": v * s, "ReGLU": max(v, 0), "bilinear": v}[gate.partition(":")[0]]


@pytest.mark.parametrize("gate", GATES)
def test_the_slope_of_the_answer_is_the_gate(gate, numbers_of):
    found = numbers_of(experiment)
    for v in (-2.5, -0.5, 0.0, 3.0):
        _, below = draw(found["v"], found["gates"], at=v, gate=gate).axes
        (u0, a0), (u1, a1) = below.lines[-1].get_xydata()
        assert (a1 - a0) / (u1 - u0) == pytest.approx(exact(gate, v)) == facts(v, gate)["slope"]


def test_keras_has_the_same_gated_linear_unit():
    keras = pytest.importorskip("keras")
    z = np.random.default_rng(0).normal(size=(5, 8))
    np.testing.assert_allclose(np.asarray(keras.activations.glu(z.astype("float32"))), glu(z), atol=1e-6)


def test_without_a_gate_function_one_unit_is_the_product_and_no_single_neuron_is():
    """A neuron is constant at a right angle to w; the product is constant along no direction."""
    x = np.random.default_rng(1).normal(size=(50, 2))
    u, v = x @ [1.0, 0.0], x @ [0.0, 1.0]
    np.testing.assert_array_equal(u * v, x[:, 0] * x[:, 1])
    for angle in np.linspace(0, np.pi, 180):
        d = np.array([np.cos(angle), np.sin(angle)])
        moved = x + d
        assert np.ptp(moved.prod(axis=1) - x.prod(axis=1)) > 0.1


@pytest.mark.parametrize("z", [-1000.0, -40.0, -0.3, 0.0, 2.0, 40.0])
def test_the_stable_log_sigmoid_agrees_with_sixty_digits_where_the_log_of_the_sigmoid_may_not(z):
    getcontext().prec = 600  # at z = −1000, e^z has 434 zeros behind the point
    p = 1 / (1 + (-Decimal(z)).exp())
    assert log_sigmoid(np.array(z)) == pytest.approx(float(p.ln()), rel=1e-14)
    assert log_sigmoid_prime(np.array(z)) == pytest.approx(float(1 - p), rel=1e-14)
