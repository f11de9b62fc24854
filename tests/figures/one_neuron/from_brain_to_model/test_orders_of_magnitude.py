"""What follows from the quoted numbers, by powers of ten and without the script's own arithmetic."""

from fractions import Fraction

import pytest

from figures.one_neuron.from_brain_to_model.orders_of_magnitude import draw, experiment


@pytest.fixture(scope="module")
def found():
    return experiment()


def test_the_ratios_are_those_of_the_sources(found):
    synapses, cells, weights = Fraction(15 * 10**13), Fraction(21 * 10**9), Fraction(175 * 10**9)
    assert found["synapses_a_cell"] == pytest.approx(float(synapses / cells))
    assert 6500 < found["synapses_a_cell"] < 7500, "about 7,000 a cell, as the source says itself"
    assert found["synapses_a_weight"] == pytest.approx(float(synapses / weights))
    assert found["ticks_a_spike"] == pytest.approx(10**6)
    joules = Fraction(20) / synapses
    assert found["seconds_a_product"] == pytest.approx(float(Fraction(46, 10**13) / joules))


def test_every_number_lies_on_its_scale(found):
    figure = draw(found["many"], found["seconds"], found["joules"])
    for axes in figure.axes:
        low, high = axes.get_xlim()
        assert all(low < line.get_xdata()[0] < high for line in axes.lines)
