"""What corresponds in the nerve cell and in its model has one colour and stands in one column."""

import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.colors import to_hex

from figures.one_neuron.from_brain_to_model.biological_and_artificial_neuron import draw
from figures.shapes.branches import bezier, branch
from figures.style import colours

BETWEEN = 5.6  # the height between the cell above and the model below


def names() -> dict[str, tuple[str, float]]:
    """The colour and the height of each name in the drawing."""
    (axes,) = draw().axes
    return {text.get_text(): (to_hex(text.get_color()), text.get_position()[1]) for text in axes.texts}


@pytest.mark.parametrize(
    ("part", "becomes", "colour"),
    [
        ("signals from\nother neurons", "inputs", colours.INPUT),
        ("dendrites", "weighted sum", colours.INK),
        ("synapses", "weights", colours.WEIGHT),
        ("cell body", "weighted sum", colours.INK),
        ("axon hillock", "bias $b$", colours.BIAS),
        ("axon hillock", "activation", colours.BIAS),
        ("axon", "output $a$", colours.OUTPUT),
    ],
)
def test_a_part_of_the_cell_and_what_it_becomes_share_a_colour(part: str, becomes: str, colour: str) -> None:
    named = names()
    assert named[part][0] == named[becomes][0] == colour
    assert named[part][1] > BETWEEN > named[becomes][1], "the cell stands above its model"


def purple_dots() -> list[Artist]:
    (axes,) = draw().axes
    return [patch for patch in axes.patches if to_hex(patch.get_facecolor()) == colours.WEIGHT]


def test_each_synapse_stands_over_its_weight_and_is_as_large() -> None:
    dots = purple_dots()
    above = sorted((dot for dot in dots if dot.center[1] > BETWEEN), key=lambda dot: -dot.center[1])
    below = sorted((dot for dot in dots if dot.center[1] < BETWEEN), key=lambda dot: -dot.center[1])
    assert len(above) == len(below) == 3
    for synapse, weight in zip(above, below, strict=True):
        assert synapse.radius == weight.radius
        assert abs(synapse.center[0] - weight.center[0]) < 0.5


def test_a_branch_has_the_widths_asked_for_and_a_curve_ends_where_it_should() -> None:
    control = [(0, 0), (1, 0), (2, 0), (3, 0)]
    outline = branch(control, 0.4, 0.1, colours.INK).get_path()
    assert np.ptp(outline.vertices[:, 1]) == pytest.approx(0.4)
    assert np.ptp(outline.vertices[3:7, 1]) == pytest.approx(0.1)
    np.testing.assert_allclose(bezier([(0, 0), (0, 1), (3, 1), (3, 2)])[:, [0, -1]], [[0, 3], [0, 2]])
