"""One epoch teaches most, and those after it help on digits seen already more than on others.

The loss, and the share of digits that are wrong, after each epoch: the middle of five seeds, and all between the least
and the most. Page: Recognising digits. Source: Srivastava et al. (2014), for the dropout that is in it.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.five_seeds import EPOCHS, SEEDS, parts, right, trained
from figures.neural import Array
from figures.neural.outputs import softmax
from figures.style import colours

DIFFERENCE = 0.002  # between two networks: does it say which is better?


def band(values: Array) -> dict[str, float]:
    """The least, the middle and the most."""
    return {"least": float(values.min()), "median": float(np.median(values)), "most": float(values.max())}


def experiment() -> dict[str, Any]:
    """Loss and share wrong (seeds, epochs from 0, training and validation); the end of it on the test digits."""
    found, (_, y) = trained(), parts()["test"]
    shares = np.array([right(z, y) for z in found["z"]])
    wrong, middle = 1 - found["right"], float(np.median(shares))
    chance = float(np.sqrt(middle * (1 - middle) / len(y)))
    p = softmax(found["z"].astype(float))
    at_label = p[:, np.arange(len(y)), y]
    together = {"right": right(p.mean(axis=0), y), "loss": float(-np.log(at_label.mean(axis=0)).mean()),
                "all_wrong": int((p.argmax(axis=-1) != y).all(axis=0).sum())}  # fmt: skip
    return {"loss": found["loss"], "wrong": wrong, "seeds": SEEDS, "epochs": EPOCHS,
            "first": band(found["right"][:, 0, 1]), "after_one": band(found["right"][:, 1, 1]),
            "training": band(found["right"][:, -1, 0]), "validation": band(found["right"][:, -1, 1]),
            "test": band(shares), "mistakes": band(np.round((1 - shares) * len(y))), "asked": len(y),
            "by_chance": chance, "together": together,
            "alone": {"right": float(shares.mean()), "loss": float(-np.log(at_label).mean())},
            "verdict": "yes, it is better" if DIFFERENCE > 2 * np.sqrt(2) * chance else "nobody can tell",
            "times": float(np.median(wrong[:, -1, 1] / wrong[:, -1, 0]))}  # fmt: skip


def draw(loss: Array, wrong: Array) -> Figure:
    """Two panels of two bands each."""
    figure = Figure(figsize=(5.2, 4.8))
    epochs = np.arange(loss.shape[1])
    for axes, values, label in zip(figure.subplots(2, 1, sharex=True), (loss, wrong), ("loss $L$", "share wrong"),
                                   strict=True):  # fmt: skip
        for of, ink, mark, name in (
            (0, colours.INPUT, "s", "digits learned from"),
            (1, colours.OUTPUT, "o", "held back"),
        ):
            each = values[:, :, of]
            middle = np.median(each, axis=0)
            axes.fill_between(epochs, each.min(axis=0), each.max(axis=0), color=ink, alpha=0.2, lw=0)
            axes.plot(epochs, middle, marker=mark, color=ink, ms=5)
            axes.annotate(name, (epochs[-1], middle[-1]), (0, 8 if of else -8), textcoords="offset points", ha="right",
                          va="bottom" if of else "top", color=ink)  # fmt: skip
        axes.set(yscale="log", ylabel=label, ylim=(values[:, 1:].min() / 3, 1.5 * values.max()))
    axes.set(xlabel="epochs", xticks=epochs)
    axes.set_yticks([0.01, 0.1, 1], ["1%", "10%", "100%"])
    axes.minorticks_off()
    return figure
