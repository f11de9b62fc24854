"""A unit sees its inputs from one direction, so it makes ridges; enough ridges in enough directions make a round hill.

Above: lines of equal height of the mean of K ridges, for inputs in the plane. Below: the profile that every ridge has.
The reader chooses K. Page: Width and depth. Source: Cybenko (1989), for sums of ridges; the profile is what the
inversion of Radon's transform gives for the hill exp(−r²/2).
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from scipy.special import dawsn

from figures.engine import Slider
from figures.neural import Array
from figures.shapes.digits import scientific
from figures.style import colours

REACH, MOST = 3.2, 8  # of the plane that is drawn; directions
LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9)


def profile(t: Array) -> Array:
    """g(t) = 1 − √2 t D(t/√2) with Dawson's integral D: the mean of g(r cos θ) over all θ is exp(−r²/2)."""
    values: Array = 1 - np.sqrt(2) * t * dawsn(t / np.sqrt(2))
    return values


def mean_of_ridges(x: Array, directions: int) -> Array:
    """The mean of g(x · u) over evenly spread unit vectors d; x (…, 2)."""
    angle = np.pi * np.arange(directions) / directions
    heights: Array = profile(x @ np.array([np.cos(angle), np.sin(angle)])).mean(axis=-1)
    return heights


def experiment() -> dict[str, Any]:
    """A grid in the plane, the profile, and the largest error in the disc of radius 3 for each K."""
    side = np.linspace(-REACH, REACH, 121)
    grid = np.stack(np.meshgrid(side, side), axis=-1)
    r, angle = np.linspace(0, 3, 61)[:, None], np.linspace(0, np.pi, 361)  # rings up to the edge, where it is largest
    disc = np.stack([r * np.cos(angle), r * np.sin(angle)], axis=-1)
    error = np.array([np.abs(mean_of_ridges(disc, k) - np.exp(-(r**2) / 2)).max() for k in range(1, MOST + 1)])
    t = np.linspace(-4, 4, 121)
    return {"grid": grid, "t": t, "g": profile(t), "error": error}


def facts(error: Array, directions: float) -> dict[str, Any]:
    """How many directions there are, and the largest error."""
    k = int(directions)
    return {"directions": k, "error_now": scientific(float(error[k - 1]))}


def draw(
    grid: Array, t: Array, g: Array,
    *, directions: Annotated[float, Slider(1, MOST, step=1, symbol="K")] = 3.0,
) -> Figure:  # fmt: skip
    """The landscape from above, and a ridge from the side."""
    figure = Figure(figsize=(5.2, 6.2))
    plane, side = figure.subplots(2, 1, height_ratios=[2.4, 1])
    heights = mean_of_ridges(grid, int(directions))
    plane.contour(grid[..., 0], grid[..., 1], heights, levels=LEVELS, colors=[colours.OUTPUT], linewidths=1.4)
    plane.contour(grid[..., 0], grid[..., 1], np.exp(-np.square(grid).sum(axis=-1) / 2), levels=LEVELS,
                  colors=[colours.TARGET], linewidths=0.9, linestyles="dashed")  # fmt: skip
    plane.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), xticks=(-2, 0, 2), yticks=(-2, 0, 2), aspect="equal")
    plane.set_title(f"{directions:.0f} ridge{'s' * (directions > 1)}", color=colours.OUTPUT)
    plane.set_title("the hill", color=colours.TARGET, loc="right")
    plane.set_xlabel("$x_1$", color=colours.INPUT)
    plane.set_ylabel("$x_2$", rotation=0, color=colours.INPUT)
    side.axhline(0, color=colours.GRID, lw=0.8, zorder=0)
    side.plot(t, g, color=colours.FIRST)
    side.set(xlim=(-4, 4), ylim=(-0.4, 1.1), yticks=(0, 1), xlabel="$t = x \\cdot u$", ylabel="one ridge")
    return figure
