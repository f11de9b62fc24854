"""The identity learns a sine as well as a line can: within a few hundred steps, and then no better for ever.

Above: the middle one of 21 networks in orange with the band over all, the target dashed, the training points as dots.
Below: the error on the test points by training step. The reader turns the number of hidden units and the step.
Page: Learning a sine. Source: Poine, "ANN Elucubrations", for the four activations and the widths.
"""

from typing import Annotated, Any

from matplotlib.figure import Figure

from figures.engine import Choice, Steps
from figures.examples.sine.by_step import SAYS, draw_snapshot, facts_at, snapshots
from figures.examples.sine.cells import LAST
from figures.neural import Array, Labels

NAME = "identity"


def experiment() -> dict[str, Any]:
    """Every width, trained and looked at after each of the kept steps."""
    return snapshots(NAME)


def facts(kept: Labels, errors: Array, hidden_units: str, snapshot: int) -> dict[str, Any]:
    """The step and the errors that are shown."""
    return facts_at(kept, errors, hidden_units, snapshot)


def draw(
    x: Array, kept: Labels, middle: Array, bands: Array, errors: Array,
    *,
    hidden_units: Annotated[str, Choice("0", "1", "3", "5", "9", "27")] = "27",
    snapshot: Annotated[int, Steps(LAST, says=SAYS)] = LAST,
) -> Figure:  # fmt: skip
    """The fit at one snapshot over the error by step."""
    return draw_snapshot(x, kept, middle, bands, errors, hidden_units, snapshot)
