"""One hidden unit is enough for XOR if the inputs reach the output directly as well: it mends the one row left over.

The direct part draws a line that gets three rows right; the hidden unit fires at the fourth only and turns it round.
The reader chooses the row and how much the unit counts. Page: Solving XOR. Source: Rumelhart et al. (1986), the network
with one hidden unit; Sprinkhuizen-Kuyper and Boers (1996). Longer than most scripts: it trains such networks too.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Slider
from figures.neural import Array, Labels
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.activations import step
from figures.neural.batched import descend, losses
from figures.neural.datasets import gate
from figures.neural.losses import LOSSES
from figures.neural.optimisers import Adam
from figures.neural.skip_connections import seeded_skip_networks
from figures.plane.half_planes import draw_corners, frame_plane, line_points
from figures.shapes.matrices import signed
from figures.style import colours

LOW, HIGH = -0.5, 1.5
# For each row that is left over: direct weights and bias, and the sign of the hidden unit's output weight.
DIRECT = {"11": ((1.0, 1.0, -0.5), -1), "00": ((-1.0, -1.0, 1.5), -1), "10": ((-1.0, 1.0, -0.5), 1),
          "01": ((1.0, -1.0, -0.5), 1)}  # fmt: skip
SEEDS, STEPS, RATE = 100, 500, 0.05
LOSS = LOSSES["binary_cross_entropy_from_logits"]


def fires_at(row: str) -> tuple[Array, float]:
    """w and b of a step unit that fires at this row of the table alone."""
    place = np.array([float(digit) for digit in row])
    return 2 * place - 1, 0.5 - float(place.sum())


def clipped(polygon: Array, w: Array, b: float) -> Array:
    """The part of a convex polygon (n, 2) where x·w + b ≥ 0; a single point where nothing is left."""
    kept, z = [], polygon @ w + b
    for p, q, zp, zq in zip(polygon, np.roll(polygon, -1, axis=0), z, np.roll(z, -1), strict=True):
        if zp >= 0:
            kept.append(p)
        if zp * zq < 0:
            kept.append(p + zp / (zp - zq) * (q - p))
    return np.array(kept) if len(kept) > 2 else np.full((3, 2), LOW)


def learned(name: str) -> float:
    """The share of seeds from which one hidden unit with direct connections learns XOR."""
    x, labels = gate("XOR")
    y = labels[:, None].astype(float)
    networks = seeded_skip_networks((2, 1, 1), ACTIVATIONS[name], range(SEEDS))
    descend(networks, x, y, LOSS, Adam(RATE), STEPS)
    return float(np.mean(losses(networks.forward(x), y, LOSS) < np.log(2) / 4))


def experiment() -> dict[str, Any]:
    """The table of XOR, and how often training finds such a network."""
    x, y = gate("XOR")
    return {"x": x, "y": y, "seeds": SEEDS, "steps": STEPS,
            "learned": {name: learned(name) for name in ("tanh", "sigmoid", "relu")}}  # fmt: skip


def facts(x: Array, y: Labels, row: str, v: float) -> dict[str, Any]:
    """The setting and the rows that the network gets right."""
    (u1, u2, c), sign = DIRECT[row]
    w, b = fires_at(row)
    says = step(x @ np.array([u1, u2]) + c + sign * v * step(x @ w + b))
    return {"row": row, "v": sign * v + 0.0, "right": int((says == y).sum())}


def draw(
    x: Array, y: Labels,
    *, row: Annotated[str, Choice(*DIRECT)] = "11", v: Annotated[float, Slider(0, 3, step=0.5, symbol="|v|")] = 2.0,
) -> Figure:  # fmt: skip
    """The side of the ones, the line of the direct part (dashed) and that of the hidden unit (dotted)."""
    figure = Figure(figsize=(5.2, 4.8))
    axes = figure.subplots()
    (u1, u2, c), sign = DIRECT[row]
    direct, (w, b) = np.array([u1, u2]), fires_at(row)
    square = np.array([[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]])
    axes.set_facecolor(colours.CLASS_0_AREA)
    for side, bias in ((1.0, c + sign * v), (-1.0, c)):
        area = clipped(clipped(square, side * w, side * b), direct, bias)
        axes.fill(*area.T, color=colours.CLASS_1_AREA, lw=0, zorder=0)
    axes.plot(*line_points(direct, c).T, color=colours.INK, lw=1.5, ls="--", zorder=1, label="direct part")
    axes.plot(*line_points(w, b).T, color=colours.WEIGHT, lw=2, ls=":", zorder=1, label="hidden unit")
    place = np.array([float(digit) for digit in row])
    beside = place + np.array([0.12, -0.2]) * (2 * place - 1)
    axes.text(beside[0], beside[1], f"adds {signed(sign * v + 0.0)}", color=colours.WEIGHT, ha="center", va="center")
    draw_corners(axes, x, y)
    frame_plane(axes, LOW, HIGH)
    figure.legend(loc="outside lower center", ncols=2)
    axes.set_title(f"{facts(x, y, row, v)['right']} of 4 rows right")
    return figure
