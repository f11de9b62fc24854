"""ReLU units learn a sine: a chain of straight pieces whose corners wander to where they are needed.

Above: the middle one of 21 networks in orange with the band over all, the target dashed, the training points as dots.
Below: the error on the test points by training step. The reader turns the number of hidden units and the step.
Page: Learning a sine. Source: Poine, "ANN Elucubrations", for the four activations and the widths.
"""

from typing import Annotated, Any

import numpy as np
from matplotlib.figure import Figure

from figures.engine import Choice, Steps
from figures.examples.sine.by_step import SAYS, draw_snapshot, facts_at, snapshots
from figures.examples.sine.cells import LAST
from figures.examples.sine.fits import X_TEST, Y_TEST, X, Y, rmse
from figures.neural import Array, Labels

NAME = "ReLU"


def set_by_hand(units: int) -> float:
    """RMSE of units whose corners are spread evenly from −π on; only v and c are fitted, by least squares."""
    places = np.linspace(-np.pi, np.pi, units, endpoint=False)

    def ramps(x: Array) -> Array:
        return np.hstack([np.maximum(x - places, 0), np.ones_like(x)])

    v = np.linalg.lstsq(ramps(X), Y, rcond=None)[0]
    return float(rmse((ramps(X_TEST) @ v)[None], Y_TEST)[0])


def experiment() -> dict[str, Any]:
    """Every width, trained and looked at after each of the kept steps; nine corners set by hand to compare."""
    return {**snapshots(NAME), "by_hand": set_by_hand(9)}


def facts(kept: Labels, errors: Array, hidden_units: str, snapshot: int) -> dict[str, Any]:
    """The step and the errors that are shown."""
    return facts_at(kept, errors, hidden_units, snapshot)


def draw(
    x: Array, kept: Labels, middle: Array, bands: Array, errors: Array,
    *,
    hidden_units: Annotated[str, Choice("0", "1", "3", "5", "9", "27")] = "9",
    snapshot: Annotated[int, Steps(LAST, says=SAYS)] = LAST,
) -> Figure:  # fmt: skip
    """The fit at one snapshot over the error by step."""
    return draw_snapshot(x, kept, middle, bands, errors, hidden_units, snapshot)
