"""With two knobs a grid does as well as chance; each further knob that does nothing costs the grid, and not chance.

Networks were trained for a table of rates and prices of large weights; 64 tries are made on it, on a grid or by lot.
Above, one set of each on the map; below, what the best of the 64 comes to on average. Page: Overfitting.
Source: Bergstra and Bengio (2012), for the argument; the experiment is ours. Longer than most scripts: networks that
learn at rates of their own, and tries that are both drawn and averaged.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice
from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.batched import seeded_networks
from figures.neural.datasets import spirals
from figures.style import colours

RATES, PRICES = np.geomspace(1e-3, 10, 32), np.geomspace(1e-6, 0.1, 10)  # η by 1.35, λ by 3.6
SETS, STEPS, MOMENTUM, UNITS, DRAWS, TRIES = 3, 120, 0.9, 12, 3000, 64
PER_KNOB = {2: 8, 3: 4, 6: 2}  # values of each of so many knobs: 8 · 8 = 4 · 4 · 4 = 2⁶ = TRIES
GOOD = 0.03
KNOBS = Choice(*map(str, PER_KNOB))


def errors(number: int) -> Array:
    """The share of 200 fresh points that a network trained with each rate and price gets wrong, (rates, prices)."""
    rng = np.random.default_rng(number)
    (x, labels), (fresh, answers) = spirals(20, rng, 2, 0.6, 0.1), spirals(100, rng, 2, 0.6, 0.1)
    eta, price = (each.reshape(-1, 1, 1) for each in np.meshgrid(RATES, PRICES, indexing="ij"))
    networks = seeded_networks((2, UNITS, 1), ACTIVATIONS["tanh"], [number] * eta.size)
    velocity = [np.zeros_like(parameter) for parameter in networks.parameters]
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-networks.forward(x).clip(-50, 50)))
        gradients = networks.backward((p - labels[:, None]) / len(x))
        for layer in (0, 2):  # weights pay, biases do not
            gradients[layer] += 2 * price * networks.parameters[layer]
        for parameter, v, g in zip(networks.parameters, velocity, gradients, strict=True):
            v[...] = MOMENTUM * v - eta * g
            parameter += v
    wrong = (networks.forward(fresh)[..., 0] > 0) != answers
    return np.asarray(wrong.mean(axis=1).reshape(len(RATES), len(PRICES)))


def best(table: Array, first: Array, second: Array) -> float:
    """The mean over draws of the least entry of the table at places in [0, 1)², each (draws, tries)."""
    places = (first * table.shape[0]).astype(int), (second * table.shape[1]).astype(int)
    return float(table[places].min(axis=1).mean())


def on_grids(table: Array, values: int, rng: np.random.Generator) -> float:
    """The best of a grid with so many values a knob, in the mean over where it lies. Idle knobs repeat its places."""
    lines = (np.arange(values) + rng.random((DRAWS, 2, 1))) / values
    return best(table, np.repeat(lines[:, 0], values, axis=1), np.tile(lines[:, 1], values))


def experiment() -> dict[str, Any]:
    """The table, and the best of the tries by lot and on grids."""
    table, rng = np.mean([errors(number) for number in range(SETS)], axis=0), np.random.default_rng(0)
    grids = {f"of_{knobs}": on_grids(table, values, rng) for knobs, values in PER_KNOB.items()}
    lot, of_nine = (best(table, *rng.random((2, DRAWS, tries))) for tries in (TRIES, 9))
    nine = {"grid": on_grids(table, 3, rng), "lot": of_nine}
    values = {f"of_{knobs}": count for knobs, count in PER_KNOB.items()}
    return {"table": table, "grid": grids, "lot": lot, "places": rng.random((2, TRIES)), "tries": TRIES, "nine": nine,
            "sets": SETS, "values": values, "as_bad": {name: each / lot for name, each in grids.items()}}  # fmt: skip


def facts(knobs: str) -> dict[str, Any]:
    """How many places of the map a grid tries."""
    values = PER_KNOB[int(knobs)]
    return {"knobs_now": int(knobs), "values_now": values, "places_now": values**2}


def draw(
    table: Array, grid: dict[str, float], lot: float, places: Array, *, knobs: Annotated[str, KNOBS] = "6"
) -> Figure:
    """The map with the tries above, the means below."""
    figure = Figure(figsize=(5.2, 5.6))
    above, below = figure.subplots(2, 1, height_ratios=[2, 1])
    x, y = np.log10(RATES), np.log10(PRICES)
    above.contourf(x, y, table.T, [-1, GOOD], colors=[colours.TARGET], alpha=0.25)
    above.contour(x, y, table.T, [GOOD], colors=[colours.TARGET])
    middles = (np.arange(PER_KNOB[int(knobs)]) + 0.5) / PER_KNOB[int(knobs)]
    for tries, mark, ink in ((places, "o", colours.SECOND), (np.meshgrid(middles, middles), "s", colours.FIRST)):
        across, up = (axis[0] + np.ravel(at) * np.ptp(axis) for axis, at in zip((x, y), tries, strict=True))
        above.plot(across, up, mark, color=ink, ms=4 if mark == "o" else 6, clip_on=False)
    above.set_title(f"green: below {100 * GOOD:.0f}% wrong", color=colours.TARGET)
    above.set(xlim=(x[0], x[-1]), ylim=(y[0], y[-1]), xlabel=r"rate $\eta$", ylabel=r"price $\lambda$")
    above.set_xticks([-3, -2, -1, 0, 1], ["0.001", "0.01", "0.1", "1", "10"])
    above.set_yticks([-6, -4, -2], ["10⁻⁶", "10⁻⁴", "10⁻²"])
    below.axvline(list(PER_KNOB).index(int(knobs)), color=colours.GRID, lw=10, zorder=0)
    below.plot(range(len(PER_KNOB)), 100 * np.array(list(grid.values())), "s-", color=colours.FIRST)
    below.plot(range(len(PER_KNOB)), np.full(len(PER_KNOB), 100 * lot), "o-", color=colours.SECOND)
    top = 115 * max(grid.values())
    below.text(1.3, 0.6 * top, "on a grid", color=colours.FIRST, ha="right")
    below.text(-0.1, 100 * lot + 0.1 * top, "by lot", color=colours.SECOND)
    below.set(xlim=(-0.3, 2.3), ylim=(0, top), ylabel="wrong, %", xlabel="knobs")
    below.set_xticks(range(len(PER_KNOB)), ["2", "3, one idle", "6, four idle"])
    return figure
