"""Networks with one hidden layer whose weights are written down, not learned: stairs of steps, broken lines of ReLUs.

Both follow a given function as closely as one likes, which is how universal approximation is proved for one input.
Source: Nielsen (2015), chapter 4, for the steps; Prince (2023), chapter 3, for the ReLUs.
"""

import numpy as np

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.layers import Dense, Elementwise
from figures.neural.network import Network


def one_hidden_layer(W: Array, b: Array, V: Array, c: float, activation: str) -> Network:
    """ŷ = φ(x W + b) V + c for one input and one output; W, b and V are (m,), an entry for each hidden unit."""
    return Network([Dense(W[None, :], b), Elementwise(ACTIVATIONS[activation]), Dense(V[:, None], np.array([c]))])


def stairs(edges: Array, heights: Array, steepness: float = np.inf) -> Network:
    """ŷ = h_k for x from edge k to edge k + 1: unit k steps up (or down) by h_k − h_{k−1} at edge k.

    edges: (n + 1,) rising; heights: (n,). n hidden units; after the last edge the last height goes on, before the
    first ŷ = 0. With a finite steepness w each step is sigmoid(w (x − edge)) instead, off by at most e^−w|x − edge|.
    Raises ValueError if the numbers of edges and heights do not fit.
    """
    if len(edges) != len(heights) + 1:
        raise ValueError(f"stairs: expected one edge more than heights, got {len(edges)} and {len(heights)}")
    w, activation = (1.0, "step") if np.isinf(steepness) else (steepness, "sigmoid")
    return one_hidden_layer(np.full(len(heights), w), -w * edges[:-1], np.diff(heights, prepend=0.0), 0.0, activation)


def broken_line(knots: Array, values: Array) -> Network:
    """The straight pieces through (knot k, value k): ReLU unit k changes the slope at knot k by its output weight.

    knots: (n + 1,) rising; values: (n + 1,). n hidden units; after the last knot the last slope goes on, before the
    first ŷ is the first value. Raises ValueError if the numbers of knots and values differ.
    """
    if len(knots) != len(values):
        raise ValueError(f"broken_line: expected as many knots as values, got {len(knots)} and {len(values)}")
    slopes = np.diff(values) / np.diff(knots)
    units = len(slopes)
    V = np.diff(slopes, prepend=0.0)
    return one_hidden_layer(np.ones(units), -knots[:-1], V, float(values[0]), "relu")
