"""Every loss is the −log of a noise: a bell gives the squared error, a peak the absolute error.

Left: how likely an error r is under each noise; the spread of the bell is 1, that of the peak √2. Right: minus its
logarithm, up to a constant: the loss.
Page: Loss functions. Source: Gauss (1809), for the normal law and least squares.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.style import colours

REACH = 4.0  # errors from −4 to 4
TITLES = (("Gaussian noise", r"$\frac{1}{2}r^2$"), ("Laplace noise", r"$|r|$"))


def gaussian(r: Array) -> Array:
    """e^(−r²/2) / √(2π)."""
    density: Array = np.exp(-(r**2) / 2) / np.sqrt(2 * np.pi)
    return density


def laplace(r: Array) -> Array:
    """e^(−|r|) / 2."""
    return np.exp(-np.abs(r)) / 2


def experiment() -> dict[str, Any]:
    """Both densities, (2, n), and −log of each with the constant taken off so that it is 0 at r = 0."""
    r = np.linspace(-REACH, REACH, 81)
    density = np.array([gaussian(r), laplace(r)])
    loss = -np.log(density)
    loss -= loss[:, [len(r) // 2]]
    far = 5.0
    charge = {"gaussian": far**2 / 2, "laplace": far}
    difference = charge["gaussian"] - charge["laplace"]
    narrow = np.sqrt(2) * laplace(np.array(np.sqrt(2) * far))  # the Laplace law of spread 1
    return {
        "r": r, "density": density, "loss": loss, "charge": charge, "difference": difference,
        "times_by_peak": float(np.exp(difference)), "times_at_equal_spread": float(narrow / gaussian(np.array(far))),
    }  # fmt: skip


def draw(r: Array, density: Array, loss: Array) -> Figure:
    """Two rows, the noise at the left and the loss at the right."""
    figure = Figure(figsize=(5.2, 4.2))
    panels = figure.subplots(2, 2, sharex=True)
    for (left, right), p, charge, (noise, name), ink in zip(panels, density, loss, TITLES,
                                                            (colours.FIRST, colours.SECOND), strict=True):  # fmt: skip
        left.fill_between(r, 0, p, color=ink, alpha=0.15, lw=0)
        left.plot(r, p, color=ink)
        left.set(title=noise, ylim=(0, 0.55), yticks=(0, 0.25, 0.5), ylabel="density")
        right.plot(r, charge, color=ink)
        right.set(title=f"its $-\\log$: {name}", ylim=(0, 8.4), yticks=(0, 4, 8), ylabel="loss")
        for axes in (left, right):
            axes.set(xlim=(-REACH, REACH), xticks=(-4, -2, 0, 2, 4))
    for axes in panels[1]:
        axes.set_xlabel(r"error $r = y - \hat y$")
    return figure
