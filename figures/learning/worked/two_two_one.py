"""The 2–2–1 network that is worked by hand: two inputs, two sigmoid units, one sigmoid output, L = (ŷ − y)²."""

import math

import numpy as np

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.backpropagation import backward_pass, forward_pass
from figures.neural.gradient_check import STEP, central_differences

PHI = ACTIVATIONS["sigmoid"]
X = np.array([[1.0, 0.5]])
Y = np.array([[0.0]])
W1 = np.array([[0.4, -0.6], [0.8, 1.0]])  # W1[i, j] leads from input i to hidden unit j
B1 = np.array([0.2, -0.4])
W2 = np.array([[1.5], [-2.0]])
B2 = np.array([0.3])
ENTRIES = {  # name of a parameter: the array it stands in, and where
    "W1_11": (0, (0, 0)), "W1_12": (0, (0, 1)), "W1_21": (0, (1, 0)), "W1_22": (0, (1, 1)),
    "b1_1": (1, (0,)), "b1_2": (1, (1,)), "W2_11": (2, (0, 0)), "W2_21": (2, (1, 0)), "b2_1": (3, (0,)),
}  # fmt: skip


def parameters() -> list[Array]:
    """Fresh copies of W1, b1, W2 and b2."""
    return [W1.copy(), B1.copy(), W2.copy(), B2.copy()]


def loss(theta: list[Array], x: Array = X, y: Array = Y) -> float:
    """L = mean of (ŷ − y)², in the precision of the parameters."""
    w1, b1, w2, b2 = theta
    y_hat = forward_pass(x.astype(w1.dtype), [w1, w2], [b1, b2], PHI).a[-1]
    return float(np.mean((y_hat - y.astype(w1.dtype)) ** 2))


def by_matrices(theta: list[Array]) -> list[Array]:
    """∂L/∂W1, ∂L/∂b1, ∂L/∂W2 and ∂L/∂b2 by the four equations: one forward and one backward pass."""
    W, b = theta[::2], theta[1::2]
    passed = forward_pass(X, W, b, PHI)
    back = backward_pass(passed, W, 2 * (passed.a[-1] - Y) / Y.size, PHI)
    return [back.grad_W[0], back.grad_b[0], back.grad_W[1], back.grad_b[1]]


def by_nudges(theta: list[Array], h: float = STEP) -> list[Array]:
    """The same by central differences, without a backward pass."""
    return [central_differences(lambda: loss(theta), each, h) for each in theta]


def by_five_points(h: float = 1e-3) -> list[Array]:
    """[L(θ − 2h) − 8 L(θ − h) + 8 L(θ + h) − L(θ + 2h)] / 12h for each parameter: off by a multiple of h⁴."""
    theta = parameters()
    near, far = by_nudges(theta, h), by_nudges(theta, 2 * h)
    return [(4 * one - two) / 3 for one, two in zip(near, far, strict=True)]


def by_complex_step(h: float = 1e-20) -> list[Array]:
    """Im L(θ + ih) / h for each parameter: nothing is subtracted, so h may be tiny. Source: Squire & Trapp (1998)."""
    theta: list[Array] = [each.astype(complex) for each in parameters()]

    def loss_here() -> complex:
        a = X
        for W, b in zip(theta[::2], theta[1::2], strict=True):
            a = 1 / (1 + np.exp(-(a @ W + b)))
        return complex(np.mean((a - Y) ** 2))

    slopes = [np.zeros(each.shape) for each in theta]
    for each, slope in zip(theta, slopes, strict=True):
        for place in np.ndindex(each.shape):
            real = each[place]
            each[place] = real + 1j * h
            slope[place] = loss_here().imag / h
            each[place] = real
    return slopes


def hand() -> dict[str, float]:
    """Every forward value, local slope, δ and gradient by its own formula, number by number, without a matrix."""
    x1, x2, y = float(X[0, 0]), float(X[0, 1]), float(Y[0, 0])
    w11, w12, w21, w22 = map(float, W1.ravel())
    b11, b12, v1, v2, c = map(float, (*B1, *W2.ravel(), *B2))
    z1, z2 = x1 * w11 + x2 * w21 + b11, x1 * w12 + x2 * w22 + b12
    a1, a2 = 1 / (1 + math.exp(-z1)), 1 / (1 + math.exp(-z2))
    z3 = a1 * v1 + a2 * v2 + c
    y_hat = 1 / (1 + math.exp(-z3))
    s1, s2, s3 = a1 * (1 - a1), a2 * (1 - a2), y_hat * (1 - y_hat)
    error = y_hat - y
    d3 = 2 * error * s3
    d1, d2 = d3 * v1 * s1, d3 * v2 * s2
    return {
        "z1": z1, "z2": z2, "z3": z3, "a1": a1, "a2": a2, "y_hat": y_hat, "L": error**2, "grad_y_hat": 2 * error,
        "slope1": s1, "slope2": s2, "slope3": s3, "delta1": d1, "delta2": d2, "delta3": d3,
        "back1": d3 * v1, "back2": d3 * v2,
        "W1_11": x1 * d1, "W1_12": x1 * d2, "W1_21": x2 * d1, "W1_22": x2 * d2, "b1_1": d1, "b1_2": d2,
        "W2_11": a1 * d3, "W2_21": a2 * d3, "b2_1": d3,
    }  # fmt: skip
