"""What PyTorch notes in the forward pass of a two-layer network, and how the backward pass walks through the notes.

Ten boxes, named as PyTorch names them, each with what the forward pass keeps for it; the reader plays the backward pass
and sees the shape of the gradient on every arrow, taken from the same pass in NumPy. (Longer than most: the layout is
written out.) Page: PyTorch. Source: Paszke et al. (2019) for the graph; Nielsen (2015), eq. BP1 to BP4.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.engine import Steps
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.layers import Dense, Elementwise
from figures.neural.losses import mean_squared_error_gradient
from figures.shapes.circuit import arrow
from figures.style import colours

EXAMPLES, WIDTHS = 8, (2, 3, 1)  # as on the page
LAST = 6
LEFT, MIDDLE, RIGHT = 1.5, 5.3, 9.0  # where the three columns stand
HALF = {LEFT: 1.45, MIDDLE: 1.12, RIGHT: 1.36}  # half the width of a box
# Each box: PyTorch's name, where it stands, and its second line (what is kept for it, or whose .grad it adds to).
BOXES = {
    "loss": ("MseLossBackward0", (LEFT, 9.6), "keeps ŷ and y"),
    "second": ("AddmmBackward0", (LEFT, 7.3), "keeps a and $W^{(2)}$"),
    "second_turn": ("TBackward0", (MIDDLE, 7.3), "keeps nothing"),
    "second_weight": ("AccumulateGrad", (RIGHT, 7.3), "second.weight"),
    "second_bias": ("AccumulateGrad", (RIGHT, 5.8), "second.bias"),
    "relu": ("ReluBackward0", (LEFT, 5.0), "keeps a"),
    "first": ("AddmmBackward0", (LEFT, 2.7), "keeps x"),
    "first_turn": ("TBackward0", (MIDDLE, 2.7), "keeps nothing"),
    "first_weight": ("AccumulateGrad", (RIGHT, 2.7), "first.weight"),
    "first_bias": ("AccumulateGrad", (RIGHT, 1.2), "first.bias"),
}
# Each arrow: from box to box, and the step of the backward pass at which something travels on it.
ARROWS = {
    ("loss", "second"): 1, ("second", "relu"): 2, ("second", "second_turn"): 2, ("second", "second_bias"): 2,
    ("second_turn", "second_weight"): 3, ("relu", "first"): 4, ("first", "first_turn"): 5, ("first", "first_bias"): 5,
    ("first_turn", "first_weight"): 6,
}  # fmt: skip
TOLD = (
    ("The forward pass has left ten boxes.", "The way back starts at the top with ∂L/∂L = 1."),
    ("The loss: 2 (ŷ − y) / N.", "No activation follows, so this is δ of the output (BP1)."),
    ("Sum over rows for the bias (BP3), aᵀδ for the weights", "(BP4), and δ Wᵀ for the layer below (half of BP2)."),
    ("Turned as nn.Linear stores it, and added to .grad", "of second.weight."),
    ("Times φ′(z), entry by entry: the other half of BP2.", "What leaves here is δ of the hidden layer."),
    ("BP3 and BP4 once more.", "Nothing goes to x: nobody asked for its gradient."),
    ("Turned, and added to .grad of first.weight.", "All four are filled, and what was kept is thrown away."),
)


def experiment() -> dict[str, Any]:
    """The shape of the gradient on every arrow, by one backward pass in NumPy."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(EXAMPLES, WIDTHS[0])), rng.normal(size=(EXAMPLES, WIDTHS[2]))
    first, second = Dense(rng.normal(size=WIDTHS[:2])), Dense(rng.normal(size=WIDTHS[1:]))
    relu = Elementwise(ACTIVATIONS["relu"])
    delta_2 = mean_squared_error_gradient(second.forward(relu.forward(first.forward(x))), y)
    grad_a = second.backward(delta_2)
    delta_1 = relu.backward(grad_a)
    first.backward(delta_1)
    travels = {("loss", "second"): delta_2, ("second", "relu"): grad_a, ("relu", "first"): delta_1}
    for name, layer in (("first", first), ("second", second)):
        travels |= {
            (name, f"{name}_bias"): layer.grad_b,
            (name, f"{name}_turn"): layer.grad_W,
            (f"{name}_turn", f"{name}_weight"): layer.grad_W.T,
        }
    names = [box for box, _, _ in BOXES.values()]
    return {"shapes": {f"{start} to {end}": str(array.shape) for (start, end), array in travels.items()},
            "boxes": len(BOXES), "accumulators": names.count("AccumulateGrad"), "examples": EXAMPLES,
            "widths": "–".join(map(str, WIDTHS)), "accumulators_if_deeper": 2 * 3,
            "hands_on_hidden_delta": BOXES["relu"][0]}  # fmt: skip


def draw(shapes: dict[str, str], *, step: Annotated[int, Steps(LAST)] = LAST) -> Figure:
    """The boxes, with all arrows that the backward pass has used up to this step."""
    figure = Figure(figsize=(5.2, 5.5))
    axes = figure.subplots(subplot_kw={"xlim": (0, 10.4), "ylim": (-0.9, 11.3)})
    axes.axis("off")
    axes.text(LEFT, 11.05, "$L$", ha="center", va="center", fontsize=13)
    arrow(axes, (LEFT, 10.8), (LEFT, 10.2), colours.MUTED if step else colours.DERIVATIVE)
    for (start, end), when in ARROWS.items():
        (x, y), (to_x, to_y) = BOXES[start][1], BOXES[end][1]
        ink = colours.DERIVATIVE if when == step else colours.MUTED
        said = shapes[f"{start} to {end}"] if step >= when else ""
        if x == to_x:  # down
            arrow(axes, (x, y - 0.6), (x, to_y + 0.6), ink)
            axes.text(x + 0.15, (y + to_y) / 2, said, color=colours.DERIVATIVE, va="center", fontsize=10)
        elif y == to_y:  # to the right
            arrow(axes, (x + HALF[x], y), (to_x - HALF[to_x], y), ink)
            middle = (x + HALF[x] + to_x - HALF[to_x]) / 2
            axes.text(middle, y + 0.15, said, color=colours.DERIVATIVE, ha="center", va="bottom", fontsize=10)
        else:  # round the corner
            corner = x + HALF[x] - 0.3
            axes.plot([corner, corner], [y - 0.6, to_y], color=ink, lw=1.4, zorder=1)
            arrow(axes, (corner, to_y), (to_x - HALF[to_x], to_y), ink)
            axes.text(MIDDLE, to_y + 0.15, said, color=colours.DERIVATIVE, ha="center", va="bottom", fontsize=10)
    for name, (x, y), second_line in BOXES.values():
        leaf = name == "AccumulateGrad"
        edge = colours.WEIGHT if leaf else colours.INK
        axes.add_patch(
            Rectangle(
                (x - HALF[x], y - 0.6), 2 * HALF[x], 1.2, facecolor=colours.PAPER, edgecolor=edge, lw=1.4, zorder=2
            )
        )
        axes.text(x, y + 0.27, name, color=edge, ha="center", va="center", fontsize=10, zorder=3)
        axes.text(
            x,
            y - 0.28,
            second_line,
            color=edge if leaf else colours.MUTED,
            ha="center",
            va="center",
            fontsize=10,
            zorder=3,
        )
    for row, line in enumerate(TOLD[step]):
        axes.text(0, 0.05 - 0.62 * row, line, va="center", fontsize=10)
    return figure
