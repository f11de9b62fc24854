"""A small push of all pixels, each to the side that its slope names, makes the answer wrong; one by lot does not.

Above, a digit, signs for its pixels, and the digit pushed along them: by the gradient of the loss, and by lot. Below,
the share of test digits that the convolutional network then gets right. Page: Draw a digit.
Source: Goodfellow, Shlens & Szegedy (2015).
Longer than most scripts: slopes of pixels are computed here, and two sums of images are set beside each other.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.digits.answers import AT_ONCE, probabilities
from figures.digits.images import unseen_digits
from figures.digits.trained import numpy_network, parameters
from figures.engine import Slider
from figures.neural import Array, Labels
from figures.neural.losses import categorical_cross_entropy_from_logits_gradient
from figures.neural.network import Network
from figures.neural.outputs import one_hot
from figures.style import colours

ASKED, SHOWN, AT = 1000, 5, 3  # test digits; the digit that is shown; the push that the text names, as a place
PUSHES = np.arange(7) * 0.05  # of a pixel, where 1 is all the way from paper to ink
NEGLIGIBLE = 1e-9  # a slope so much smaller than the largest has no sign: it may be rounding


def slopes(network: Network, x: Array, y: Labels) -> Array:
    """∂L/∂x of each image by itself, as (N, 28, 28), for images x (N, 28, 28) and their labels."""
    parts = []
    for k in range(0, len(x), AT_ONCE):
        z = network.forward(x[k : k + AT_ONCE, ..., None])
        grad = categorical_cross_entropy_from_logits_gradient(z, one_hot(y[k : k + AT_ONCE], 10)) * len(z)
        parts.append(network.backward(grad)[..., 0])
    return np.concatenate(parts)


def pushed(x: Array, signs: Array, push: float) -> Array:
    """x + push · signs, cut off at paper and ink."""
    return np.asarray(np.clip(x + push * signs, 0, 1))


def experiment() -> dict[str, Any]:
    """A digit, signs (2, 28, 28), what the network says of it and how surely (2, pushes), shares right (2, pushes)."""
    network, (x, y) = numpy_network([each.astype(float) for each in parameters("cnn")]), unseen_digits()
    x, y = x[:ASKED, ..., 0].astype(float), y[:ASKED]
    g = slopes(network, x, y)
    along = np.sign(np.where(np.abs(g) > NEGLIGIBLE * np.abs(g).max(), g, 0))
    signs = np.array([along, np.random.default_rng(0).choice([-1.0, 1.0], x.shape)])
    p = np.array([[probabilities(network, pushed(x, each, push)) for push in PUSHES] for each in signs])
    right, one = np.mean(p.argmax(axis=3) == y, axis=2), int(np.argmax(y == SHOWN))
    times = np.median(np.abs(g).sum(axis=(1, 2)) / np.linalg.norm(g, axis=(1, 2)))
    share = dict(zip(("gradient", "lot"), right[:, AT].tolist(), strict=True))
    return {"digit": x[one], "signs": signs[:, one], "says": p[:, :, one].argmax(axis=2), "right": right,
            "sure": p[:, :, one].max(axis=2), "asked": len(x), "chosen": float(PUSHES[AT]), "share": share,
            "times": float(times), "clean": float(right[0, 0])}  # fmt: skip


def facts(says: Labels, sure: Array, push: float) -> dict[str, Any]:
    """What it says of the digit now."""
    place = round(push / PUSHES[1])
    return {"now": push, "says": int(says[0, place]), "sure": float(sure[0, place]), "by_lot": int(says[1, place])}


def draw(digit: Array, signs: Array, says: Labels, sure: Array, right: Array, *,
         push: Annotated[float, Slider(0, 0.3, step=0.05)] = 0.15) -> Figure:  # fmt: skip
    """A digit and two sums of images above two curves."""
    figure = Figure(figsize=(5.2, 5.6))
    above, below = figure.subplots(2, 1, height_ratios=(2.1, 1))
    place, inks, names = round(push / PUSHES[1]), (colours.DERIVATIVE, colours.INK), ("the gradient", "lot")
    tiles = [(0, 20, digit, ("Greys", 0, 1))]
    for row, (pattern, ink, name) in enumerate(zip(signs, inks, names, strict=True)):
        top = 40 * row
        tiles += [(48, top, pattern, ("PuOr_r", -2, 2)), (88, top, pushed(digit, pattern, push), ("Greys", 0, 1))]
        above.text(82, top + 14, "=", ha="center", va="center")
        above.text(62, top - 2, f"signs by {name}", color=ink, ha="center")
        above.text(102, top - 2, f"{says[row, place]}, {sure[row, place]:.0%}", ha="center", fontweight="bold",
                   color=colours.TARGET if says[row, place] == SHOWN else colours.LOSS)  # fmt: skip
        below.plot(PUSHES, right[row], "o-", color=ink, ms=4)
    for left, top, image, (shades, low, high) in tiles:
        edges = left, left + 28, top + 28, top
        above.imshow(image, cmap=shades, vmin=low, vmax=high, extent=edges, interpolation="none")
        above.add_patch(Rectangle((left, top), 28, 28, fill=False, ec=colours.MUTED, lw=0.8))
    above.text(14, 18, f"{SHOWN}, {sure[0, 0]:.0%}", ha="center", fontweight="bold", color=colours.TARGET)
    above.text(38, 34, f"+ {push:.2f} ×", ha="center", va="center")
    above.set(xlim=(-1, 117), ylim=(69, -9), aspect="equal")
    above.axis("off")
    below.text(0.31, right[1, -1], "by lot", va="center")
    below.text(0.31, 0.07, "by the gradient", color=colours.DERIVATIVE, va="center")
    below.axvline(push, color=colours.MUTED, lw=1, ls="--", zorder=1)
    below.set(
        xlim=(-0.01, 0.41), ylim=(-0.04, 1.05), xticks=PUSHES[::2], xlabel="push of each pixel", ylabel="share right"
    )
    below.set_yticks([0, 0.5, 1], ["0", "50%", "100%"])
    return figure
