"""grad, vmap and jit are wrappers: each takes a function and gives one, of other inputs, another output or other speed.

Boxes inside each other, what goes in on the left and what comes out on the right, for the loss of one example of a line
w x + b. The reader puts one wrapper after the other around it. What each does to the shapes is written out, which makes
the script longer than most.
Page: JAX. Source: Frostig, Johnson and Leary (2018) for functions of functions.
"""

from typing import Annotated, Any

from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from figures.engine import Choice
from figures.shapes.circuit import arrow
from figures.style import colours

N = 12  # examples, as on the page
WRAPPERS = ("loss", "grad", "vmap", "jit")
FUNCTIONS = ("loss", "grad(loss)", "vmap(grad(loss))", "jit(vmap(grad(loss)))")
WORDS = (
    ("One example in, one number out.", "The loss as one would write it on paper."),
    ("The same arguments. What comes out has the form of θ:", "the derivative with respect to each of its leaves."),
    ("Many examples in, with the same θ for all.", "Out comes the gradient of each, stacked along a new axis."),
    ("The same in and out. Traced at the first call, translated,", "and from then on run without any Python inside."),
)
CENTRE = (5.0, 4.0)
COLOURS = {"loss": colours.LOSS, "grad": colours.DERIVATIVE, "vmap": colours.INPUT, "jit": colours.MUTED}


def wrapped(function: str) -> int:
    """How many wrappers the function has."""
    return FUNCTIONS.index(function)


def experiment() -> dict[str, Any]:
    """Shapes in and out with each number of wrappers, and the order that is impossible."""
    one, many = "()", f"({N},)"
    out = ["()", f"w {one}, b {one}", f"w {many}, b {many}", f"w {many}, b {many}"]
    return {"shape_of_x": [one, one, many, many], "out": out, "wrong_order": "grad(vmap(loss))", "examples": N}


def facts(out: list[str], function: str) -> dict[str, str]:
    """The function, and what it takes and gives in words."""
    level = wrapped(function)
    examples = "one example" if level < 2 else f"{N} examples"
    gives = "one number" if level == 0 else f"a tree of the shapes {out[level]}"
    return {"now": function, "takes": f"θ and {examples}", "gives": gives}


def draw(
    shape_of_x: list[str], out: list[str], *, function: Annotated[str, Choice(*FUNCTIONS)] = FUNCTIONS[-1]
) -> Figure:
    """As many boxes as there are wrappers."""
    level = wrapped(function)
    figure = Figure(figsize=(5.2, 3.8))
    axes = figure.subplots(subplot_kw={"xlim": (0, 10.4), "ylim": (-0.4, 7.0)})
    axes.axis("off")
    for depth, name in enumerate(WRAPPERS[: level + 1]):
        half, tall = 0.75 + 0.5 * depth, 0.55 + 0.75 * depth
        corner = (CENTRE[0] - half, CENTRE[1] - tall)
        axes.add_patch(FancyBboxPatch(corner, 2 * half, 2 * tall, boxstyle="round,pad=0,rounding_size=0.2", fill=False,
                                      edgecolor=COLOURS[name], lw=1.6, zorder=4 - depth))  # fmt: skip
        height = CENTRE[1] if depth == 0 else CENTRE[1] + tall - 0.38
        axes.text(CENTRE[0], height, name, color=COLOURS[name], ha="center", va="center")
    edge = 0.75 + 0.5 * level
    inputs = (("θ: w (), b ()", colours.WEIGHT, 5.2), (f"x {shape_of_x[level]}", colours.INPUT, 4.0),
              (f"y {shape_of_x[level]}", colours.TARGET, 2.8))  # fmt: skip
    for words, ink, height in inputs:
        axes.text(0, height, words, color=ink, va="center")
        arrow(axes, (2.1, height), (CENTRE[0] - edge - 0.1, 4 + 0.3 * (height - 4)), ink)
    ink = COLOURS["grad"] if level else COLOURS["loss"]
    arrow(axes, (CENTRE[0] + edge + 0.1, 4.0), (8.0, 4.0), ink)
    lines = ["L"] if level == 0 else ["∂L/∂θ:"]
    for row, words in enumerate([*lines, *out[level].split(", b"), "", ""][:3]):
        axes.text(8.2, 4.6 - 0.6 * row, words if row < 2 else words and f"b{words}", color=ink, va="center")
    axes.text(0, 6.2, "goes in", color=colours.MUTED, va="center", fontsize=10)
    axes.text(8.2, 6.2, "comes out", color=colours.MUTED, va="center", fontsize=10)
    for row, line in enumerate(WORDS[level]):
        axes.text(0, 0.45 - 0.62 * row, line, va="center", fontsize=10)
    return figure
