"""A digit that moves aside is soon taken for another one, by a convolutional network too; shifts in training help.

Above, the digit where the reader has pushed it, and what three networks make of it, the right class in green. Below,
the share of unseen digits that each gets right over the shift. Page: Convolutional networks.
Source: Simard, Steinkraus and Platt (2003), for training with shifted digits.
Longer than most scripts: three networks are asked about one digit and about many, at every shift.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from figures.digits.data import digits
from figures.digits.images import example, shifted, unseen_digits
from figures.digits.trained import FARTHEST, NAMES, parameters, trained
from figures.engine import Choice, Slider
from figures.neural import Array
from figures.neural.outputs import softmax
from figures.style import colours

SHIFTS, DIGITS, JUDGES = range(-6, 7), ("4", "7", "2"), 1000  # JUDGES: unseen digits that are shifted
SPOKEN = ("dense", "convolutional", "trained\nwith shifts")
INKS = (colours.FIRST, colours.SECOND, colours.THIRD)


def experiment() -> dict[str, Any]:
    """Images (digits, 13, 28, 28), probabilities (3 networks, digits, 13, 10), shares right (3, 13)."""
    images = np.array([[shifted(example(int(digit))[None], 0, by)[0] for by in SHIFTS] for digit in DIGITS])
    x, y = unseen_digits()
    some = slice(None, None, max(len(x) // JUDGES, 1))
    chances, right = [], []
    for network in map(trained, NAMES):
        flat = network.forward(images.reshape(-1, *images.shape[2:]))
        chances.append(softmax(flat).reshape(*images.shape[:2], -1))
        says = [network.forward(shifted(x[some], 0, by)).argmax(axis=1) for by in SHIFTS]
        right.append([np.mean(answer == y[some]) for answer in says])
    shares, middle = np.array(right), len(SHIFTS) // 2
    by = {name: {f"by_{k}": float(np.mean(share[[middle - k, middle + k]])) for k in range(middle + 1)}
          for name, share in zip(NAMES, shares, strict=True)}  # fmt: skip
    sizes = {name: sum(each.size for each in parameters(name)) for name in NAMES}
    return {"images": images[..., 0], "chances": np.array(chances), "right": shares, "share": by, "size": sizes,
            "judges": len(x[some]), "farthest": FARTHEST, "data": digits().said}  # fmt: skip


def facts(chances: Array, shift: int, digit: str) -> dict[str, Any]:
    """What each network says, and how sure it is."""
    now = chances[:, DIGITS.index(digit), SHIFTS.index(shift)]
    return {"shift": shift, "digit": digit, "says": dict(zip(NAMES, map(int, now.argmax(axis=1)), strict=True)),
            "sure": dict(zip(NAMES, map(float, now.max(axis=1)), strict=True))}  # fmt: skip


def draw(images: Array, chances: Array, right: Array, *,
         shift: Annotated[int, Slider(-6, 6, step=1, unit="pixels")] = -4,
         digit: Annotated[str, Choice(*DIGITS)] = DIGITS[0]) -> Figure:  # fmt: skip
    """The digit beside three rows of bars; curves below."""
    figure = Figure(figsize=(5.2, 5.6))
    grid = figure.add_gridspec(4, 2, width_ratios=[1, 1.35], height_ratios=[1, 1, 1, 3.4])
    seen, below = figure.add_subplot(grid[:3, 0]), figure.add_subplot(grid[3, :])
    row, place = DIGITS.index(digit), SHIFTS.index(shift)
    seen.imshow(images[row, place], cmap="Greys", vmin=0, vmax=1, interpolation="none")
    seen.set(xticks=[], yticks=[])
    seen.spines[:].set_visible(False)
    seen.add_patch(Rectangle((-0.5, -0.5), 28, 28, fill=False, ec=colours.MUTED, lw=1))
    for number, (name, ink) in enumerate(zip(SPOKEN, INKS, strict=True)):
        axes = figure.add_subplot(grid[number, 1])
        inks = [str(colours.TARGET if str(label) == digit else colours.MUTED) for label in range(10)]
        axes.vlines(range(10), 0, chances[number, row, place].round(3), colors=inks, lw=7)
        axes.set(xlim=(-0.6, 9.6), ylim=(0, 1.05), yticks=[])
        axes.set_xticks(range(10), [str(label) for label in range(10)] if number == 2 else [])
        axes.set_title(name.replace("trained\n", "the same, trained "), color=ink, fontsize=11)
        below.plot(SHIFTS, right[number], "o-", color=ink, ms=4)
    for name, ink, height in zip(SPOKEN, INKS, (0.07, 0.21, 0.48), strict=True):
        below.text(6.3, height, name, color=ink, va="center")
    below.axvline(shift, color=colours.MUTED, lw=1, ls="--")
    below.set(
        xlim=(-6.3, 10.4), ylim=(0, 1.1), xticks=range(-6, 7, 2), xlabel="pixels to the right", ylabel="share right"
    )
    below.set_yticks([0, 0.5, 1], ["0", "50%", "100%"])
    below.yaxis.labelpad = 7  # with less, cells of the digit would end within a pixel
    return figure
