"""Independent judges of a gradient: automatic differentiation by TensorFlow, and by PyTorch where it is installed."""

from importlib.util import find_spec
from typing import Any

import tensorflow as tf

from figures.learning.worked import one_neuron, two_two_one
from figures.neural import Array


def tensorflow_network() -> list[Array]:
    """∂L/∂W1, ∂L/∂b1, ∂L/∂W2 and ∂L/∂b2 of the 2–2–1 network by TensorFlow, in double precision."""
    theta = [tf.Variable(array, dtype=tf.float64) for array in two_two_one.parameters()]
    with tf.GradientTape() as tape:
        hidden = tf.sigmoid(tf.constant(two_two_one.X) @ theta[0] + theta[1])
        y_hat = tf.sigmoid(hidden @ theta[2] + theta[3])
        loss = tf.reduce_mean((y_hat - two_two_one.Y) ** 2)
    return [gradient.numpy() for gradient in tape.gradient(loss, theta)]


def tensorflow_neuron() -> dict[str, float]:
    """∂L/∂w, ∂L/∂x, ∂L/∂b and ∂L/∂y of the single neuron by TensorFlow."""
    names = ("w", "x", "b", "y")
    w, x, b, y = (tf.Variable(getattr(one_neuron, name.upper()), dtype=tf.float64) for name in names)
    with tf.GradientTape() as tape:
        loss = (tf.sigmoid(w * x + b) - y) ** 2
    return {name: float(found) for name, found in zip(names, tape.gradient(loss, [w, x, b, y]), strict=True)}


def pytorch_network() -> list[Array] | None:
    """The same by PyTorch; None where it is not installed."""
    if find_spec("torch") is None:
        return None
    import torch

    theta: list[Any] = [torch.tensor(array, requires_grad=True) for array in two_two_one.parameters()]
    hidden = torch.sigmoid(torch.tensor(two_two_one.X) @ theta[0] + theta[1])
    y_hat = torch.sigmoid(hidden @ theta[2] + theta[3])
    ((y_hat - torch.tensor(two_two_one.Y)) ** 2).mean().backward()
    return [each.grad.numpy() for each in theta]
