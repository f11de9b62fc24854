"""A network answers whatever it is shown: ten drawn digits, and five drawings that are none.

Its numbers are what the page's script computes with: the convolutional network in bytes, training digits to compare
with, and test digits to show. That makes it longer than other figures. Page: Draw a digit.
Source: LeCun, Bottou, Bengio & Haffner (1998).
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from figures.digits.answers import accuracy, probabilities
from figures.digits.data import digits
from figures.digits.drawings import DIGITS, OTHERS
from figures.digits.images import training_digits, unseen_digits
from figures.digits.nearest import distances, in_levels
from figures.digits.quantised import bytes_of, packed, rounded
from figures.digits.scribbles import scribble
from figures.digits.strokes import normalised
from figures.digits.trained import numpy_network, parameters
from figures.neural import Array
from figures.style import colours

KNOWN, LEVELS = 500, 3  # training digits that the page carries, and levels of grey besides white
TESTS, SCRIBBLES = 40, 500
FALSE_ALARMS = 0.02  # share of the test digits that count as strange
SURE = 0.99


def experiment() -> dict[str, Any]:
    """The answers, how far each drawing is from all training digits, and what the page's script takes."""
    weights, rng = parameters("cnn"), np.random.default_rng(0)
    network, cnn = numpy_network(rounded(weights)), packed(weights, ("kernel_1", "kernel_2", "out"))
    (x, y), (x_test, y_test) = training_digits(), unseen_digits()
    x, x_test = x[..., 0], x_test[..., 0]
    known = np.sort(rng.choice(len(x), KNOWN, replace=False))
    levels = in_levels(x[known], LEVELS)
    limit = float(np.quantile(distances(x_test, levels / LEVELS).min(axis=1), 1 - FALSE_ALARMS))
    drawn: Any = np.array(
        [normalised(strokes) for strokes in [*DIGITS, *OTHERS.values()]], np.float32
    )  # half the bytes
    said, away = probabilities(network, drawn), distances(drawn, levels / LEVELS).min(axis=1)
    nonsense = np.array([normalised(scribble(rng)) for _ in range(SCRIBBLES)])
    surest, strange = (
        probabilities(network, nonsense).max(axis=1),
        distances(nonsense, levels / LEVELS).min(axis=1) > limit,
    )
    tests = np.sort(rng.choice(len(x_test), TESTS, replace=False))
    exact, in_bytes = (accuracy(each, x_test, y_test) for each in (numpy_network(weights), network))
    return {
        "drawn": drawn, "said": said, "away": away,
        "cnn": cnn,
        "kept": {"images": levels, "labels": y[known].astype(np.uint8), "levels": float(LEVELS), "limit": limit},
        "tests": {"images": np.round(255 * x_test[tests]).astype(np.uint8), "labels": y_test[tests].astype(np.uint8),
                  "numbers": tests.astype(np.int32)},
        "data": digits().said, "count": len(x), "test_digits": len(x_test), "carried": KNOWN,
        "kilobytes": bytes_of(cnn) / 1000, "weights": sum(w.size for w in weights),
        "accuracy": {"exact": exact, "in_bytes": in_bytes, "lost": exact - in_bytes},
        "false_alarms": FALSE_ALARMS, "limit": limit, "scribbles": SCRIBBLES,
        "sum_for_house": float(said[10 + list(OTHERS).index("house")].sum()),
        "right": int(sum(said[:10].argmax(axis=1) == range(10))),
        "sure_of_scribbles": float(np.mean(surest > SURE)), "nine_tenths": float(np.mean(surest > 0.9)),
        "strange_scribbles": float(np.mean(strange)), "sure_and_passed": float(np.mean((surest > SURE) & ~strange)),
        "strange_others": int(sum(away[10:] > limit)), "surest_other": float(said[10:].max()),
    }  # fmt: skip


def draw(drawn: Array, said: Array, away: Array, cnn: Any, kept: dict[str, Any], tests: Any) -> Figure:
    """Three rows of five images, each with the answer below, and in red where it is like nothing known."""
    figure = Figure(figsize=(5.2, 4.5))
    for axes, image, shares, distance in zip(figure.subplots(3, 5).flat, drawn, said, away, strict=True):
        axes.imshow(image, cmap="Greys", vmin=0, vmax=1, interpolation="none")
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_visible(False)
        strange = distance > kept["limit"]
        text = f"{shares.argmax()}, {100 * shares.max():.0f}%" + ("\nstrange" if strange else "")
        axes.set_xlabel(text, color=colours.LOSS if strange else colours.INK, fontsize=11)
        axes.xaxis.label.set_verticalalignment("top")
    return figure
