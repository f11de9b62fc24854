"""One sigmoid neuron with a squared error, small enough to follow every number: L = (σ(w x + b) − y)²."""

import math

W, X, B, Y = -1.0, 2.0, 3.0, 1.0  # chosen so that z = 1 and every gradient has another size or sign


def sigma(z: float) -> float:
    """σ(z) = 1 / (1 + e^−z)."""
    return 1 / (1 + math.exp(-z))


def loss(w: float = W, x: float = X, b: float = B, y: float = Y) -> float:
    """L = (σ(w x + b) − y)²."""
    return (sigma(w * x + b) - y) ** 2


def by_nudges(h: float) -> dict[str, float]:
    """The derivatives with respect to the four numbers by central differences."""
    at = {"w": W, "x": X, "b": B, "y": Y}
    ends = {name: [loss(**(at | {name: place + sign * h})) for sign in (1, -1)] for name, place in at.items()}
    return {name: (above - below) / (2 * h) for name, (above, below) in ends.items()}


def hand() -> dict[str, float]:
    """∂L/∂w, ∂L/∂x, ∂L/∂b and ∂L/∂y by the formulas of the chain rule."""
    a = sigma(W * X + B)
    shared = 2 * (a - Y) * a * (1 - a)
    return {"w": shared * X, "x": shared * W, "b": shared, "y": -2 * (a - Y)}
