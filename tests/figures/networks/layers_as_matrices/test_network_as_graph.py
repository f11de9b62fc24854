"""As many lines as weights, as many circles as inputs and units; the thick lines are one column of W."""

from itertools import pairwise

import numpy as np

from figures.networks.layers_as_matrices.network_as_graph import ACROSS, BATCH, WIDTHS, draw, experiment


def test_lines_and_circles_are_counted_as_weights_and_biases(numbers_of):
    (axes,) = draw().axes
    numbers = numbers_of(experiment)
    assert len(axes.lines) == numbers["weights"] == 4 * 3 + 3 * 3
    assert len(axes.patches) == sum(WIDTHS) and numbers["biases"] == sum(WIDTHS[1:])


def test_each_layer_has_one_more_parameter_a_unit_than_it_has_inputs(numbers_of):
    numbers = numbers_of(experiment)
    assert numbers["layer"] == {"hidden": (4 + 1) * 3, "output": (3 + 1) * 3}
    assert numbers["parameters"] == 27


def test_the_thick_lines_lead_from_every_input_to_one_unit():
    thick = [line for line in draw().axes[0].lines if line.get_linewidth() > 2]
    assert len(thick) == WIDTHS[0]
    assert {line.get_xdata()[1] for line in thick} == {ACROSS[1]}
    assert len({line.get_ydata()[1] for line in thick}) == 1


class Counted:
    """Stands for a number, and counts how often one is multiplied."""

    times = 0

    def __mul__(self, other):
        Counted.times += 1
        return self

    def __add__(self, other):
        return self


def test_a_thousand_examples_take_as_many_multiplications_as_numbers_count_themselves(numbers_of):
    examples = 2
    a = np.full((examples, WIDTHS[0]), Counted())
    Counted.times = 0
    for n_in, n_out in pairwise(WIDTHS):
        a = a @ np.full((n_in, n_out), Counted())
    assert numbers_of(experiment)["multiplications"] * examples == Counted.times * BATCH
