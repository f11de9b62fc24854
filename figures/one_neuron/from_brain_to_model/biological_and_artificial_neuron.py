"""A nerve cell and the model made from it: what corresponds stands in one column and has one colour.

Above: dendrites, synapses, cell body, axon hillock, axon. Below: inputs, weights, weighted sum, bias and activation,
output. Shown on the page "From brain to model".
Source: McCulloch and Pitts (1943); Rosenblatt (1958); the cell is a schematic multipolar neuron, not to scale.
Longer than other figures, because it places two drawings and each pair of labels one by one.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from figures.shapes.branches import bezier, body, branch, strand
from figures.style import colours
from figures.style.colours import OUTPUT

# Half an inch is one unit. Three inputs: height in the cell, height in the model, radius of the synapse (its strength).
INPUTS = [(9.5, 3.75, 0.17), (8.15, 2.5, 0.11), (6.8, 1.25, 0.22)]
SYNAPSE_X, SOMA_X, PHI_X, END_X = 1.9, 4.7, 6.7, 10.0
CELL_Y, SUM_Y = 8.15, 2.5
# Dendrites: four points of a cubic Bézier curve, width at the root, width at the tip.
DENDRITES = [
    ([(4.5, 8.4), (4.1, 8.9), (3.8, 9.0), (3.3, 9.12)], 0.46, 0.18),
    ([(3.4, 9.1), (2.9, 9.23), (2.6, 9.5), (2.1, 9.5)], 0.18, 0.08),
    ([(3.4, 9.1), (2.9, 9.23), (2.6, 9.0), (2.2, 8.85)], 0.16, 0.05),
    ([(2.8, 9.33), (2.6, 9.46), (2.55, 9.7), (2.3, 9.9)], 0.09, 0.04),
    ([(4.4, 8.15), (3.9, 8.1), (3.6, 8.22), (3.1, 8.12)], 0.42, 0.16),
    ([(3.2, 8.14), (2.7, 8.05), (2.5, 8.15), (2.04, 8.15)], 0.17, 0.08),
    ([(3.2, 8.14), (2.8, 8.05), (2.7, 7.85), (2.3, 7.7)], 0.14, 0.05),
    ([(4.5, 7.9), (4.2, 7.4), (3.8, 7.2), (3.3, 7.08)], 0.44, 0.18),
    ([(3.4, 7.1), (2.9, 6.97), (2.6, 6.8), (2.14, 6.8)], 0.17, 0.08),
    ([(3.4, 7.1), (3.0, 7.0), (2.9, 6.7), (2.65, 6.4)], 0.14, 0.05),
    ([(4.75, 8.5), (4.9, 8.95), (4.75, 9.2), (4.95, 9.6)], 0.34, 0.07),
    ([(4.75, 7.8), (4.9, 7.4), (4.75, 7.1), (4.95, 6.75)], 0.34, 0.07),
]
SOMA = [
    (5.28, 8.15),
    (5.1, 8.5),
    (4.75, 8.68),
    (4.42, 8.6),
    (4.2, 8.38),
    (4.14, 8.13),
    (4.2, 7.9),
    (4.42, 7.68),
    (4.75, 7.6),
    (5.1, 7.8),
]
HILLOCK = [(5.05, 8.15), (5.35, 8.15), (5.6, 8.15), (6.0, 8.15)]
AXON = [(5.9, 8.15), (6.9, 8.15), (7.6, 8.3), (8.8, 8.15)]
TERMINALS = [0.9, 0.0, -0.9]  # above and below the axon
SPIKES = (
    [6.4, 6.6, 6.65, 6.7, 7.1, 7.15, 7.2, 7.35, 7.4, 7.45, 8.2, 8.25, 8.3, 8.8],
    [9.4, 9.4, 9.9, 9.4, 9.4, 9.9, 9.4, 9.4, 9.9, 9.4, 9.4, 9.9, 9.4, 9.4],
)


def name(axes: Axes, x: float, y: float, text: str, colour: str, **style: Any) -> None:
    """The name of a part, in the colour of the part."""
    axes.text(x, y, text, color=colour, **{"ha": "center", "va": "center"} | style)


def nerve_cell(axes: Axes) -> None:
    """The upper half."""
    for y, _, strength in INPUTS:
        axes.add_patch(strand([(0.1, y + 0.2), (0.7, y + 0.3), (1.1, y), (SYNAPSE_X, y)], colours.INPUT, 1.5))
        axes.add_patch(Circle((SYNAPSE_X - strength, y), strength, color=colours.WEIGHT))
    for points, root, tip in DENDRITES:
        axes.add_patch(branch(points, root, tip, colours.INK))
    for y in TERMINALS:
        axes.add_patch(branch([(8.7, 8.16), (9.2, 8.12), (9.2, CELL_Y + y), (END_X, CELL_Y + y)], 0.17, 0.07, OUTPUT))
        axes.add_patch(Circle((END_X, CELL_Y + y), 0.13, color=OUTPUT))
    axes.add_patch(branch(AXON, 0.19, 0.17, OUTPUT))
    for start in (0.11, 0.33, 0.55, 0.77):
        axes.plot(*bezier(AXON, start, start + 0.1), color=OUTPUT, linewidth=11)
        axes.plot(*bezier(AXON, start, start + 0.1), color=colours.PAPER, linewidth=8.5)
    axes.plot(*SPIKES, color=OUTPUT, linewidth=1.3)
    axes.add_patch(branch(HILLOCK, 0.66, 0.19, colours.BIAS))
    axes.add_patch(body(SOMA, colours.GRID, colours.INK))
    axes.add_patch(Circle((SOMA_X, CELL_Y), 0.2, color=colours.MUTED))
    name(axes, 0.0, 11.2, "A nerve cell", colours.INK, ha="left", weight="bold")
    name(axes, 0.0, 10.4, "signals from\nother neurons", colours.INPUT, ha="left")
    name(axes, 1.05, 7.5, "synapses", colours.WEIGHT)
    name(axes, 2.75, 9.75, "dendrites", colours.INK, ha="left")
    name(axes, 5.25, 7.3, "cell body", colours.INK, ha="left")
    name(axes, 5.4, 8.85, "axon hillock", colours.BIAS, ha="left")
    name(axes, 8.2, 7.6, "axon", OUTPUT)
    name(axes, 7.6, 10.2, "spikes", OUTPUT)
    name(axes, 10.3, 6.6, "to other neurons", OUTPUT, ha="right")


def model(axes: Axes) -> None:
    """The lower half: the same columns."""
    for j, (_, y, strength) in enumerate(INPUTS, start=1):
        wire = [(1.0, y), (2.4, y), (3.0, SUM_Y), (SOMA_X, SUM_Y)]
        (x_synapse,), (y_synapse,) = bezier(wire, 0.27, 0.27, 1)
        axes.add_patch(strand(wire, colours.INPUT, 2))
        axes.add_patch(Circle((0.7, y), 0.36, facecolor=colours.PAPER, edgecolor=colours.INPUT, linewidth=2))
        axes.add_patch(Circle((x_synapse, y_synapse), strength, color=colours.WEIGHT, zorder=3))
        name(axes, 0.7, y - 0.02, f"$x_{j}$", colours.INPUT)
        name(axes, x_synapse + 0.15, y_synapse + strength + 0.27, f"$w_{j}$", colours.WEIGHT)
    axes.add_patch(strand([(SOMA_X, SUM_Y)] * 2 + [(PHI_X, SUM_Y)] * 2, colours.INK, 2))
    axes.add_patch(strand([(SOMA_X, 1.25)] * 2 + [(SOMA_X, SUM_Y)] * 2, colours.BIAS, 2))
    for y in TERMINALS:
        axes.add_patch(strand([(8.2, SUM_Y), (9.0, SUM_Y), (9.1, SUM_Y + y), (END_X, SUM_Y + y)], OUTPUT, 2))
    axes.add_patch(strand([(PHI_X, SUM_Y)] * 2 + [(8.3, SUM_Y)] * 2, OUTPUT, 2))
    for x, symbol, colour in ((SOMA_X, r"$\Sigma$", colours.INK), (PHI_X, r"$\varphi$", colours.BIAS)):
        axes.add_patch(Circle((x, SUM_Y), 0.55, facecolor=colours.PAPER, edgecolor=colour, linewidth=2))
        name(axes, x, SUM_Y - 0.03, symbol, colour, fontsize=16)
    name(axes, 0.0, 5.35, "Its model", colours.INK, ha="left", weight="bold")
    name(axes, 0.0, 4.65, "inputs", colours.INPUT, ha="left")
    name(axes, 2.15, 4.65, "weights", colours.WEIGHT)
    name(axes, SOMA_X, SUM_Y + 0.95, "weighted sum", colours.INK)
    name(axes, SOMA_X, 0.95, "bias $b$", colours.BIAS)
    name(axes, PHI_X, SUM_Y - 0.95, "activation", colours.BIAS)
    name(axes, 8.05, SUM_Y + 0.4, "output $a$", OUTPUT)


def draw() -> Figure:
    """Both halves, with their names."""
    figure = Figure(figsize=(5.2, 5.5))
    axes = figure.subplots(subplot_kw={"aspect": "equal", "xlim": (0, 10.3), "ylim": (0.6, 11.5)})
    axes.axis("off")
    nerve_cell(axes)
    model(axes)
    return figure
