"""Is a gradient right? Nudge each number a little both ways and see how the loss answers.

The error of the central difference shrinks like h² until rounding takes over, which grows like 1/h; for a float with
16 digits the best h lies near the cube root of 10⁻¹⁶.
"""

from collections.abc import Callable

import numpy as np

from figures.neural import Array
from figures.neural.losses import Loss
from figures.neural.network import Network

STEP = 1e-5  # near the cube root of the rounding error 2.2e-16
FLOOR = 1e-4  # a gradient smaller than this is judged by its difference alone


def central_differences(f: Callable[[], float], theta: Array, h: float = STEP) -> Array:
    """∂f/∂θ_i ≈ (f(θ_i + h) − f(θ_i − h)) / 2h for every entry of θ, in θ's shape.

    f takes no argument: it reads θ, whose entries are nudged in place and then put back.
    """
    gradient = np.zeros_like(theta)
    for i in np.ndindex(theta.shape):
        kept = theta[i]
        theta[i] = kept + h
        above = f()
        theta[i] = kept - h
        below = f()
        theta[i] = kept
        gradient[i] = (above - below) / (2 * h)
    return gradient


def forward_differences(f: Callable[[], float], theta: Array, h: float = STEP) -> Array:
    """∂f/∂θ_i ≈ (f(θ_i + h) − f) / h for every entry of θ: cheaper, and its error shrinks only like h."""
    gradient, start = np.zeros_like(theta), f()
    for i in np.ndindex(theta.shape):
        kept = theta[i]
        theta[i] = kept + h
        gradient[i] = (f() - start) / h
        theta[i] = kept
    return gradient


def relative_error(a: Array, b: Array) -> float:
    """‖a − b‖ / max(‖a‖ + ‖b‖, 10⁻⁴): 0 for equal arrays, 1 for opposite ones.

    The floor is for gradients that should be 0: rounding leaves 10⁻¹¹ in them, which is a large part of nothing.
    """
    size = float(np.linalg.norm(a)) + float(np.linalg.norm(b))
    return float(np.linalg.norm(a - b)) / max(size, FLOOR)


def check_network(network: Network, x: Array, y: Array, loss: Loss, h: float = STEP) -> list[float]:
    """The relative error between backpropagation and central differences, for each parameter of the network.

    Below 1e-7 the gradient is right; above 1e-3 it is wrong, or a kink lies within h of some z.
    """
    network.backward(loss.gradient(network.forward(x), y))
    backpropagated = [gradient.copy() for gradient in network.gradients]
    return [
        relative_error(gradient, central_differences(lambda: loss.function(network.forward(x), y), parameter, h))
        for parameter, gradient in zip(network.parameters, backpropagated, strict=True)
    ]
