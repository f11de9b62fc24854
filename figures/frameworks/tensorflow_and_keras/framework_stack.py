"""Three levels of a framework: layers and models, tensors and derivatives, hardware; each hides the one below.

On each level what one works with and a line that is written there; between them what passes down. Page: TensorFlow and
Keras. Source: Chollet and Watson (2025), chapter 3, for the levels; the documentation of Keras, for its backends.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from figures.style import colours

# From top to bottom: its place, its name, what one works with there, a line written there.
LEVELS = (
    ("the top one", "layers and models: Keras", ("Dense", "Sequential", "Model", "losses", "Adam", "fit"),
     "model.fit(x, y)", colours.OUTPUT),
    ("the middle one", "tensors and derivatives", ("constant", "Variable", "matmul", "GradientTape", "function"),
     "tape.gradient(loss, W)", colours.WEIGHT),
    ("the bottom one", "hardware", ("CPU", "GPU", "TPU"), "multiply, add, multiply, add, …", colours.INPUT),
)  # fmt: skip
BACKENDS = ("TensorFlow", "JAX", "PyTorch")  # on which Keras can train; what stands in the middle is TensorFlow's
DOWN = ("operations on tensors", "one program for each operation")
WIDTH, HEIGHT, GAP = 10.0, 2.3, 1.1


def experiment() -> dict[str, Any]:
    """At which level each name is found, and how many backends Keras can train on."""
    level_of = {name: place for place, _, names, _, _ in LEVELS for name in names}
    return {"level_of": level_of, "backends": len(BACKENDS), "levels": len(LEVELS)}


def box(axes: Axes, left: float, bottom: float, width: float, height: float, ink: str, fill: float) -> None:
    """A box with round corners, lightly filled."""
    style = "round,pad=0,rounding_size=0.15"
    axes.add_patch(FancyBboxPatch((left, bottom), width, height, boxstyle=style, facecolor=ink, alpha=fill, lw=0))
    axes.add_patch(FancyBboxPatch((left, bottom), width, height, boxstyle=style, fill=False, edgecolor=ink, lw=1.6))


def draw() -> Figure:
    """The top level above."""
    figure = Figure(figsize=(5.2, 4.8))
    axes = figure.subplots(subplot_kw={"xlim": (-0.1, WIDTH + 0.1), "ylim": (-0.1, 10.1)})
    axes.axis("off")
    bottom = 10.0
    for index, (place, title, names, line, ink) in enumerate(LEVELS):
        middle = place == "the middle one"
        height = HEIGHT + 0.9 * middle  # room for the backends
        bottom -= height
        top = bottom + height
        box(axes, 0, bottom, WIDTH, height, ink, 0.05)
        axes.text(0.3, top - 0.45, title, color=ink, weight="bold", va="center")
        axes.text(0.3, top - 1.1 - 0.9 * middle, " · ".join(names), va="center", fontsize=10)
        axes.text(0.3, bottom + 0.45, line, color=colours.MUTED, va="center", fontsize=10, family="monospace")
        for column, backend in enumerate(BACKENDS if middle else ()):
            own = backend == "TensorFlow"
            box(axes, 0.3 + 3.15 * column, top - 1.5, 2.9, 0.65, ink, 0.25 if own else 0)
            name = axes.text(1.75 + 3.15 * column, top - 1.2, backend, ha="center", va="center", fontsize=10)
            name.set_color(colours.INK if own else ink)
        if index < len(DOWN):
            look: dict[str, Any] = {"arrowstyle": "-|>", "mutation_scale": 12, "shrinkA": 2, "shrinkB": 2, "lw": 1.6}
            axes.add_patch(FancyArrowPatch((1.2, bottom), (1.2, bottom - GAP), color=colours.MUTED, **look))
            axes.text(1.6, bottom - GAP / 2, DOWN[index], color=colours.MUTED, va="center", fontsize=10)
        bottom -= GAP
    return figure
