"""With pixels as inputs the weights are a picture too, and the weighted sum asks how much of it is in the input.

Left a handwritten digit of 8 × 8 pixels, in the middle the weights, right the products, which add up. The weights are
the mean of zeros minus the mean of ones: orange where ink speaks for a zero, violet where it speaks for a one.
Page: The perceptron. Source: Alpaydin and Kaynak (1998), for the digits; they come with scikit-learn.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from sklearn.datasets import load_digits

from figures.engine import Slider
from figures.neural import Array, Labels
from figures.style import colours

SIDE, MOST_INK = 8, 16  # of these pictures, in pixels; of a pixel
MOVED = 1  # pixel to the right
EACH = 3  # zeros and ones that can be chosen, before those that come out wrong
CHOICES = 8


def pictures() -> tuple[Array, Labels]:
    """All zeros and ones among the digits: ink from 0 to 1, (N, 64), and the digit."""
    ink, digit = load_digits(return_X_y=True)
    return ink[digit < 2] / MOST_INK, digit[digit < 2]


def moved(x: Array) -> Array:
    """The pictures moved to the right; what leaves them is gone."""
    rows = x.reshape(-1, SIDE, SIDE)
    return np.pad(rows, ((0, 0), (0, 0), (MOVED, 0)))[:, :, :SIDE].reshape(x.shape)


def experiment() -> dict[str, Any]:
    """Weights and bias from every second picture, how many of the others come out right, and those to choose from."""
    x, digit = pictures()
    zero, one = (x[::2][digit[::2] == k].mean(axis=0) for k in (0, 1))
    w, b = zero - one, -float((zero - one) @ (zero + one)) / 2  # z is 0 half way between the two means
    fresh, is_zero = x[1::2], digit[1::2] == 0
    right, right_moved = (((seen @ w + b > 0) == is_zero) for seen in (fresh, moved(fresh)))
    chosen = np.concatenate([np.flatnonzero(is_zero)[:EACH], np.flatnonzero(~is_zero)[:EACH], np.flatnonzero(~right)])
    return {
        "shown": fresh[chosen[:CHOICES]], "is_zero": is_zero[chosen[:CHOICES]], "w": w, "b": b, "used": len(x[::2]),
        "fresh": len(fresh), "right": int(right.sum()), "moved_by": MOVED,
        "moved": {"right": float(right_moved.mean()), "zeros": float(right_moved[is_zero].mean()),
                  "lost": float(1 - moved(fresh).sum() / fresh.sum())},
    }  # fmt: skip


def facts(shown: Array, is_zero: Labels, w: Array, b: float, picture: float) -> dict[str, Any]:
    """What the neuron makes of the chosen picture."""
    products, names = float(shown[int(picture) - 1] @ w), ("a one", "a zero")
    says, truth = products + b > 0, bool(is_zero[int(picture) - 1])
    verdict = "and it is" if says == truth else f"but it is {names[truth]}"
    return {"products": products, "bias": b, "z": products + b, "says": f"{names[says]}, {verdict}"}


def draw(shown: Array, w: Array, *, picture: Annotated[float, Slider(1, CHOICES, step=1)] = 1.0) -> Figure:
    """Three pictures side by side, and the sum of the last."""
    figure = Figure(figsize=(5.2, 2.2))
    x, most = shown[int(picture) - 1], float(np.abs(w).max())
    signs: dict[str, Any] = {"cmap": "PuOr_r", "vmin": -most, "vmax": most}
    panels = (("input $x$", colours.INPUT, x, {"cmap": "Greys", "vmin": 0, "vmax": 1}),
              ("weights $w$", colours.WEIGHT, w, signs), ("products", colours.INK, x * w, signs))  # fmt: skip
    for axes, (title, ink, values, look) in zip(figure.subplots(1, 3), panels, strict=True):
        axes.imshow(values.reshape(SIDE, SIDE), interpolation="none", **look)
        axes.set(xticks=[], yticks=[])
        axes.set_title(title, color=ink)
        axes.spines[:].set_visible(False)
    axes.set_xlabel(f"sum {x @ w:.2f}".replace("-", "−"), color=colours.OUTPUT)
    return figure
