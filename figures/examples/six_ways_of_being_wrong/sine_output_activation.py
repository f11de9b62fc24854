"""A wrong activation at the output forbids answers: what ReLU and the logistic cannot say cannot be learned.

Four panels: nine tanh units with an output that is linear, ReLU, logistic or tanh; the middle one of 21 networks, the
band over them, and the median error on the test points.
Page: Six ways of being wrong.
Source: none; the experiment is ours.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.examples.sine.fits import RATE, X_CURVE, X_TEST, Y_TEST, X, Y, band, rmse, start
from figures.examples.sine.panels import PI_TICKS, draw_fit, short
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import descend
from figures.neural.losses import Loss, mean_squared_error, mean_squared_error_gradient
from figures.neural.optimisers import Adam

WIDTH, STEPS = 9, 1500
OUTPUTS = {"identity": "linear", "ReLU": "relu", "logistic": "sigmoid", "tanh": "tanh"}


def learn(output: str) -> tuple[Array, Array]:
    """Answers at X_CURVE (S, 49) and errors (S,) with φ at the output: φ goes into the loss, φ′ into its gradient."""
    phi, networks = ACTIVATIONS[output], start("tanh", WIDTH)
    loss = Loss(
        lambda z, y: mean_squared_error(phi(z), y),
        lambda z, y: mean_squared_error_gradient(phi(z), y) * phi.derivative(z),
    )
    descend(networks, X, Y, loss, Adam(RATE), STEPS)
    return phi(networks.forward(X_CURVE))[:, :, 0], rmse(phi(networks.forward(X_TEST)), Y_TEST)


def experiment() -> dict[str, Any]:
    """Train with each output; the bound for answers that are never negative."""
    runs = {name: learn(output) for name, output in OUTPUTS.items()}
    middle = [curves[np.argsort(errors)[len(errors) // 2]] for curves, errors in runs.values()]
    return {
        "x": X_CURVE[:, 0], "middle": np.array(middle),
        "bands": np.array([band(curves)[[0, 2]] for curves, _ in runs.values()]),
        "errors": np.array([np.median(errors) for _, errors in runs.values()]),
        "median": {name: float(np.median(errors)) for name, (_, errors) in runs.items()},
        "least": {name: float(errors.min()) for name, (_, errors) in runs.items()},
        "most": {name: float(errors.max()) for name, (_, errors) in runs.items()},
        "bound": float(rmse(np.maximum(Y_TEST, 0)[None], Y_TEST)[0]),
        "seeds": len(runs["ReLU"][1]),
    }  # fmt: skip


def draw(x: Array, middle: Array, bands: Array, errors: Array) -> Figure:
    """Two by two panels."""
    figure = Figure(figsize=(5.2, 3.6))
    for axes, name, curve, edges, error in zip(
        figure.subplots(2, 2, sharex=True, sharey=True).flat, OUTPUTS, middle, bands, errors, strict=True
    ):
        draw_fit(axes, x, curve, edges)
        axes.set(
            title=f"{name}: RMSE {short(error)}", xlim=(-np.pi, np.pi), ylim=(-1.3, 1.3), yticks=[-1, 0, 1], **PI_TICKS
        )
    return figure
