"""One neuron as a circuit: values go right, gradients come back, each operation multiplies by its own local gradient.

The operations × + σ − e² with the value of every wire and ∂L/∂(wire) below it; the reader plays both passes step by
step, and the lines below give each step in all digits. (Longer than most: the layout of the circuit is written out.)
Page: Backpropagation. Source: Rumelhart, Hinton and Williams (1986).
"""

from typing import Annotated, Any

from matplotlib.figure import Figure

from figures.engine import Steps
from figures.learning.worked.one_neuron import B, W, X, Y
from figures.neural.scalar_graph import Number
from figures.shapes.circuit import arrow, operation
from figures.shapes.digits import figures_of
from figures.style import colours

Y_ROW = 2.0  # height of the row of operations
# Each wire: where it begins and ends, where its two numbers stand, and on which side of that place.
WIRES = {
    "w": ((0.4, 3.05), (1.42, 2.17), (1.05, 2.95), "left"), "x": ((0.4, 0.95), (1.42, 1.83), (1.15, 1.05), "left"),
    "p": ((1.82, Y_ROW), (2.98, Y_ROW), (2.38, Y_ROW), "center"), "b": ((3.2, 3.7), (3.2, 2.24), (3.35, 3.1), "left"),
    "z": ((3.42, Y_ROW), (4.58, Y_ROW), (3.98, Y_ROW), "center"),
    "a": ((5.02, Y_ROW), (6.18, Y_ROW), (5.58, Y_ROW), "center"), "y": ((6.4, 3.7), (6.4, 2.24), (6.55, 3.1), "left"),
    "e": ((6.62, Y_ROW), (7.78, Y_ROW), (7.18, Y_ROW), "center"),
    "L": ((8.22, Y_ROW), (9.2, Y_ROW), (8.72, Y_ROW), "center"),
}  # fmt: skip
ENDS = {"w": (0.2, 3.25), "x": (0.2, 0.75), "b": (3.2, 3.95), "y": (6.4, 3.95), "L": (9.4, Y_ROW)}
OPERATIONS = {"×": 1.6, "+": 3.2, "σ": 4.8, "−": 6.4, "e²": 8.0}  # e: what minus gives
FORWARD = {1: ("p", "w · x"), 2: ("z", "p + b"), 3: ("a", "σ(z)"), 4: ("e", "a − y"), 5: ("L", "e²")}
BACKWARD = {6: "L", 7: "e", 8: "ay", 9: "z", 10: "pb", 11: "wx"}  # the wires that get their gradient at each step
INTO = {"e": "L", "a": "e", "y": "e", "z": "a", "p": "z", "b": "z", "w": "p", "x": "p"}  # which wire each leads to
LAST = 11


def experiment() -> dict[str, Any]:
    """The value and the gradient of every wire, and the local gradient of each operation with respect to the wire."""
    wire = {name: Number(number) for name, number in (("w", W), ("x", X), ("b", B), ("y", Y))}
    wire["p"] = wire["w"] * wire["x"]
    wire["z"] = wire["p"] + wire["b"]
    wire["a"] = wire["z"].sigmoid()
    wire["e"] = wire["a"] - wire["y"]
    wire["L"] = wire["e"].square()
    wire["L"].backward()
    local = {name: dict(wire[end].made_from)[wire[name]] for name, end in INTO.items()}
    return {
        "value": {name: number.value for name, number in wire.items()},
        "grad": {name: number.grad for name, number in wire.items()},
        "local": local,
        "operations": len(OPERATIONS),
    }


def told(step: int, value: dict[str, float], grad: dict[str, float], local: dict[str, float]) -> list[str]:
    """The step in words and in all digits: five lines, some of them empty."""
    lines = ["The inputs are given."]
    if step in FORWARD:
        name, how = FORWARD[step]
        lines = ["Forward:", f"{name} = {how} = {value[name]!r}"]
    elif step in BACKWARD:
        lines = ["Backward: local gradient · gradient that arrives", "∂L/∂L = 1"][: 2 if step == 6 else 1]
        for name in BACKWARD[step] if step > 6 else "":
            lines += [f"∂L/∂{name} = {local[name]!r} · {grad[INTO[name]]!r}", f"           = {grad[name]!r}"]
    return [line.replace("-", "−") for line in [*lines, "", "", "", ""][:5]]


def draw(
    value: dict[str, float], grad: dict[str, float], local: dict[str, float],
    *, step: Annotated[int, Steps(LAST)] = LAST,
) -> Figure:  # fmt: skip
    """The circuit as far as the step has come."""
    figure = Figure(figsize=(5.2, 3.7))
    axes = figure.subplots(subplot_kw={"xlim": (0, 9.6), "ylim": (-2.7, 4.2), "aspect": "equal"})
    axes.axis("off")
    has_value = {*"wxby", *(name for when, (name, _) in FORWARD.items() if step >= when)}
    has_grad = {name for when, names in BACKWARD.items() if step >= when for name in names}
    now = FORWARD[step][0] if step in FORWARD else BACKWARD.get(step, "")
    for name, (start, end, (x, y), side) in WIRES.items():
        arrow(axes, start, end, colours.INK if name in now else colours.MUTED)
        above, below = (y + 0.14, y - 0.16) if side == "center" else (y + 0.05, y - 0.05)
        forward, back = figures_of(value[name]), figures_of(grad[name])
        axes.text(x, above, forward if name in has_value else "", color=colours.OUTPUT, ha=side, va="bottom")
        axes.text(x, below, back if name in has_grad else "", color=colours.DERIVATIVE, ha=side, va="top")
    for symbol, x in OPERATIONS.items():
        operation(axes, (x, Y_ROW), symbol)
    for name, (x, y) in ENDS.items():
        axes.text(x, y, f"${name}$", ha="center", va="center", fontsize=13)
    for row, line in enumerate(told(step, value, grad, local)):
        axes.text(0, -0.2 - 0.55 * row, line, color=colours.INK if row else colours.MUTED, va="center", fontsize=10)
    return figure
