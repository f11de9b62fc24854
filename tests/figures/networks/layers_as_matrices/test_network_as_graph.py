"""As many lines as weights, as many circles as inputs and units; the thick lines are one column of W."""

from figures.networks.layers_as_matrices.network_as_graph import ACROSS, WIDTHS, draw, experiment


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
