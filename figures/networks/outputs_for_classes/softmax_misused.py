"""Three misuses of softmax: on a single unit, twice in a row, and for labels that do not exclude each other.

Each panel: what the right output says (orange) and what the misuse says (red), as one logit grows.
Page: Outputs for classes. Source: Bridle (1990), for what softmax assumes: classes that exclude each other.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.neural import Array
from figures.neural.activations import sigmoid
from figures.neural.outputs import softmax
from figures.style import colours

REACH = 8.0  # logits from −8 to 8
FIRST_LABEL = 2.0  # the logit of the first label, held still while the second one grows
OUTPUTS = {  # three ways from the logits of a row to an answer for each label
    "one softmax over the labels": softmax,
    "a softmax for each label": lambda z: softmax(z[..., None])[..., 0],
    "a sigmoid for each label": sigmoid,
}
TITLES = ("one unit: is it a cat?", "three classes: softmax twice", "two labels: is there a cat, if also a dog?")


def says_all(output: Callable[[Array], Array]) -> bool:
    """Whether an output can say yes (above ½) to any of two labels and no to the others: both, one, or neither."""
    wanted = np.array([[False, False], [False, True], [True, False], [True, True]])
    return bool(((output(np.where(wanted, REACH, -REACH)) > 0.5) == wanted).all())


def experiment() -> dict[str, Any]:
    """The right and the wrong probability in each panel, (3, n), and where the wrong ones end."""
    z = np.linspace(-REACH, REACH, 81)
    row = np.column_stack([z, np.zeros_like(z), np.zeros_like(z)])
    labels = np.column_stack([np.full_like(z, FIRST_LABEL), z])
    right = np.array([sigmoid(z), softmax(row)[:, 0], sigmoid(labels)[:, 0]])
    wrong = np.array([softmax(z[:, None])[:, 0], softmax(softmax(row))[:, 0], softmax(labels)[:, 0]])
    (fit,) = [name for name, output in OUTPUTS.items() if says_all(output)]
    ceiling = {f"of_{k}": float(np.e / (np.e + k - 1)) for k in (2, 3, 10)}
    return {
        "z": z, "right": right, "wrong": wrong, "ceiling": ceiling, "single": float(wrong[0].mean()),
        "least_loss": float(-np.log(ceiling["of_3"])), "cat": float(right[2, 0]),
        "cat_before": float(wrong[2, 0]), "cat_after": float(wrong[2, -1]),
        "percent": {name: 100 * share for name, share in ceiling.items()},
        "output": fit, "floor": float(wrong[1].min()),
    }  # fmt: skip


def draw(z: Array, right: Array, wrong: Array) -> Figure:
    """Three panels, two curves each, named where they part."""
    figure = Figure(figsize=(5.2, 6.0))
    panels = figure.subplots(3, 1, sharex=True)
    labels = ((("sigmoid", 4.2, 0.87), ("softmax of one number", -4.0, 0.89)),
              (("softmax once", 5.7, 0.85), ("softmax twice", 4.4, 0.45)),
              (("sigmoid", 5.0, 0.78), ("softmax", 5.9, 0.2)))  # fmt: skip
    letters = ("its logit $z$", "logit $z_1$; the others are 0", "logit of the dog; that of the cat is 2")
    for axes, title, curves, names, letter in zip(
        panels, TITLES, zip(right, wrong, strict=True), labels, letters, strict=True
    ):
        for curve, (name, across, up), ink in zip(curves, names, (colours.OUTPUT, colours.LOSS), strict=True):
            axes.plot(z, curve, color=ink, ls="solid" if ink == colours.OUTPUT else "dashed")
            axes.text(across, up, name, color=ink, ha="center", va="center", fontsize=10)
        axes.set(title=title, xlim=(-REACH, REACH), ylim=(-0.03, 1.06), yticks=(0, 0.5, 1), xlabel=letter)
    panels[1].set_ylabel("probability")
    return figure
